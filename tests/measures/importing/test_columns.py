"""Columns are known by their headings, whatever their order and case."""

import pytest

from measures.importing.columns import COLUMNS, FOR_ORIENTATION, HEADINGS, MEANT, are_headings, headings_of
from plans.files.grids import Refused


def test_headings_may_stand_in_any_order_and_case():
    found = headings_of(["VALUE", "", " of  how many ", "date", "measure"])
    assert found.places == {"value": 0, "base": 2, "read_on": 3, "measure": 4}
    assert found.unknown == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("As at", "read_on"), ("Last day", "read_on"), ("Period end", "read_on"), ("Numerator", "numerator"),
        ("Denominator", "base"), ("Indicator", "measure"), ("Notes:", "note"), ("Protected characteristic", "category"),
        ("First day of the period", "starts_on"), ("Figure", "value"), ("Narrative", "words"), ("No.", "number"),
    ],
)  # fmt: skip
def test_people_have_other_words_for_a_column(words, name):
    assert headings_of([words]).places == {name: 0}


def test_no_heading_means_two_things():
    assert len(MEANT) == sum(1 + len(column.also) for column in COLUMNS)
    assert not FOR_ORIENTATION.keys() & MEANT.keys()


def test_what_is_not_known_is_told_but_for_what_our_own_sheet_says_to_people():
    found = headings_of(["Measure", "Date", "Ward", "What to write", "Last reading"])
    assert found.unknown == ["Ward"]


def test_a_heading_goes_before_others_that_mean_the_same():
    found = headings_of(["Figure", "Value", "Date", "Measure"])
    assert (found.places["value"], found.unknown) == (1, ["Figure"])


@pytest.mark.parametrize("row", [["Value", "value"], ["Figure", "Result"], ["As at", "Last day"]])
def test_two_columns_of_one_meaning_are_refused(row):
    with pytest.raises(Refused, match=f"Two columns are .*“{row[0]}” and “{row[1]}”"):
        headings_of(["Measure", *row])


@pytest.mark.parametrize(
    ("row", "are"),
    [
        (["Measure", "Date"], True), (["Number", "As at"], True), (["Measure", "Value"], False), (["Date"], False),
        (["Readings of 2026"], False), ([], False),
    ],
)  # fmt: skip
def test_headings_name_the_measure_and_the_date(row, are):
    assert are_headings(row) is are


def test_every_column_has_a_heading_that_is_read():
    assert headings_of(list(HEADINGS.values())).places == {name: place for place, name in enumerate(HEADINGS)}
