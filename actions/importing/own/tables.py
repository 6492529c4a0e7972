"""The records of a plan that was written as a workbook or as CSV."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Any

from actions.exporting.plan.cells import heading_in_csv, lines_of, unguarded
from actions.exporting.plan.csv_file import ABOUT, NAMES
from actions.exporting.plan.kinds import FACTS, FORMAT, KINDS, Column, Holds, Kind
from actions.exporting.plan.outline import Record
from actions.importing.own.records import AGAIN, refused
from plans.files.comma_separated import NOT_A_TABLE
from plans.files.grids import Refused
from plans.files.spreadsheet import Sheet
from plans.files.texts import from_csv

HEADER = re.compile(r'"?Kind"?(?P<sign>[,;\t|])"?Number"?(?P=sign)"?Part of"?(?P=sign)', re.IGNORECASE)
NEW_NAMES = set(NAMES) - {column.name for kind in KINDS.values() for column in kind.columns if not column.is_new}
NAMES_OF_HEADINGS = {heading_in_csv(name).casefold(): name for name in NAMES}


def is_our_csv(text: str) -> bool:
    """Whether the text begins as our tables do."""
    return HEADER.match(text) is not None


def csv_records(text: str) -> Iterator[Record]:
    """Yield the records of a CSV file; raise ``Refused`` for rows that no plan of ours has."""
    header = HEADER.match(text)
    rows = _rows(text, header["sign"] if header else ",")
    _, *headings = next(rows)
    names = [NAMES_OF_HEADINGS.get(heading.strip().casefold(), heading) for heading in headings]
    _check_names(names, NAMES, "The file", may_lack=NEW_NAMES)
    labels = {name: heading_in_csv(name) for name in names}
    for number, row in enumerate(rows, 2):
        if any(row) and row[0] != ABOUT:
            yield _csv_record(Place(f"Row {number:,}", labels), names, row)


class Place:
    """Where a row stands, and what the columns that are there are called."""

    def __init__(self, where: str, labels: Mapping[str, str]) -> None:
        self.where, self.labels = where, labels

    def record(self, kind: Kind, cells: Mapping[str, Any]) -> Record:
        """Return the record of a row in which these cells are filled."""
        columns = {column.name: column for column in kind.columns}
        if kind.name == "Plan":
            columns["text"] = FACTS.get(str(cells.get("name")), columns["text"])
        values = {name: _raw(column, cells.get(name)) for name, column in columns.items() if name in self.labels}
        return Record(kind.name, values, self.where, self.labels)


def _csv_record(place: Place, names: Sequence[str], row: Sequence[str]) -> Record:
    kind = KINDS.get(row[0].strip().capitalize())
    if kind is None:
        raise Refused(f"{place.where}, “Kind”: choose one of: {', '.join(KINDS)}.")
    if any(row[len(names) + 1 :]):
        raise Refused(f"{place.where} has more cells than there are columns. {AGAIN}")
    filled = {name: words for name, cell in zip(names, row[1:], strict=False) if (words := from_csv(cell))}
    record = place.record(kind, filled)
    if beside := [name for name in filled if name not in record.values]:
        raise refused(record, beside[0], "a row of this kind has nothing here. Empty the cell.")
    return record


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=sign)
    except csv.Error as error:
        raise Refused(NOT_A_TABLE) from error


def is_our_workbook(sheets: Sequence[Sheet]) -> bool:
    """Whether one of the sheets says that it is a plan of ours."""
    ours = FORMAT.rstrip("0123456789")
    plan = next((sheet for sheet in sheets if sheet.name == "Plan"), None)
    return plan is not None and any(
        row[:1] == ("format",) and any(str(cell).startswith(ours) for cell in row) for row in plan.rows
    )


def workbook_records(sheets: Sequence[Sheet]) -> Iterator[Record]:
    """Yield the records of a workbook; raise ``Refused`` for a sheet that lacks what ours have."""
    by_name = {sheet.name: sheet for sheet in sheets}
    for kind in KINDS.values():
        if kind.plural not in by_name:
            raise Refused(f"The sheet “{kind.plural}” is missing. {AGAIN}")
        yield from _sheet_records(kind, by_name[kind.plural])


def _sheet_records(kind: Kind, sheet: Sheet) -> Iterator[Record]:
    first, second = (*sheet.rows[:2], (), ())[:2]
    names = [str(name) if name is not None else "" for name in first]
    new = [column.name for column in kind.columns if column.is_new]
    _check_names(names, [column.name for column in kind.columns], f"The sheet “{sheet.name}”", may_lack=new)
    labels = {column.name: column.heading for column in kind.columns if column.name in names}
    labels |= {name: str(heading) for name, heading in zip(names, second, strict=False) if heading is not None}
    for number, row in enumerate(sheet.rows[2:], 3):
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
        if any(cell is not None for cell in cells.values()):
            yield Place(f"Row {number:,} of the sheet “{sheet.name}”", labels).record(kind, cells)


def _check_names(names: Sequence[str], needed: Iterable[str], what: str, *, may_lack: Collection[str]) -> None:
    given = [name for name in names if name]
    if missing := [name for name in needed if name not in given and name not in may_lack]:
        raise Refused(f"{what} lacks the column “{heading_in_csv(missing[0])}” or its first row. {AGAIN}")
    if unknown := [name for name in given if name not in needed]:
        raise Refused(f"{what} has a column “{unknown[0]}” that no plan has. Delete it.")
    if twice := [name for name in given if given.count(name) > 1]:
        raise Refused(f"{what} has the column “{heading_in_csv(twice[0])}” twice. Delete one.")


def _raw(column: Column, cell: Any) -> Any:
    """A cell as its column would hold it: a number that stands for words as words, lines as a list."""
    if cell is None or isinstance(cell, date):
        return [cell] if column.is_list and cell else cell
    if column.is_list:
        return lines_of(unguarded(_as_words(cell)))
    return unguarded(_as_words(cell)) if column.holds is Holds.TEXT else cell


def _as_words(cell: Any) -> Any:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
