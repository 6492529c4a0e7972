"""The sheet to fill in names what is read, and comes back as readings."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from measures.importing.changes import changes_of
from measures.importing.columns import FOR_ORIENTATION, MEANT
from measures.importing.fill_in import HOW, fill_in_sheet
from measures.importing.sheet import read_sheet
from measures.kinds import Kind
from measures.models import Reading
from tests.builders import make_measure, make_reading
from tests.files.making import saved
from tests.measures.importing.desk import address, bring, confirm


def places(plan):
    """The measure, breakdown, group and last day of each row of the sheet."""
    return [(row[1], row[2], row[3], row[5]) for row in fill_in_sheet(plan)]


def test_each_measure_has_a_row(plan, cases, share):
    make_reading(cases, 3, date(2025, 12, 31))
    make_reading(cases, 4)
    assert places(plan) == [
        ("Grievances", "", "", date(2026, 3, 31)), ("Staff who declared", "", "", None),
    ]  # fmt: skip


def test_each_group_of_the_newest_breakdown_has_a_row(plan, cases):
    read = [("Ethnicity", "White", 2026), ("Ethnicity", "Black", 2026), ("Ethnicity", "Other", 2025)]
    for category, group, year in [*read, ("Sex", "Women", 2024)]:
        make_reading(cases, 3, date(year, 3, 31), category=category, group=group)
    assert [(category, group) for _, category, group, _ in places(plan)] == [
        ("Ethnicity", "Black"), ("Ethnicity", "White"), ("Sex", "Women"),
    ]  # fmt: skip


def test_every_heading_is_understood_by_the_import(plan):
    headings = fill_in_sheet(plan).headers
    assert {MEANT[heading.casefold()] for heading in headings if heading.casefold() not in FOR_ORIENTATION} == set(
        MEANT.values()
    )


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_told_how_to_write_it(plan, kind):
    make_measure(plan, kind=kind, unit="cases", levels="Low\nHigh")
    hint = fill_in_sheet(plan)[0][4]
    assert hint == HOW.get(kind, {"level": "One of: Low, High", "number": "A number of cases"}.get(kind))


@pytest.mark.parametrize(("unit", "hint"), [("%", "A number, in %"), ("", "A number")])
def test_a_number_is_told_its_unit(plan, unit, hint):
    make_measure(plan, unit=unit)
    assert fill_in_sheet(plan)[0][4] == hint


def test_the_sheet_asks_three_questions(plan, share, lead, django_assert_num_queries):
    make_reading(make_measure(plan, owner=lead), 3)
    with django_assert_num_queries(3):
        fill_in_sheet(plan)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_that_nobody_filled_in_brings_nothing(edie, plan, cases, kind):
    make_reading(cases, 3, group="=HYPERLINK()")
    content = edie.get(address(plan, "reading-sheet", kind=kind)).content
    sheet = read_sheet(f"sheet.{kind}", content)
    changes = changes_of(plan, sheet)
    assert (changes.blank, changes.writes, changes.refusals, sheet.left_out) == (1, False, [], [])


def test_a_sheet_that_was_filled_in_becomes_readings(edie, plan, cases, share):
    make_reading(cases, 3, category="Ethnicity", group="=White")
    book = load_workbook(BytesIO(edie.get(address(plan, "reading-sheet", kind="xlsx")).content))
    columns = {cell.value: cell.column for cell in book.active[1]}
    for row, name, value in [(2, "Value", 5), (3, "How many", 13), (3, "Of how many", 21)]:
        book.active.cell(row, columns["Date"], date(2026, 6, 30))
        book.active.cell(row, columns[name], value)
    confirm(edie, plan, bring(edie, plan, saved(book), "sheet.xlsx"))
    found = Reading.objects.filter(read_on=date(2026, 6, 30)).order_by("measure")
    assert [(one.group, float(one.value)) for one in found] == [("=White", 5.0), ("", 61.9048)]


def test_nothing_in_a_sheet_runs(edie, plan):
    make_measure(plan, name="=1+1")
    text = edie.get(address(plan, "reading-sheet", kind="csv")).content.decode()
    assert "'=1+1" in text
    book = load_workbook(BytesIO(edie.get(address(plan, "reading-sheet", kind="xlsx")).content))
    assert (book.active["B2"].data_type, book.active["B2"].value) == ("s", "=1+1")


def test_the_file_is_named_for_its_plan(edie, plan):
    answer = edie.get(address(plan, "reading-sheet", kind="csv"))
    assert 'filename="readings-alderford-council-our-plan-' in answer["Content-Disposition"]


@pytest.mark.parametrize("kind", ["json", "pdf", "exe"])
def test_there_is_no_other_kind_of_sheet(edie, plan, kind):
    assert edie.get(address(plan, "reading-sheet", kind=kind)).status_code == 404
