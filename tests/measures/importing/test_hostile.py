"""Files that are meant to hurt, or are just odd, are refused at once with a sentence; none breaks the page."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from measures.importing.columns import COLUMNS
from plans.models import TableUpload
from tests.files.making import docx, sheet_xml, xlsx_of
from tests.measures.importing.desk import address, bring, history, table

QUICK = 4.0  # seconds of this process
FILES = {
    "a cell at the end of the world": lambda: sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "30,000 rows": lambda: sheet_xml(*(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 30_000))),
    "a bomb": lambda: sheet_xml(" " * 60_000_000),
    "a cut workbook": lambda: xlsx_of([["Measure", "Date"]])[:-200],
    "a package of nothing": lambda: b"PK\x05\x06" + b"\0" * 18,
    "a Word document": docx,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(5000),
    "noughts": lambda: b"Measure,Date\na,\0\n",
    "100,000 lines": lambda: b"Measure,Date,Value\n" + b"Grievances,31/03/2026,1\n" * 100_000,
    "two columns of one name": lambda: b"Measure,Date,Value,value\nGrievances,31/03/2026,1,2\n",
    "headings alone": lambda: b"Measure,Date\n",
    "a quotation mark left open": lambda: b'Measure,Date\n"' + b"x\n" * 200_000,
    "a page": lambda: b"<html><body><table><tr><td>Measure</td><td>Date</td></tr></table></body></html>",
    "a thousand columns": lambda: b"Measure,Date" + b",Value" * 1000 + b"\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_it_is_refused_at_once(edie, plan, cases, kind):
    content = FILES[kind]()
    edie.get(address(plan))
    began = time.process_time()
    page = bring(edie, plan, content, "readings.xlsx")
    assert time.process_time() - began < QUICK
    assert page.status_code == 200
    assert page.context["form"].errors
    assert (TableUpload.objects.count(), history().count()) == (0, 0)


def test_ten_thousand_rows_of_nonsense_are_refused_at_once(edie, plan, cases):
    began = time.process_time()
    page = bring(edie, plan, table(*[("x" * 50, "soon", "some")] * 10_000))
    assert time.process_time() - began < QUICK
    assert len(page.context["changes"].refusals) == 20_000


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["Grievances", "Staff who declared", "31/03/2026", "31 March 2026", "12", "150%", "1e9999", "NaN", "0", "-1", "٣"]
)
ROWS = st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=4)


@settings(
    phases=[Phase.generate],
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS)
def test_any_table_is_answered(edie, plan, cases, share, rows):
    content = table(*rows, headings=[column.heading for column in COLUMNS])
    page = edie.post(address(plan), {"file": SimpleUploadedFile("readings.csv", content)})
    assert page.status_code == 200
    assert history().count() == 0
