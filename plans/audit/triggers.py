"""The triggers: generated from the models, so that they cannot drift from them.

The names of all begin with ``edi_``, so that those of models since renamed or removed are found and dropped too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from django.db import connections, transaction

from plans.audit import postgresql, sqlite
from plans.audit.records import TRACKED, history_of
from plans.models import HistorySeal

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


def dialect(using: str = "default") -> ModuleType:
    """Return the module that speaks a database's language."""
    return DIALECTS[connections[using].vendor]


@cache
def _wanted(speaks: ModuleType) -> dict[tuple[str, ...], list[str]]:
    """Return the statements that make each table's triggers, by that table and any other that they need."""
    statements: dict[tuple[str, ...], list[str]] = {(HistorySeal._meta.db_table,): speaks.guarding(HistorySeal)}
    for table, model in TRACKED.items():
        history, tracked = history_of(model), model.tracked  # type: ignore[attr-defined]
        own = speaks.guarding(model, tracked.deletable_if) if tracked.append_only else []
        statements[table, history._meta.db_table] = [*speaks.recording(model), *own]
        statements[(history._meta.db_table,)] = speaks.guarding(history)
    return {tables: list(dict.fromkeys(wanted)) for tables, wanted in statements.items()}


def install(using: str = "default") -> None:
    """Create the triggers of every table that exists, in place of any that are there."""
    connection, speaks = connections[using], dialect(using)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for statement in speaks.drops(cursor):
            cursor.execute(statement)
        for tables, statements in _wanted(speaks).items():
            if there.issuperset(tables):
                for statement in statements:
                    cursor.execute(statement)
    speaks.attach(connection)


def remove(using: str = "default") -> None:
    """Drop every trigger of ours, those that sign this connection's rows too."""
    connection, speaks = connections[using], dialect(using)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        speaks.detach(connection)
        for statement in speaks.drops(cursor):
            cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Return a sentence for each table whose triggers are absent, switched off or not as generated."""
    with connections[using].cursor() as cursor:
        found = dialect(using).installed(cursor)
    return [
        f"{tables[0]}: its triggers are missing, switched off or altered"
        for tables, statements in _wanted(dialect(using)).items()
        if not found.issuperset(statements)
    ]


@contextmanager
def removed(using: str = "default") -> Iterator[None]:
    """Work without triggers and put them back, all or nothing: for emptying test databases."""
    with transaction.atomic(using=using):
        remove(using)
        yield
        if missing(using):
            install(using)
