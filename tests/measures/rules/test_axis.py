"""The upright axis of a chart: where it begins and ends, and what is named on it."""

from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.drawing.axis import axis_for
from measures.judging.targets import Aim
from measures.kinds import Kind

LEVELS = "Starting\nDeveloping\nAchieving"
VALUES = st.decimals(-1_000_000, 1_000_000, places=2)


def axis_of(kind, *values, **fields):
    return axis_for(Aim(kind=kind, direction="up", **fields), [Decimal(str(value)) for value in values])


def labels_of(kind, *values, **fields):
    return " ".join(axis_of(kind, *values, **fields).labels)


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((35, 66), "0% 20% 40% 60% 80% 100%"),
        ((62,), "0% 20% 40% 60% 80% 100%"),
        ((50, 50), "0% 20% 40% 60% 80% 100%"),
        ((60, 80), "0% 20% 40% 60% 80% 100%"),
        ((61, 80), "60% 65% 70% 75% 80%"),
        ((50, 51), "44% 46% 48% 50% 52% 54% 56%"),
        ((1, 3), "0% 2% 4% 6% 8% 10%"),
        ((98, 99.5), "90% 92% 94% 96% 98% 100%"),
        ((0, 12), "0% 2% 4% 6% 8% 10% 12%"),
    ],
)
def test_percentages_run_from_0_to_100_unless_they_lie_close_together(values, labels):
    assert labels_of(Kind.PERCENTAGE, *values) == labels


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((0,), "0 1"),
        ((1,), "0 1"),
        ((3, 4), "0 1 2 3 4"),
        ((610, 1300), "0 500 1,000 1,500"),
        ((1000, 1001), "970 980 990 1,000 1,010 1,020 1,030"),
        ((80, 100), "0 20 40 60 80 100"),
        ((81, 100), "80 85 90 95 100"),
        ((0.5, 2), "0 0.5 1 1.5 2"),
        ((5, -2), "-2 0 2 4 6"),
        ((-5, -4), "-5 -4 -3 -2 -1 0"),
        ((0, 62_000), "0 20k 40k 60k 80k"),
        ((0, 45_000_000), "0 10m 20m 30m 40m 50m"),
    ],
)
def test_numbers_begin_at_0_unless_they_lie_close_together(values, labels):
    assert labels_of(Kind.NUMBER, *values) == labels


def test_people_are_not_counted_in_halves():
    assert labels_of(Kind.NUMBER, 0, 1) == "0 1"
    assert labels_of(Kind.NUMBER, 0, 1.5) == "0 0.5 1 1.5"


def test_a_number_of_per_cent_has_its_sign():
    assert labels_of(Kind.NUMBER, 4, -1, unit="%") == "-1% 0% 1% 2% 3% 4%"


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (1, "1st 2nd"),
        (4, "1st 2nd 3rd 4th"),
        (12, "1st 2nd 4th 6th 8th 10th 12th"),
        (87, "1st 20th 40th 60th 80th 100th"),
    ],
)
def test_a_rank_has_first_place_at_the_top(last, labels):
    axis = axis_of(Kind.RANK, 1, last)
    assert " ".join(axis.labels) == labels
    assert axis.place(Decimal(1)) == 0
    assert axis.place(axis.ticks[-1]) == pytest.approx(100)


def test_levels_and_answers_are_named():
    assert axis_of(Kind.LEVEL, 2, levels=LEVELS).labels == ["Starting", "Developing", "Achieving"]
    assert axis_of(Kind.YES_NO, 1).labels == ["No", "Yes"]


def test_a_level_that_has_lost_its_name_is_still_drawn():
    assert axis_of(Kind.LEVEL, 4, levels=LEVELS).labels == ["Starting", "Developing", "Achieving", "Level 4"]
    assert axis_of(Kind.LEVEL, 1, levels="").labels == ["Level 1", "Level 2"]


@pytest.mark.parametrize(
    ("kind", "values", "note"),
    [
        (Kind.PERCENTAGE, (61, 80), "from 60% to 80%"),
        (Kind.PERCENTAGE, (1, 3), "from 0% to 10%"),
        (Kind.NUMBER, (81, 100), "from 80 to 100"),
        (Kind.RATIO, (1.8, 2), "from 1.8 to 2"),
    ],
)
def test_a_shortened_axis_says_so(kind, values, note):
    said = axis_of(kind, *values).note
    assert said == f"The upright axis runs only {note}, so that small differences can be seen."


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Kind.PERCENTAGE, (0, 100)), (Kind.NUMBER, (0, 5)), (Kind.NUMBER, (-5, 5)), (Kind.RATIO, (1, 2)),
        (Kind.RANK, (90, 95)), (Kind.LEVEL, (1, 2)), (Kind.YES_NO, (0, 1)),
    ],
)  # fmt: skip
def test_a_whole_axis_says_nothing(kind, values):
    assert axis_of(kind, *values, levels=LEVELS).note == ""


@given(st.lists(VALUES, min_size=1, max_size=20), st.sampled_from([Kind.NUMBER, Kind.RATIO, Kind.PERCENTAGE]))
@settings(phases=[Phase.generate], max_examples=200)
def test_every_value_lies_on_its_axis_and_a_larger_one_higher(values, kind):
    axis = axis_of(kind, *values)
    places = [axis.place(value) for value in sorted(values)]
    assert all(-0.001 <= place <= 100.001 for place in places)
    assert places == sorted(places, reverse=True)
    assert 2 <= len(axis.ticks) <= 8


@given(st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=20))
@settings(phases=[Phase.generate], max_examples=200)
def test_a_small_change_of_a_percentage_is_never_drawn_large(values):
    axis = axis_of(Kind.PERCENTAGE, *values)
    assert axis.ticks[0] >= 0
    assert axis.ticks[-1] <= 100
    points = max(values) - min(values)
    height = axis.place(min(values)) - axis.place(max(values))
    assert height <= float(points) * 10 + 0.001


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20))
@settings(phases=[Phase.generate], max_examples=100)
def test_every_rank_lies_on_its_axis_and_a_better_one_higher(ranks):
    axis = axis_of(Kind.RANK, *ranks)
    places = [axis.place(Decimal(rank)) for rank in sorted(ranks)]
    assert places == sorted(places)
    assert all(-0.001 <= place <= 100.001 for place in places)
