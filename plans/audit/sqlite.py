"""The triggers in SQLite's words, and how a SQLite connection signs the rows they write.

SQLite has no session variables. So the triggers write rows marked as coming from outside the application,
and each connection of the application carries a temporary trigger that signs the row just written with
user, reason and moment. Other programs have no such trigger and their rows stay marked.
"""

from datetime import UTC

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

NOW = "strftime('%Y-%m-%d %H:%M:%f','now')||'000'"
APPEND_ONLY = "SELECT RAISE(ABORT, 'history is append-only')"


def _moment() -> str | None:
    moment = current().moment
    return moment and moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


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
                f'CREATE TEMP TRIGGER IF NOT EXISTS "{history}_sign" AFTER INSERT ON main."{history}" '
                f"WHEN NEW.source = '{OUTSIDE}' BEGIN "
                f"UPDATE \"{history}\" SET source = '{APPLICATION}', history_user_id = edi_user(), "
                f"history_change_reason = edi_reason(), history_date = coalesce(edi_moment(), NEW.history_date) "
                f"WHERE history_id = NEW.history_id; END"
            )


def detach(connection) -> None:
    """Drop the temporary triggers of this connection."""
    database = connection.connection
    names = database.execute("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        database.execute(f'DROP TRIGGER temp."{name}"')


def drop(model: type[models.Model]) -> list[str]:
    """Return the statements that drop the triggers of one tracked table."""
    return [f'DROP TRIGGER IF EXISTS "{name}"' for name in _triggers(model)]


def create(model: type[models.Model]) -> list[str]:
    """Return the statements that create the triggers of one tracked table."""
    return list(_triggers(model).values())


def expected(model: type[models.Model]) -> set[str]:
    """Return what ``installed`` must contain for the table's triggers to be in place."""
    return set(create(model))


def installed(cursor) -> set[str]:
    """Return the SQL of every trigger in the database file."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    return {row[0] for row in cursor.fetchall()}


def _triggers(model: type[models.Model]) -> dict[str, str]:
    """Name -> CREATE statement: three that write history, two that guard it, those of an append-only table."""
    table, history = model._meta.db_table, history_of(model)._meta.db_table
    columns = tracked_columns(model)
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    bodies = {
        f"{table}_audit_insert": f'AFTER INSERT ON "{table}" BEGIN {_write(model, "NEW", "+")} END',
        f"{table}_audit_update": f'AFTER UPDATE ON "{table}" WHEN {changed} BEGIN {_write(model, "NEW", "~")} END',
        f"{table}_audit_delete": f'AFTER DELETE ON "{table}" BEGIN {_write(model, "OLD", "-")} END',
        f"{history}_no_update": f'BEFORE UPDATE ON "{history}" WHEN NOT {_signing(model)} BEGIN {APPEND_ONLY}; END',
        f"{history}_no_delete": f'BEFORE DELETE ON "{history}" BEGIN {APPEND_ONLY}; END',
    }
    if model.tracked.append_only:  # type: ignore[attr-defined]
        deletable = model.tracked.deletable_if  # type: ignore[attr-defined]
        unless = f'WHEN NOT OLD."{deletable}" ' if deletable else ""
        bodies[f"{table}_no_update"] = f'BEFORE UPDATE ON "{table}" BEGIN {APPEND_ONLY}; END'
        bodies[f"{table}_no_delete"] = f'BEFORE DELETE ON "{table}" {unless}BEGIN {APPEND_ONLY}; END'
    return {name: f'CREATE TRIGGER "{name}" {body}' for name, body in bodies.items()}


def _write(model: type[models.Model], row: str, kind: str) -> str:
    """The INSERT that records one change; ``row`` is NEW or OLD, ``kind`` is +, ~ or -."""
    history, columns = history_of(model)._meta.db_table, tracked_columns(model)
    key = model._meta.pk.column
    names = ", ".join(f'"{c}"' for c in columns)
    values = ", ".join(f'{row}."{c}"' for c in columns)
    old_status = 'OLD."status"' if has_status(model) and kind != "+" else "NULL"
    previous = f'(SELECT max(history_id) FROM "{history}" WHERE "{key}" = {row}."{key}")'
    return (
        f'INSERT INTO "{history}" ({names}, history_date, recorded_at, history_type, source, previous_id, old_status) '
        f"SELECT {values}, {NOW}, {NOW}, '{kind}', '{OUTSIDE}', {previous}, {old_status};"
    )


def _signing(model: type[models.Model]) -> str:
    """The one change a history row allows: its signature, once, while it is the newest row."""
    history = history_of(model)
    signed = {"source", "history_user_id", "history_change_reason", "history_date"}
    columns = [f.column for f in history._meta.concrete_fields if f.column not in signed]
    same = " AND ".join(f'OLD."{c}" IS NEW."{c}"' for c in columns)
    newest = f'(SELECT max(history_id) FROM "{history._meta.db_table}")'
    return f"(OLD.source = '{OUTSIDE}' AND NEW.source = '{APPLICATION}' AND {same} AND OLD.history_id = {newest})"
