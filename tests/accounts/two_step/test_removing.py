"""Turning two-step sign-in off: by oneself, by who runs the council, by the command line."""

from io import StringIO

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice

from plans.accounts import mail, recovery_codes, sessions, two_step
from plans.models import Membership
from tests.accounts.two_step.conftest import after_password, give_app

PAGE = "/account/two-step/turn-off/"


@pytest.fixture
def officer(officer):
    give_app(officer)
    recovery_codes.make(officer)
    return officer


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def reset_page(person):
    return reverse("admin:plans_user_reset_two_step", args=[person.pk])


def test_who_need_not_may_turn_it_off(officer):
    client = signed_in(officer)
    assert client.get(PAGE).status_code == 200
    assert two_step.has_app(officer)
    assert client.post(PAGE).url == reverse("account")
    assert not two_step.has_app(officer)
    assert not StaticDevice.objects.filter(user=officer).exists()


def test_other_sessions_end_when_it_is_turned_off(officer):
    client, elsewhere = signed_in(officer), signed_in(officer)
    client.post(PAGE)
    assert elsewhere.get(reverse("my-actions")).status_code == 302
    assert client.get(reverse("my-actions")).status_code == 200


def test_who_turned_it_off_and_becomes_an_equality_lead_needs_it_again(officer):
    client = signed_in(officer)
    client.post(PAGE)
    officer.memberships.update(role="equality_lead")
    assert client.get(reverse("my-actions")).url.startswith(reverse("two-step-set-up"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_must_may_not_turn_it_off(equality_lead, method):
    give_app(equality_lead)
    assert getattr(signed_in(equality_lead), method)(PAGE).status_code == 403
    assert two_step.has_app(equality_lead)


def test_turning_it_off_asks_for_a_second_step_of_a_moment_ago(officer):
    client = signed_in(officer)
    session = client.session
    session[sessions.SIGNED_IN_AT] -= 11 * 60
    session.save()
    assert client.post(PAGE).url.startswith(reverse("two-step"))
    assert two_step.has_app(officer)


def test_who_runs_the_council_resets_what_was_lost(officer, equality_lead):
    at_home, desk = signed_in(officer), signed_in(equality_lead)
    assert desk.get(reset_page(officer)).status_code == 200
    assert two_step.has_app(officer)
    assert desk.post(reset_page(officer)).status_code == 302
    assert not two_step.has_app(officer)
    assert at_home.get(reverse("my-actions")).status_code == 302


def test_the_person_is_told_by_e_mail(officer, equality_lead, settings, monkeypatch):
    settings.CAN_SEND_EMAIL = True
    monkeypatch.setattr(mail, "send_afterwards", mail.send)
    signed_in(equality_lead).post(reset_page(officer))
    (sent,) = outbox.outbox
    assert sent.to == [officer.email]
    assert sent.body.startswith(f"Hello {officer}")
    assert f"{equality_lead} reset your two-step sign-in" in sent.body


def test_nobody_resets_their_own(equality_lead, superuser):
    for person in (equality_lead, superuser):
        give_app(person)
        assert signed_in(person).post(reset_page(person)).status_code == 403
        assert two_step.has_app(person)


def test_who_does_not_run_all_of_a_persons_councils_may_not(officer, equality_lead, other_council):
    Membership.objects.create(user=officer, council=other_council, role="officer")
    assert signed_in(equality_lead).post(reset_page(officer)).status_code == 403
    assert two_step.has_app(officer)


def test_the_other_councils_equality_lead_does_not_know_of_the_person(officer, outsider, manager):
    assert signed_in(outsider).post(reset_page(officer)).status_code == 404
    assert signed_in(manager).post(reset_page(officer)).status_code == 403
    assert two_step.has_app(officer)


def test_an_equality_lead_resets_no_superuser_and_a_superuser_anybody(officer, equality_lead, superuser, council):
    Membership.objects.create(user=superuser, council=council, role="officer")
    give_app(superuser)
    assert signed_in(equality_lead).post(reset_page(superuser)).status_code == 403
    assert signed_in(superuser).post(reset_page(officer)).status_code == 302


def test_the_button_is_on_the_persons_page_for_who_may(officer, equality_lead, outsider):
    desk = signed_in(equality_lead)
    for person, shown in ((officer, True), (equality_lead, False)):
        page = desk.get(reverse("admin:plans_user_change", args=[person.pk])).content.decode()
        assert (reset_page(person) in page) == shown


def test_the_log_says_who_reset_whose(officer, equality_lead, caplog):
    caplog.set_level("INFO")
    signed_in(equality_lead).post(reset_page(officer))
    assert f"Two-step sign-in of user {officer.pk} was removed by user {equality_lead.pk}" in caplog.messages


def test_the_command_helps_the_last_superuser(superuser, caplog):
    caplog.set_level("INFO")
    give_app(superuser)
    client, said = signed_in(superuser), StringIO()
    call_command("reset_two_step", superuser.email.upper(), stdout=said)
    assert said.getvalue().endswith("was reset. They were signed out everywhere.\n")
    assert client.get(reverse("my-actions")).url.startswith("/sign-in/?")
    assert after_password(superuser).get(reverse("my-actions")).url.startswith(reverse("two-step-set-up"))
    assert f"Two-step sign-in of user {superuser.pk} was removed by a command" in caplog.messages


def test_the_command_says_when_there_is_nobody_of_that_name(db):
    with pytest.raises(CommandError, match=r"Nobody signs in with nobody@example\.org\."):
        call_command("reset_two_step", "nobody@example.org")
