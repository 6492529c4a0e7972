"""Text with a row on each line and its cells set apart: by commas, semicolons, tabs or bars."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from plans.files.checks import MOST_AREA, MOST_COLUMNS, TOO_MUCH, Room
from plans.files.grids import Grid, Refused
from plans.files.texts import from_csv

BETWEEN = "\t|;,"  # of two that do equally well the first, which words have in them more seldom
LOOKED_AT = 200  # rows, of the first so many characters
LOOKED_AT_CHARACTERS = 200_000
SAYS_ITSELF = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line that Excel understands
NOT_A_TABLE = "The rows of this file cannot be told apart. Open it in Excel, save it as .xlsx and choose the new file."


def text_grid(name: str, text: str, room: Room | None = None) -> Grid | None:
    """Read the text as one table; None where it holds no words.

    ``room`` counts what is read, where more than usual is allowed.
    """
    said = SAYS_ITSELF.match(text)
    between = said[1] if said else _between(text)
    if text.count(between) > MOST_AREA:
        raise Refused(TOO_MUCH)
    try:
        rows = list(_checked(_rows(text[said.end() :] if said else text, between), room or Room()))
    except csv.Error as error:
        raise Refused(NOT_A_TABLE) from error
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    if width > MOST_COLUMNS:
        raise Refused(f"This file has a table of more than {MOST_COLUMNS} columns. Delete what is not the plan.")
    padded = tuple((*row[:width], *[""] * (width - len(row))) for row in rows)
    return Grid(name, padded) if padded else None


def _rows(text: str, between: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=between)


def _checked(rows: Iterable[list[str]], room: Room) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        if number > room.last_row:
            raise Refused(f"This file has more than {room.last_row:,} rows. Delete what is not the plan.")
        words = [_words(cell) for cell in row]
        room.take_row(words)
        yield words


def _words(cell: str) -> str:
    return from_csv(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _between(text: str) -> str:
    """The sign that sets cells apart: the one by which most rows have the same number of cells, more than one."""
    some = text[:LOOKED_AT_CHARACTERS]
    best = max(BETWEEN, key=lambda sign: _sameness(some, sign))
    return best if _sameness(some, best) else ","


def _sameness(text: str, sign: str) -> float:
    try:
        widths = [len(row) for row in islice(_rows(text, sign), LOOKED_AT) if any(row)]
    except csv.Error:
        return 0.0
    several = Counter(width for width in widths if width > 1)
    return max(several.values()) / len(widths) if several else 0.0
