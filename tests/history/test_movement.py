"""What moved between two days, told of one action at a time; ``test_recount`` tells it of random years."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.history.movement import movement
from actions.models import Action, Timescale
from actions.scope import Scope
from plans.audit.context import audit
from tests.builders import make_action, make_commitment, make_plan, make_timescale, make_user

TODAY = timezone.localdate()
EARLIER = TODAY - timedelta(days=30)


@pytest.fixture
def old(council, officer):
    """An action that was there sixty days ago, of a plan that recurs in it every year."""
    with audit(by=officer, moment=timezone.now() - timedelta(days=60)):
        plan = make_plan(council)
        every_year = make_timescale(plan, "Every year", recurrence=Timescale.Recurrence.ANNUAL)
        return make_action(commitment=make_commitment(plan), due_on="2027-01-31", timescale=every_year)


def moved(user):
    now = Scope.of(user)
    return movement(now.on(EARLIER), now)


def test_the_last_change_tells_who_when_and_why(old, manager, equality_lead, superuser):
    old.report(by=equality_lead, status="in_progress", reason="First.")
    old.report(by=superuser, status="on_hold", reason="Second.")
    old.report(by=equality_lead, summary="Still on hold.")
    [move] = moved(manager).moved
    assert (move.who, move.reason, move.at.date()) == (superuser, "Second.", timezone.now().date())
    assert move.in_words == ["Not started to on hold"]


def test_there_and_back_again_is_no_movement(old, manager, equality_lead):
    old.report(by=equality_lead, status="in_progress")
    old.report(by=equality_lead, status="not_started")
    assert moved(manager).is_empty


def test_a_rating_that_changed_is_told_of_an_open_action_only(old, manager, equality_lead):
    old.report(by=equality_lead, status="in_progress", rag="amber")
    assert moved(manager).moved[0].in_words == ["Not started to in progress", "Not rated to amber"]
    old.report(by=equality_lead, status="completed")
    assert moved(manager).moved[0].in_words == ["Not started to completed"]


def test_a_later_due_date_slipped_and_an_earlier_one_did_not(old, manager, equality_lead):
    old.report(by=equality_lead, due_on=date(2027, 6, 30), reason="The survey is late.")
    [move] = moved(manager).slipped
    assert (str(move.before.due_on), str(move.after.due_on), move.reason) == (
        "2027-01-31", "2027-06-30", "The survey is late.",
    )  # fmt: skip
    old.report(by=equality_lead, due_on=date(2026, 12, 31), reason="Sooner.")
    assert moved(manager).is_empty


def test_what_recurs_and_was_done_in_time_has_not_slipped(old, manager, equality_lead):
    old.report(by=equality_lead, is_period_done=True)
    old.refresh_from_db()
    assert str(old.due_on) == "2028-01-31"
    assert moved(manager).slipped == []


def test_a_change_from_outside_the_application_names_nobody(old, manager):
    with audit(by=None, reason=""):
        Action.objects.filter(pk=old.pk).update(due_on="2028-01-31")
    [move] = moved(manager).slipped
    assert (move.who, move.reason) == (None, "")


def test_what_is_new_and_what_is_gone_says_why(old, manager, council):
    added = make_action(commitment=old.commitment)
    whole = make_action(make_plan(council))
    found = {one.standing.pk: one.why for one in moved(manager).new}
    assert found == {added.pk: "Added", whole.pk: "Its plan became active"}
    old_pk = old.pk
    old.delete()
    assert {one.standing.pk: one.why for one in moved(manager).gone} == {old_pk: "Deleted"}


def test_a_plan_that_was_closed_takes_its_actions_with_it(old, manager):
    plan = old.plan
    plan.status = "closed"
    plan.save()
    assert [one.why for one in moved(manager).gone] == ["Its plan is no longer active"]


def test_a_stranger_to_the_council_sees_nothing_move(old, equality_lead):
    old.report(by=equality_lead, status="in_progress")
    assert moved(make_user()).is_empty
