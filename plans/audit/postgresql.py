"""The triggers in PostgreSQL's words, and how a PostgreSQL connection says who writes.

The application names user, reason and moment in settings of the transaction, sent only before statements
that name a tracked table. Other programs do not set them, so their rows are marked.

The statements are worded exactly as PostgreSQL prints them back, so that ``installed`` can be compared with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from plans.audit.context import current
from plans.audit.records import APPLICATION, OUTSIDE, TRACKED, history_of

SET_CONTEXT = (
    "SELECT set_config('edi.source', %s, %s), set_config('edi.user', %s, %s), "
    "set_config('edi.reason', %s, %s), set_config('edi.moment', %s, %s)"
)
FORGET_CONTEXT = "SELECT set_config('edi.source', '', false)"

INSTALLED = r"""
SELECT pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgname LIKE 'edi\_%' AND tgenabled IN ('O', 'A')
UNION ALL
SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'edi\_%' AND pg_function_is_visible(oid)
"""
DROPS = r"""
SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass)
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname LIKE 'edi\_%' AND pg_table_is_visible(tgrelid)
"""
FUNCTION = """CREATE OR REPLACE FUNCTION public.{name}()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
{body}
$function$
"""
REFUSE = FUNCTION.format(
    name="edi_append_only",
    body="BEGIN RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME; END",
)
# Columns are matched by their names as it runs, so it stays right while a migration adds or drops some.
RECORD = """DECLARE
  before jsonb := to_jsonb(OLD);
  was {history} := jsonb_populate_record(NULL::{history}, before);
  entry {history} := jsonb_populate_record(NULL::{history}, to_jsonb(coalesce(NEW, OLD)));
BEGIN
  IF TG_OP = 'UPDATE' AND entry IS NOT DISTINCT FROM was THEN RETURN NULL; END IF;
  entry.history_id := nextval(pg_get_serial_sequence('{history}', 'history_id'));
  entry.previous_id := (SELECT max(history_id) FROM {history} WHERE {key} = entry.{key});
  entry.old_status := before ->> 'status';
  entry.history_type := CASE TG_OP WHEN 'INSERT' THEN '+' WHEN 'UPDATE' THEN '~' ELSE '-' END;
  entry.recorded_at := clock_timestamp();
  entry.history_date := entry.recorded_at;
  entry.source := '{outside}';
  IF current_setting('edi.source', true) = '{application}' THEN
    entry.source := '{application}';
    entry.history_user_id := nullif(current_setting('edi.user'), '');
    entry.history_change_reason := current_setting('edi.reason');
    entry.history_date := coalesce(nullif(current_setting('edi.moment'), '')::timestamptz, entry.recorded_at);
  END IF;
  INSERT INTO {history} VALUES (entry.*);
  RETURN NULL;
END"""


def attach(connection) -> None:
    """Make this connection say who writes before each statement that writes a tracked table."""
    if sign not in connection.execute_wrappers:
        # First in line, because Django's execute_wrapper() takes off the last one when it ends.
        connection.execute_wrappers.insert(0, sign)


def detach(connection) -> None:
    """Do nothing: unlike the triggers, what a connection says would not come back with a rollback."""


def sign(execute, sql, params, many, context) -> Any:
    """Execute wrapper: tell the triggers user, reason and moment, for this statement's transaction only."""
    if not _may_write_tracked(str(sql)):
        return execute(sql, params, many, context)
    connection, now = context["connection"], current()
    connection.validate_no_broken_transaction()
    in_transaction = not connection.autocommit
    moment = now.moment.isoformat() if now.moment else ""
    values = [APPLICATION, str(now.user_id or ""), now.reason, moment]
    # The driver's own cursor: what Django logs and tests count is then the same on every database.
    with connection.connection.cursor() as cursor:
        with connection.wrap_database_errors:
            cursor.execute(SET_CONTEXT, [item for value in values for item in (value, in_transaction)])
        try:
            return execute(sql, params, many, context)
        finally:
            if not in_transaction:
                with connection.wrap_database_errors:
                    cursor.execute(FORGET_CONTEXT)


def _may_write_tracked(sql: str) -> bool:
    """Whether the statement is worth signing. In doubt it is: that costs a short message and does no harm."""
    sql = sql.lstrip().lower()
    only_reads = sql.startswith("select") and ";" not in sql
    return not only_reads and any(table in sql for table in TRACKED)


def recording(model: type[models.Model]) -> list[str]:
    """Return the statements that make a tracked table record its history."""
    table, history = model._meta.db_table, history_of(model)._meta.db_table
    body = RECORD.format(history=history, key=model._meta.pk.column, application=APPLICATION, outside=OUTSIDE)
    return [
        FUNCTION.format(name=f"edi_record_{table}", body=body),
        f"CREATE TRIGGER edi_record AFTER INSERT OR DELETE OR UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION edi_record_{table}()",
        *_no_truncating(table),
    ]


def guarding(model: type[models.Model], deletable_if: str = "") -> list[str]:
    """Return the statements that make a table append-only, save the deletion of rows marked ``deletable_if``."""
    table = model._meta.db_table
    unless = f"WHEN (NOT old.{deletable_if}) " if deletable_if else ""
    refuse = "FOR EACH ROW {}EXECUTE FUNCTION edi_append_only()"
    return [
        *_no_truncating(table),
        f"CREATE TRIGGER edi_no_update BEFORE UPDATE ON {table} {refuse.format('')}",
        f"CREATE TRIGGER edi_no_delete BEFORE DELETE ON {table} {refuse.format(unless)}",
    ]


def _no_truncating(table: str) -> list[str]:
    """TRUNCATE tells no trigger which rows it removes, so neither state nor history may be truncated."""
    refuse = "FOR EACH STATEMENT EXECUTE FUNCTION edi_append_only()"
    return [REFUSE, f"CREATE TRIGGER edi_no_truncate BEFORE TRUNCATE ON {table} {refuse}"]


def installed(cursor) -> set[str]:
    """Return every trigger of ours that is switched on, and every function, as statements."""
    cursor.execute(INSTALLED)
    return {row[0] for row in cursor.fetchall()}


def drops(cursor) -> list[str]:
    """Return the statements that drop every trigger of ours, those of forgotten tables too."""
    cursor.execute(DROPS)
    return [row[0] for row in cursor.fetchall()]


def as_json(fields: list[models.Field]) -> str:
    """Return the SQL that words these columns of a row as JSON text."""
    columns = [f'"{field.column}"' for field in fields]
    return f"json_build_array({', '.join(columns)})::text"


def wait_for_writers(connection, table: str) -> None:
    """Wait until no transaction has rows of this table in flight; later ones wait for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def snapshot(connection) -> Iterator[None]:
    """Read everything as of one moment, holding up nobody."""
    with transaction.atomic(using=connection.alias):
        if not connection.savepoint_ids:  # the outermost block, so this is its first statement
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
