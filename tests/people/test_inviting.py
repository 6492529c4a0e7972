"""Inviting people: who may invite whom to what, and what becomes of those who have an account."""

import pytest
from django.core import mail
from django.urls import reverse

from actions.models import LeadHolder
from plans.accounts import inviting
from plans.models import Membership, User
from tests.builders import make_lead, make_user
from tests.people.world import TODAY, boxes, invite


def errors(page):
    return " ".join(message for found in page.context["form"].errors.values() for message in found)


def test_who_is_invited_has_an_account_a_role_and_no_password(desk, council):
    assert invite(desk).status_code == 302
    nia = User.objects.get(email="nia@example.org")
    assert (nia.name, nia.roles, nia.is_superuser) == ("Nia New", {council.pk: "officer"}, False)
    assert not nia.has_usable_password()


def test_the_invitation_says_who_invites_and_where_to(desk, equality_lead, council):
    invite(desk)
    [message] = mail.outbox
    assert message.to == ["nia@example.org"]
    for words in (equality_lead.name, council.name, "/sign-in/set-password/"):
        assert words in message.body


def test_who_invited_whom_is_in_the_history(desk, equality_lead):
    invite(desk)
    nia = User.objects.get(email="nia@example.org")
    assert nia.history.get().history_user_id == equality_lead.pk


def test_leads_that_they_hold_begin_on_the_day_given(desk, council):
    lead = make_lead(council)
    invite(desk, leads=[lead.pk], **boxes("holds_from", TODAY))
    holding = LeadHolder.objects.get(lead=lead)
    assert (holding.user.email, holding.starts_on, holding.ends_on) == ("nia@example.org", TODAY, None)


def test_a_day_is_asked_for_where_leads_are_given(desk, council):
    page = invite(desk, leads=[make_lead(council).pk], holds_from_day="", holds_from_month="", holds_from_year="")
    assert "Enter the day from which they hold these leads" in errors(page)
    assert not User.objects.filter(email="nia@example.org").exists()


def test_another_councils_lead_cannot_be_given(desk, other_council):
    page = invite(desk, leads=[make_lead(other_council).pk])
    assert page.context["form"].errors["leads"]
    assert not User.objects.filter(email="nia@example.org").exists()


def test_nobody_is_invited_to_a_council_of_others(desk, other_council):
    assert invite(desk, f"?council={other_council.slug}").status_code == 404


def test_the_deed_itself_refuses_a_council_of_others(equality_lead, other_council):
    with pytest.raises(inviting.PermissionDenied):
        inviting.invite(name="N", email="n@example.org", council=other_council, role="officer", by=equality_lead)


def test_who_runs_several_councils_chooses_one_first(client, superuser, council, other_council):
    client.force_login(superuser)
    assert "form" not in client.get(reverse("person-invite")).context
    assert invite(client, f"?council={other_council.slug}").status_code == 302
    assert User.objects.get(email="nia@example.org").roles == {other_council.pk: "officer"}


@pytest.mark.parametrize("said", [{"email": "no address"}, {"email": ""}, {"name": ""}, {"role": "king"}])
def test_what_is_missing_or_wrong_is_said(desk, said):
    assert next(iter(said)) in invite(desk, **said).context["form"].errors
    assert mail.outbox == []


def test_an_address_of_somebody_unknown_here_is_refused_without_a_word_about_them(desk, outsider):
    page = invite(desk, email=outsider.email.upper())
    assert errors(page) == inviting.ADDRESS_IN_USE
    assert outsider.name not in page.content.decode()
    assert outsider.memberships.count() == 1


def test_who_has_a_role_here_is_not_invited_again(desk, officer):
    assert "Olive Officer has a role in Alderford Council already." in errors(invite(desk, email=officer.email))


def test_who_may_not_sign_in_any_more_is_let_in_first(desk, council):
    gone = make_user("Gwen Gone", council=council, is_active=False)
    Membership.objects.filter(user=gone).update(role="manager")
    assert "let them in again" in errors(invite(desk, email=gone.email))


def test_somebody_of_another_council_of_mine_gets_the_role_and_no_second_account(desk, equality_lead, other_council):
    Membership.objects.create(user=equality_lead, council=other_council, role="equality_lead")
    known = make_user("Kit Known", council=other_council, last_login="2026-01-01T00:00Z")
    assert invite(desk, "?council=alderford-council", email=known.email, name="Else").status_code == 302
    known = User.objects.get(email=known.email)
    assert (known.name, len(known.roles)) == ("Kit Known", 2)
    assert "set-password" not in mail.outbox[0].body


def test_two_posts_of_the_same_invitation_make_one_person(desk):
    assert invite(desk).status_code == 302
    assert "already" in errors(invite(desk))
    assert (User.objects.filter(email="nia@example.org").count(), len(mail.outbox)) == (1, 1)


def test_without_e_mail_the_person_is_there_and_the_page_says_that_nothing_was_sent(desk, settings):
    settings.CAN_SEND_EMAIL = False
    page = desk.get(invite(desk).url).content.decode()
    assert User.objects.filter(email="nia@example.org").exists()
    assert "The e-mail could not be sent." in page


def test_a_name_cannot_write_lines_of_its_own_into_the_e_mail(desk):
    invite(desk, name="Nia\r\nBcc: all@example.org")
    assert "\nBcc:" not in mail.outbox[0].message().as_string()
