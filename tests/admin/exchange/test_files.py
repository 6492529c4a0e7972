"""What is exported is inert, keeps what it is, and comes back as it was."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tablib import Dataset

from actions.models import Action, Lead
from measures.models import Measure, Reading
from plans.admin.exchange.files import LONGEST, csv_file, xlsx_file
from plans.admin.exchange.tables import read_table
from plans.files.grids import Refused
from tests.admin.exchange.desk import bring, export, imported, rows_of, sheet_of, wrong_with

HEADINGS = {"a": "A", "b": "B"}
RUNS = ["=1+1", "+1", "-1", "@x", "\t=1", "=cmd|' /C calc'!A0", "＝1", " =1", "'=1", "''+2", "=", "-"]


def back(write, value):
    """A value as it is read from a file that was written with it."""
    written = write("Sheet", Dataset(["x", value], headers=["A", "B"]))
    return read_table(written, HEADINGS).rows[0][1]


@pytest.mark.parametrize("words", RUNS)
def test_what_looks_like_a_formula_is_inert_and_comes_back(words):
    table = Dataset(["x", words], headers=["A", "B"])
    cell = load_workbook(BytesIO(xlsx_file("Sheet", table))).active["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", words, True)
    raw = list(csv.reader(StringIO(csv_file("Sheet", table).decode("utf-8-sig"), newline="")))[1][1]
    assert raw == f"'{words}"
    assert (back(xlsx_file, words), back(csv_file, words)) == (words, words.strip())


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=30)


@settings(max_examples=60, phases=[Phase.generate], deadline=None)
@given(TEXTS.filter(str.strip))
def test_every_text_comes_back(text):
    assert back(xlsx_file, text) == text
    ends = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert back(csv_file, text) == ends or not ends


def test_numbers_and_dates_stay_what_they_are():
    assert back(xlsx_file, date(2027, 3, 31)) == date(2027, 3, 31)
    assert back(xlsx_file, datetime(2027, 3, 31, 9, 30)) == datetime(2027, 3, 31, 9, 30)
    assert back(xlsx_file, Decimal("12.5")) == 12.5
    assert back(xlsx_file, 7) == 7
    assert (back(csv_file, date(2027, 3, 31)), back(csv_file, Decimal("-0.5"))) == ("2027-03-31", "-0.5")


def test_a_date_before_excels_first_is_written_as_words():
    assert back(xlsx_file, date(1899, 12, 31)) == "1899-12-31"


def test_a_text_that_does_not_fit_a_cell_is_refused_and_not_cut():
    with pytest.raises(Refused, match="Choose CSV instead"):
        xlsx_file("Sheet", Dataset(["x" * (LONGEST + 1)], headers=["A"]))


def test_a_workbook_that_is_exported_has_real_dates_and_numbers(desk, here):
    Measure.objects.update(target=Decimal("45.5000"), target_on=date(2027, 3, 31))
    sheet = sheet_of(export(desk, Measure, kind="xlsx"))
    found = dict(zip(*[[cell.value for cell in row] for row in sheet.iter_rows()], strict=True))
    assert (found["Target"], found["Target date"], found["ID"]) == (45.5, datetime(2027, 3, 31), here.measure.pk)
    assert (sheet.title, sheet.freeze_panes) == ("Measures", "A2")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_words_that_run_come_home_through_both_kinds(desk, here, kind):
    for words in RUNS:
        Lead.objects.filter(pk=here.lead.pk).update(name=words)
        page = bring(desk, Lead, export(desk, Lead, kind=kind).content, name=f"file.{kind}")
        assert (wrong_with(page), page.context["outcome"].unchanged) == ([], 1), words


def test_a_file_says_what_it_is_by_its_name(desk, here):
    answer = export(desk, Action, kind="xlsx")
    assert answer["Content-Disposition"].startswith('attachment; filename="actions-2')
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert export(desk, Action)["Content-Type"] == "text/csv; charset=utf-8"


def test_a_file_of_nothing_has_its_headings(desk, council):
    assert rows_of(export(desk, Reading)) == []
    assert export(desk, Reading).content.decode("utf-8-sig").startswith("ID,Measure,First day of the period,As at,")


def test_too_many_rows_are_refused_with_a_sentence(desk, here, monkeypatch):
    monkeypatch.setattr("plans.admin.exchange.pages.MOST_EXPORTED", 0)
    page = export(desk, Lead)
    assert "Narrow the list with its filters" in page.content.decode()


def test_a_revision_is_never_newer_than_its_row(desk, here):
    (row,) = rows_of(export(desk, Lead))
    assert row["Revision"] == str(here.lead.history.first().history_id)


@pytest.mark.parametrize(
    "query", [{"export-kind": "exe"}, {"export-rows": "?"}, {"export-what": "user"}, {"export-x": "1"}]
)
def test_a_made_up_question_is_asked_again(desk, here, query):
    page = export(desk, Lead, **query)
    assert page.status_code == 200
    assert ("Content-Disposition" in page) == ("export-x" in query)


def test_what_was_exported_from_one_kind_is_imported_by_the_other(desk, here):
    sheet = sheet_of(export(desk, Lead, kind="xlsx"))
    lines = [",".join(str(cell.value or "") for cell in row) for row in sheet.iter_rows()]
    imported(desk, Lead, "\n".join(lines).replace(here.lead.name, "Renamed").replace(f"{here.lead.pk}.0", "").encode())
    assert Lead.objects.get(pk=here.lead.pk).name == "Renamed"
