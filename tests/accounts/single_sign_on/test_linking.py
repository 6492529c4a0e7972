"""Linking an account of the council to oneself, and unlinking it."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.accounts import identities, sessions
from plans.audit.records import history_of
from plans.models import SignOnIdentity, User
from tests.accounts.single_sign_on.ways import come_back, go_there, sign_on, signed_in_as
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client, officer, configured):
    """The officer, signed in a moment ago with a password."""
    officer.set_password("a password of hers")
    officer.save()
    client.force_login(officer)
    return officer


def link(client, provider):
    """There, back, and yes."""
    offered = come_back(client, provider, go_there(client, "sign-on-link"))
    assert offered.status_code == 200, offered.content.decode()
    return client.post(reverse("sign-on-link"), follow=True)


def proved_long_ago(client):
    """Make the session one that began before the last ten minutes."""
    session = client.session
    session[sessions.SIGNED_IN_AT] = int((timezone.now() - timedelta(minutes=11)).timestamp())
    session.save()


def test_a_person_links_their_account_and_signs_on_with_it(client, configured, person):
    page = link(client, configured).content.decode()
    assert "You can now sign in with your Alderford account." in page
    client.logout()
    sign_on(client, configured)
    assert signed_in_as(client) == person.pk


def test_the_page_asks_who_it_is_to_be_before_anything_is_linked(client, configured, person):
    question = go_there(client, "sign-on-link")
    assert question["prompt"] == "select_account"
    page = come_back(client, configured, question).content.decode()
    assert person.email in page
    assert not SignOnIdentity.objects.exists()


def test_linking_is_recorded_with_who_did_it_and_without_the_subject(client, configured, person):
    link(client, configured)
    row = history_of(SignOnIdentity).objects.get()
    assert (row.history_user_id, row.user_id, row.issuer) == (person.pk, person.pk, configured.issuer)
    assert not hasattr(row, "subject")


def test_linking_twice_links_once(client, configured, person):
    link(client, configured)
    assert client.get(reverse("sign-on-link"))["Location"] == reverse("account")
    assert client.post(reverse("sign-on-link")).status_code == 400
    assert SignOnIdentity.objects.count() == 1


def test_nothing_is_linked_that_was_not_just_signed_in_with(client, configured, person, monkeypatch):
    assert client.post(reverse("sign-on-link")).status_code == 400
    come_back(client, configured, go_there(client, "sign-on-link"))
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(reverse("sign-on-link")).status_code == 400
    assert not SignOnIdentity.objects.exists()


def test_another_person_in_the_same_browser_links_nothing(client, configured, person, manager):
    question = go_there(client, "sign-on-link")
    client.force_login(manager)
    assert come_back(client, configured, question).status_code == 400
    client.force_login(person)
    come_back(client, configured, go_there(client, "sign-on-link"))
    client.force_login(manager)
    assert client.post(reverse("sign-on-link")).status_code == 400
    assert not SignOnIdentity.objects.exists()


def test_who_signed_out_meanwhile_links_nothing(client, configured, person):
    question = go_there(client, "sign-on-link")
    client.logout()
    assert come_back(client, configured, question).status_code == 400
    assert signed_in_as(client) is None


def test_an_answer_to_a_sign_on_links_nothing(client, configured, person):
    question = go_there(Client())
    assert come_back(client, configured, question).status_code == 400
    assert client.post(reverse("sign-on-link")).status_code == 400


def test_an_account_belongs_to_one_person(client, configured, person, manager):
    SignOnIdentity.objects.create(user=manager, issuer=configured.issuer, subject=configured.subject)
    page = link(client, configured).content.decode()
    assert "linked to another person here already" in page
    assert SignOnIdentity.objects.get().user == manager


def test_a_person_has_one_account_at_the_service(configured, person):
    identities.link(person, issuer=configured.issuer, subject="one")
    with pytest.raises(Exception, match="Unlink that one first"):
        identities.link(person, issuer=configured.issuer, subject="two")
    identities.link(person, issuer=configured.issuer, subject="one")
    assert SignOnIdentity.objects.get().subject == "one"


@pytest.mark.parametrize("name", ["sign-on-link", "sign-on-unlink"])
def test_who_signed_in_long_ago_proves_again_who_they_are(client, configured, person, name):
    if name == "sign-on-unlink":
        identities.link(person, issuer=configured.issuer, subject="one")
    proved_long_ago(client)
    assert "Sign in again first" in client.get(reverse(name)).content.decode()


def test_linking_needs_the_second_step_that_one_owes(client, configured, council, settings):
    settings.TWO_STEP_REQUIRED = True
    client.force_login(make_user("Edie", council=council, role="equality_lead"))
    session = client.session
    session[sessions.TWO_STEP] = ""
    session.save()
    for method in (client.get, client.post):
        assert reverse("two-step-set-up") in method(reverse("sign-on-link"))["Location"]


def test_a_form_of_another_site_links_nothing(configured, person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    come_back(strict, configured, go_there(strict, "sign-on-link"))
    assert strict.post(reverse("sign-on-link")).status_code == 403
    assert not SignOnIdentity.objects.exists()


def test_unlinking_leaves_the_password_and_ends_other_sessions(client, configured, person):
    link(client, configured)
    elsewhere = Client()
    sign_on(elsewhere, configured)
    assert client.get(reverse("sign-on-unlink")).status_code == 200
    assert SignOnIdentity.objects.exists()
    page = client.post(reverse("sign-on-unlink"), follow=True).content.decode()
    assert "is not linked any more" in page
    assert signed_in_as(client) == person.pk
    assert elsewhere.get(reverse("my-actions")).status_code == 302
    assert sign_on(Client(), configured).status_code == 403


def test_nobody_unlinks_their_only_way_in(client, configured, linked):
    User.objects.filter(pk=linked.pk).update(password="!")
    sign_on(client, configured)
    assert "Unlink" not in client.get(reverse("account")).content.decode()
    page = client.post(reverse("sign-on-unlink"), follow=True).content.decode()
    assert "You have no password" in page
    assert SignOnIdentity.objects.exists()


def test_who_has_linked_nothing_has_nothing_to_unlink(client, configured, person):
    for method in (client.get, client.post):
        assert method(reverse("sign-on-unlink"))["Location"] == reverse("account")


def test_the_account_page_says_how_it_stands(client, configured, person):
    assert "Link your Alderford account" in client.get(reverse("account")).content.decode()
    link(client, configured)
    page = client.get(reverse("account")).content.decode()
    assert f"Linked on {timezone.localdate():%-d %B %Y}" in page
    assert reverse("sign-on-unlink") in page
    assert configured.subject not in page
