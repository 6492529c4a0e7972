"""How two groups that are compared have moved since the time before."""

from datetime import date
from decimal import Decimal

import pytest

from measures.figures.comparing import Comparison
from measures.figures.figure import Figure
from measures.judging.targets import Aim
from measures.kinds import Kind
from measures.pages.movement import movement_in_words

DAYS = [date(2026, 3, 31), date(2025, 3, 31), date(2024, 3, 31)]


def comparison(on, value, category=""):
    figure = Figure(pk=None, read_on=on, words="", category=category)
    return Comparison(figure, figure, None if value is None else Decimal(str(value)), "")


def moved(*values, kind=Kind.PERCENTAGE):
    found = [comparison(on, value) for on, value in zip(DAYS, values, strict=False)]
    return movement_in_words(found, Aim(kind=kind, direction=""))


@pytest.mark.parametrize(
    ("now", "was", "words"),
    [
        (4, 6, "Narrower than on 31 March 2025, when it was 6 points."),
        (-4, -6, "Narrower than on 31 March 2025, when it was 6 points."),
        (6, 4, "Wider than on 31 March 2025, when it was 4 points."),
        (0, 1, "Narrower than on 31 March 2025, when it was 1 point."),
        (3, 0, "Wider than on 31 March 2025, when there was no gap."),
        (4, 4, "The same as on 31 March 2025."),
        (4, -6, "The other way round from 31 March 2025, when it was 6 points."),
    ],
)
def test_a_gap_narrows_widens_or_turns(now, was, words):
    assert moved(now, was) == words


@pytest.mark.parametrize(
    ("now", "was", "words"),
    [
        (1.2, 1.4, "Nearer to parity than on 31 March 2025, when it was 1.4."),
        (0.5, 0.8, "Further from parity than on 31 March 2025, when it was 0.8."),
        (1, 0, "Nearer to parity than on 31 March 2025, when it was 0."),
        (0, 0.1, "Further from parity than on 31 March 2025, when it was 0.1."),
        (0.5, 2, "The other way round from 31 March 2025, when it was 2."),
        (1.4, 1.4, "The same as on 31 March 2025."),
    ],
)
def test_a_relative_likelihood_nears_parity_or_leaves_it(now, was, words):
    assert moved(now, was, kind=Kind.RATIO) == words


def test_a_figure_that_is_not_told_has_not_moved():
    assert moved(None, 4) == ""
    assert moved(4) == ""
    assert moved() == ""


def test_the_time_before_is_the_last_that_tells_a_value():
    assert moved(4, None, 6) == "Narrower than on 31 March 2024, when it was 6 points."


def test_only_what_was_broken_down_alike_is_set_beside():
    found = [comparison(DAYS[0], 4, "Grade"), comparison(DAYS[1], 6, "Team"), comparison(DAYS[2], 5, "Grade")]
    words = movement_in_words(found, Aim(kind=Kind.NUMBER, direction="", unit="posts"))
    assert words == "Narrower than on 31 March 2024, when it was 5 posts."
