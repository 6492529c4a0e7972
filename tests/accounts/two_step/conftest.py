"""People who have, and have not, a phone with an authenticator app."""

import time

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans.accounts import recovery_codes, sessions


@pytest.fixture(autouse=True)
def quick_digests(monkeypatch):
    monkeypatch.setattr(recovery_codes, "ROUNDS", 1)


def after_password(user, *, minutes_ago=0):
    """A browser in which a person has given their password and nothing else yet."""
    client, request = Client(), HttpRequest()
    request.session = client.session
    sessions.begin(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    request.session[sessions.SIGNED_IN_AT] -= minutes_ago * 60
    request.session.save()
    client._set_login_cookies(request)
    return client


def give_app(user):
    return TOTPDevice.objects.create(user=user, name="Phone")


def code_at(key, steps=0):
    """The code that an app with this secret shows, some steps of 30 seconds from now."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + steps * 30
    return f"{totp.token():06}"


def wrong_code(key):
    """Six digits that are none of the codes which would be good about now."""
    good = {code_at(key, steps) for steps in range(-3, 4)}
    return next(
        code for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666") if code not in good
    )


def after_the_wait(device):
    """Let the wait that follows a wrong code be over."""
    device.refresh_from_db()
    device.throttling_failure_timestamp = timezone.now() - timezone.timedelta(hours=1)
    device.save()


@pytest.fixture
def frozen(monkeypatch):
    """The middle of a step of 30 seconds, so that no code changes while a test runs."""
    now = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: now)
    return now
