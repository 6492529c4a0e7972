"""Two groups compared: the gap, the relative likelihood, and what cannot be told."""

from datetime import date
from decimal import Decimal

import pytest

from measures.figures.comparing import comparisons
from measures.figures.figure import Figure
from measures.figures.small_numbers import public_figure
from measures.kinds import Kind
from measures.models import Measure, Reading

DAY = date(2026, 3, 31)


def figure(group, value=None, *, read_on=DAY, category="", words="", numerator=None, base=None):
    if numerator is not None and base:
        value = Decimal(100 * numerator) / base
    value = None if value is None else Decimal(str(value))
    words = words or ("" if value is None else f"{value:.0f}")
    told = {"words": words, "value": value, "numerator": numerator, "base": base}
    return Figure(pk=None, read_on=read_on, group=group, category=category, **told)


def compared(one, other, kind=Kind.PERCENTAGE, unit=""):
    [comparison] = comparisons([one, other], compared="Women", reference="Men", kind=kind, unit=unit)
    return comparison


def likelihood(one, other):
    return compared(figure("Women", **one), figure("Men", **other), Kind.RATIO)


@pytest.mark.parametrize(
    ("kind", "unit", "words"),
    [
        (Kind.PERCENTAGE, "", "12 points"),
        (Kind.NUMBER, "%", "12 points"),
        (Kind.NUMBER, "cases", "12 cases"),
        (Kind.NUMBER, "", "12"),
    ],
)
def test_a_gap_is_said_with_both_figures(kind, unit, words):
    comparison = compared(figure("Women", 50), figure("Men", 62), kind, unit)
    assert (comparison.value, comparison.words) == (-12, f"A gap of {words}: Women 50, Men 62.")


def test_a_gap_of_one_point_is_singular_and_no_gap_is_said():
    assert compared(figure("Women", 61), figure("Men", 62)).words.startswith("A gap of 1 point:")
    assert compared(figure("Women", 62), figure("Men", 62)).words == "No gap: Women 62, Men 62."


def test_a_gap_tells_of_how_many():
    comparison = compared(figure("Women", numerator=21, base=84), figure("Men", numerator=40, base=80))
    assert comparison.words == "A gap of 25 points: Women 25 (21 of 84), Men 50 (40 of 80)."


def test_a_relative_likelihood_is_one_share_divided_by_the_other():
    comparison = likelihood({"numerator": 30, "base": 100}, {"numerator": 20, "base": 100})
    assert comparison.value == Decimal("1.5")
    assert comparison.words == "1.5 times as likely: Women 30 (30 of 100), Men 20 (20 of 100)."


def test_it_is_worked_out_from_how_many_and_not_from_a_rounded_percentage():
    assert likelihood({"numerator": 1, "base": 3}, {"numerator": 1, "base": 7}).value == Decimal("2.3333")


def test_shares_without_a_base_can_be_compared_with_each_other_only():
    assert likelihood({"value": 30}, {"value": 20}).value == Decimal("1.5")
    mixed = likelihood({"value": 30}, {"numerator": 20, "base": 100})
    assert (mixed.value, mixed.words[:24]) == (None, "It cannot be worked out:")


def test_nothing_is_so_many_times_as_likely_as_never():
    comparison = likelihood({"numerator": 3, "base": 10}, {"numerator": 0, "base": 10})
    assert comparison.value is None
    assert comparison.words.startswith("It cannot be worked out: Men 0 (0 of 10)")
    assert likelihood({"numerator": 0, "base": 10}, {"numerator": 3, "base": 10}).value == 0


@pytest.mark.parametrize("kind", [Kind.PERCENTAGE, Kind.RATIO])
@pytest.mark.parametrize("hidden", ["Women", "Men"])
def test_nothing_is_worked_out_from_a_figure_that_is_not_shown(kind, hidden):
    figures = [figure(group, None if group == hidden else 62) for group in ("Women", "Men")]
    comparison = compared(*figures, kind)
    assert comparison.value is None
    assert "cannot be told" in comparison.words
    assert "62" not in comparison.words


@pytest.mark.parametrize(("some", "base"), [(28, 98), (29, 99), (30, 100), (32, 102)])
def test_the_public_is_told_the_likelihood_of_the_rounded_figures(some, base):
    measure = Measure(kind=Kind.RATIO, is_about_people=True)

    def public(group, numerator, of):
        share = {"numerator": numerator, "base": of, "value": Decimal(100 * numerator) / of}
        return public_figure(Reading(read_on=DAY, group=group, **share), measure)

    comparison = compared(public("Women", some, base), public("Men", 40, 200), Kind.RATIO)
    assert comparison.value == Decimal("1.5")


def test_only_figures_of_the_same_day_and_breakdown_are_compared():
    figures = [
        figure("Women", 50, category="Sex"),
        figure("Men", 62),
        figure("Men", 70, category="Sex", read_on=date(2025, 3, 31)),
        figure("", 55),
        figure("Other", 1, category="Sex"),
    ]
    assert comparisons(figures, compared="Women", reference="Men", kind=Kind.PERCENTAGE, unit="") == []


def test_comparisons_come_newest_first_and_by_the_name_of_their_breakdown():
    keys = [(date(2025, 3, 31), "Sex"), (DAY, "Sex"), (DAY, "Gender")]
    figures = [figure(group, 5, read_on=day, category=name) for day, name in keys for group in ("Men", "Women")]
    found = comparisons(figures, compared="Women", reference="Men", kind=Kind.NUMBER, unit="")
    assert [(one.read_on, one.compared.category) for one in found] == [keys[2], keys[1], keys[0]]


def test_nothing_is_compared_where_no_groups_are_named():
    assert comparisons([figure("", 5)], compared="", reference="", kind=Kind.NUMBER, unit="") == []
