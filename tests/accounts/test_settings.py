"""What settings make of the environment, where signing in is concerned; each in a process of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client, RequestFactory
from django.urls import reverse

from edi_tracker.errors import server_error

SHOWN = """
import json, django
django.setup()
from django.conf import settings as s
s.MESSAGES_COOKIE = __import__("plans.messages").messages.MessagesCookie.cookie_name
print(json.dumps({name: getattr(s, name, None) for name in NAMES}))
"""


def settings_in(names, **environment):
    """The settings of these names in another environment."""
    base = {"SECRET_KEY": "s" * 60, "DJANGO_SETTINGS_MODULE": "edi_tracker.settings", "PATH": os.environ["PATH"]}
    code = SHOWN.replace("NAMES", repr(names.split()))
    done = subprocess.run(
        [sys.executable, "-c", code], env=base | environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def test_with_https_the_cookies_belong_to_this_host_alone_and_travel_encrypted():
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_PATH"
    found = settings_in(f"{names} MESSAGES_COOKIE SESSION_COOKIE_DOMAIN CSRF_COOKIE_DOMAIN")
    own = ["__Host-session", "__Host-csrf", True, True, "/", "__Host-messages", None, None]
    assert list(found.values()) == own


def test_by_default_nothing_is_for_trying_out_and_no_mail_is_sent():
    assert list(settings_in("DEBUG FOR_TRYING_OUT CAN_SEND_EMAIL").values()) == [False, False, False]


def test_the_cookies_are_so_marked_in_an_answer(settings, db):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("sign-in"), secure=True)
    cookie = client.cookies["__Host-csrf"]
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["httponly"]) == (True, "/", "", True)


def test_a_copy_for_trying_out_shows_no_technical_pages_and_no_settings():
    found = settings_in("DEBUG FOR_TRYING_OUT CAN_SEND_EMAIL EMAIL_BACKEND", DEBUG="true", HTTPS="false")
    assert list(found.values()) == [False, True, True, "django.core.mail.backends.console.EmailBackend"]


@pytest.mark.parametrize(
    ("given", "tls", "ssl"),
    [
        ({}, True, False),
        ({"EMAIL_PORT": "465"}, False, True),
        ({"EMAIL_TLS": "false", "EMAIL_PORT": "25"}, False, False),
    ],
)
def test_mail_goes_encrypted_unless_told_otherwise(given, tls, ssl):
    environment = {"EMAIL_HOST": "mail.example.org", "EMAIL_FROM": "EDI <edi@example.org>", **given}
    found = settings_in("EMAIL_USE_TLS EMAIL_USE_SSL EMAIL_BACKEND DEFAULT_FROM_EMAIL", **environment)
    assert list(found.values()) == [tls, ssl, "django.core.mail.backends.smtp.EmailBackend", "EDI <edi@example.org>"]


def test_a_mail_server_needs_to_know_who_writes():
    assert "EMAIL_FROM has 0 characters" in settings_in("DEBUG", EMAIL_HOST="mail.example.org")


def test_proxies_are_believed_only_where_there_are_some():
    assert settings_in("PROXIES", PROXIES="2") == {"PROXIES": 0}
    assert settings_in("PROXIES", BEHIND_PROXY="true") == {"PROXIES": 1}
    assert settings_in("PROXIES", BEHIND_PROXY="true", PROXIES="2") == {"PROXIES": 2}


def test_an_installation_for_use_is_not_one_for_trying_out(settings):
    def found():
        return [
            one.id for one in run_checks(include_deployment_checks=True, tags=["security"]) if one.id == "plans.E002"
        ]

    assert found() == []
    settings.FOR_TRYING_OUT = True
    assert found() == ["plans.E002"]


@pytest.mark.parametrize("for_trying_out", [True, False])
def test_a_visitor_sees_our_own_pages_when_something_is_amiss(client, db, settings, for_trying_out):
    settings.FOR_TRYING_OUT = for_trying_out
    missing = client.get("/nowhere/")
    assert (missing.status_code, "Page not found" in missing.text) == (404, True)
    assert server_error(RequestFactory().get("/")).status_code == 500
