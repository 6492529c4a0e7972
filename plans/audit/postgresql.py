"""The triggers in PostgreSQL's words, and how a PostgreSQL connection says who writes.

The application names user, reason and moment in settings local to the transaction, sent only before
statements that name a tracked table. Other programs do not set them, so their rows are marked.
"""

from typing import Any

from django.db import models

from plans.audit.context import current
from plans.audit.records import (
    APPLICATION,
    OUTSIDE,
    TRACKED,
    has_status,
    history_of,
    tracked_columns,
)

SET_CONTEXT = (
    "SELECT set_config('edi.source', %s, %s), set_config('edi.user', %s, %s), "
    "set_config('edi.reason', %s, %s), set_config('edi.moment', %s, %s)"
)
REFUSE = """CREATE OR REPLACE FUNCTION edi_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME; END $f$"""


def attach(connection) -> None:
    """Make this connection say who writes before each statement that writes a tracked table."""
    if sign not in connection.execute_wrappers:
        connection.execute_wrappers.append(sign)


def detach(connection) -> None:
    """Nothing to take off: a connection without triggers signs nothing."""


def sign(execute, sql, params, many, context) -> Any:
    """Execute wrapper: hand user, reason and moment to the triggers, for this statement's transaction only."""
    text = sql if isinstance(sql, str) else sql.as_string()
    if text.lstrip()[:6].upper() == "SELECT" or not any(table in text for table in TRACKED):
        return execute(sql, params, many, context)
    connection, now = context["connection"], current()
    local = connection.in_atomic_block
    moment = now.moment.isoformat() if now.moment else ""
    values = [APPLICATION, str(now.user_id or ""), now.reason, moment]
    with connection.connection.cursor() as cursor:
        cursor.execute(SET_CONTEXT, [item for value in values for item in (value, local)])
        try:
            return execute(sql, params, many, context)
        finally:
            if not local:
                cursor.execute("SELECT set_config('edi.source', '', false)")


def drop(model: type[models.Model]) -> list[str]:
    """Return the statements that drop the triggers of one tracked table."""
    return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for name, (table, _) in _triggers(model).items()]


def create(model: type[models.Model]) -> list[str]:
    """Return the statements that create the triggers of one tracked table and the functions they call."""
    triggers = [
        f'CREATE OR REPLACE TRIGGER "{name}" {when} ON "{table}" {action}'
        for name, (table, (when, action)) in _triggers(model).items()
    ]
    return [REFUSE, _function(model), *triggers]


def expected(model: type[models.Model]) -> set[str]:
    """Return what ``installed`` must contain for the table's triggers to be in place."""
    names = {f"{table}:{name}" for name, (table, _) in _triggers(model).items()}
    return names | {_body(model)}


def installed(cursor) -> set[str]:
    """Return every enabled trigger as table:name, and the body of every audit function."""
    cursor.execute(
        "SELECT c.relname || ':' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    )
    found = {row[0] for row in cursor.fetchall()}
    cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE %s", [r"%\_audit"])
    return found | {row[0] for row in cursor.fetchall()}


def _triggers(model: type[models.Model]) -> dict[str, tuple[str, tuple[str, str]]]:
    """Name -> (table, (when, action)): one that writes history, those that guard it and an append-only table."""
    table, history = model._meta.db_table, history_of(model)._meta.db_table
    row, whole = "FOR EACH ROW EXECUTE FUNCTION", "FOR EACH STATEMENT EXECUTE FUNCTION"
    triggers = {
        f"{table}_audit": (table, ("AFTER INSERT OR UPDATE OR DELETE", f'{row} "{table}_audit"()')),
        f"{table}_no_truncate": (table, ("BEFORE TRUNCATE", f"{whole} edi_append_only()")),
        f"{history}_no_change": (history, ("BEFORE UPDATE OR DELETE", f"{row} edi_append_only()")),
        f"{history}_no_truncate": (history, ("BEFORE TRUNCATE", f"{whole} edi_append_only()")),
    }
    if model.tracked.append_only:  # type: ignore[attr-defined]
        deletable = model.tracked.deletable_if  # type: ignore[attr-defined]
        unless = f'FOR EACH ROW WHEN (NOT OLD."{deletable}") EXECUTE FUNCTION' if deletable else row
        triggers[f"{table}_no_update"] = (table, ("BEFORE UPDATE", f"{row} edi_append_only()"))
        triggers[f"{table}_no_delete"] = (table, ("BEFORE DELETE", f"{unless} edi_append_only()"))
    return triggers


def _function(model: type[models.Model]) -> str:
    return (
        f'CREATE OR REPLACE FUNCTION "{model._meta.db_table}_audit"() RETURNS trigger LANGUAGE plpgsql '
        f"SECURITY DEFINER SET search_path = public, pg_temp AS $f${_body(model)}$f$"
    )


def _body(model: type[models.Model]) -> str:
    """The function that records one change; nothing is recorded where no tracked column changed."""
    table, history = model._meta.db_table, history_of(model)._meta.db_table
    columns, key = tracked_columns(model), model._meta.pk.column
    names = ", ".join(f'"{c}"' for c in columns)
    old, new, kept = (", ".join(f'{row}."{c}"' for c in columns) for row in ("OLD", "NEW", "kept"))
    old_status = "CASE WHEN TG_OP <> 'INSERT' THEN OLD.status END" if has_status(model) else "NULL"
    return f"""
DECLARE
  kept "{table}"%ROWTYPE;
  signed boolean := coalesce(current_setting('edi.source', true), '') = '{APPLICATION}';
BEGIN
  IF TG_OP = 'UPDATE' AND ROW({new}) IS NOT DISTINCT FROM ROW({old}) THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
  INSERT INTO "{history}" ({names}, history_date, recorded_at, history_type, source, previous_id, old_status,
    history_user_id, history_change_reason)
  VALUES ({kept},
    coalesce(CASE WHEN signed THEN nullif(current_setting('edi.moment', true), '')::timestamptz END, clock_timestamp()),
    clock_timestamp(), CASE TG_OP WHEN 'INSERT' THEN '+' WHEN 'UPDATE' THEN '~' ELSE '-' END,
    CASE WHEN signed THEN '{APPLICATION}' ELSE '{OUTSIDE}' END,
    (SELECT max(history_id) FROM "{history}" WHERE "{key}" = kept."{key}"), {old_status},
    CASE WHEN signed THEN nullif(current_setting('edi.user', true), '')::bigint END,
    CASE WHEN signed THEN current_setting('edi.reason', true) END);
  RETURN NULL;
END """
