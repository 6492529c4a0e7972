"""The triggers: generated from the models, so that they cannot drift from them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, models, transaction

from plans.audit import postgresql, sqlite
from plans.audit.records import TRACKED, history_of

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


def _present(using: str) -> list[type[models.Model]]:
    """The tracked models whose table and history table both exist in this database."""
    tables = set(connections[using].introspection.table_names())
    return [m for t, m in TRACKED.items() if t in tables and history_of(m)._meta.db_table in tables]


def install(using: str = "default") -> None:
    """Create or replace the triggers of every tracked table that exists; safe to run again."""
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for model in _present(using):
            for statement in dialect.drop(model) + dialect.create(model):
                cursor.execute(statement)
    dialect.attach(connection)


def remove(using: str = "default") -> None:
    """Drop the triggers of every tracked table that exists, those that sign this connection's rows too."""
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        dialect.detach(connection)
        for model in _present(using):
            for statement in dialect.drop(model):
                cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """Return a sentence for each tracked table whose triggers are absent, switched off or not as generated."""
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        found = dialect.installed(cursor)
    return [
        f"{table}: the triggers that write its history are missing or altered"
        for table, model in TRACKED.items()
        if not dialect.expected(model) <= found
    ]


@contextmanager
def removed(using: str = "default") -> Iterator[None]:
    """Work without triggers and put them back, all or nothing: for emptying test databases and for pruning."""
    with transaction.atomic(using=using):
        remove(using)
        yield
        install(using)
