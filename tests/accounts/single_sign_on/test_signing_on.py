"""Signing on with an account of the council, from the button to the page that was wanted."""

import logging
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from plans.accounts import sessions
from plans.models import SignOnIdentity, User
from tests.accounts.single_sign_on.provider import CLIENT_ID, CLIENT_SECRET, TOKEN
from tests.accounts.single_sign_on.ways import come_back, go_there, sign_on, signed_in_as
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def test_a_linked_person_signs_on(client, configured, linked):
    response = sign_on(client, configured)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert signed_in_as(client) == linked.pk
    assert linked.name in client.get(reverse("my-actions")).content.decode()


def test_the_service_is_asked_who_it_is_and_for_nothing_else(client, configured):
    question = go_there(client)
    assert (question["scope"], question["client_id"]) == ("openid", CLIENT_ID)
    assert (question["response_type"], question["code_challenge_method"]) == ("code", "S256")
    assert min(len(question[name]) for name in ("state", "nonce", "code_challenge")) >= 32
    assert question["redirect_uri"] == "http://testserver/sign-in/single-sign-on/return/"
    assert "prompt" not in question


def test_two_questions_have_nothing_in_common(client, configured):
    first, second = go_there(client), go_there(client)
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


def test_one_comes_to_the_page_that_was_wanted(client, configured, linked):
    assert sign_on(client, configured, next="/dashboard/?x=1")["Location"] == "/dashboard/?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:a", "0", "account"]
)
def test_nobody_is_led_elsewhere(client, configured, linked, elsewhere):
    assert sign_on(client, configured, next=elsewhere)["Location"] == reverse("home")
    assert client.get(reverse("sign-on"), {"next": elsewhere})["Location"] == reverse("home")


def test_who_is_signed_in_already_goes_on(client, configured, officer):
    client.force_login(officer)
    assert client.get(reverse("sign-on"), {"next": "/dashboard/"})["Location"] == "/dashboard/"
    assert configured.asked == []


def test_two_tabs_may_be_under_way_at_once(client, configured, linked):
    first, second = go_there(client, next="/dashboard/"), go_there(client)
    assert come_back(client, configured, second)["Location"] == reverse("home")
    client.logout()
    first = go_there(client, next="/dashboard/")
    go_there(client)
    assert come_back(client, configured, first)["Location"] == "/dashboard/"


def test_the_session_gets_a_new_key(client, configured, linked):
    question = go_there(client)
    before = client.session.session_key
    come_back(client, configured, question)
    assert client.session.session_key != before
    assert not type(client.session)().exists(before)


def test_an_unknown_account_is_told_what_to_do_and_makes_nobody(client, configured, officer):
    before = User.objects.count()
    response = sign_on(client, configured)
    assert response.status_code == 403
    assert "is not linked to anybody here yet" in response.content.decode()
    assert (signed_in_as(client), User.objects.count()) == (None, before)


def test_an_e_mail_address_makes_nobody_known(client, configured, officer):
    configured.claims = {"email": officer.email, "preferred_username": officer.email, "email_verified": True}
    assert sign_on(client, configured).status_code == 403
    assert signed_in_as(client) is None


@pytest.mark.parametrize("subject", ["another-subject", "SUBJECT-OF-OLIVE", "subject-of-olive ", "subject-of-oliv%"])
def test_another_subject_is_another_person(client, configured, linked, subject):
    configured.subject = subject
    assert sign_on(client, configured).status_code == 403
    assert signed_in_as(client) is None


def test_the_same_subject_elsewhere_is_another_person(client, configured, officer):
    SignOnIdentity.objects.create(user=officer, issuer="https://other.example", subject=configured.subject)
    assert sign_on(client, configured).status_code == 403
    assert signed_in_as(client) is None


def test_a_changed_e_mail_address_changes_nothing(client, configured, linked):
    User.objects.filter(pk=linked.pk).update(email="new.name@example.org")
    sign_on(client, configured)
    assert signed_in_as(client) == linked.pk


def test_whose_access_has_ended_is_refused(client, configured, linked):
    User.objects.filter(pk=linked.pk).update(is_active=False)
    response = sign_on(client, configured)
    assert response.status_code == 403
    assert "Your account here is closed" in response.content.decode()
    assert signed_in_as(client) is None


def test_a_session_ends_with_the_access(client, configured, linked):
    sign_on(client, configured)
    User.objects.filter(pk=linked.pk).update(is_active=False)
    response = client.get(reverse("my-actions"))
    assert urlsplit(response["Location"]).path == reverse("sign-in")


def second_step(client):
    return client.session[sessions.TWO_STEP]


def test_a_second_factor_at_the_service_is_a_second_step(client, configured, linked):
    configured.claims = {"amr": ["pwd", "mfa"]}
    sign_on(client, configured)
    assert second_step(client) == "single sign-on"


@pytest.mark.parametrize("methods", [None, ["pwd"], [], "mfa", {"mfa": True}, ["MFA"]])
def test_a_password_alone_at_the_service_is_none(client, configured, linked, methods):
    configured.claims = {"amr": methods}
    sign_on(client, configured)
    assert (signed_in_as(client), second_step(client)) == (linked.pk, "")


def test_the_council_may_say_that_its_service_always_asks_for_one(client, configured, linked, settings):
    settings.SSO_ENSURES_TWO_STEP = True
    sign_on(client, configured)
    assert second_step(client) == "single sign-on"


def test_an_equality_lead_without_a_second_factor_goes_on_to_ours(client, configured, council, settings):
    settings.TWO_STEP_REQUIRED = True
    lead = make_user("Edie", council=council, role="equality_lead")
    SignOnIdentity.objects.create(user=lead, issuer=configured.issuer, subject=configured.subject)
    sign_on(client, configured)
    assert reverse("two-step-set-up") in client.get(reverse("admin:index"))["Location"]
    configured.claims = {"amr": ["mfa"]}
    client.logout()
    sign_on(client, configured)
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_new_key_of_the_service_is_found(client, configured, linked):
    sign_on(client, configured)
    client.logout()
    configured.change_key()
    sign_on(client, configured)
    assert signed_in_as(client) == linked.pk


def test_discovery_and_keys_are_kept(client, configured, linked):
    for _ in range(3):
        sign_on(client, configured)
        client.logout()
    assert configured.asked.count(TOKEN) == 3
    assert len(configured.asked) == 5


def test_nothing_secret_is_in_the_log(client, configured, linked, caplog):
    caplog.set_level(logging.DEBUG)
    question = go_there(client)
    come_back(client, configured, question)
    for secret in (CLIENT_SECRET, question["nonce"], configured.subject, "eyJ", "an-access-token", linked.email):
        assert secret not in "\n".join(record.getMessage() for record in caplog.records if record.name[:5] == "plans")
    assert f"User {linked.pk} signed in by single sign-on" in caplog.messages


def test_pages_on_the_way_are_kept_by_no_cache(client, configured, linked):
    assert "no-store" in client.get(reverse("sign-on"))["Cache-Control"]
    assert "no-store" in sign_on(client, configured)["Cache-Control"]
