"""Reads exported files back, as an import would."""

import csv
import json
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from actions.exporting import csv_file, json_file, xlsx_file
from actions.exporting.columns import COLUMNS
from actions.exporting.rows import rows
from plans.files.texts import from_csv, from_xlsx

HEADINGS = [column.heading for column in COLUMNS]
NUMBERS = {"ID", "Plan ID", "Revision"}
DATES = {"Due", "Completed", "Next review", "Last report"}
FLAGS = {"Overdue", "Not updated"}


def expected(standings, about):
    """What a reader should find: the values of each action by heading, a gap is None."""
    found = rows(standings, with_revisions=not about.is_past)
    return [dict(zip(HEADINGS, values, strict=True)) for values in found]


def csv_bytes(standings, about):
    return b"".join(csv_file.stream(standings, about))


def csv_rows(content):
    """The rows of a CSV file as dictionaries of its own words."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def from_csv_file(content):
    """Each row by heading, read as what its column holds; without the two columns that say what the file is."""
    return [{heading: _read(heading, row[heading]) for heading in HEADINGS} for row in csv_rows(content)]


def workbook(standings, about):
    """The workbook that is written, opened."""
    file = BytesIO()
    xlsx_file.write(standings, about, file)
    return load_workbook(BytesIO(file.getvalue()))


def from_workbook(book):
    """Each row by heading, as the cells hold it."""
    header, *found = book["Actions"].iter_rows(values_only=True)
    return [{heading: _from_cell(heading, value) for heading, value in zip(header, row, strict=True)} for row in found]


def json_bytes(standings, about):
    return b"".join(json_file.stream(standings, about))


def from_json_file(content):
    """Each row by heading; dates are text in JSON."""
    by_name = {column.name: column.heading for column in COLUMNS}
    rows_by_name = json.loads(content)["actions"]
    found = [{by_name[name]: value for name, value in row.items()} for row in rows_by_name]
    return [{heading: _date(heading, value) for heading, value in row.items()} for row in found]


def _read(heading, words):
    if words == "":
        return None
    if heading in NUMBERS:
        return int(words)
    if heading in FLAGS:
        return {"Yes": True, "No": False}[words]
    return _date(heading, words) if heading in DATES else from_csv(words)


def _date(heading, value):
    return date.fromisoformat(value) if heading in DATES and value else value


def _from_cell(heading, value):
    if isinstance(value, datetime):
        return value.date()
    if heading in FLAGS:
        return {"Yes": True, "No": False}[value]
    if heading in DATES:
        return _date(heading, value)  # text, where Excel has no such day
    return from_xlsx(value) if isinstance(value, str) else value
