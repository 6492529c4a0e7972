"""The link of an invitation: for a week, once, and never for somebody whose access has ended."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.accounts.inviting import LASTS, InvitationTokens, invitations
from plans.accounts.leaving import end_access
from plans.models import User
from tests.people.world import NEW_PASSWORD, choose_password, invite, newest_link


@pytest.fixture
def nia(desk):
    """Somebody who was invited."""
    invite(desk)
    return User.objects.get(email="nia@example.org")


def later(token, age):
    """Whether a token holds so much later than it was made."""

    class Then(InvitationTokens):
        def _now(self):
            return datetime.now() + age

    return lambda person: Then().check_token(person, token)


def test_by_the_link_one_chooses_a_password_and_signs_in(nia):
    browser = Client()
    assert choose_password(browser, newest_link())
    browser.post(reverse("sign-in"), {"username": nia.email, "password": NEW_PASSWORD})
    assert browser.get(reverse("my-actions")).status_code == 200
    nia.refresh_from_db()
    assert nia.last_login


def test_it_works_once(nia):
    link = newest_link()
    assert choose_password(Client(), link)
    assert not choose_password(Client(), link, "yet-another-pass-phrase-8")
    nia.refresh_from_db()
    assert nia.check_password(NEW_PASSWORD)


def test_it_works_for_a_week_and_no_longer(nia):
    token = invitations.make_token(nia)
    assert later(token, LASTS - timedelta(minutes=1))(nia)
    assert not later(token, LASTS + timedelta(minutes=1))(nia)


def test_it_is_dead_once_the_person_may_not_sign_in_also_when_they_come_back(nia, equality_lead):
    token = invitations.make_token(nia)
    end_access(nia, by=equality_lead)
    assert not invitations.check_token(nia, token)
    nia.is_active = True
    assert not invitations.check_token(nia, token)


def test_it_is_dead_once_they_came_in_by_another_way(nia):
    token = invitations.make_token(nia)
    nia.last_login = timezone.now()
    assert not invitations.check_token(nia, token)


def test_a_link_of_one_kind_is_not_taken_for_one_of_another(nia):
    assert not default_token_generator.check_token(nia, invitations.make_token(nia))
    assert not invitations.check_token(nia, default_token_generator.make_token(nia))


@pytest.mark.parametrize("token", [None, "", "-", "x-y", "0-0", "zzzzzzzzzzzzzz-1", "c0ffee", "é-é"])
def test_what_is_no_token_is_refused(nia, token):
    assert not invitations.check_token(nia, token)


def test_one_persons_token_is_not_anothers(nia, officer):
    assert not invitations.check_token(officer, invitations.make_token(nia))


def test_who_has_not_come_is_invited_again(desk, nia):
    page = desk.get(reverse("admin:plans_user_link", args=[nia.pk])).content.decode()
    assert "Invite again" in page
    desk.post(reverse("admin:plans_user_link", args=[nia.pk]))
    assert len(mail.outbox) == 2
    assert choose_password(Client(), newest_link())


def test_who_has_come_before_is_sent_a_link_and_the_old_password_holds_until_then(desk, officer):
    officer.set_password("an-old-pass-phrase")
    officer.last_login = timezone.now()
    officer.save()
    desk.post(reverse("admin:plans_user_link", args=[officer.pk]))
    officer.refresh_from_db()
    assert officer.check_password("an-old-pass-phrase")
    assert choose_password(Client(), newest_link())


def test_who_may_not_sign_in_is_sent_no_link(desk, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert desk.post(reverse("admin:plans_user_link", args=[officer.pk])).status_code == 403
    assert mail.outbox == []
