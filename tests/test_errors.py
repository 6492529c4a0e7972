"""Error pages: the right status, plain words, and no database behind those for failures of our own."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from edi_tracker.errors import database_failed

FAULTS = {
    "refused": PermissionDenied,
    "strange": SuspiciousOperation,
    "broken": ValueError,
    "cut": OperationalError,
    "wrapped": None,
}


def fail(request, fault):
    if fault == "wrapped":
        try:
            raise InterfaceError
        except InterfaceError:
            raise RuntimeError from None
    raise FAULTS[fault]("secret detail")


handler500 = "edi_tracker.errors.server_error"
urlpatterns = [
    path("fail/<fault>/", fail),
    path("form/", lambda request: HttpResponse("kept")),
    path("", include("edi_tracker.urls")),
]


@pytest.fixture
def visitor(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "LoginRequired" not in name]
    with override_settings(ROOT_URLCONF=__name__, DEBUG=False, SECURE_SSL_REDIRECT=False):
        yield Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("strange", 400, "Sorry, we could not read that request"),
        ("broken", 500, "Sorry, there is a problem with the service"),
        ("cut", 503, "Sorry, the service is busy"),
        ("wrapped", 503, "Sorry, the service is busy"),
    ],
)
def test_a_failure_is_answered_without_the_database(visitor, fault, status, words):
    response = visitor.get(f"/fail/{fault}/")
    assert response.status_code == status
    assert words in response.text
    assert "secret detail" not in response.text


def test_a_busy_service_says_when_to_come_back(visitor):
    assert visitor.get("/fail/cut/")["Retry-After"] == "30"
    assert "Retry-After" not in visitor.get("/fail/broken/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/fail/refused/", 403, "You cannot see this page"),
        ("/nowhere/", 404, "Page not found"),
    ],
)
def test_a_refusal_keeps_the_navigation(visitor, address, status, words):
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.text
    assert 'aria-label="Menu"' in response.text
    assert "secret detail" not in response.text


@pytest.mark.django_db
def test_an_expired_form_says_what_to_do(visitor):
    response = visitor.post("/form/")
    assert response.status_code == 403
    assert "Your form had expired" in response.text


@pytest.mark.parametrize(("fault", "is_ours"), [(None, False), (ValueError(), False), (IntegrityError(), False)])
def test_other_faults_are_not_the_databases(fault, is_ours):
    assert database_failed(fault) is is_ours
