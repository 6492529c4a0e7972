"""Single sign-on is off until it is configured, and then configured whole."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse

from edi_tracker.environment import env_issuer
from plans.models import SignOnIdentity
from tests.test_who_may import ROLES, answers, people  # noqa: F401 (a fixture)

NAMES = ["sign-on", "sign-on-return", "sign-on-link", "sign-on-unlink"]
ADDRESSES = [
    "/sign-in/single-sign-on/",
    "/sign-in/single-sign-on/return/",
    "/account/single-sign-on/link/",
    "/account/single-sign-on/unlink/",
]
WITHOUT_THE_EXTRA = """
import sys
sys.modules.update(dict.fromkeys(["mozilla_django_oidc", "jwt", "requests", "cryptography"]))
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check")
print(Client().get("/sign-in/single-sign-on/", headers={"host": "localhost"}).status_code)
"""


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_answers(client, officer, address):
    for _ in range(2):
        assert client.get(address).status_code == client.post(address).status_code == 404
        client.force_login(officer)


@pytest.mark.parametrize("name", NAMES)
def test_no_address_has_a_name(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
def test_no_page_speaks_of_it(client, officer):
    SignOnIdentity.objects.create(user=officer, issuer="https://earlier.example", subject="1")
    assert "single-sign-on" not in client.get(reverse("sign-in")).content.decode()
    client.force_login(officer)
    assert "single-sign-on" not in client.get(reverse("account")).content.decode()


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "edi_tracker.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_product_runs_without_the_package():
    assert "404" in run(WITHOUT_THE_EXTRA).splitlines()


@pytest.mark.parametrize("missing", ["SSO_CLIENT_ID", "SSO_CLIENT_SECRET"])
def test_half_a_configuration_is_refused_at_the_start(missing):
    whole = {"SSO_ISSUER": "https://sign-on.example", "SSO_CLIENT_ID": "a", "SSO_CLIENT_SECRET": "hunter2"}
    said = run("import django; django.setup(); print('started')", **whole | {missing: ""})
    assert f"{missing} has 0 characters" in said
    assert "hunter2" not in said
    assert run("import django; django.setup(); print('started')", **whole).strip() == "started"


BAD = ["http://sign-on.example", "sign-on.example", "https://a.example/{tenantid}/v2.0", "https://a.example/?x=1"]


@pytest.mark.parametrize("issuer", [*BAD, "http://127.0.0.1:8000/", f"https://{'a' * 200}.example"])
def test_an_issuer_has_an_encrypted_address(monkeypatch, issuer):
    monkeypatch.setenv("SSO_ISSUER", issuer)
    with pytest.raises(ImproperlyConfigured, match="SSO_ISSUER is .* must be an address that begins with https://"):
        env_issuer("SSO_ISSUER", unencrypted=False)


def test_one_on_this_computer_may_do_without_when_trying_out(monkeypatch):
    monkeypatch.setenv("SSO_ISSUER", "http://127.0.0.1:8000/tenant")
    assert env_issuer("SSO_ISSUER", unencrypted=True) == "http://127.0.0.1:8000/tenant"
    for issuer in BAD:
        monkeypatch.setenv("SSO_ISSUER", issuer)
        with pytest.raises(ImproperlyConfigured):
            env_issuer("SSO_ISSUER", unencrypted=True)


@pytest.mark.parametrize("issuer", ["", "https://login.example/1/v2.0", "https://login.example/"])
def test_an_issuer_is_taken_as_it_is_written(monkeypatch, issuer):
    monkeypatch.setenv("SSO_ISSUER", f" {issuer} ")
    assert env_issuer("SSO_ISSUER", unencrypted=False) == issuer


WHEN_ON = {  # as in tests/test_who_may.py: what a GET, then a POST, answers to each role in turn
    "sign-on": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "sign-on-return": ("400 400 400 400 400 400", "405 405 405 405 405 405"),
    "sign-on-link": ("302 302 302 302 302 302", "302 400 400 400 400 400"),
    "sign-on-unlink": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
}


@pytest.mark.parametrize("name", NAMES)
def test_who_may_when_it_is_on(configured, people, name):  # noqa: F811
    assert len(ROLES) == 6
    assert answers(people, "get", reverse(name)) == WHEN_ON[name][0]
    assert answers(people, "post", reverse(name)) == WHEN_ON[name][1]


@pytest.mark.django_db
def test_the_sign_in_page_offers_it_when_it_is_on(client, configured):
    page = client.get(reverse("sign-in"), {"next": "/dashboard/?a=b&c=d"}).content.decode()
    assert "Sign in with your Alderford account" in page
    assert f"{reverse('sign-on')}?next=%2Fdashboard%2F%3Fa%3Db%26c%3Dd" in page
