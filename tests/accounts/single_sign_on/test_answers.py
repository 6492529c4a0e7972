"""What comes back in the address, and what the service answers with: an honest page, and nobody is signed in."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from plans.accounts import sign_on_service
from plans.models import SignOnIdentity, User
from tests.accounts.single_sign_on.provider import DISCOVERY, KEYS, TOKEN
from tests.accounts.single_sign_on.ways import NOT_SURE, come_back, go_there, refused, sign_on, signed_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("linked")]

RUN_OUT, NOT_REACHED = "This sign-in has run out", "cannot reach"

# What comes back to us in the address


def test_a_state_that_nobody_asked_with(client, configured):
    question = go_there(client)
    refused(client, come_back(client, configured, question | {"state": "guessed"}), RUN_OUT, 400)
    assert TOKEN not in configured.asked


def test_the_answer_of_somebody_elses_browser(client, configured):
    theirs = go_there(Client())
    refused(client, come_back(client, configured, theirs), RUN_OUT, 400)
    go_there(client)
    refused(client, come_back(client, configured, theirs), RUN_OUT, 400)


def test_an_answer_serves_once(client, configured):
    question = go_there(client)
    address = configured.authorize(question)
    client.get(address)
    assert signed_in_as(client)
    client.logout()
    refused(client, client.get(address), RUN_OUT, 400)


def test_a_code_serves_once_even_in_a_new_question(client, configured):
    code = configured.authorize(go_there(client)).partition("code=")[2].partition("&")[0]
    client.get(f"{reverse('sign-on-return')}?code={code}&state=guessed")
    state = go_there(client)["state"]
    refused(client, client.get(reverse("sign-on-return"), {"code": code, "state": state}), NOT_SURE)


def test_an_answer_that_comes_too_late(client, configured, monkeypatch):
    question = go_there(client)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    refused(client, come_back(client, configured, question), RUN_OUT, 400)


@pytest.mark.parametrize("query", ["", "?code=1", "?state=1", "?code=1&state=1", "?code=&state="])
def test_an_answer_with_pieces_missing(client, configured, query):
    refused(client, client.get(reverse("sign-on-return") + query), RUN_OUT, 400)


def test_an_answer_without_a_code(client, configured):
    state = go_there(client)["state"]
    refused(client, client.get(reverse("sign-on-return"), {"state": state}), RUN_OUT, 400)


@pytest.mark.parametrize(
    "error", ["access_denied", "<script>alert(1)</script>", "x\r\nforged line", "temporarily_unavailable"]
)
def test_the_service_says_no(client, configured, error, caplog):
    state = go_there(client)["state"]
    said = {"error": error, "state": state, "error_description": "Ring 0800 1 and tell them your password"}
    response = client.get(reverse("sign-on-return"), said)
    refused(client, response, "was not finished")
    assert "0800" not in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert not any("forged" in message or "<" in message for message in caplog.messages)
    refused(client, client.get(reverse("sign-on-return"), {"code": "1", "state": state}), RUN_OUT, 400)


def test_an_error_from_elsewhere_signs_nobody_out(client, configured, officer):
    client.force_login(officer)
    client.get(reverse("sign-on-return"), {"error": "access_denied"})
    assert signed_in_as(client) == officer.pk


# What the service answers with

JUNK = {
    "a page": (200, b"<html>Sorry</html>"),
    "nothing": (200, b""),
    "a list": (200, b"[]"),
    "a number": (200, b"7"),
    "a fault": (500, b'{"error": "server_error"}'),
    "a page that is not there": (404, b"{}"),
    "somewhere else": (302, b""),
    "somewhere else, form and all": (307, b""),
}


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_a_service_that_answers_junk(client, configured, path, junk):
    configured.broken = {path: (*junk, 0)}
    response = client.get(reverse("sign-on")) if path == DISCOVERY else sign_on(client, configured)
    refused(client, response, NOT_REACHED, 503)
    assert response["Retry-After"] == "60"
    assert "/elsewhere" not in configured.asked


@pytest.mark.parametrize("body", [b"{}", b'{"id_token": null}', b'{"id_token": 7}', b'{"access_token": "a"}'])
def test_an_answer_without_a_token(client, configured, body):
    configured.broken = {TOKEN: (200, body, 0)}
    refused(client, sign_on(client, configured), NOT_SURE)


@pytest.mark.parametrize("body", [b"{}", b'{"keys": 7}', b'{"keys": []}', b'{"keys": ["a", {}, {"kty": 7}]}'])
def test_keys_that_are_none(client, configured, body):
    configured.broken = {KEYS: (200, body, 0)}
    refused(client, sign_on(client, configured), NOT_SURE)


def test_a_secret_that_has_run_out_is_told_to_those_who_read_the_log(client, configured, settings, caplog):
    settings.SSO_CLIENT_SECRET = "an-old-secret"
    refused(client, sign_on(client, configured), NOT_SURE)
    assert "Single sign-on was refused: The sign-on service refused: invalid_client." in caplog.messages


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_discovery_document_that_is_not_the_issuers(client, configured, document):
    configured.document = document
    refused(client, client.get(reverse("sign-on")), NOT_REACHED, 503)


def test_an_encrypted_service_has_no_unencrypted_addresses(settings):
    settings.SSO_ISSUER = "https://sign-on.example"
    document = {"issuer": settings.SSO_ISSUER} | dict.fromkeys(sign_on_service.ENDPOINTS, "https://sign-on.example/x")
    sign_on_service._check(document)
    with pytest.raises(sign_on_service.UnreachableError, match="no token_endpoint that can be used"):
        sign_on_service._check(document | {"token_endpoint": "http://sign-on.example/x"})


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
def test_a_slow_service_is_waited_for_briefly(client, configured, monkeypatch, path):
    assert sign_on_service.TIMEOUT == 5
    monkeypatch.setattr(sign_on_service, "TIMEOUT", 0.2)
    configured.broken = {path: (200, b"{}", 1)}
    before = time.monotonic()
    response = client.get(reverse("sign-on")) if path == DISCOVERY else sign_on(client, configured)
    assert time.monotonic() - before < 0.9
    refused(client, response, NOT_REACHED, 503)


def test_a_service_that_is_down_and_up_again(client, configured, linked):
    configured.broken = {DISCOVERY: (503, b"", 0)}
    refused(client, client.get(reverse("sign-on")), NOT_REACHED, 503)
    configured.broken = {}
    sign_on(client, configured)
    assert signed_in_as(client) == linked.pk


def test_a_service_that_is_not_there(client, configured, settings):
    settings.SSO_ISSUER = "http://127.0.0.1:9/tenant"
    refused(client, client.get(reverse("sign-on")), NOT_REACHED, 503)


def test_no_certificate_no_answer(client, configured, settings):
    """The service here has none, so a handshake with it fails as with a wrong one: nothing is asked without."""
    settings.SSO_ISSUER = configured.issuer.replace("http://", "https://")
    refused(client, client.get(reverse("sign-on")), NOT_REACHED, 503)
    assert configured.asked == []


def test_all_this_made_and_linked_nobody(client, configured, officer):
    for claims in ({"sub": "new"}, {"aud": "another"}):
        configured.claims = claims
        sign_on(client, configured)
    assert (SignOnIdentity.objects.count(), User.objects.count()) == (1, 1)
