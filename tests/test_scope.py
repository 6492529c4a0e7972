"""Whose plans a figure is about, and which of them count on a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.scope import Scope
from plans import permissions
from plans.audit.context import audit
from plans.models import Plan, PlanPartner
from tests.builders import make_council, make_plan, make_user

TODAY = timezone.localdate()


def titles(scope):
    return [plan.title for plan in scope.plans]


def days_ago(number):
    return audit(by=None, moment=timezone.now() - timedelta(days=number))


@pytest.fixture
def every_kind_of_plan(council, other_council):
    """A plan of each status, public and not, of the council, of another, and shared by the other."""
    for owner in (council, other_council):
        for status in Plan.Status:
            make_plan(owner, status=status)
            if status != "draft":
                make_plan(owner, status=status, is_public=True)
    shared = make_plan(other_council, title="Shared")
    PlanPartner.objects.create(plan=shared, council=council)


@pytest.mark.parametrize("person", ["officer", "manager", "equality_lead", "superuser", "outsider"])
def test_it_holds_the_plans_that_one_reads_from_the_inside_and_sees(request, every_kind_of_plan, person):
    user = request.getfixturevalue(person)
    seen = set(Plan.objects.visible_to(user))
    inside = {plan for plan in seen if permissions.may_read_inside(user, plan)}
    assert set(Plan.objects.read_inside_by(user)) == inside
    assert set(Scope.of(user).known) == inside
    assert inside


def test_active_plans_count_and_so_does_one_that_is_chosen(manager, council):
    closed, active = make_plan(council, status="closed", title="Closed"), make_plan(council, title="Active")
    assert titles(Scope.of(manager)) == ["Active"]
    assert titles(Scope.of(manager, plan=closed)) == ["Closed"]
    assert titles(Scope.of(manager, council=active.council)) == ["Active"]
    assert titles(Scope.of(manager, council=make_council())) == []


def test_a_plan_counts_on_the_days_on_which_it_was_active(manager, council):
    with days_ago(30):
        plan = make_plan(council, status="draft", title="Old title")
    with days_ago(20):
        Plan.objects.update(status="active")
    with days_ago(10):
        Plan.objects.update(status="closed", title="New title")
    on = [TODAY - timedelta(days=days) for days in (40, 30, 20, 11, 10, 0)]
    assert [titles(Scope.of(manager, on=day)) for day in on] == [[], [], ["Old title"], ["Old title"], [], []]
    chosen = [titles(Scope.of(manager, plan=plan, on=day)) for day in on]
    assert chosen == [[], ["Old title"], ["Old title"], ["Old title"], ["New title"], ["New title"]]
    assert Scope.of(manager).counts_on([Scope.of(manager, on=day).day for day in on]) == {
        plan.pk: (False, False, True, True, False, False)
    }


def test_a_day_ends_at_midnight_local_time(manager, council):
    before_midnight = timezone.localtime().replace(hour=23, minute=59, second=59, microsecond=0) - timedelta(days=3)
    with audit(by=None, moment=before_midnight):
        make_plan(council, title="Late")
    with audit(by=None, moment=before_midnight + timedelta(seconds=1)):
        make_plan(council, title="Later")
    assert titles(Scope.of(manager, on=before_midnight.date())) == ["Late"]
    assert len(Scope.of(manager, on=before_midnight.date() + timedelta(days=1)).plans) == 2


def test_one_council_or_several(superuser, council, other_council):
    make_plan(council)
    assert Scope.of(superuser).is_one_council
    make_plan(other_council)
    assert not Scope.of(superuser).is_one_council


def test_a_person_without_a_role_has_nothing(db):
    make_plan(is_public=True)
    assert Scope.of(make_user()).known == []
