"""Readings as plain values, for pages that tell many of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection, models

from actions.history.as_at import read_date

# Put in SQL, because building the question took longer than answering it.
NEWEST = """
SELECT {columns} FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY measure_id, category, "group" ORDER BY read_on DESC) AS place
    FROM {table} WHERE measure_id IN ({measures}) AND read_on <= %s
) newest WHERE place <= %s ORDER BY read_on DESC
"""


class ReadingRow(NamedTuple):
    """A reading as it is told: plain values, as a page with many takes longer to make rows of a model."""

    id: int
    measure_id: int
    starts_on: date | None
    read_on: date
    category: str
    group: str
    value: Decimal | None
    numerator: int | None
    base: int | None
    words: str
    note: str
    origin: str


def newest_readings(model: type[models.Model], measures: Sequence[int], until: date, last: int) -> Iterable[ReadingRow]:
    """Return so many of the newest readings of each group of these measures until a date, the newest first."""
    columns = ", ".join(connection.ops.quote_name(name) for name in ReadingRow._fields)
    places = ", ".join(["%s"] * len(measures))
    with connection.cursor() as cursor:
        question = NEWEST.format(columns=columns, table=model._meta.db_table, measures=places)
        cursor.execute(question, [*measures, connection.ops.adapt_datefield_value(until), last])
        return [_read(row) for row in cursor.fetchall()]


def _read(row: Sequence[Any]) -> ReadingRow:
    """Make a row of what this database gives: SQLite has dates as text and decimals as floats."""
    pk, measure, starts_on, read_on, category, group, value, *more = row
    exact = value if value is None or isinstance(value, Decimal) else Decimal(str(value))
    day: Any = read_date(read_on)
    return ReadingRow(pk, measure, read_date(starts_on), day, category, group, exact, *more)
