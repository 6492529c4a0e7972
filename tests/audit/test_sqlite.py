"""SQLite's own ways: REPLACE, dates that are none, and connections that sign with temporary triggers."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, models

from actions.models import Action, ProgressUpdate
from measures.models import Reading
from plans.audit import sqlite, triggers
from plans.audit.context import audit
from plans.audit.records import TRACKED, history_of
from plans.audit.seals import seal_all
from plans.audit.verify import reconcile_all, verify, verify_all
from plans.models import Council, HistorySeal
from tests.audit.checks import (
    another_program,
    assert_history_is_whole,
    at_once,
    execute,
    execute_outside,
    newest,
    rows_of,
    tables,
    trail,
)

pytestmark = pytest.mark.django_db(transaction=True)

ROW, HISTORY = tables(Action)
SIGNING = "SELECT count(*) FROM sqlite_temp_master WHERE type = 'trigger' AND name GLOB 'edi_sign_*'"


@pytest.mark.parametrize("model", [history_of(Action), ProgressUpdate, HistorySeal])
def test_another_program_s_replace_meets_an_append_only_table(action, officer, model):
    action.report(by=officer, status="in_progress")
    seal_all()
    with pytest.raises(Exception, match="append-only"):
        execute_outside(f"REPLACE INTO {model._meta.db_table} SELECT * FROM {model._meta.db_table}")


def test_another_program_s_replace_of_a_tracked_row_is_found(council):
    execute_outside("REPLACE INTO plans_council SELECT * FROM plans_council")
    assert [row.history_type for row in rows_of(council)] == ["+", "+"]
    assert "it was created twice" in verify(Council)[1][0]


def test_a_replace_of_the_application_is_a_deletion_and_a_creation(council):
    with connection.cursor() as cursor:
        cursor.execute("REPLACE INTO plans_council SELECT * FROM plans_council")
    assert [row.history_type for row in rows_of(council)] == ["+", "-", "+"]
    assert_history_is_whole()


def test_a_date_that_is_none_is_a_problem_and_stops_nothing_else(action):
    execute_outside(f"UPDATE {ROW} SET due_on = '2027-02-31'")
    rows, problems = verify_all()
    assert problems == ["actions.Action: a stored value cannot be read (day is out of range for month)"]
    assert rows > 0


def test_what_another_program_wrote_is_never_signed_afterwards(action, officer):
    execute_outside(f"UPDATE {ROW} SET current_text = 'Outside'")
    with audit(by=officer):
        Action.objects.update(current_text="Inside")
    assert trail(action, "source") == [("+", "application"), ("~", "outside the application"), ("~", "application")]


def test_a_signature_comes_at_once_and_brings_nothing_else(action):
    for words in ("One", "Two"):
        execute_outside(f"UPDATE {ROW} SET current_text = %s", words)
    sign = f"UPDATE {HISTORY} SET source = 'application', history_user_id = 99"
    for too_late_or_too_much in ("WHERE current_text = 'One'", ", status = 'completed' WHERE current_text = 'Two'"):
        with pytest.raises(IntegrityError, match="append-only"):
            execute(f"{sign} {too_late_or_too_much}".replace("99 ,", "99,"))


def count_signing(database):
    with database.cursor() as cursor:
        cursor.execute(SIGNING)
        return cursor.fetchone()[0]


def test_each_connection_signs_for_every_tracked_table(db):
    assert count_signing(connection) == len(TRACKED)
    assert at_once(lambda number: count_signing(connection), 2) == [len(TRACKED)] * 2


def test_a_connection_to_another_or_an_empty_database_has_nothing_to_sign(db, tmp_path):
    other = connections.create_connection("default")
    other.settings_dict = {**other.settings_dict, "NAME": str(tmp_path / "empty.sqlite3")}
    try:
        assert count_signing(other) == 0
        triggers.DIALECTS["sqlite"].attach(other)
    finally:
        other.close()


def test_a_connection_goes_on_signing_after_another_one_rebuilt_the_tables(action, officer):
    def rebuild(number):
        triggers.remove()
        with connection.schema_editor() as editor:
            for model in (Action, history_of(Action)):
                old, new = model._meta.get_field("subheading"), models.CharField(max_length=300, blank=True)
                new.set_attributes_from_name("subheading")
                editor.alter_field(model, old, new, strict=False)
                editor._remake_table(model)
        triggers.install()

    before = count_signing(connection)
    assert at_once(rebuild, 1) == [None]
    assert count_signing(connection) == before
    with audit(by=officer):
        Action.objects.update(current_text="Afterwards")
    assert (newest(action).source, newest(action).history_user_id) == ("application", officer.pk)
    assert_history_is_whole()


def test_nobody_writes_between_installing_the_triggers_and_reconciling(action, monkeypatch):
    def write_meanwhile(using):
        with pytest.raises(Exception, match="locked"), another_program(timeout=0) as database:
            database.execute(f"UPDATE {ROW} SET current_text = 'Meanwhile'")
        return reconcile_all(using)

    triggers.remove()
    monkeypatch.setattr("plans.audit.connections.reconcile_all", write_meanwhile)
    call_command("migrate", verbosity=0)
    assert_history_is_whole()


def test_decimals_are_sealed_with_their_own_digits(db):
    value = Reading._meta.get_field("value")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sqlite.as_json([value])} FROM (SELECT 0.1 AS value UNION SELECT NULL) ORDER BY value")
        assert cursor.fetchall() == [("[null]",), ('["0.1000"]',)]
