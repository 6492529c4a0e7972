"""Somebody is signed out wherever they are, by whoever looks after their account."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Membership


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(person):
    return reverse("admin:plans_user_sign_out", args=[person.pk])


def is_in(client):
    return client.get(reverse("my-actions")).status_code == 200


@pytest.fixture
def desk(equality_lead):
    return signed_in(equality_lead)


def test_it_asks_first_and_then_ends_all_of_the_persons_sessions_and_nobody_elses(desk, officer, manager):
    at_work, at_home, other = signed_in(officer), signed_in(officer), signed_in(manager)
    assert "lost a phone or a computer" in desk.get(page_of(officer)).text
    assert is_in(at_work)
    answer = desk.post(page_of(officer), follow=True)
    assert f"{officer} was signed out everywhere." in answer.text
    assert [is_in(one) for one in (at_work, at_home, other, desk)] == [False, False, True, True]


def test_the_person_may_sign_in_again(desk, officer):
    desk.post(page_of(officer))
    assert is_in(signed_in(officer))


@pytest.mark.parametrize("person", ["equality_lead", "superuser"])
def test_ones_own_sessions_end_on_ones_own_page(request, person):
    oneself = request.getfixturevalue(person)
    client = signed_in(oneself)
    assert client.post(page_of(oneself)).status_code == 403
    assert client.get(reverse("admin:index")).status_code == 200


def test_who_has_a_role_elsewhere_too_or_runs_the_product_is_for_superusers(desk, officer, superuser, other_council):
    Membership.objects.create(user=officer, council=other_council, role="officer")
    Membership.objects.create(user=superuser, council=officer.memberships.first().council, role="officer")
    sessions = {person: signed_in(person) for person in (officer, superuser)}
    assert [desk.post(page_of(person)).status_code for person in sessions] == [403, 403]
    assert is_in(sessions[officer])
    assert sessions[superuser].post(page_of(officer)).status_code == 302
    assert not is_in(sessions[officer])


def test_another_councils_equality_lead_and_a_manager_may_not(officer, outsider, manager):
    at_work = signed_in(officer)
    assert [signed_in(one).post(page_of(officer)).status_code for one in (outsider, manager)] == [404, 403]
    assert is_in(at_work)


def test_the_button_is_on_the_page_of_whom_one_may_sign_out(desk, officer, equality_lead):
    for person, shown in ((officer, True), (equality_lead, False)):
        assert (page_of(person) in desk.get(reverse("admin:plans_user_change", args=[person.pk])).text) == shown
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert page_of(officer) not in desk.get(reverse("admin:plans_user_change", args=[officer.pk])).text


def test_the_log_says_who_signed_whom_out_by_number(desk, officer, equality_lead, caplog):
    caplog.set_level("INFO")
    desk.post(page_of(officer))
    assert f"User {officer.pk} was signed out everywhere by user {equality_lead.pk}" in caplog.messages
