"""A file that somebody brings, as the rows of a resource: its headings are known and its rows are few enough."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import tablib

from plans.files.comma_separated import text_grid
from plans.files.encodings import decode
from plans.files.grids import Refused
from plans.files.spreadsheet import read_sheets

LARGEST = 5 * 2**20  # bytes
MOST_ROWS = 1000
PACKED = b"PK"  # how a workbook begins

EMPTY = "This file is empty. Choose the file that you exported and changed."
TOO_LARGE = "This file is larger than 5 MB. Take out the rows that you have not changed and choose it again."
TOO_MANY = (
    f"This file has more than {MOST_ROWS:,} rows. Take out the rows that you have not changed, or bring it in parts."
)


class Table(NamedTuple):
    """The rows of a file under the headings of a resource, and the row of the sheet on which each stands."""

    rows: tablib.Dataset
    numbers: list[int]


def read_table(content: bytes, headings: Mapping[str, str]) -> Table:
    """Read a workbook or a CSV file; ``headings`` are the columns it may have, by their names.

    Raises ``Refused`` with a sentence for a file that cannot be opened, has another heading or too many rows.
    """
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    filled = [(number, row) for number, row in enumerate(_sheet(content), 1) if not all(map(_is_empty, row))]
    if not filled:
        raise Refused(EMPTY)
    columns = _columns(filled[0][1], headings)
    if len(filled) < 2:
        raise Refused("This file has headings and no rows below them.")
    if len(filled) - 1 > MOST_ROWS:
        raise Refused(TOO_MANY)
    rows = tablib.Dataset(headers=list(columns))
    for number, row in filled[1:]:
        _refuse_beside(number, row, columns)
        rows.append([None if _is_empty(row[place]) else row[place] for place in columns.values()])
    return Table(rows, [number for number, _ in filled[1:]])


def _sheet(content: bytes) -> Any:
    """The rows of a file: those of the first sheet that holds anything, or of the text."""
    if not content.strip():
        raise Refused(EMPTY)
    if content.startswith(PACKED):
        return next((sheet.rows for sheet in read_sheets(content) if sheet.rows), ())
    grid = text_grid("", decode(content))
    return grid.rows if grid else ()


def _columns(first: Any, headings: Mapping[str, str]) -> dict[str, int]:
    """The headings in the first row -> their place; a heading may be written by its name as well."""
    known = {name.casefold(): heading for name, heading in headings.items()}
    known |= {heading.casefold(): heading for heading in headings.values()}
    columns: dict[str, int] = {}
    for place, cell in enumerate(first):
        if _is_empty(cell):
            continue
        heading = known.get(str(cell).strip().casefold())
        if heading is None:
            offered = ", ".join(headings.values())
            raise Refused(f"There is no column “{str(cell)[:60]}”. The columns are: {offered}.")
        if heading in columns:
            raise Refused(f"This file has two columns “{heading}”. Take one of them out.")
        columns[heading] = place
    return columns


def _refuse_beside(number: int, row: Any, columns: Mapping[str, int]) -> None:
    if any(not _is_empty(cell) for place, cell in enumerate(row) if place not in columns.values()):
        raise Refused(f"Row {number} has something in a column without a heading. Give it one, or empty the cell.")


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
