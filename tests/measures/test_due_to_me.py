"""The measures whose next reading waits for me, on the page of my actions."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Frequency
from measures.taking.due_to_me import readings_due_to
from tests.builders import make_action, make_lead, make_measure, make_plan, make_reading, name_lead

TODAY = date(2026, 11, 20)


@pytest.fixture
def measure(plan, lead):
    """A measure that is read every quarter, owned by the officer's post."""
    return make_measure(plan, owner=lead, frequency=Frequency.QUARTERLY, name="Complaints")


def due_to(user, on=TODAY):
    return [one.measure for one in readings_due_to(user, on)]


def test_a_measure_of_mine_is_due_when_its_turn_has_passed(measure, officer):
    make_reading(measure, 4, TODAY - timedelta(days=140))
    (one,) = readings_due_to(officer, TODAY)
    assert one.measure == measure
    assert one.words == "A reading is due every quarter: the last was 140 days ago."


def test_one_that_was_read_in_time_is_not_due_whatever_its_order(measure, officer):
    make_reading(measure, 4, TODAY - timedelta(days=30))
    make_reading(measure, 4, TODAY - timedelta(days=400))
    assert due_to(officer) == []


def test_one_without_a_frequency_is_never_due(plan, lead, officer):
    make_measure(plan, owner=lead)
    assert due_to(officer) == []


def test_one_that_nobody_owns_waits_for_those_who_do_its_action(action, officer):
    unowned = make_measure(action.plan, action=action, frequency=Frequency.ANNUAL)
    name_lead(action, make_lead(action.plan.council, holder=officer), role="supporting")
    assert due_to(officer) == [unowned]


def test_one_of_my_action_that_somebody_else_owns_is_theirs(action, council, officer):
    make_measure(action.plan, action=action, owner=make_lead(council), frequency=Frequency.ANNUAL)
    assert due_to(officer) == []


def test_nothing_waits_for_others_or_for_past_holders(measure, lead, officer, manager, equality_lead):
    assert due_to(manager) == due_to(equality_lead) == []
    lead.holders.update(ends_on=TODAY - timedelta(days=1))
    assert due_to(officer) == []


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_only_active_plans_remind(council, lead, officer, status):
    make_measure(make_plan(council, status=status), owner=lead, frequency=Frequency.ANNUAL)
    assert due_to(officer) == []


def test_my_actions_show_it_with_the_way_to_add_it(client, measure, officer):
    client.force_login(officer)
    page = client.get(reverse("my-actions")).content.decode()
    assert "1 measure of yours has a reading due" in page
    assert "A reading is due every quarter: there is none yet." in page
    assert f'href="{reverse("reading-add", args=[measure.pk])}"' in page


def test_my_actions_say_nothing_of_it_where_none_is_due(client, measure, officer):
    make_reading(measure, 4, timezone.localdate())
    client.force_login(officer)
    assert "a reading due" not in client.get(reverse("my-actions")).content.decode()


def test_many_are_folded_away(client, plan, lead, officer):
    for _ in range(6):
        make_measure(plan, owner=lead, frequency=Frequency.MONTHLY)
    client.force_login(officer)
    page = client.get(reverse("my-actions")).content.decode()
    assert "6 measures of yours have a reading due" in page
    assert '<details class="govuk-details">' in page


def test_it_asks_one_question_of_one_measure_as_of_many(plan, lead, officer, django_assert_num_queries):
    for number in range(20):
        action = make_action(plan)
        make_reading(make_measure(plan, owner=lead, action=action, frequency="annual"), number, date(2024, 1, 1))
    assert officer.roles  # known to every page already
    with django_assert_num_queries(1):
        assert len(readings_due_to(officer, TODAY)) == 20
