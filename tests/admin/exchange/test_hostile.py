"""Files that are meant to hurt, or are just wrong, are refused at once with a sentence; none breaks a page."""

import os
import time
import zipfile
from io import BytesIO

import pytest

from actions.models import Lead
from plans.models import TableUpload
from tests.admin.exchange.desk import as_xlsx, bring, exported, wrong_with

QUICK = 2.0  # seconds
SHEET = "xl/worksheets/sheet1.xml"
OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def with_sheet(sheet):
    """A sound workbook whose first sheet is replaced."""
    into = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(as_xlsx([{"ID": 1}]))) as sound,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in sound.infolist():
            bad.writestr(part, sheet if part.filename == SHEET else sound.read(part))
    return into.getvalue()


def far_cell():
    return with_sheet(f'{OPEN}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>')


def many_rows():
    return with_sheet(OPEN + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_000)))


def bomb():
    return with_sheet(OPEN + " " * 200_000_000)


def entities():
    return with_sheet('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + OPEN + "</sheetData></worksheet>")


FILES = {
    "a cell at the end of the world": far_cell,
    "200,000 rows": many_rows,
    "a bomb": bomb,
    "entities": entities,
    "a cut workbook": lambda: as_xlsx([{"ID": 1}])[:-200],
    "a package of nothing": lambda: b"PK\x05\x06" + b"\0" * 18,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(5000),
    "noughts": lambda: b"ID,Name\n1,a\0b\n",
    "nothing": lambda: b"",
    "spaces": lambda: b" \r\n \n",
    "100,000 lines": lambda: b"ID,Name\n" + b"1,x\n" * 100_000,
    "1,001 rows": lambda: b"Name\n" + b"x\n" * 1001,
    "more than 5 MB": lambda: b"x" * (5 * 2**20 + 1),
    "two columns of one name": lambda: b"ID,Name,name\n,x,y\n",
    "a column that is not there": lambda: b"ID,Nome\n,x\n",
    "a cell beside the columns": lambda: b"ID,Name,\n,x,y\n",
    "headings alone": lambda: b"ID,Name\n",
    "a quotation mark left open": lambda: b'ID,Name\n,"' + b"x\n" * 200_000,
    "a page": lambda: b"<html><body><table><tr><td>ID</td></tr></table></body></html>",
}


@pytest.mark.parametrize("kind", FILES)
def test_it_is_refused_at_once(desk, here, kind):
    content = FILES[kind]()
    assert len(content) <= 5 * 2**20 + 1
    desk.get("/admin/")
    began = time.process_time()
    page = bring(desk, Lead, content, name="file.xlsx")
    assert time.process_time() - began < QUICK
    assert page.status_code == 200
    assert wrong_with(page) != []
    assert not TableUpload.objects.exists()
    assert Lead.history.count() == Lead.objects.count()


def test_no_file_at_all_is_said(desk, here):
    page = desk.post("/admin/actions/lead/import/", {"what": "lead"})
    assert wrong_with(page) == ["Choose a file."]


def test_a_crafted_form_is_said(desk, here):
    page = desk.post("/admin/actions/lead/import/", {"what": "user", "file": BytesIO(b"ID\n1\n")})
    assert page.status_code == 200
    assert wrong_with(page) != []


def test_a_thousand_rows_are_not_too_many(desk, here):
    row = exported(desk, Lead)[0]
    rows = [row] + [{"ID": str(number)} for number in range(10**9, 10**9 + 999)]
    assert len(wrong_with(bring(desk, Lead, rows))) == 999
