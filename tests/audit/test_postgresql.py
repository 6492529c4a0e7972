"""PostgreSQL's own ways: how a connection says who writes, and what can be switched off."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, InternalError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from psycopg import sql

from actions.models import Action
from plans.audit import postgresql, triggers
from plans.audit.context import audit
from plans.audit.records import TRACKED
from plans.audit.seals import seal_all
from tests.audit.checks import another_program, assert_history_is_whole, at_once, execute, newest, tables
from tests.builders import make_action

pytestmark = pytest.mark.django_db

ROW, HISTORY = tables(Action)
SIGNED_HOWEVER_WORDED = {
    "composed": sql.SQL("UPDATE {} SET current_text = 'x'").format(sql.Identifier(ROW)),
    "bytes": f"UPDATE {ROW} SET current_text = 'x'".encode(),
    "after a comment": f"/* SELECT */ -- nothing\n  UPDATE {ROW} SET current_text = 'x'",
    "in capitals": f"UPDATE {ROW.upper()} SET CURRENT_TEXT = 'x'",
    "within a query": f"WITH done AS (UPDATE {ROW} SET current_text = 'x' RETURNING id) SELECT * FROM done",
    "after a query": f"SELECT 1; UPDATE {ROW} SET current_text = 'x'",
    "in a block": f"DO $$ BEGIN UPDATE {ROW} SET current_text = 'x'; END $$",
}


@pytest.mark.parametrize("kind", SIGNED_HOWEVER_WORDED)
def test_a_statement_is_signed_however_it_is_worded(action, officer, kind):
    with audit(by=officer, reason="Why"), connection.cursor() as cursor:
        cursor.execute(SIGNED_HOWEVER_WORDED[kind])
    row = newest(action)
    assert (row.source, row.history_user_id, row.history_change_reason) == ("application", officer.pk, "Why")


def test_rows_copied_in_are_recorded(action):
    with (
        connection.cursor() as cursor,
        cursor.copy(
            f"COPY {ROW} (id, commitment_id, position, reference, subheading, "
            "text, current_text, leads_as_published, status, rag) FROM STDIN"
        ) as copy,
    ):
        copy.write_row((10**6, action.commitment_id, 9, "", "", "Copied", "", "", "not_started", "not_rated"))
    assert newest(Action, pk=10**6).text == "Copied"
    assert_history_is_whole()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", [f"UPDATE {ROW} SET current_text = 'x'", f"UPDATE {ROW} SET status = 'no such'"])
def test_without_a_transaction_the_connection_forgets_after_each_statement(action, officer, statement):
    with audit(by=officer), suppress(DatabaseError):
        execute(statement)
    connection.connection.execute(f"UPDATE {ROW} SET current_text = 'y'")  # past Django, so past the signing
    assert (newest(action).source, newest(action).history_user_id) == ("outside the application", None)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_its_context_along_when_it_ends(action, officer):
    with transaction.atomic(), audit(by=officer):
        Action.objects.update(current_text="x")
    connection.connection.execute(f"UPDATE {ROW} SET current_text = 'y'")
    assert newest(action).source == "outside the application"


def test_a_broken_transaction_is_refused_as_django_does(action):
    with transaction.atomic():
        with suppress(DatabaseError), transaction.atomic(savepoint=False):
            execute("SELECT 1/0")
        with pytest.raises(TransactionManagementError, match="until the end"):
            Action.objects.update(current_text="x")
        transaction.set_rollback(True)


def test_a_failed_transaction_fails_with_django_s_own_error(action):
    with transaction.atomic():
        with pytest.raises(Exception, match="division by zero"):
            connection.connection.execute("SELECT 1/0")
        with pytest.raises(InternalError, match="aborted"):
            Action.objects.update(current_text="x")
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_connection_first_used_within_a_wrapper_goes_on_signing(action):
    def write(number):
        with connection.execute_wrapper(lambda execute, *args: execute(*args)):
            Action.objects.update(current_text="x")
        assert connection.execute_wrappers == [postgresql.sign]
        Action.objects.update(current_text="y")

    assert at_once(write, 1) == [None]
    assert newest(action).source == "application"


@pytest.mark.parametrize("table", [ROW, HISTORY])
def test_nothing_is_truncated(action, table):
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(f"TRUNCATE {table} CASCADE")


SWITCHED_OFF = {
    "a trigger": (f"ALTER TABLE {ROW} DISABLE TRIGGER edi_record", 1),
    "all triggers of a history table": (f"ALTER TABLE {HISTORY} DISABLE TRIGGER USER", 1),
    "a trigger for replicas only": (f"ALTER TABLE {ROW} ENABLE REPLICA TRIGGER edi_record", 1),
    "what a guard does": ("CREATE OR REPLACE FUNCTION edi_append_only() RETURNS trigger LANGUAGE plpgsql "
                          "AS 'BEGIN RETURN NEW; END'", 2 * len(TRACKED) + 1),
    "what is recorded": (f"CREATE OR REPLACE FUNCTION edi_record_{ROW}() RETURNS trigger LANGUAGE plpgsql "
                         "AS 'BEGIN RETURN NULL; END'", 1),
    "with whose rights it is recorded": (f"ALTER FUNCTION edi_record_{ROW}() SECURITY INVOKER", 1),
    "where it is recorded": (f"ALTER FUNCTION edi_record_{ROW}() RESET search_path", 1),
    "when it is recorded": (f"CREATE OR REPLACE TRIGGER edi_record AFTER INSERT ON {ROW} FOR EACH ROW "
                            f"EXECUTE FUNCTION edi_record_{ROW}()", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", SWITCHED_OFF)
def test_what_is_switched_off_or_altered_is_missing_until_installed_again(kind):
    statement, tables_affected = SWITCHED_OFF[kind]
    execute(statement)
    assert len(triggers.missing()) == tables_affected
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_sealing_waits_for_a_writer_whose_row_would_come_before_the_seal(plan):
    slow, _ = make_action(plan), make_action(plan)
    with another_program() as other:
        other.execute(f"UPDATE {ROW} SET current_text = 'Slow' WHERE id = %s", [slow.pk])
        Action.objects.exclude(pk=slow.pk).update(current_text="Quick")
        execute("SET lock_timeout = '100ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            seal_all()
    execute("RESET lock_timeout")
    seal_all()
    assert_history_is_whole()
