"""The measures and readings of today, as the database gives them.

Put in SQL, because building the questions took longer than answering them.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, models

from actions.history.as_at import read_date
from measures.standing import MeasureStanding, Viewer
from plans.replica import read_connection

MEASURES = "SELECT {columns} FROM {table} WHERE plan_id IN ({places}) ORDER BY plan_id, position"
READINGS = "SELECT {columns} FROM {table} WHERE {which} ORDER BY read_on DESC"
UNTIL = "measure_id IN ({places}) AND read_on <= %s"
NEWEST = """id IN (
    SELECT id FROM (
        SELECT id, ROW_NUMBER() OVER (PARTITION BY measure_id, category, "group" ORDER BY read_on DESC) AS place
        FROM {table} WHERE measure_id IN ({places}) AND read_on <= %s
    ) numbered WHERE place <= %s
)"""
Row = tuple[Any, ...]
Model = type[models.Model]


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


def measure_rows(model: Model, plans: Sequence[int]) -> list[Row]:
    """Return the rows of the measures of these plans, in plan order: a value for each column of the model."""
    if not plans:
        return []
    names = [field.attname for field in model._meta.concrete_fields]
    question = MEASURES.format(columns=_quoted(names), table=model._meta.db_table, places=_places(plans))
    return _asked(question, plans)


def reading_rows(model: Model, measures: Sequence[int], until: date, last: int | None) -> list[Row]:
    """Return the rows of the readings of these measures until a date, the newest first, as ``ReadingRow`` has them.

    ``last`` keeps so many of the newest of each group, None all of them.
    """
    if not measures:
        return []
    table, places = model._meta.db_table, _places(measures)
    which = (UNTIL if last is None else NEWEST).format(table=table, places=places)
    question = READINGS.format(columns=_quoted(ReadingRow._fields), table=table, which=which)
    day = connection.ops.adapt_datefield_value(until)
    return _asked(question, [*measures, day, *([] if last is None else [last])])


def standing_of(
    measure: Model, reading: Model, row: Row, readings: tuple[Row, ...], viewer: Viewer, on: date, owner: str
) -> MeasureStanding:
    """Make the standing of a measure of its row and those of its readings; ``measure`` and ``reading`` are models."""
    told = tuple(_reading(reading, one) for one in readings)
    return MeasureStanding(_measure(measure, row), viewer, on, owner, told)


remembered_standing = lru_cache(maxsize=2_000)(standing_of)
"""The same, remembered with all that pages work out of it: they are asked for far more often than a reading comes."""


def _measure(model: Model, row: Row) -> Any:
    fields = model._meta.concrete_fields
    values = [_read(field, value) for field, value in zip(fields, row, strict=True)]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)


def _reading(model: Model, row: Row) -> ReadingRow:
    fields = [model._meta.get_field(name.removesuffix("_id")) for name in ReadingRow._fields]
    return ReadingRow(*(_read(field, value) for field, value in zip(fields, row, strict=True)))


def _read(field: Any, value: Any) -> Any:
    """Read a value as the field holds it: SQLite has dates as text, decimals as floats, yes and no as numbers."""
    if value is None:
        return None
    if isinstance(field, models.DecimalField):
        return value if isinstance(value, Decimal) else Decimal(str(value))
    if isinstance(field, models.DateField):
        return read_date(value)
    return bool(value) if isinstance(field, models.BooleanField) else value


def _asked(question: str, parameters: Sequence[Any]) -> list[Row]:
    with read_connection().cursor() as cursor:
        cursor.execute(question, parameters)
        return cursor.fetchall()


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
