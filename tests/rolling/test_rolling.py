"""Rolling forward is one deed: who may do it, when it is refused, what the history says of it and of the close."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.models import Action
from actions.rolling import final_position, proposed_dates, revision_of_actions
from plans.audit.records import history_rows
from plans.audit.revision import StaleRevision
from plans.models import Plan
from tests.builders import make_action, make_plan
from tests.rolling.conftest import NEW


def refused(forward, *actions, **values):
    """The sentences, by field, with which the deed was refused; nothing may have been written."""
    before = Plan.objects.count(), Action.objects.count()
    with pytest.raises(ValidationError) as refusal:
        forward(*actions, **values)
    assert (Plan.objects.count(), Action.objects.count()) == before
    return refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"": refusal.value.messages}


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_only_those_who_run_the_council_may(request, forward, begun, who):
    with pytest.raises(PermissionDenied):
        forward(begun, by=request.getfixturevalue(who))
    assert not begun.followed_by.exists()


def test_the_equality_lead_of_a_partner_may_not(forward, old, begun, outsider):
    assert outsider.roles.keys() & old.councils()
    with pytest.raises(PermissionDenied):
        forward(begun, by=outsider)


def test_a_superuser_may(forward, begun, superuser):
    assert forward(begun, by=superuser).follows == begun.plan


def test_a_draft_is_not_followed(forward, old, begun):
    Plan.objects.filter(pk=old.pk).update(status="draft")
    assert "This plan is a draft" in refused(forward, begun)[""][0]


def test_a_closed_plan_can_still_be_followed(forward, old, begun):
    Plan.objects.filter(pk=old.pk).update(status="closed")
    assert forward(begun, close=True).follows == old
    assert [row.status for row in history_rows(Plan, old.pk)][-1] == "closed"


def test_a_short_name_that_is_taken_is_refused_with_a_sentence(forward, council, begun):
    make_plan(council, slug=NEW["slug"])
    assert "Choose another" in refused(forward, begun)["slug"][0]


def test_the_short_name_of_another_page_is_refused(forward, begun):
    assert "address of another page" in refused(forward, begun, slug="new-plan")["slug"][0]


def test_another_council_may_use_the_same_short_name(forward, other_council, begun):
    make_plan(other_council, slug=NEW["slug"])
    assert forward(begun).slug == NEW["slug"]


def test_a_plan_that_ends_before_it_starts_is_refused(forward, begun):
    assert "must end after it starts" in str(refused(forward, begun, ends_on=date(2026, 3, 31)))


def test_a_second_plan_must_be_meant(forward, begun):
    first = forward(begun)
    assert str(first) in refused(forward, begun, slug="second")["again"][0]
    second = forward(begun, slug="second", again=True)
    assert {one.plan for one in begun.followed_by.all()} == {first, second}


def test_an_action_of_another_plan_is_refused(forward, begun, other_council):
    stranger = make_action(make_plan(other_council))
    assert "among the actions of this plan" in refused(forward, begun, stranger)["actions"][0]


def test_something_must_carry_on(forward, begun):
    assert "actions" in refused(forward)


def test_an_action_chosen_twice_is_carried_once(forward, begun):
    assert Action.objects.filter(commitment__theme__plan=forward(begun, begun)).count() == 1


def test_a_form_that_was_shown_before_a_report_is_refused(forward, old, begun, equality_lead):
    shown = revision_of_actions(old)
    begun.report(by=equality_lead, status="completed")
    with pytest.raises(StaleRevision):
        forward(begun, revision=shown)
    assert forward(begun, revision=revision_of_actions(old)).follows == old


def test_a_plan_without_actions_has_a_revision(old):
    assert revision_of_actions(old) == 0


def test_nothing_is_written_when_the_close_fails(forward, begun, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("The power went.")

    monkeypatch.setattr("actions.rolling._close", fail)
    with pytest.raises(RuntimeError):
        forward(begun, close=True)
    assert not begun.followed_by.exists()
    assert not Plan.objects.filter(slug=NEW["slug"]).exists()


def test_the_history_says_who_and_where_from(carried, begun, old, equality_lead):
    new = carried(begun)
    for row in (new, new.plan, new.commitment, new.commitment.theme, new.action_leads.get(), new.action_tags.get()):
        (born,) = history_rows(type(row), row.pk)
        assert (born.history_user_id, born.history_change_reason) == (equality_lead.pk, f"Carried on from {old}")
        assert born.source == "application"


def test_all_of_it_happened_at_one_moment(carried, begun):
    new = carried(begun)
    moments = {history_rows(type(row), row.pk).get().history_date for row in (new, new.action_leads.get())}
    assert len(moments) == 1


# Closing


def test_the_old_plan_stays_open_unless_it_is_closed(forward, old, begun):
    forward(begun)
    old.refresh_from_db()
    assert old.status == "active"


def test_a_closed_plan_keeps_its_actions_as_they_stand(forward, old, begun):
    forward(begun, close=True)
    old.refresh_from_db()
    begun.refresh_from_db()
    assert (old.status, begun.status, begun.rag) == ("closed", "in_progress", "amber")


def test_a_public_plan_stays_public_when_it_is_closed(forward, old, begun):
    Plan.objects.filter(pk=old.pk).update(is_public=True)
    forward(begun, close=True)
    old.refresh_from_db()
    assert old.is_public


def test_nobody_reports_on_a_closed_plan(forward, begun, officer, equality_lead):
    begun.report(by=officer, summary="While it is open.")
    forward(begun, close=True)
    for person in (officer, equality_lead):
        with pytest.raises(PermissionDenied):
            begun.report(by=person, summary="Too late.")


def test_the_history_keeps_the_final_position_in_words(forward, old, promise, begun):
    make_action(commitment=promise, status="completed", completed_on=date(2026, 9, 1))
    make_action(commitment=promise, status="withdrawn")
    new = forward(begun, close=True)
    closed = history_rows(Plan, old.pk).last()
    said = f"Closed: 1 of 3 completed, 1 withdrawn, 1 unfinished. 1 carried on to {new}"
    assert (closed.history_change_reason, closed.old_status) == (said, "active")


POSITIONS = [
    ([], "Closed: 0 of 0 completed. 0 carried on to Next"),
    (["completed"], "Closed: 1 of 1 completed. 0 carried on to Next"),
    (
        ["embedded", "on_hold", "in_progress"],
        "Closed: 0 of 3 completed, 1 embedded, 2 unfinished. 0 carried on to Next",
    ),
    (["withdrawn", "not_started"], "Closed: 0 of 2 completed, 1 withdrawn, 1 unfinished. 0 carried on to Next"),
]


@pytest.mark.parametrize(("statuses", "words"), POSITIONS)
def test_what_nothing_stands_at_is_left_unsaid(statuses, words):
    actions = [Action(status=status) for status in statuses]
    assert final_position(actions, 0, Plan(title="Next")) == words


# Proposed dates

DATES = [
    # starts, ends, proposed first and last day
    ((2026, 4, 1), (2027, 3, 31), (2027, 4, 1), (2028, 3, 31)),
    ((2024, 4, 1), (2028, 3, 31), (2028, 4, 1), (2032, 3, 31)),
    ((2023, 3, 1), (2024, 2, 29), (2024, 3, 1), (2025, 2, 28)),
    ((2026, 9, 1), (2026, 12, 31), (2027, 1, 1), (2027, 4, 30)),
    ((2026, 1, 1), (2026, 1, 10), (2026, 1, 11), (2026, 1, 20)),
    ((2021, 1, 19), (2021, 12, 31), (2022, 1, 1), (2022, 12, 31)),
    ((2026, 8, 31), (2027, 1, 31), (2027, 2, 1), (2027, 7, 31)),
    ((2026, 8, 31), (2027, 1, 30), (2027, 1, 31), None),
    ((9990, 1, 1), (9999, 12, 30), (9999, 12, 31), None),
    ((2000, 1, 1), (9998, 12, 31), (9999, 1, 1), None),
    ((2026, 4, 1), (9999, 12, 31), None, None),
    ((2026, 4, 1), None, None, None),
]


@pytest.mark.parametrize(("starts", "ends", "first", "last"), DATES)
def test_the_next_plan_is_proposed_to_follow_at_once_and_last_as_long(starts, ends, first, last):
    plan = Plan(starts_on=date(*starts), ends_on=date(*ends) if ends else None)
    assert proposed_dates(plan) == tuple(day and date(*day) for day in (first, last))
