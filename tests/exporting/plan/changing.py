"""Changes files of ours as people and accidents do."""

import csv
import json
from io import BytesIO, StringIO

from openpyxl import load_workbook

from actions.importing.own_files import read_own_file
from plans.files.grids import Refused
from tests.exporting.plan.made_up import whole_plan, written


def csv_rows(content=None):
    """The rows of the whole plan as CSV, header first."""
    text = (content or written(whole_plan(), "csv")).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def as_csv(rows, sign=",", encoding="utf-8"):
    text = StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(rows)
    return text.getvalue().encode(encoding)


def changed_csv(kind, column, value, at=0):
    """The whole plan as CSV with another value in a column of the first row of a kind, or of a later one."""
    rows = csv_rows()
    found = [row for row in rows if row[0] == kind][at]
    found[rows[0].index(column)] = value
    return as_csv(rows)


def workbook(said=None):
    """A plan, the whole one unless given, as a workbook, opened."""
    return load_workbook(BytesIO(written(said or whole_plan(), "xlsx")))


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed_workbook(sheet, column, value, row=3):
    """The whole plan as a workbook with another value in the column of that name."""
    book = workbook()
    names = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, names.index(column) + 1).value = value
    return saved(book)


def as_json():
    """The whole plan as JSON, opened."""
    return json.loads(written(whole_plan(), "json"))


def changed_json(change):
    """The whole plan as JSON after ``change`` was done to it."""
    file = as_json()
    change(file)
    return json.dumps(file).encode()


def problem_of(content):
    """The sentence by which a file is refused; "" where it is read."""
    try:
        read_own_file(content)
    except Refused as refused:
        return str(refused)
    return ""
