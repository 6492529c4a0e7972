"""Setting up an authenticator app: a secret that the app and the product share (RFC 6238)."""

import time
from base64 import b32encode
from typing import Any
from urllib.parse import quote, urlencode

import qrcode
from django.utils.safestring import SafeString, mark_safe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from qrcode.image.svg import SvgPathImage

DIGITS = 6
PRODUCT = "EDI Tracker"


def new_key() -> str:
    """A new secret in hexadecimal digits: 160 random bits, as RFC 4226 recommends."""
    return default_key()


def typed_key(key: str) -> str:
    """The secret as people type it into an app: base 32 in groups of four."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def qr_code(user: Any, key: str, host: str) -> SafeString:
    """An SVG drawing that an app reads: the secret, whose it is, and of which installation."""
    code = qrcode.QRCode(image_factory=SvgPathImage, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(_address(user, key, host))
    return mark_safe(code.make_image().to_string(encoding="unicode"))  # squares alone: the text is not in it


def _address(user: Any, key: str, host: str) -> str:
    """The otpauth address of the secret, in the form that Google Authenticator's wiki sets out ("Key Uri Format")."""
    issuer = f"{PRODUCT} {host.partition(':')[0]}"
    asked = {"secret": b32encode(bytes.fromhex(key)).decode(), "issuer": issuer}
    return f"otpauth://totp/{quote(f'{issuer}:{user.email}')}?{urlencode(asked, quote_via=quote)}"


def confirm(user: Any, key: str, code: str) -> bool:
    """Make this the person's one app if the code shows that it has the secret; whether it does.

    Until then there is no device, so that a secret somebody only looked at lets nobody in.
    """
    device = TOTPDevice(user=user, name="Authenticator app", key=key)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    if not totp.verify(int(code), device.tolerance):
        return False
    TOTPDevice.objects.filter(user=user).delete()
    device.last_t = totp.t()  # the code is used up
    device.save()
    return True
