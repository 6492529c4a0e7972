"""The triggers in SQLite's words, and how a SQLite connection signs the rows they write.

SQLite has no session variables. So the triggers write rows marked as coming from outside the application,
and each connection of the application carries temporary triggers that sign the row just written with
user, reason and moment. Other programs have no such triggers and their rows stay marked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import models

from plans.audit.context import current
from plans.audit.records import (
    APPLICATION,
    OUTSIDE,
    TRACKED,
    HistoryRow,
    has_status,
    history_of,
    tracked_columns,
)

NOW = "strftime('%Y-%m-%d %H:%M:%f','now')||'000'"
REFUSE = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
SIGNATURE = ("source", "history_user_id", "history_change_reason", "history_date")


def _moment() -> str:
    """The moment as Django writes it: the database compares it as text."""
    moment = current().moment or datetime.now(UTC)
    return str(moment.astimezone(UTC).replace(tzinfo=None))


def attach(connection) -> None:
    """Give this connection the functions and temporary triggers that sign history rows."""
    database = connection.connection
    database.create_function("edi_user", 0, lambda: current().user_id)
    database.create_function("edi_reason", 0, lambda: current().reason)
    database.create_function("edi_moment", 0, _moment)
    tables = {row[0] for row in database.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    for model in TRACKED.values():
        history = history_of(model)._meta.db_table
        if history in tables:
            database.execute(
                f'CREATE TEMP TRIGGER IF NOT EXISTS "edi_sign_{history}" AFTER INSERT ON main."{history}" '
                f"WHEN NEW.source = '{OUTSIDE}' BEGIN UPDATE \"{history}\" "
                f"SET source = '{APPLICATION}', history_user_id = edi_user(), "
                f"history_change_reason = edi_reason(), history_date = edi_moment() "
                f"WHERE history_id = NEW.history_id; END"
            )


def detach(connection) -> None:
    """Drop the temporary triggers of this connection."""
    database = connection.connection
    names = database.execute("SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND name GLOB 'edi_*'")
    for (name,) in names.fetchall():
        database.execute(f'DROP TRIGGER temp."{name}"')


def recording(model: type[models.Model]) -> list[str]:
    """Return the statements that make a tracked table record its history."""
    table = model._meta.db_table
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in tracked_columns(model))
    return [
        f'CREATE TRIGGER "edi_insert_{table}" AFTER INSERT ON "{table}" BEGIN {_write(model, "NEW", "+")} END',
        f'CREATE TRIGGER "edi_update_{table}" AFTER UPDATE ON "{table}" WHEN {changed} '
        f"BEGIN {_write(model, 'NEW', '~')} END",
        f'CREATE TRIGGER "edi_delete_{table}" AFTER DELETE ON "{table}" BEGIN {_write(model, "OLD", "-")} END',
    ]


def guarding(model: type[models.Model], deletable_if: str = "") -> list[str]:
    """Return the statements that make a table append-only, save the deletion of rows marked ``deletable_if``.

    A REPLACE, which removes a row without telling the delete trigger, is met before it inserts.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    unless_signing = f"WHEN NOT {_signing(model)} " if issubclass(model, HistoryRow) else ""
    unless_marked = f'WHEN NOT OLD."{deletable_if}" ' if deletable_if else ""
    there = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}") '
    return [
        f'CREATE TRIGGER "edi_no_update_{table}" BEFORE UPDATE ON "{table}" {unless_signing}{REFUSE}',
        f'CREATE TRIGGER "edi_no_delete_{table}" BEFORE DELETE ON "{table}" {unless_marked}{REFUSE}',
        f'CREATE TRIGGER "edi_no_replace_{table}" BEFORE INSERT ON "{table}" {there}{REFUSE}',
    ]


def _write(model: type[models.Model], row: str, kind: str) -> str:
    """The INSERT that records one change; ``row`` is NEW or OLD, ``kind`` is +, ~ or -."""
    history, columns = history_of(model)._meta.db_table, tracked_columns(model)
    key = model._meta.pk.column
    names = ", ".join(f'"{c}"' for c in columns)
    values = ", ".join(f'{row}."{c}"' for c in columns)
    old_status = 'OLD."status"' if has_status(model) and kind != "+" else "NULL"
    previous = f'(SELECT max(history_id) FROM "{history}" WHERE "{key}" = {row}."{key}")'
    return (
        f'INSERT INTO "{history}" '
        f"({names}, history_date, recorded_at, history_type, source, previous_id, old_status) "
        f"SELECT {values}, {NOW}, {NOW}, '{kind}', '{OUTSIDE}', {previous}, {old_status};"
    )


def _signing(history: type[models.Model]) -> str:
    """The one change a history row allows: its signature, once, while it is the newest row."""
    columns = [f.column for f in history._meta.concrete_fields if f.column not in SIGNATURE]
    same = " AND ".join(f'OLD."{c}" IS NEW."{c}"' for c in columns)
    newest = f'(SELECT max(history_id) FROM "{history._meta.db_table}")'
    signed_now = f"OLD.source = '{OUTSIDE}' AND NEW.source = '{APPLICATION}'"
    return f"({signed_now} AND {same} AND OLD.history_id = {newest})"


def installed(cursor) -> set[str]:
    """Return every trigger of ours in the database file, as statements."""
    cursor.execute("SELECT sql FROM main.sqlite_master WHERE type = 'trigger' AND name GLOB 'edi_*'")
    return {row[0] for row in cursor.fetchall()}


def drops(cursor) -> list[str]:
    """Return the statements that drop every trigger of ours, those of forgotten tables too."""
    cursor.execute("SELECT name FROM main.sqlite_master WHERE type = 'trigger' AND name GLOB 'edi_*'")
    return [f'DROP TRIGGER main."{row[0]}"' for row in cursor.fetchall()]


def as_json(fields: list[models.Field]) -> str:
    """Return the SQL that words these columns of a row as JSON text."""
    return f"json_array({', '.join(map(_exactly, fields))})"


def _exactly(field: models.Field) -> str:
    """A column; decimals, which are stored in binary, with their own digits whatever this SQLite would print."""
    column = f'"{field.column}"'
    if isinstance(field, models.DecimalField):
        return f"CASE WHEN {column} IS NOT NULL THEN printf('%.{field.decimal_places}f', {column}) END"
    return column


def wait_for_writers(connection, table: str) -> None:
    """Do nothing: a write transaction has already waited for its turn, and is alone."""


@contextmanager
def snapshot(connection) -> Iterator[None]:
    """Read everything as of one moment, holding up nobody."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # atomic() would take the write lock
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
