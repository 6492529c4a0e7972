"""A list of actions as an Excel workbook: the sheet "Actions", and a sheet that says what the list is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from actions.exporting.about import About
from actions.exporting.columns import COLUMNS, Value
from actions.exporting.rows import rows
from actions.standing import Standing
from plans.files.texts import might_run, to_xlsx

LONGEST = 32_767  # characters in a cell, by Excel's own limit
FIRST_DATE = date(1900, 3, 1)  # Excel counts the days before wrongly, or not at all
DATE_FORMAT = "d mmm yyyy"
ABOUT_WIDTHS = (22, 90)


class TooLong(ValueError):  # noqa: N818 (what was found, not what went wrong)
    """A text is longer than a cell of a workbook can hold. Its words say what to do."""

    def __init__(self, row: Sequence[Value]) -> None:
        super().__init__(
            f"Action {row[0]} has a text of more than {LONGEST:,} characters, which is more than a cell of an Excel "
            "file can hold. Download the list as CSV or JSON instead."
        )


def write(standings: Iterable[Standing], about: About, into: IO[bytes]) -> None:
    """Write the workbook; raise ``TooLong`` rather than cut a text."""
    book = Workbook(write_only=True)
    try:
        _fill(book, standings, about)
    finally:
        book.save(into)  # which also closes and removes the sheets' own temporary files


def _fill(book: Workbook, standings: Iterable[Standing], about: About) -> None:
    actions = Sheet(book, "Actions", [column.width for column in COLUMNS], freeze=True)
    actions.append([column.heading for column in COLUMNS], bold=True)
    for row in rows(standings, with_revisions=not about.is_past):
        actions.append(row)
    actions.let_filter()
    described = Sheet(book, "About this file", ABOUT_WIDTHS)
    for line in about.lines(actions.number - 1):
        described.append(line)


class Sheet:
    """A sheet that is written row by row and kept nowhere. The cells are made once and filled for each row."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[int], *, freeze: bool = False) -> None:
        self.sheet, self.number = book.create_sheet(title), 0
        self.cells: dict[tuple[int, str], Any] = {}
        for place, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.page_setup.orientation = "landscape"
        if freeze:
            self.sheet.freeze_panes = "A2"
            self.sheet.print_title_rows = "1:1"

    def append(self, row: Sequence[Value], *, bold: bool = False) -> None:
        """Write the next row."""
        self.sheet.append([self._filled(place, value, row, bold) for place, value in enumerate(row)])
        self.number += 1

    def let_filter(self) -> None:
        """Put Excel's own filters over what has been written."""
        last = max(place for place, _ in self.cells) + 1
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(last)}{self.number}"

    def _filled(self, place: int, value: Value, row: Sequence[Value], bold: bool) -> Any:
        if value is None:
            return None
        if isinstance(value, bool):
            value = "Yes" if value else "No"
        if isinstance(value, date) and value < FIRST_DATE:
            value = value.isoformat()
        if not isinstance(value, str):
            return self._cell(place, value, "date" if isinstance(value, date) else "number")
        text = to_xlsx(value)
        if units(text) > LONGEST:
            raise TooLong(row)
        cell = self._cell(place, text, "bold" if bold else "inert" if might_run(value) else "text")
        cell.data_type = "s"  # whatever the text looks like
        return cell

    def _cell(self, place: int, value: Any, kind: str) -> Any:
        if (place, kind) not in self.cells:
            self.cells[place, kind] = self._made(kind)
        cell = self.cells[place, kind]
        cell.value = value
        return cell

    def _made(self, kind: str) -> Any:
        cell = WriteOnlyCell(self.sheet)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if kind == "bold":
            cell.font = Font(bold=True)
        if kind == "date":
            cell.number_format = DATE_FORMAT
        cell.quotePrefix = kind == "inert"  # text it stays when somebody edits the cell
        return cell


def units(text: str) -> int:
    """The length of a text as Excel counts it: what stands outside the first plane, such as an emoji, is two."""
    return len(text) + sum(character > "\uffff" for character in text) if not text.isascii() else len(text)
