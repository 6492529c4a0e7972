"""How values are written, and what those with the right to exact figures are told."""

from datetime import date
from decimal import Decimal

import pytest

from measures.figures.figure import Figure, exact_figure, number_in_words, value_in_words
from measures.kinds import Kind
from measures.models import Measure, Reading

LEVELS = "Developing\nAchieving\nExcellent"


@pytest.mark.parametrize(
    ("value", "kind", "unit", "words"),
    [("62.5", Kind.PERCENTAGE, "", "62.5%"), ("62.0000", Kind.PERCENTAGE, "", "62%"),
     ("-3.1", Kind.NUMBER, "%", "-3.1%"), ("1200", Kind.NUMBER, "cases", "1,200 cases"),
     ("1.4000", Kind.RATIO, "", "1.4"), ("0", Kind.NUMBER, "", "0"),
     ("2", Kind.LEVEL, "", "Achieving"), ("9", Kind.LEVEL, "", "Level 9"), ("1", Kind.YES_NO, "", "Yes"),
     ("0", Kind.YES_NO, "", "No")],
)  # fmt: skip
def test_a_value_is_written_as_people_write_it(value, kind, unit, words):
    assert value_in_words(Decimal(value), kind=kind, unit=unit, levels=LEVELS) == words


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (111, "111th"), (1002, "1,002nd")],
)  # fmt: skip
def test_a_rank_is_an_ordinal(rank, words):
    assert value_in_words(Decimal(rank), kind=Kind.RANK) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("100", "100"),
        ("0.50", "0.5"),
        ("83.6207", "83.62"),
        ("-0.001", "0"),
        ("-5", "-5"),
        ("1234567.8", "1,234,567.8"),
    ],
)
def test_a_number_has_at_most_two_decimals_and_no_empty_ones(number, words):
    assert number_in_words(Decimal(number)) == words


def reading(**fields):
    return Reading(read_on=date(2026, 3, 31), note="Two were away.", origin="HR", **fields)


def test_those_with_the_right_are_told_everything():
    share = reading(value=Decimal("25"), numerator=3, base=12, words="a few")
    figure = exact_figure(share, Measure(kind=Kind.PERCENTAGE, is_about_people=True))
    assert (figure.words, figure.of, figure.value) == ("25%: a few", "3 of 12", 25)
    assert (figure.note, figure.origin, figure.is_in_words) == ("Two were away.", "HR", False)


def test_a_share_of_a_group_of_a_ratio_is_a_percentage():
    share = reading(value=Decimal("12.5"), numerator=1, base=8, group="White staff")
    assert exact_figure(share, Measure(kind=Kind.RATIO)).words == "12.5%"


def test_a_reading_in_words_says_them():
    figure = exact_figure(reading(words="Most staff felt heard."), Measure(kind=Kind.NARRATIVE))
    assert (figure.words, figure.value, figure.is_in_words) == ("Most staff felt heard.", None, True)


def test_a_figure_says_its_day_or_its_period():
    figure = Figure(pk=None, read_on=date(2026, 3, 31), words="5")
    assert figure.when == "31 March 2026"
    figure = Figure(pk=None, read_on=date(2026, 3, 31), words="5", starts_on=date(2026, 1, 1))
    assert figure.when == "1 January 2026 to 31 March 2026"


@pytest.mark.parametrize(("numerator", "base"), [(None, 105), (None, None), (5, None)])
def test_how_many_of_how_many_is_told_only_whole(numerator, base):
    assert Figure(pk=None, read_on=date(2026, 3, 31), words="x", numerator=numerator, base=base).of == ""
