"""Keyed seals: what they cover, what breaks them, what does not, and what keeps them in order."""

import pytest
from django.core.management import CommandError, call_command

from actions.models import Action, Tag
from measures.models import Measure, Reading
from plans.audit import seals
from plans.audit.records import history_of
from plans.audit.seals import broken_seals, seal_all
from plans.audit.verify import verify
from plans.models import HistorySeal, Plan
from tests.audit.checks import assert_history_is_whole, at_once, execute, newest, tables, without_triggers

pytestmark = pytest.mark.django_db

SEALS = HistorySeal._meta.db_table
ROW, HISTORY = tables(Action)


@pytest.fixture
def sealed(action):
    """An action whose history was sealed at two times."""
    seal_all()
    Action.objects.update(current_text="Reworded")
    seal_all()
    assert_history_is_whole()
    return action


def tamper(sql, *params):
    with without_triggers():
        execute(sql, *params)


def test_each_row_is_sealed_once(sealed):
    assert seal_all() == []
    for table in {seal.table for seal in HistorySeal.objects.all()}:
        assert sum(seal.rows for seal in HistorySeal.objects.filter(table=table)) > 0
    first, second = HistorySeal.objects.filter(table=ROW).order_by("pk")
    assert (first.rows, second.rows, second.last_history_id) == (1, 1, newest(sealed).history_id)


def test_the_chain_shows_that_rows_were_erased_with_their_seal(sealed):
    Plan.objects.update(title="Another")
    seal_all()
    last = HistorySeal.objects.filter(table=ROW).latest("pk")
    with without_triggers():
        execute(f"DELETE FROM {SEALS} WHERE id = %s", last.pk)
        execute(f"DELETE FROM {HISTORY} WHERE history_id = %s", last.last_history_id)
        execute(f"UPDATE {ROW} SET current_text = ''")
    assert verify(Action)[1] == []
    (problem,) = broken_seals()
    assert problem.startswith("plans_plan: the history rows up to ")


REWRITTEN = [
    "rows = 7",
    "last_history_id = last_history_id + 1",
    "last_history_id = 0",
    "sealed_at = '2020-01-01 00:00:00+00'",
    "columns = '[\"history_id\"]'",
    "digest = 'ab'",
    "chain = 2",
]


@pytest.mark.parametrize("change", REWRITTEN)
def test_a_seal_that_was_rewritten_is_broken(sealed, change):
    last = HistorySeal.objects.order_by("pk").last()
    tamper(f"UPDATE {SEALS} SET {change} WHERE id = %s", last.pk)
    assert any(f"do not match seal {last.pk} " in problem for problem in broken_seals())


def test_seals_taken_off_the_end_are_told_by_a_head_kept_elsewhere(sealed, capsys):
    call_command("seal_history")
    head = capsys.readouterr().out.split()[-1]
    call_command("verify_history", head=head)
    tamper(f"DELETE FROM {SEALS} WHERE digest = %s", head)
    call_command("verify_history")
    with pytest.raises(CommandError, match="1 problem"):
        call_command("verify_history", head=head)
    assert "No seal has the head that was given" in capsys.readouterr().out


def test_another_key_breaks_every_seal_until_sealed_anew(sealed, settings):
    settings.SEAL_KEY = "another key"
    assert len(broken_seals()) == HistorySeal.objects.count()
    call_command("seal_history", anew=True, verbosity=0)
    assert broken_seals() == []
    assert set(HistorySeal.objects.values_list("chain", flat=True)) == {1, 2}


def test_a_column_that_a_migration_adds_breaks_no_seal(sealed, monkeypatch):
    now = seals._columns
    monkeypatch.setattr(seals, "_columns", lambda history: [name for name in now(history) if name != "subheading"])
    seal_all(anew=True)
    monkeypatch.undo()
    assert "subheading" in now(history_of(Action))
    assert broken_seals() == []


def test_a_column_that_a_migration_removed_asks_for_sealing_anew(sealed):
    HistorySeal.objects.create(chain=1, table=ROW, columns=["gone"], last_history_id=99, rows=0, digest="")
    HistorySeal.objects.create(chain=1, table="plans_gone", columns=["id"], last_history_id=99, rows=0, digest="")
    assert broken_seals() == [
        f"{ROW}: its seals cover what a migration removed (gone), so seal anew",
        "plans_gone: its seals cover what a migration removed (id), so seal anew",
    ]
    seal_all(anew=True)
    assert_history_is_whole()


def test_without_a_key_nothing_is_sealed_and_the_command_says_so(action, settings):
    settings.SEAL_KEY = ""
    with pytest.raises(CommandError, match=r"Set SEAL_KEY \(or SEAL_KEY_FILE\) to a secret kept outside the database."):
        call_command("seal_history")
    assert not HistorySeal.objects.exists()


def test_without_a_key_seals_cannot_be_checked_and_verifying_says_so(sealed, settings):
    settings.SEAL_KEY = ""
    assert broken_seals() == ["The history was sealed, but SEAL_KEY is not set, so the seals cannot be checked"]


def test_an_empty_history_needs_no_seal(db, capsys):
    with without_triggers():  # the tags that a migration adds are recorded
        for model in (Tag, history_of(Tag)):
            model._base_manager.all().delete()
    call_command("seal_history")
    assert capsys.readouterr().out == "There is no history to seal yet.\n"


@pytest.mark.django_db(transaction=True)
def test_sealing_twice_at_once_seals_each_row_once(action):
    found = at_once(lambda number: len(seal_all()), 4)
    assert sorted(found)[:3] == [0, 0, 0]
    assert_history_is_whole()


@pytest.mark.django_db(transaction=True)
def test_sealing_while_others_write_leaves_no_row_behind(action):
    def work(number):
        if number == 0:
            return [seal_all() for _ in range(5)]
        return [Action.objects.update(current_text=f"{number}, {turn}") for turn in range(20)]

    assert not [result for result in at_once(work, 5) if isinstance(result, Exception)]
    seal_all()
    assert_history_is_whole()
    rows = sum(seal.rows for seal in HistorySeal.objects.filter(table=ROW))
    assert rows == history_of(Action).objects.count() == 81


def test_decimals_and_odd_text_are_sealed_exactly(plan):
    measure = Measure.objects.create(plan=plan, position=1, text="“½” 👍🏽\n\u202e'\"\\", name="Share", target="0.1000")
    Reading.objects.create(measure=measure, read_on="2026-04-01", value="1234567890.1234")
    seal_all()
    assert_history_is_whole()
    with without_triggers():
        execute("UPDATE measures_historicalreading SET value = 1234567890.1235")
        execute("UPDATE measures_reading SET value = 1234567890.1235")
    assert len(broken_seals()) == 1
