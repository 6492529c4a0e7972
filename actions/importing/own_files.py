"""Knows the files that the product made of a plan, by what they say of themselves, and reads them back."""

from collections.abc import Iterable

from actions.exporting.plan.kinds import FORMAT
from actions.exporting.plan.outline import Record
from actions.importing.own.nested import BROKEN, json_records
from actions.importing.own.records import OwnFile, plan_of
from actions.importing.own.tables import csv_records, is_our_csv, is_our_workbook, workbook_records
from plans.files.checks import Room
from plans.files.encodings import decode
from plans.files.grids import Refused
from plans.files.spreadsheet import read_sheets

LARGEST_TEXT = 20 * 2**20  # bytes: 5,000 actions are more as CSV or JSON than as a workbook
MARK = FORMAT.rstrip(" 0123456789").encode()


class PlanRoom(Room):
    """Room for all that a plan of 5,000 actions says: its readings may be more rows than that."""

    def take_row(self, cells: Iterable[str]) -> None:
        """Count a row, of which there may be as many as a sheet can have."""
        self.rows = self.cells = 0
        super().take_row(cells)


def read_own_file(content: bytes) -> OwnFile | None:
    """Return the plan of a file that the product made, whatever its name; None for any other file.

    Raises ``Refused``, with the row and column, for one of ours in which something does not fit.
    """
    records = _records(content)
    return None if records is None else plan_of(records)


def _records(content: bytes) -> Iterable[Record] | None:
    if content.startswith(b"PK"):
        return _of_workbook(content)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return json_records(_utf8(content)) if MARK in content else None
    try:
        text = decode(content)
    except Refused:
        return None
    if not is_our_csv(text):
        return None
    _check_size(content)
    return csv_records(text)


def _of_workbook(content: bytes) -> Iterable[Record] | None:
    try:
        sheets = read_sheets(content, PlanRoom())
    except Refused:
        return None  # whoever opens it as any other file says why it is not read
    return workbook_records(sheets) if is_our_workbook(sheets) else None


def _utf8(content: bytes) -> str:
    _check_size(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(BROKEN) from error


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST_TEXT:
        raise Refused("This file is larger than 20 MB, which no plan is.")
