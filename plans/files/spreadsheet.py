"""Excel workbooks (.xlsx), opened with care."""

from collections.abc import Callable
from dataclasses import dataclass

from plans.files.checks import NOT_WHOLE, Room, check_size, open_package
from plans.files.grids import Grid, Refused
from plans.files.package import open_part
from plans.files.sheet import Cells, read_cells
from plans.files.shown import Value, shown
from plans.files.workbook import read_workbook

UNREADABLE = (ValueError, KeyError, IndexError, OverflowError)


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and its values, from its first row and column; each row is as long as the longest.

    A value is text, a number, yes or no, a date (a datetime where a time of day is there), a time, a duration or
    None. A formula is the value that it had when the file was saved, which Excel keeps; None where a program that
    does not reckon made the file.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]


def read_sheets(content: bytes, room: Room | None = None) -> tuple[Sheet, ...]:
    """The sheets that can be seen, with their values; raise ``Refused`` for a file that should not be read.

    ``room`` counts what is read, where more than usual is allowed.
    """
    check_size(content)
    return tuple(
        Sheet(cells.name, tuple(tuple(cell.value for cell in row) for row in cells.rows()))
        for cells in _read(content, room or Room())
    )


def spreadsheet_grids(
    content: bytes, room: Room | None = None, words: Callable[[Value, str], str] = shown
) -> tuple[Grid, ...]:
    """The sheets that can be seen and hold something, in the words that a person sees, or in others.

    ``room`` is as for ``read_sheets``; ``words`` makes words of a value and the code of its format.
    """
    return tuple(_grid(cells, words) for cells in _read(content, room or Room()) if cells.found)


def _read(content: bytes, room: Room) -> list[Cells]:
    try:
        with open_package(content) as package:
            workbook = read_workbook(package)
            found = []
            for name, path in workbook.sheets:
                with open_part(package, path) as source:
                    found.append(read_cells(source, name, workbook, room))
            return found
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused(NOT_WHOLE) from error


def _grid(cells: Cells, words: Callable[[Value, str], str]) -> Grid:
    rows = tuple(
        tuple("" if (row, column) in cells.covered else words(*cell) for column, cell in enumerate(some))
        for row, some in enumerate(cells.rows())
    )
    return Grid(cells.name, rows, covered=cells.covered)
