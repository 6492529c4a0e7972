"""A list of actions as CSV: the first row is the header, and each row says of which day and which filters it is."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from itertools import islice
from typing import Any

from actions.exporting.about import About
from actions.exporting.columns import COLUMNS, Value
from actions.exporting.rows import rows
from actions.standing import Standing
from plans.files.texts import to_csv

ABOUT_COLUMNS = ("As at", "Filters")
ROWS_AT_ONCE = 100


def stream(standings: Iterable[Standing], about: About) -> Iterator[bytes]:
    """Yield the file bit by bit; Excel knows by its first bytes that it is UTF-8."""
    header = [*(column.heading for column in COLUMNS), *ABOUT_COLUMNS]
    yield BOM_UTF8 + _lines([header])
    last = [cell(about.on), cell(about.filters_in_words)]
    written = ([*map(cell, values), *last] for values in rows(standings, with_revisions=not about.is_past))
    while some := list(islice(written, ROWS_AT_ONCE)):
        yield _lines(some)


def cell(value: Value) -> Any:
    """Write a value as a cell: dates as 2027-03-31, yes and no in words, a gap as nothing, text inert."""
    if isinstance(value, str):
        return to_csv(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value.isoformat() if isinstance(value, date) else value


def _lines(some: list[list[Any]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(some)
    return text.getvalue().encode()
