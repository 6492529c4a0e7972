"""Writes rows and their history by the hundred thousand: COPY on PostgreSQL, executemany on SQLite.

The triggers must be off, as the history is written here beside what it tells of, just as they would.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from plans.audit.records import APPLICATION, history_of

SIGNED = (
    "history_id", "history_type", "history_date", "recorded_at", "history_user_id", "history_change_reason",
    "source", "previous_id", "old_status",
)  # fmt: skip

Row = dict[str, Any]


class Table:
    """A tracked model's table and that of its history, to which rows are added; ``flush`` writes them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.history = model, history_of(model)
        fields, tracked = model._meta.concrete_fields, model.tracked.fields_included(model)
        self.columns = [field.column for field in fields]
        self.past_columns = [*(field.column for field in tracked), *SIGNED]
        self.values = itemgetter(*(field.attname for field in fields))
        self.tracked_values = itemgetter(*(field.attname for field in tracked))
        self.defaults = {field.attname: field.get_default() for field in fields}
        self.ids, self.past_ids = following(model), following(self.history)
        self.keeps_zones = connection.vendor == "postgresql"
        self.rows: list[tuple] = []
        self.past: list[tuple] = []

    def new(self, **values: Any) -> Row:
        """Return a row with an id and the model's defaults, which is not yet to be written."""
        return {**self.defaults, "id": next(self.ids), **values}

    def keep(self, row: Row) -> None:
        """Write the row, as it stands now."""
        self.rows.append(self.values(row))

    def record(
        self, row: Row, kind: str, at: datetime, *, by: int | None = None, reason: str = "",
        previous: int | None = None, old_status: str | None = None,
    ) -> int:  # fmt: skip
        """Write a history row, of the row as it stands now; return its id."""
        past_id, at = next(self.past_ids), self.stored(at)
        signature = (past_id, kind, at, at, by, reason, APPLICATION, previous, old_status)
        self.past.append(self.tracked_values(row) + signature)
        return past_id

    def create(self, at: datetime, *, by: int | None = None, **values: Any) -> Row:
        """Write a row that was created at a moment and has not changed since."""
        row = self.new(**values)
        self.keep(row)
        self.record(row, "+", at, by=by)
        return row

    def stored(self, at: datetime) -> datetime:
        """A moment of UTC as Django stores it."""
        return at if self.keeps_zones else at.replace(tzinfo=None)

    def flush(self) -> None:
        """Write what has been added, and forget it."""
        write(self.model._meta.db_table, self.columns, self.rows)
        write(self.history._meta.db_table, self.past_columns, self.past)
        self.rows, self.past = [], []


def following(model: type[models.Model]) -> Iterable[int]:
    """Return the ids that come after those that the table has."""
    return count((model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1)


def write(table: str, columns: Sequence[str], rows: list[tuple]) -> None:
    """Write rows in the quickest way that the database has."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        elif rows:
            places = ", ".join("?" for _ in columns)
            connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)


def reset_sequences(tables: Iterable[Table]) -> None:
    """Let the database count on from the ids that were given here."""
    written = [model for table in tables for model in (table.model, table.history)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)


@contextmanager
def in_bulk() -> Iterator[None]:
    """Give SQLite room to write much at once; afterwards, do what PostgreSQL does by itself within minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -500000")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    connection.close()
