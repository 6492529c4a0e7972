"""Where an action stands is reported from a file through the one door, as it is by hand."""

from datetime import date

import pytest

from actions.models import Action
from tests.admin.exchange.desk import bring, exported, imported, sentences, wrong_with


def said(desk, **values):
    rows = exported(desk, Action)
    rows[0] |= {heading.replace("_", " "): value for heading, value in values.items()}
    return rows


def test_a_status_is_reported(desk, here, equality_lead):
    imported(desk, Action, said(desk, Status="In progress", RAG="Green"), name="actions.csv")
    action = Action.objects.get()
    (update,) = action.updates.all()
    assert (action.status, action.rag, action.latest_update) == ("in_progress", "green", update)
    assert (update.reported_by, update.summary) == (equality_lead, "Imported from actions.csv")
    assert action.history.first().history_change_reason == "Imported from actions.csv"


def test_a_file_can_say_what_happened_and_why(desk, here):
    imported(desk, Action, said(desk, Status="On hold", Reason="No money.", What_happened="We stopped."))
    update = Action.objects.get().updates.get()
    assert (update.summary, update.reason) == ("We stopped.", "No money. Imported from file.csv")


def test_saying_what_happened_is_a_report_and_made_once(desk, here):
    rows = said(desk, What_happened="We met twice.")
    imported(desk, Action, rows)
    assert Action.objects.get().updates.get().summary == "We met twice."
    assert "changed after this file was exported" in sentences(bring(desk, Action, rows))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"Status": "On hold"}, "Say why the action is put on hold."),
        ({"Status": "Withdrawn"}, "Say why the action is withdrawn."),
        ({"RAG": "Red"}, "Say why the action is rated red."),
        ({"Status": "Embedded"}, "Give the date of the next review."),
        ({"Status": "Completed", "Completed": "1/1/2099"}, "The completion date cannot be in the future."),
        ({"Completed": "1/1/2026"}, "With the status of this row, this cannot be so."),
        ({"Due": "1/1/2028"}, "Say why the due date moves."),
    ],
)
def test_what_a_report_needs_a_row_needs(desk, here, values, sentence):
    assert sentence in sentences(bring(desk, Action, said(desk, **values)))
    action = Action.objects.get()
    assert (action.status, action.updates.count(), action.history.count()) == ("not_started", 0, 1)


def test_what_lacks_a_reason_is_said_of_that_column(desk, here):
    assert wrong_with(bring(desk, Action, said(desk, RAG="Red"))) == [(2, "Reason", "Say why the action is rated red.")]
    page = bring(desk, Action, said(desk, Due="1/1/2028"))
    assert wrong_with(page) == [(2, "Reason", "Say why the due date moves.")]


def test_a_move_that_the_table_does_not_have_is_refused(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="completed")
    page = bring(desk, Action, said(desk, Status="Withdrawn", Reason="Done with."))
    assert wrong_with(page) == [(2, "Status", "An action that is completed cannot become withdrawn.")]


def test_words_and_status_change_together(desk, here):
    values = {"Current wording": "Do it better", "Due": "30/06/2027", "Status": "Completed", "Reason": "Agreed."}
    imported(desk, Action, said(desk, **values))
    action = Action.objects.get()
    assert (action.current_text, action.due_on, action.status) == ("Do it better", date(2027, 6, 30), "completed")
    assert action.completed_on is not None
    assert {row.history_change_reason for row in action.history.all()[:2]} == {"Agreed. Imported from file.csv"}


def test_an_action_of_a_draft_is_not_reported_on(desk, draft):
    page = bring(desk, Action, said(desk, Status="In progress"))
    assert wrong_with(page) == [(2, "Status", "Its plan is draft. Progress is reported on active plans only.")]


def test_a_new_action_can_begin_in_progress(desk, here):
    row = {"Commitment": f"{here.council.slug}/{here.plan.slug}/1/1", "As published": "Ask", "Status": "In progress"}
    imported(desk, Action, [row])
    action = Action.objects.get(text="Ask")
    assert (action.status, action.updates.count()) == ("in_progress", 1)


def test_a_report_meanwhile_makes_a_row_stale(desk, here, equality_lead):
    rows = said(desk, Status="Completed")
    here.action.report(by=equality_lead, status="in_progress", summary="Begun.")
    assert "changed after this file was exported" in sentences(bring(desk, Action, rows))


def test_reasons_that_are_too_long_are_refused(desk, here):
    page = bring(desk, Action, said(desk, Status="On hold", Reason="x" * 1001))
    assert wrong_with(page) == [(2, "Reason", "Write at most 1,000 characters.")]
