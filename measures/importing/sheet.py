"""A file of readings, opened with care: the rows under its headings, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from measures.importing.columns import are_headings, headings_of
from plans.files.checks import LARGEST, NOT_WHOLE, Room
from plans.files.comma_separated import text_grid
from plans.files.encodings import decode
from plans.files.grids import Grid, Refused
from plans.files.kinds import ENDINGS, LOCKED, OLD_EXCEL, Kind, kind_of
from plans.files.shown import in_full
from plans.files.spreadsheet import spreadsheet_grids

MOST_READINGS = 10_000
LOOKED_AT = 20  # rows, for the headings
PASTED = "Pasted table"

EMPTY = "This file is empty. Choose the file that holds the readings."
TOO_LARGE = "This file is larger than 5 MB. Delete what is not the readings, or bring them in parts."
TOO_MANY = f"This file has more than {MOST_READINGS:,} rows. Bring them in parts."
NOT_A_SHEET = (
    "Readings are read from an Excel workbook (.xlsx), a CSV file (.csv) or a pasted table. Copy the table of this "
    "file into Excel and choose that file, or paste it here."
)
NO_HEADINGS = (
    "No table with readings was found. Its first row has to hold the headings of its columns, at least “Measure” and "
    "“Date”. The sheet to fill in has them all."
)
NO_ROWS = "This file has headings and no rows below them."


class ReadingsRoom(Room):
    """Room for one row for each reading, with its headings and blank rows in between."""

    last_row = 2 * MOST_READINGS

    def take_row(self, cells: Iterable[str]) -> None:
        """Count a row; how many are readings is counted when they are known."""
        self.rows = self.cells = 0
        super().take_row(cells)


@dataclass(frozen=True)
class Row:
    """A row of the file, by its number there: what its cells say, by the names of the columns that the file has."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class ReadingSheet:
    """The rows of a file that hold something, and the columns and sheets that are not read."""

    rows: list[Row]
    left_out: list[str]


def read_sheet(name: str, content: bytes) -> ReadingSheet:
    """Read a workbook, a CSV file or a pasted table; raise ``Refused`` with a sentence for what cannot be read."""
    if not content.strip():
        raise Refused(EMPTY)
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    grids = _grids(name, content)
    tables = [(grid, place) for grid in grids if (place := _place_of_headings(grid)) is not None]
    if not tables:
        raise Refused(NO_HEADINGS)
    (grid, place), *others = tables
    headings = headings_of(grid.rows[place])
    filled = [(number, cells) for number, cells in enumerate(grid.rows[place + 1 :], place + 2) if any(cells)]
    _refuse_beside(filled, grid.rows[place])
    rows = [Row(number, {name: cells[at] for name, at in headings.places.items()}) for number, cells in filled]
    if not rows:
        raise Refused(NO_ROWS)
    if len(rows) > MOST_READINGS:
        raise Refused(TOO_MANY)
    left_out = [f"the column “{heading}”" for heading in headings.unknown]
    return ReadingSheet(rows, left_out + [f"the sheet “{other.name}”" for other, _ in others])


def _grids(name: str, content: bytes) -> tuple[Grid, ...]:
    """The tables of a file, its numbers with all their digits."""
    room = ReadingsRoom()
    match _kind(name, content):
        case Kind.SPREADSHEET:
            return spreadsheet_grids(content, room, in_full)
        case Kind.TEXT:
            grid = text_grid(PASTED, decode(content), room)
            return (grid,) if grid else ()
        case _:
            raise Refused(NOT_A_SHEET)


def _kind(name: str, content: bytes) -> Kind:
    ending = PurePath(name).suffix.lower()
    try:
        return kind_of(ending if ending in ENDINGS else "", content)
    except Refused as refusal:
        says_what_to_do = str(refusal) in (LOCKED, OLD_EXCEL, NOT_WHOLE)
        raise Refused(str(refusal) if says_what_to_do else NOT_A_SHEET) from refusal


def _refuse_beside(rows: Iterable[tuple[int, Sequence[str]]], headings: Sequence[str]) -> None:
    """Refuse words in a column without a heading: a number with a comma may have been cut in two."""
    bare = [at for at, heading in enumerate(headings) if not heading.strip()]
    for number, cells in rows:
        if any(cells[at] for at in bare):
            raise Refused(f"Row {number} has something in a column without a heading. Give it one, or empty the cell.")


def _place_of_headings(grid: Grid) -> int | None:
    """The place of the first row that holds headings, counted from 0; None where none does."""
    return next((place for place, cells in enumerate(grid.rows[:LOOKED_AT]) if are_headings(cells)), None)
