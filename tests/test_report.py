"""Progress has one door: Action.report."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from actions.models import Action, ProgressUpdate
from plans.audit.revision import StaleRevision, revision_of
from plans.models import Plan
from tests.builders import make_timescale


def test_a_report_changes_the_status_and_keeps_the_words(action, officer):
    update = action.report(by=officer, status="in_progress", rag="green", summary="We have begun.")
    assert (action.status, action.rag, action.latest_update) == ("in_progress", "green", update)
    newest = action.history.order_by("-history_id").first()
    assert (newest.history_user_id, newest.old_status, newest.source) == (
        officer.pk,
        "not_started",
        "application",
    )


def test_a_stale_form_is_refused(action, officer):
    token = revision_of(action)
    action.report(by=officer, status="in_progress", revision=token)
    with pytest.raises(StaleRevision):
        action.report(by=officer, status="completed", revision=token)


def test_a_move_outside_the_table_is_refused(action, officer):
    action.report(by=officer, status="completed")
    with pytest.raises(ValidationError, match="An action that is completed cannot become on hold"):
        action.report(by=officer, status="on_hold", reason="Because.")


def test_nobody_reports_on_an_action_whose_lead_they_do_not_hold(action, manager):
    with pytest.raises(PermissionDenied):
        action.report(by=manager, status="in_progress")


def test_what_only_the_database_refuses_is_said_in_the_words_of_its_rule(action, officer, monkeypatch):
    """Nothing that an officer sends gets so far today; the database would still hold."""

    def rate_what_is_done(action, report):
        action.status, action.rag, action.completed_on = "completed", "green", report.on

    monkeypatch.setattr("actions.reporting._apply", rate_what_is_done)
    with pytest.raises(ValidationError, match="Only an open action is rated green, amber or red."):
        action.report(by=officer)
    assert not ProgressUpdate.objects.exists()
    assert Action.objects.get().status == "not_started"


def test_a_status_that_does_not_exist_is_refused_and_nothing_is_written(action, officer):
    with pytest.raises(ValidationError, match="not a valid choice"):
        action.report(by=officer, status="nonsense")
    assert not ProgressUpdate.objects.exists()


def test_a_lock_is_asked_for_in_a_transaction_only(transactional_db, action):
    with pytest.raises(TransactionManagementError):
        Action.objects.get_locked(action.pk)
    with transaction.atomic():
        assert Action.objects.get_locked(action.pk) == action


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_number_that_no_action_has_locks_nothing(db, pk):
    with pytest.raises(Action.DoesNotExist):
        Action.objects.get_locked(pk)


def test_a_locked_action_knows_its_plan_and_how_it_recurs(plan, action):
    action.timescale = make_timescale(plan, recurrence="annual")
    action.save()
    locked = Action.objects.get_locked(action.pk)
    assert (locked.plan, locked.plan.status, locked.recurs) == (plan, "active", True)
    assert locked.plan.title == plan.title
    assert locked.text == action.text


def test_whether_the_plan_is_active_is_asked_under_the_lock(action, officer):
    assert action.plan.status == "active"
    Plan.objects.update(status="closed")
    with pytest.raises(PermissionDenied):
        action.report(by=officer, status="in_progress")


def test_the_given_action_stands_as_reported(action, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    update = action.report(by=officer, status="in_progress", due_on=tomorrow)
    assert (action.status, action.due_on, action.latest_update) == ("in_progress", tomorrow, update)
