"""Checking what somebody typed as their second step."""

import logging
from datetime import datetime
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans.accounts import authenticator, recovery_codes

log = logging.getLogger("plans.accounts")

# Each wrong code doubles the wait for the next, from one second up to 2**9 seconds (eight and a half minutes): 170
# guesses a day find one of three valid codes in a million on one day in two thousand, and the owner of the account is
# never kept out for long.
COUNTED_TO = 10

WRONG = "The code is wrong or was used before. Wait for the app to show a new one, or use a recovery code"


def check(user: Any, code: str) -> str:
    """By what a code of digits proves who the person is: "app" or "recovery code"; the code is used up.

    Raises ValidationError with a sentence if the code is wrong, was used before or comes too soon after wrong ones.
    The device's row is locked meanwhile, so that of two uses of a code at the same moment one succeeds.
    """
    by = "app" if len(code) == authenticator.DIGITS else "recovery code"
    with transaction.atomic():
        refusal = _refusal(_device(user, by), code)
    if refusal:
        log.warning("Second step of user %s by %s was refused", user.pk, by)
        raise ValidationError(refusal)
    log.info("Second step of user %s was taken by %s", user.pk, by)
    return by


def _device(user: Any, by: str) -> Any:
    kind: Any = TOTPDevice if by == "app" else StaticDevice
    return kind.objects.select_for_update().filter(user=user, confirmed=True).first()


def _refusal(device: Any, code: str) -> str:
    """Try the code at a locked device, or at none; a sentence if it is refused, blank if it is good."""
    if device is None:
        return WRONG
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return f"There were too many wrong codes. Try again in {_wait(why['locked_until'])}"
    is_app = isinstance(device, TOTPDevice)
    if device.verify_token(code if is_app else recovery_codes.digest(device, code)):
        return ""
    if device.throttling_failure_count > COUNTED_TO:
        device.throttling_failure_count = COUNTED_TO
        device.save()
    return WRONG


def _wait(until: datetime) -> str:
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    number, unit = (seconds, "second") if seconds < 60 else (ceil(seconds / 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"
