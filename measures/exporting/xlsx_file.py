"""Measures as an Excel workbook: the sheet "Measures", and a sheet that says what the file is."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook

from actions.exporting.columns import Value
from actions.exporting.xlsx_file import ABOUT_WIDTHS, LONGEST, Sheet, TooLong
from measures.exporting.about import About
from measures.exporting.rows import Column


class DoesNotFit(ValueError):  # noqa: N818 (what was found, not what went wrong)
    """A text is longer than a cell of a workbook can hold. Its words say what to do."""


def write(columns: Sequence[Column], rows: Iterable[Sequence[Value]], about: About) -> bytes:
    """Return the workbook; raise ``DoesNotFit`` rather than cut a text."""
    book, file = Workbook(write_only=True), BytesIO()
    try:
        _fill(book, columns, rows, about)
    finally:
        book.save(file)  # which also closes and removes the sheets' own temporary files
    return file.getvalue()


def _fill(book: Workbook, columns: Sequence[Column], rows: Iterable[Sequence[Value]], about: About) -> None:
    measures = Sheet(book, "Measures", [column.width for column in columns], freeze=True)
    measures.append([column.heading for column in columns], bold=True)
    for row in rows:
        try:
            measures.append(row)
        except TooLong as problem:
            raise DoesNotFit(
                f"Measure {row[0]} has a text of more than {LONGEST:,} characters, which is more than a cell of an "
                "Excel file can hold. Download the measures as CSV or JSON instead."
            ) from problem
    measures.let_filter()
    described = Sheet(book, "About this file", ABOUT_WIDTHS)
    for line in about.lines(measures.number - 1):
        described.append(line)
