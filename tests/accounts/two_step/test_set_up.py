"""Setting up an authenticator app, and another phone."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans.accounts import authenticator, recovery_codes, second_step, sessions, two_step
from plans.accounts.views.two_step import NEW_KEY
from tests.accounts.two_step.conftest import after_password, code_at, give_app, wrong_code

pytestmark = pytest.mark.usefixtures("frozen")
PAGE = "/account/two-step/set-up/"


def begun(client):
    """The secret that the page shows in this browser."""
    client.get(PAGE)
    return client.session[NEW_KEY]


def set_up(client, **also):
    return client.post(PAGE, {"code": code_at(begun(client)), **also})


@pytest.fixture
def client(equality_lead):
    return after_password(equality_lead)


def test_the_app_is_the_persons_once_its_code_is_typed(client, equality_lead):
    assert set_up(client).status_code == 200
    assert two_step.has_app(equality_lead)
    assert client.session[sessions.TWO_STEP] == "app"
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_secret_that_was_only_looked_at_lets_nobody_in(client, equality_lead):
    key = begun(client)
    assert not TOTPDevice.objects.exists()
    with pytest.raises(second_step.ValidationError):
        second_step.check(equality_lead, code_at(key))
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_wrong_code_sets_up_nothing_and_keeps_the_secret(client, equality_lead):
    key = begun(client)
    page = client.post(PAGE, {"code": wrong_code(key)}).content.decode()
    assert "The code is not the one that the app should show now" in page
    assert authenticator.typed_key(key) in page
    assert not two_step.has_app(equality_lead)


def test_the_code_of_the_set_up_is_used_up(client, equality_lead):
    key = begun(client)
    client.post(PAGE, {"code": code_at(key)})
    with pytest.raises(second_step.ValidationError):
        second_step.check(equality_lead, code_at(key))


def test_the_page_shows_the_secret_as_a_drawing_and_in_groups_of_four(client):
    key = begun(client)
    page = client.get(PAGE).content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert re.fullmatch("([A-Z2-7]{4} ){7}[A-Z2-7]{4}", authenticator.typed_key(key))
    assert authenticator.typed_key(key) in page


def test_the_page_is_kept_in_no_cache(client):
    assert "no-store" in client.get(PAGE)["Cache-Control"]
    assert "no-store" in set_up(client)["Cache-Control"]


def test_the_drawing_names_the_product_the_place_and_the_person(equality_lead, monkeypatch):
    drawn = []
    monkeypatch.setattr(authenticator.qrcode.QRCode, "add_data", lambda self, data: drawn.append(data))
    authenticator.qr_code(equality_lead, "00" * 20, "plans.example.gov.uk:8000")
    address = urlsplit(drawn[0])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/EDI Tracker plans.example.gov.uk:{equality_lead.email}"
    assert parse_qs(address.query) == {"secret": ["A" * 32], "issuer": ["EDI Tracker plans.example.gov.uk"]}


def test_every_secret_is_another():
    assert len({authenticator.new_key() for _ in range(50)}) == 50


def test_the_page_that_was_wanted_comes_after_the_recovery_codes(client):
    page = set_up(client, next="/admin/plans/plan/").content.decode()
    assert 'href="/admin/plans/plan/"' in page


def test_one_is_led_nowhere_else_afterwards(client):
    assert "evil.example" not in set_up(client, next="https://evil.example/").content.decode()


def test_a_form_sent_twice_changes_nothing_more(client, equality_lead):
    key = begun(client)
    client.post(PAGE, {"code": code_at(key)})
    codes = recovery_codes.set_of(equality_lead)
    assert client.post(PAGE, {"code": code_at(key)}).status_code == 302
    assert recovery_codes.set_of(equality_lead) == codes


def test_other_sessions_end_when_it_is_turned_on(client, equality_lead, officer):
    elsewhere, somebody_else = after_password(equality_lead), after_password(officer)
    set_up(client)
    assert elsewhere.get(reverse("account")).url.startswith(settings.LOGIN_URL and "/sign-in/?next=")
    assert somebody_else.get(reverse("my-actions")).status_code == 200
    assert client.get(reverse("my-actions")).status_code == 200


def test_another_phone_takes_the_place_of_the_old_one(equality_lead):
    old, client = give_app(equality_lead), Client()
    client.force_login(equality_lead)
    assert set_up(client).status_code == 200
    (device,) = TOTPDevice.objects.filter(user=equality_lead)
    assert device.key != old.key


def test_another_phone_asks_for_a_second_step_of_a_moment_ago(equality_lead):
    device, client = give_app(equality_lead), Client()
    client.force_login(equality_lead)
    session = client.session
    session[sessions.SIGNED_IN_AT] -= 11 * 60
    session.save()
    assert client.get(PAGE).url == "/sign-in/two-step/?next=%2Faccount%2Ftwo-step%2Fset-up%2F"
    assert client.post("/sign-in/two-step/", {"code": code_at(device.key), "next": PAGE}).url == PAGE
    assert client.get(PAGE).status_code == 200


def test_a_recovery_code_of_a_moment_ago_will_do_for_another_phone(equality_lead):
    give_app(equality_lead)
    client = after_password(equality_lead, minutes_ago=20)
    client.post("/sign-in/two-step/", {"code": recovery_codes.make(equality_lead)[0]})
    assert set_up(client).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_first_phone_asks_to_sign_in_again_after_ten_minutes(officer, method):
    client = after_password(officer, minutes_ago=11)
    page = getattr(client, method)(PAGE, {"code": "123456"}).content.decode()
    assert "Sign in again first" in page
    assert NEW_KEY not in client.session
    answer = client.post(reverse("sign-out"), {"next": "/sign-in/?next=%2Faccount%2Ftwo-step%2Fset-up%2F"})
    assert answer.url == "/sign-in/?next=%2Faccount%2Ftwo-step%2Fset-up%2F"


def test_anybody_may_set_it_up(officer):
    assert set_up(after_password(officer)).status_code == 200
    assert two_step.has_app(officer)


def test_the_log_says_that_it_was_set_up_but_not_the_secret(client, equality_lead, caplog):
    caplog.set_level("INFO")
    key = begun(client)
    client.post(PAGE, {"code": code_at(key)})
    assert f"User {equality_lead.pk} set up two-step sign-in" in caplog.messages
    assert key not in caplog.text
    assert authenticator.typed_key(key).replace(" ", "") not in caplog.text


def test_the_secret_leaves_the_session_with_the_set_up(client):
    set_up(client)
    assert all(NEW_KEY not in session.get_decoded() for session in Session.objects.all())
