"""Recovery codes: for who has lost the phone. Each is used once; only digests of them are stored."""

import secrets
from base64 import b32encode
from typing import Any

from django.db import transaction
from django.utils.crypto import pbkdf2, salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

HOW_MANY = 10
FEW = 3
DIGITS = 12
# A code has 40 random bits and the salt cannot be known without SECRET_KEY: less work than for a password will do.
ROUNDS = 100_000


def make(user: Any) -> list[str]:
    """Make ten new codes, each twelve digits in groups of four, in the place of the person's older ones.

    This is the only time that they can be read.
    """
    codes = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(HOW_MANY)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="Recovery codes")
        StaticToken.objects.bulk_create(StaticToken(device=device, token=digest(device, code)) for code in codes)
    return [in_groups(code) for code in codes]


def in_groups(code: str) -> str:
    """A code as it is printed: "1234 5678 9012"."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def set_of(user: Any) -> int | None:
    """The number of the person's present set of codes; None if they never had one."""
    return StaticDevice.objects.filter(user=user).values_list("pk", flat=True).first()


def left(user: Any) -> int:
    """How many of the person's codes are not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def told(number: int) -> str:
    """How many codes are left, in a sentence, with a second one that says what to do when these are few."""
    left = f"You have {number or 'no'} recovery code{'' if number == 1 else 's'} left."
    return left if number > FEW else f"{left} Make new ones soon: they let you in if you lose your phone."


def digest(device: StaticDevice, code: str) -> str:
    """What is stored of a code: sixteen characters, slow to make, and salted by its set and the SECRET_KEY."""
    salt = salted_hmac("plans.accounts.recovery_codes", str(device.pk), algorithm="sha256").digest()
    return b32encode(pbkdf2(code, salt, ROUNDS, dklen=10)).decode().lower()
