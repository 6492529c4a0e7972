"""A file is compared with the readings that are there: new, the same, corrected or refused."""

from datetime import date
from decimal import Decimal

import pytest

from measures.importing.changes import Told, changes_of, revision_of
from measures.importing.sheet import read_sheet
from measures.kinds import Kind
from tests.builders import make_measure, make_reading
from tests.measures.importing.desk import HEADINGS, address, compared, history, refusals

DAY = date(2026, 3, 31)
GROUPED = ("Measure", "Date", "Breakdown by", "Group", "Value")
SHARES = ("Measure", "Date", "How many", "Of how many", "Value")


def counted(changes):
    return len(changes.new), len(changes.corrections), changes.same, changes.blank


def test_a_reading_that_is_not_there_is_new(plan, cases):
    changes = compared(plan, ("Grievances", "31/03/2026", "1,200 cases"))
    assert counted(changes) == (1, 0, 0, 0)
    (new,) = changes.new
    assert (new.reading.measure, new.reading.read_on, new.reading.value) == (cases, DAY, 1200)
    assert (new.when, new.figure) == ("31 March 2026", "1,200 cases")


def test_a_reading_that_is_there_stays_as_it_is(plan, cases):
    make_reading(cases, 12, note="Two are open", origin="HR")
    assert counted(compared(plan, ("Grievances", "31/03/2026", "12.0"))) == (0, 0, 1, 0)


def test_another_value_corrects_the_reading(plan, cases):
    make_reading(cases, 12)
    (correction,) = compared(plan, ("Grievances", "31/03/2026", "13")).corrections
    assert correction.told == [Told("Value", "12 cases", "13 cases")]
    assert correction.reading.value == 13


def test_a_correction_tells_digits_that_rounding_would_hide(plan, share):
    make_reading(share, "61.9048")
    (correction,) = compared(plan, ("Staff who declared", "31/03/2026", "61.9049%")).corrections
    assert correction.told == [Told("Value", "61.9048", "61.9049")]


def test_an_empty_cell_leaves_what_is_there(plan, cases):
    before = make_reading(cases, 12, note="Two are open", origin="HR", starts_on=date(2025, 4, 1))
    changes = compared(plan, ("Grievances", "31/03/2026", "", "", "13"), headings=HEADINGS[:5])
    after = changes.corrections[0].reading
    assert (after.note, after.origin, after.starts_on) == (before.note, before.origin, before.starts_on)


def test_every_field_can_be_corrected(plan, share):
    make_reading(share, numerator=20, base=80, note="Old", origin="HR", words="Few")
    row = ("Staff who declared", "31/03/2026", "", "", "", "21", "84", "Some", "New", "Survey")
    (correction,) = compared(plan, row, headings=HEADINGS).corrections
    assert [one.what for one in correction.told] == ["How many", "Of how many", "In words", "Note", "Source"]
    assert correction.reading.value == Decimal("25")


def test_how_many_of_how_many_takes_the_place_of_a_value(plan, share):
    make_reading(share, 30)
    (correction,) = compared(plan, ("Staff who declared", "31/03/2026", "21", "84"), headings=SHARES).corrections
    assert [tuple(one) for one in correction.told] == [
        ("Value", "30%", "25%"), ("How many", "", "21"), ("Of how many", "", "84"),
    ]  # fmt: skip


