"""Progress has one door: Action.report."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.audit.revision import StaleRevision, revision_of


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
