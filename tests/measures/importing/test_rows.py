"""A row says of which measure, day and group it is, or all that is wrong with it."""

from datetime import date

import pytest

from measures.importing.rows import NO_DATE, NO_MEASURE, MeasuresOfPlan, is_blank, read_row
from measures.importing.sheet import Row
from measures.kinds import Kind
from measures.models import Measure

MEASURES = MeasuresOfPlan(
    [
        Measure(position=1, name="Grievances", kind=Kind.NUMBER),
        Measure(position=2, name="Training completed", kind=Kind.PERCENTAGE),
        Measure(position=3, name="Leavers", kind=Kind.NUMBER),
        Measure(position=4, name="leavers", kind=Kind.NUMBER),
        Measure(position=5, name="3", kind=Kind.NUMBER),
    ]
)


def read(**cells):
    return read_row(Row(7, cells), MEASURES)


@pytest.mark.parametrize(
    ("number", "name", "position"),
    [
        ("", "Grievances", 1), ("", " training  COMPLETED", 2), ("", "2", 2), ("1", "", 1), ("4", "Leavers", 4),
        ("", "3", 5), ("3", "", 3),
    ],
)  # fmt: skip
def test_a_measure_is_found_by_its_name_or_number(number, name, position):
    assert MEASURES.find(number, name).position == position


@pytest.mark.parametrize(
    ("number", "name", "sentence"),
    [
        ("", "Greviances", "There is no measure “Greviances” in this plan."),
        ("9", "", "no measure with the number “9”"), ("x", "", "no measure with the number “x”"),
        ("", "Leavers", "2 measures are called “Leavers”. Give the number of the right one: 3 or 4."),
        ("1", "Leavers", "Measure 1 of this plan is called “Grievances”, not “Leavers”."),
    ],
)  # fmt: skip
def test_a_measure_that_is_not_plain_is_refused(number, name, sentence):
    with pytest.raises(ValueError, match=sentence):
        MEASURES.find(number, name)


def test_a_row_is_told_by_the_fields_of_a_reading():
    cells = {"measure": "Training completed", "read_on": "31 March 2026", "starts_on": "1 April 2025"}
    cells |= {"category": "Ethnicity", "group": " Black  or Black British", "numerator": "21", "base": "84"}
    said, refusals = read(**cells, note="Counted twice", words="", origin="HR")
    assert refusals == []
    assert (said.number, said.read_on, said.category, said.group) == (
        7, date(2026, 3, 31), "Ethnicity", "Black or Black British",
    )  # fmt: skip
    given = {"starts_on": date(2025, 4, 1), "numerator": 21, "base": 84, "note": "Counted twice", "origin": "HR"}
    assert said.fields == given


def test_all_that_is_wrong_with_a_row_is_told_at_its_columns():
    said, refusals = read(measure="Grievances", read_on="soon", value="some", numerator="few", starts_on="then")
    assert said is None
    assert sorted(one.column for one in refusals) == ["Date", "First day", "How many", "Value"]
    assert {one.number for one in refusals} == {7}


def test_a_row_needs_a_measure_and_a_date():
    said, refusals = read(value="12")
    assert said is None
    assert [(one.column, one.sentence) for one in refusals] == [("Measure", NO_MEASURE), ("Date", NO_DATE)]


def test_a_wrong_number_is_told_at_its_own_column():
    _, refusals = read(number="9", read_on="31/03/2026", value="1")
    assert [one.column for one in refusals] == ["Number"]


@pytest.mark.parametrize("name", ["value", "numerator", "base", "words", "note", "origin"])
def test_a_row_that_says_anything_of_a_figure_is_not_blank(name):
    place = {"measure": "Grievances", "group": "Women", "read_on": "31/03/2026"}
    assert is_blank(Row(2, place | {name: ""}))
    assert not is_blank(Row(2, place | {name: "x"}))
