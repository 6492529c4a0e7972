"""``manage.py verify_history``: what it says, how it exits, and that it disturbs nobody."""

import re

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from actions.models import Action
from plans.audit.records import TRACKED
from plans.audit.verify import reconcile, verify, verify_all
from tests.audit.checks import assert_history_is_whole, at_once, execute, newest, rows_of, tables, without_triggers

pytestmark = pytest.mark.django_db

ROW, HISTORY = tables(Action)


def test_it_ends_with_what_was_checked_and_how_long_it_took(action, capsys):
    call_command("verify_history")
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(rf"\d+ history rows of {len(TRACKED)} tables checked in \d+\.\d s: no problems\.", last)


def test_each_problem_is_a_sentence(action, capsys):
    with without_triggers():
        execute(f"UPDATE {ROW} SET current_text = 'Forged'")
        execute(f"DELETE FROM {tables(type(action.commitment))[1]}")
    with pytest.raises(CommandError, match=r"checked in \d+\.\d s: 2 problems\.$"):
        call_command("verify_history")
    assert capsys.readouterr().out.splitlines() == [
        f"plans.Commitment {action.commitment_id}: it has no history at all.",
        f"actions.Action {action.pk}: it differs from its newest history row in current_text.",
    ]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (f"DELETE FROM {HISTORY} WHERE history_type = '+'", "its history does not begin with a creation"),
        (f"DELETE FROM {HISTORY} WHERE history_type = '+'", "the beginning of its history is gone"),
        (f"UPDATE {HISTORY} SET history_type = '+'", "it was created twice"),
        (f"UPDATE {HISTORY} SET history_type = '-' WHERE history_type = '+'", "follows a deletion"),
        (f"UPDATE {HISTORY} SET history_type = '-'", "it exists, but its newest history row says deleted"),
    ],
)
def test_what_it_says_of_a_broken_chain(action, sql, sentence):
    Action.objects.update(current_text="Reworded")
    with without_triggers():
        execute(sql)
    assert sentence in " ".join(verify(Action)[1])


def test_a_thing_that_came_back_after_its_deletion_is_no_problem(plan):
    pk = plan.pk
    plan.delete()
    plan.pk = pk
    plan.save(force_insert=True)
    plan.save()
    assert [row.history_type for row in rows_of(plan)] == ["+", "-", "+"]
    assert_history_is_whole()


def test_what_is_reconciled_is_appended_and_marked(plan, action):
    with without_triggers():
        execute(f"UPDATE {ROW} SET status = 'in_progress'")
    assert (reconcile(Action), reconcile(Action)) == (1, 0)
    row = newest(action)
    assert (row.source, row.old_status, row.status, row.history_type) == (
        "reconciled", "not_started", "in_progress", "~",
    )  # fmt: skip
    assert_history_is_whole()


def test_what_came_and_went_is_reconciled(plan, action):
    named = action.action_leads.get()
    with without_triggers():
        execute(f"DELETE FROM {tables(type(named))[0]}")
        execute(f"DELETE FROM {tables(type(action.commitment))[1]}")
    assert (reconcile(type(named)), reconcile(type(action.commitment))) == (1, 1)
    assert (newest(named).history_type, newest(action.commitment).history_type) == ("-", "+")
    assert_history_is_whole()


@pytest.mark.django_db(transaction=True)
def test_it_sees_one_moment_while_others_write(action):
    def work(number):
        if number == 0:
            return [problem for _ in range(30) for problem in verify_all()[1]]
        for turn in range(60):
            Action.objects.update(current_text=f"{number}, {turn}")
        return []

    assert at_once(work, 4) == [[]] * 4


@pytest.mark.django_db(transaction=True)
def test_it_exits_with_1_on_any_problem(action):
    execute_from_command_line(["manage.py", "verify_history"])
    with without_triggers():
        execute(f"UPDATE {ROW} SET current_text = 'Forged'")
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "verify_history"])
    assert end.value.code == 1
