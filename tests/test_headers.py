"""What tells browsers to be careful comes with every answer of the product: a page, a refusal, a failure, a file."""

import pytest
from django.templatetags.static import static
from django.test import Client

from tests.accounts.test_settings import settings_in

pytestmark = pytest.mark.django_db

ANSWERS = {
    "a page": ("/sign-in/", 200),
    "a page that leads elsewhere": ("/account/", 302),
    "a page that is not there": ("/nowhere/", 404),
    "an address that is refused": ("/councils/?q=%00", 400),
    "an address that is too long": ("/councils/?q=" + "x" * 5000, 414),
    "a failure": ("/councils/", 500),
    "a probe": ("/healthz", 200),
    "a style sheet": (static("css/edi.css"), 200),
}


def fail(*args, **kwargs):
    raise RuntimeError("Made to fail")


@pytest.fixture
def visitor(settings, monkeypatch):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 60 * 60, True
    monkeypatch.setattr("plans.views.render", fail)
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("which", ANSWERS)
def test_every_answer_says_what_it_is_and_how_browsers_are_to_take_it(visitor, which):
    address, status = ANSWERS[which]
    answer = visitor.get(address, secure=True)
    answer.close()
    assert answer.status_code == status
    policy = [part.strip() for part in answer["Content-Security-Policy"].split(";")]
    nothing = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
    assert nothing | {"script-src 'self'", "form-action 'self'"} <= set(policy)
    assert [part for part in policy if "unsafe" in part or "http" in part or "*" in part] == []
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
    assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    if answer["Content-Type"].startswith("text/"):
        assert "charset=" in answer["Content-Type"]


def test_production_keeps_its_cookies_and_sends_no_one_elsewhere():
    cookies = "SESSION_COOKIE_SAMESITE CSRF_COOKIE_SAMESITE SESSION_COOKIE_HTTPONLY CSRF_COOKIE_HTTPONLY"
    found = settings_in(f"{cookies} SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS")
    assert list(found.values()) == ["Lax", "Lax", True, True, True, 365 * 24 * 60 * 60, True]
