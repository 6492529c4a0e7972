"""Exported files: what is in a cell stays what it is, and nothing in it runs."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from tablib import Dataset

from plans.files.grids import Refused
from plans.files.texts import might_run, to_csv, to_xlsx

LONGEST = 32_767  # characters in a cell, by Excel's own limit
FIRST_DATE = date(1900, 3, 1)  # Excel counts the days before wrongly, or not at all
DATE_FORMAT, MOMENT_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
WIDTH = 24


def csv_file(title: str, rows: Dataset) -> bytes:
    """The rows as CSV, in UTF-8 that Excel knows by its first bytes."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_as_words(cell) for cell in row] for row in (rows.headers, *rows))
    return BOM_UTF8 + text.getvalue().encode()


def xlsx_file(title: str, rows: Dataset) -> bytes:
    """The rows as a workbook; raise ``Refused`` rather than cut a text."""
    book, into = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place in range(1, len(rows.headers) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    try:
        for number, row in enumerate((rows.headers, *rows)):
            sheet.append([_as_cell(sheet, cell, is_heading=number == 0) for cell in row])
    finally:
        book.save(into)  # which also closes and removes the sheet's own temporary file
    return into.getvalue()


KINDS: dict[str, tuple[str, str, Callable[[str, Dataset], bytes]]] = {
    "xlsx": ("Excel (XLSX)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
    "csv": ("CSV", "text/csv; charset=utf-8", csv_file),
}
"""The ending of a file's name -> what people call such a file, its type, and what writes it."""


def _as_words(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return to_csv(value) if isinstance(value, str) else value


def _as_cell(sheet: Any, value: Any, *, is_heading: bool) -> Any:
    if value is None:
        return None
    if isinstance(value, date) and value < (
        FIRST_DATE if type(value) is date else datetime.combine(FIRST_DATE, datetime.min.time())
    ):
        value = value.isoformat()
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = MOMENT_FORMAT if isinstance(value, datetime) else DATE_FORMAT
        return cell
    return _text(sheet, value, is_heading)


def _text(sheet: Any, value: str, is_heading: bool) -> Any:
    words = to_xlsx(value)
    if len(words.encode("utf-16-le")) // 2 > LONGEST:
        raise Refused(
            f"The text that begins “{value[:40]}” has more than {LONGEST:,} characters, which is more than a cell of "
            "an Excel file can hold. Choose CSV instead."
        )
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"  # whatever the text looks like
    cell.quotePrefix = might_run(value)  # text it stays when somebody edits the cell
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def sheet_title(words: Any) -> str:
    """A title that a sheet may have."""
    return str(words).capitalize()
