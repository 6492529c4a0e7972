"""What the public is told of a figure about people: rounded, never of few, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.figures import small_numbers
from measures.figures.small_numbers import is_crossed, public_figure, refuse_crossed, rounded
from measures.kinds import Kind
from measures.models import Measure, Reading


def told(value=None, *, smallest=10, kind=Kind.NUMBER, is_about_people=True, unit="", levels="", **fields):
    """What the public is told of a reading of a measure about people, unless said otherwise."""
    measure = Measure(kind=kind, unit=unit, is_about_people=is_about_people, levels=levels)
    if "base" in fields:
        value = Decimal(100 * fields["numerator"]) / fields["base"]
    value = None if value is None else Decimal(str(value))
    return public_figure(Reading(read_on=date(2026, 3, 31), value=value, **fields), measure, smallest=smallest)


def share(numerator, base, **fields):
    return told(kind=Kind.PERCENTAGE, numerator=numerator, base=base, **fields)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "fewer than 10"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (12, "10"), (13, "15"), (17, "15"),
     (18, "20"), (42, "40"), (7317, "7,315"), (7318, "7,320")],
)  # fmt: skip
def test_a_count_is_hidden_under_ten_and_else_rounded_to_the_nearest_five(number, words):
    assert told(number).words == words


@pytest.mark.parametrize("number", range(10))
def test_a_hidden_count_has_no_value_at_all(number):
    figure = told(number, note="n", words="w", origin="o")
    assert (figure.value, figure.numerator, figure.base, figure.of) == (None, None, None, "")
    assert (figure.note, figure.origin) == ("", "")


@pytest.mark.parametrize("number", [10, 11, 99, 7317])
def test_a_shown_count_is_worth_what_is_told(number):
    figure = told(number, unit="staff")
    assert figure.words == f"{figure.value:,} staff"
    assert figure.value % 5 == 0
    assert abs(figure.value - number) <= 2


@pytest.mark.parametrize(
    ("smallest", "number", "words"),
    [(15, 14, "fewer than 15"), (15, 15, "15"), (15, 17, "15"), (15, 18, "20"), (30, 29, "fewer than 30")],
)
def test_a_council_can_raise_the_smallest_figure(smallest, number, words):
    assert told(number, smallest=smallest).words == words


@pytest.mark.parametrize("smallest", [-5, 0, 1, 5, 9])
def test_no_caller_can_lower_it(smallest):
    assert told(9, smallest=smallest).words == "fewer than 10"
    assert share(9, 100, smallest=smallest).words == "fewer than 10 of 100"


def test_between_two_steps_the_higher_one_counts():
    """With 12, a reader who is told 10 would know that it is 12."""
    assert [told(number, smallest=12).words for number in (12, 14, 15)] == ["fewer than 15", "fewer than 15", "15"]


@pytest.mark.parametrize(
    ("numerator", "base", "words", "of"),
    [(21, 84, "24%", "20 of 85"), (50, 100, "50%", "50 of 100"), (13, 40, "38%", "15 of 40"),
     (4391, 5251, "84%", "4,390 of 5,250"), (10, 25, "40%", "10 of 25"), (12, 5000, "less than 1%", "10 of 5,000"),
     (4988, 5000, "more than 99%", "4,990 of 5,000")],
)  # fmt: skip
def test_a_share_is_worked_out_from_the_rounded_figures(numerator, base, words, of):
    figure = share(numerator, base)
    assert (figure.words, figure.of) == (words, of)


@pytest.mark.parametrize("kind", [Kind.PERCENTAGE, Kind.RATIO])
def test_the_exact_percentage_never_matters(kind):
    figures = {told(kind=kind, numerator=some, base=base).words for some in range(58, 63) for base in range(98, 103)}
    assert figures == {"60%"}


@pytest.mark.parametrize("numerator", [0, 1, 9])
def test_few_of_many_are_told_as_few(numerator):
    figure = share(numerator, 103)
    assert (figure.words, figure.value, figure.numerator, figure.base) == ("fewer than 10 of 105", None, None, 105)


@pytest.mark.parametrize("others", [0, 1, 9])
def test_those_who_are_not_counted_are_as_few(others):
    figure = share(103 - others, 103)
    assert (figure.words, figure.value, figure.numerator) == ("all but fewer than 10 of 105", None, None)


def test_ten_on_each_side_are_enough():
    assert share(10, 102).value == 10
    assert share(92, 102).value == 90


@pytest.mark.parametrize("base", [1, 5, 10, 23, 24])
def test_there_is_no_percentage_of_fewer_than_25(base):
    figure = share(base // 2, base)
    assert (figure.words, figure.value, figure.base) == (small_numbers.SMALL_BASE, None, None)
    assert share(12, 25).words == "40%"


def test_a_percentage_of_nobody_knows_how_many_is_not_shown():
    figure = told("83.6207", kind=Kind.PERCENTAGE)
    assert (figure.words, figure.value) == (small_numbers.NO_BASE, None)


def test_a_number_of_per_cent_is_no_count_of_people():
    assert told(12, unit="%").words == small_numbers.NO_BASE


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.NUMBER, "42.5"), (Kind.NUMBER, "-42"), (Kind.RATIO, "1.4"), (Kind.RANK, 7),
     (Kind.YES_NO, 1), (Kind.LEVEL, 2)],
)  # fmt: skip
def test_what_is_neither_a_count_nor_a_share_is_not_shown(kind, value):
    figure = told(value, kind=kind, levels="Low\nHigh")
    assert (figure.words, figure.value) == (small_numbers.NOT_A_COUNT, None)


@pytest.mark.parametrize("is_about_people", [True, False])
def test_what_an_officer_wrote_is_for_nobody_else(is_about_people):
    fields = {"words": "Ann is the 7th", "note": "Ann told us", "is_about_people": is_about_people}
    for value in (None, 42):
        figure = told(value, **fields)
        assert "Ann" not in str(figure)


def test_figures_of_things_are_exact():
    figure = told("83.6207", kind=Kind.PERCENTAGE, is_about_people=False, origin="Website")
    assert (figure.words, figure.value, figure.origin) == ("83.62%", Decimal("83.6207"), "Website")
    assert share(3, 8, is_about_people=False).of == "3 of 8"


def test_words_are_told_apart_from_figures_that_are_hidden():
    assert told(None, words="Staff survey").is_in_words
    assert not told(3).is_in_words


@pytest.mark.parametrize(
    "category",
    [
        "Sex and ethnicity",
        "sex/ethnicity",
        "Ethnicity by sex",
        "Age × sex",
        "Sex, age",
        "Disability & sex",
        "Sex | age",
    ],
)
def test_two_characteristics_at_once_are_refused_and_never_shown(category):
    with pytest.raises(ValidationError, match="one characteristic"):
        refuse_crossed(category)
    assert told(7317, category=category, group="Women, 50 or older").words == small_numbers.TWO_AT_ONCE


@pytest.mark.parametrize(
    "category",
    ["", "Sex", "Religion or belief", "Pregnancy and maternity", "Marriage & civil partnership", "Directorate"],
)
def test_one_characteristic_is_one_also_where_its_name_has_two_parts(category):
    assert not is_crossed(category)
    assert told(7317, category=category, group="Some").words == "7,315"


@pytest.mark.parametrize("number", [*range(10, 60), 10**9 + 3])
def test_rounding_is_to_the_nearest_five(number):
    assert abs(rounded(number) - number) <= 2
    assert rounded(number) % 5 == 0
