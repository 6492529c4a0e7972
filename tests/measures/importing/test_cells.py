"""What a cell says, as people write it."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.importing.cells import day_of, value_of, whole_of
from measures.kinds import Kind
from measures.models import Measure

LEVELS = "Developing\nAchieving\nExcellent"
MEASURES = {kind: Measure(kind=kind, levels=LEVELS if kind == Kind.LEVEL else "") for kind in Kind}


@pytest.mark.parametrize(
    "cell",
    [
        "31/03/2026", "31.03.2026", "31-3-2026", "31 March 2026", "31 mar 2026", "31st March 2026", "31-Mar-2026",
        "31st of March, 2026", "2026-03-31", "2026-03-31 00:00:00", "2026-03-31T00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(cell):
    assert day_of(cell) == date(2026, 3, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "", "March 2026", "31/03/26", "03/31/2026", "31/02/2026", "yesterday", "46112", "31 March", "٣١/٠٣/٢٠٢٦",
        "2026-03-31 12:30", "31/03/1026", "0/0/0000", "31 Smarch 2026",
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_refused(cell):
    with pytest.raises(ValueError, match="“.*” is not a date|Date must be"):
        day_of(cell)


@pytest.mark.parametrize(("cell", "number"), [("0", 0), ("1,200", 1200), ("84.0", 84), ("2147483647", 2**31 - 1)])
def test_how_many_is_a_whole_number(cell, number):
    assert whole_of(cell) == number


@pytest.mark.parametrize("cell", ["1.5", "-1", "about 40", "1e3", "2147483648", "9" * 400, "٣", "1 200"])
def test_how_many_is_nothing_else(cell):
    with pytest.raises(ValueError, match=r"”: It must be"):
        whole_of(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.NUMBER, "1,200", "1200"), (Kind.NUMBER, "-3.5", "-3.5"), (Kind.NUMBER, "−3", "-3"),
        (Kind.PERCENTAGE, "62%", "62"), (Kind.PERCENTAGE, "62.5 %", "62.5"), (Kind.PERCENTAGE, "62", "62"),
        (Kind.PERCENTAGE, "61.904761904761905", "61.9048"), (Kind.RATIO, "1.4", "1.4"), (Kind.RANK, "7", "7"),
        (Kind.RANK, "7th", "7"), (Kind.RANK, "1,021st", "1021"), (Kind.YES_NO, "yes", "1"), (Kind.YES_NO, "No", "0"),
        (Kind.YES_NO, "1", "1"), (Kind.YES_NO, "FALSE", "0"), (Kind.LEVEL, "achieving", "2"), (Kind.LEVEL, "3", "3"),
    ],
)  # fmt: skip
def test_a_value_is_read_by_the_kind_of_its_measure(kind, cell, value):
    assert value_of(cell, MEASURES[kind]) == Decimal(value)


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        (Kind.NUMBER, "about 40", "“about 40” is not a number. Write it like 1,234.5."),
        (Kind.NUMBER, "62%", "“62%” is a percentage, which this measure is not."),
        (Kind.NUMBER, "9" * 11, "is too large: a value is less than 10,000,000,000"),
        (Kind.NUMBER, "9" * 5000, "is too large"), (Kind.NUMBER, "1e9999", "is not a number"),
        (Kind.NUMBER, "NaN", "is not a number"), (Kind.NUMBER, "٣", "is not a number"),
        (Kind.NUMBER, "1,20", "is not a number"), (Kind.PERCENTAGE, "most", "Write a number from 0 to 100"),
        (Kind.YES_NO, "Perhaps", "“Perhaps” is neither Yes nor No."), (Kind.RANK, "first", "is not a rank"),
        (Kind.LEVEL, "Poor", "none of the levels: Developing, Achieving, Excellent"),
        (Kind.NARRATIVE, "Better", "write them under “In words”"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_refused_with_a_sentence(kind, cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        value_of(cell, MEASURES[kind])


@pytest.mark.parametrize(("unit", "cell"), [("cases", "1,200 cases"), ("cases", "1200 Cases"), ("£", "£1,200")])
def test_the_unit_may_stand_beside_a_number(unit, cell):
    assert value_of(cell, Measure(kind=Kind.NUMBER, unit=unit)) == 1200


def test_a_pay_gap_is_a_number_of_percent_that_may_be_below_nought():
    assert value_of("-2.5%", Measure(kind=Kind.NUMBER, unit="%")) == Decimal("-2.5")


def test_a_groups_share_of_a_ratio_is_a_percentage():
    assert value_of("25%", MEASURES[Kind.RATIO], is_share=True) == 25
    with pytest.raises(ValueError, match="a percentage, which this measure is not"):
        value_of("25%", MEASURES[Kind.RATIO])


@settings(phases=[Phase.generate], max_examples=200, deadline=None)
@given(cell=st.text(max_size=30).map(str.strip).filter(bool) | st.from_regex(r"[-+]?[0-9,.e]{1,12}%?", fullmatch=True))
def test_any_words_are_read_or_refused(cell):
    for read in (day_of, whole_of, *(lambda cell, one=one: value_of(cell, one) for one in MEASURES.values())):
        with suppress(ValueError):
            assert read(cell) is not None