def test_a_value_takes_the_place_of_how_many_of_how_many(plan, share):
    make_reading(share, numerator=21, base=84)
    (correction,) = compared(plan, ("Staff who declared", "31/03/2026", "30%")).corrections
    assert [tuple(one) for one in correction.told] == [
        ("Value", "25%", "30%"), ("How many", "21", ""), ("Of how many", "84", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["61.9%", "62", "61.9048%"])
def test_a_rounded_percentage_leaves_how_many_of_how_many(plan, share, cell):
    make_reading(share, numerator=13, base=21)
    assert counted(compared(plan, ("Staff who declared", "31/03/2026", cell))) == (0, 0, 1, 0)


def test_one_of_two_numbers_is_refused_rather_than_guessed(plan, share):
    make_reading(share, numerator=21, base=84)
    changes = compared(plan, ("Staff who declared", "31/03/2026", "22"), headings=SHARES)
    assert refusals(changes) == [(2, "Of how many", "Say of how many too.")]


def test_a_row_of_the_same_shares_is_the_same(plan, share):
    make_reading(share, numerator=13, base=21)
    rows = [("Staff who declared", "31/03/2026", "13", "21"), ("Staff who declared", "30/06/2026", "13", "21", "62%")]
    assert counted(compared(plan, *rows, headings=SHARES)) == (1, 0, 1, 0)


def test_the_ends_of_lines_make_no_correction(plan):
    told = make_measure(plan, name="Staff survey", kind=Kind.NARRATIVE)
    make_reading(told, words="Better.\r\nMuch better.")
    row = ("Staff survey", "31/03/2026", "Better.\nMuch better.")
    assert counted(compared(plan, row, headings=("Measure", "Date", "In words"))) == (0, 0, 1, 0)


def test_a_group_keeps_the_spelling_that_it_has(plan, cases):
    make_reading(cases, 3, category="Ethnicity", group="White")
    rows = [("Grievances", day, "ethnicity", "WHITE", "4") for day in ("31/03/2026", "30/06/2026")]
    changes = compared(plan, *rows, headings=GROUPED)
    assert counted(changes) == (1, 1, 0, 0)
    assert (changes.new[0].reading.category, changes.new[0].reading.group) == ("Ethnicity", "White")


def test_a_spelling_is_of_its_own_measure(plan, cases):
    make_reading(make_measure(plan, name="Other"), 3, group="White")
    changes = compared(plan, ("Grievances", "31/03/2026", "", "white", "4"), headings=GROUPED)
    assert changes.new[0].reading.group == "white"


def test_two_rows_about_one_reading_are_refused(plan, cases):
    rows = [("Grievances", "31/03/2026", "", "White", "4"), ("1", "2026-03-31", "", "white", "5")]
    assert refusals(compared(plan, *rows, headings=GROUPED)) == [
        (3, "", "Row 2 is about the same measure, date and group. Keep one of them.")
    ]


def test_rows_without_a_figure_are_left_out(plan, cases):
    rows = [("Grievances", "", ""), ("Grievances", "31/03/2026", "")]
    assert counted(compared(plan, *rows)) == (0, 0, 0, 2)


def test_a_measure_of_another_plan_is_not_found(plan, cases):
    make_measure(name="Elsewhere")
    changes = compared(plan, ("Elsewhere", "31/03/2026", "12"))
    assert refusals(changes) == [(2, "Measure", "There is no measure “Elsewhere” in this plan.")]


def test_refusals_come_in_the_order_of_the_rows(plan, cases, share):
    rows = [
        ("Staff who declared", "31/03/2026", "150%"),
        ("Grievances", "soon", "12"),
        ("Grievances", "31/3/2026", "x"),
    ]
    found = [(row, column) for row, column, _ in refusals(compared(plan, *rows))]
    assert found == [(2, "Value"), (3, "Date"), (4, "Value")]


@pytest.mark.parametrize("number", [1, 40])
def test_comparing_asks_five_questions_and_writes_nothing(plan, cases, django_assert_num_queries, number):
    make_reading(cases, 3)
    rows = [("Grievances", f"{day % 28 + 1}/{day // 28 + 1}/2026", "4") for day in range(number)]
    lines = history().count()
    with django_assert_num_queries(5):
        compared(plan, *rows)
    assert history().count() == lines


def test_a_file_that_names_nothing_asks_for_no_readings(plan, cases):
    assert refusals(compared(plan, ("Nothing", "31/03/2026", "1")))


def test_the_revision_is_another_one_after_every_change(plan, cases):
    seen = [revision_of(plan)]
    reading = make_reading(cases, 12)
    seen.append(revision_of(plan))
    reading.value = 13
    reading.save()
    seen.append(revision_of(plan))
    reading.delete()
    cases.save()
    cases.name = "Complaints"
    cases.save()
    seen.append(revision_of(plan))
    make_reading(make_measure(name="Elsewhere"), 1)
    assert len(set(seen)) == 4
    assert revision_of(plan) == seen[-1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_the_list_of_measures_exports_is_the_same_when_it_comes_back(edie, plan, share, kind):
    make_measure(plan, name="Never read")
    make_reading(make_measure(plan, name="Staff survey", kind=Kind.NARRATIVE), words="Better", origin="Survey")
    make_reading(make_measure(plan, name="Framework", kind=Kind.LEVEL, levels="Low\nHigh"), 2, note="=1+1")
    make_reading(make_measure(plan, name="Rank", kind=Kind.RANK), 7, starts_on=date(2025, 4, 1))
    make_reading(share, numerator=13, base=21, category="Sex", group="Women")
    content = edie.get(address(plan, "measure-export", kind=kind)).content
    assert counted(changes_of(plan, read_sheet(f"measures.{kind}", content))) == (0, 0, 4, 1)
