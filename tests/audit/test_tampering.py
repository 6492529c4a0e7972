"""Ten tamperings by somebody who could switch the triggers off, and put them back: each is found."""

import pytest
from django.core.management import CommandError, call_command

from actions.models import Action
from plans.audit import triggers
from plans.audit.context import audit
from plans.audit.seals import broken_seals, seal_all
from plans.audit.verify import verify
from tests.audit.checks import assert_history_is_whole, execute, newest, tables, without_triggers

pytestmark = pytest.mark.django_db

ROW, HISTORY = tables(Action)
WORDS = ("One", "Two", "Three")
PUT_BACK = f"UPDATE {ROW} SET current_text = 'Two' WHERE id = %s"
NO_TAIL = f"DELETE FROM {HISTORY} WHERE id = %s AND current_text = 'Three'"

FOUND_BY_VERIFYING = {
    "a row changed": (
        [f"UPDATE {ROW} SET current_text = 'Forged' WHERE id = %s"],
        "differs from its newest history row in current_text",
    ),
    "a row deleted": ([f"DELETE FROM {ROW} WHERE id = %s"], "gone without a deletion"),
    "a status in history rewritten": (
        [f"UPDATE {HISTORY} SET status = 'completed' WHERE id = %s AND current_text = 'Two'"],
        "left 'not_started', but the row before says 'completed'",
    ),
    "the middle of history removed": (
        [f"DELETE FROM {HISTORY} WHERE id = %s AND current_text = 'Two'"],
        "are gone or were added",
    ),
    "the end of history removed": ([NO_TAIL], "differs from its newest history row"),
}
FOUND_BY_SEALS = {
    "the end of history removed and the row put back": [NO_TAIL, PUT_BACK],
    "a person in history rewritten": [f"UPDATE {HISTORY} SET history_user_id = 999 WHERE id = %s"],
    "a moment in history rewritten": [f"UPDATE {HISTORY} SET history_date = '2020-01-01 00:00:00+00' WHERE id = %s"],
    "an action erased with its history": [f"DELETE FROM {ROW} WHERE id = %s", f"DELETE FROM {HISTORY} WHERE id = %s"],
}


@pytest.fixture
def unled(action, officer):
    """An action with four sealed history rows, and nothing that refers to it."""
    action.action_leads.all().delete()
    with audit(by=officer):
        for words in WORDS:
            Action.objects.update(current_text=words)
    seal_all()
    assert_history_is_whole()
    return action


def tamper(statements, pk):
    with without_triggers():
        for statement in statements:
            execute(statement, pk)
    assert triggers.missing() == []


@pytest.mark.parametrize("deed", FOUND_BY_VERIFYING)
def test_what_no_longer_agrees_is_found_by_verifying(unled, deed):
    statements, sentence = FOUND_BY_VERIFYING[deed]
    tamper(statements, unled.pk)
    _, problems = verify(Action)
    assert sentence in " ".join(problems)
    assert f"actions.Action {unled.pk}: " in problems[0]
    with pytest.raises(CommandError, match="problem"):
        call_command("verify_history")


def test_a_row_changed_and_then_edited_as_usual_is_found_by_verifying(unled):
    tamper([f"UPDATE {ROW} SET status = 'in_progress' WHERE id = %s"], unled.pk)
    unled.refresh_from_db()
    unled.current_text = "Four"
    unled.save()
    assert newest(unled).status == "in_progress"
    _, problems = verify(Action)
    assert "left 'in_progress', but the row before says 'not_started'" in problems[0]


@pytest.mark.parametrize("deed", FOUND_BY_SEALS)
def test_what_still_agrees_is_found_by_the_seals(unled, deed):
    tamper(FOUND_BY_SEALS[deed], unled.pk)
    assert verify(Action)[1] == []
    (problem,) = broken_seals()
    assert problem.startswith(f"{ROW}: the history rows up to ")
    with pytest.raises(CommandError, match="1 problem"):
        call_command("verify_history")


def test_a_history_row_that_was_made_up_is_found_by_verifying(unled):
    row = newest(unled)
    row.pk, row.history_user_id, row.previous_id = None, 999, None
    row.save(force_insert=True)
    _, problems = verify(Action)
    assert "are gone or were added" in problems[0]


def test_triggers_left_off_are_found(unled):
    triggers.remove()
    assert [problem.split(":")[0] for problem in triggers.missing()].count(ROW) == 1
    with pytest.raises(CommandError, match="problems"):
        call_command("verify_history")
