"""What the next reading is likely to be about: its dates, its breakdown, and the spelling of a group."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.figures.figure import Figure
from measures.kinds import MONTHS_BETWEEN, Frequency
from measures.taking.due import due_in_words
from measures.taking.suggesting import as_spelled, breakdown_of, known_breakdowns, next_dates
from tests.builders import make_measure, make_reading, make_tag

TODAY = date(2026, 11, 20)


def last(read_on, starts_on=None):
    return SimpleNamespace(read_on=read_on, starts_on=starts_on)


# Dates


@pytest.mark.parametrize(
    ("frequency", "newest", "next_on"),
    [
        (Frequency.MONTHLY, date(2026, 10, 15), TODAY.replace(day=15)),
        (Frequency.MONTHLY, date(2026, 9, 30), date(2026, 10, 31)),
        (Frequency.QUARTERLY, date(2026, 6, 30), date(2026, 9, 30)),
        (Frequency.QUARTERLY, date(2025, 9, 30), date(2025, 12, 31)),
        (Frequency.QUARTERLY, date(2025, 11, 30), date(2026, 2, 28)),
        (Frequency.SIX_MONTHLY, date(2026, 3, 31), date(2026, 9, 30)),
        (Frequency.ANNUAL, date(2024, 2, 29), date(2025, 2, 28)),
        (Frequency.ANNUAL, date(2025, 3, 31), date(2026, 3, 31)),
    ],
)
def test_the_next_turn_of_a_measure_is_offered_with_the_ends_of_months_kept(frequency, newest, next_on):
    assert next_dates(last(newest), frequency, TODAY) == {"read_on": next_on}


@pytest.mark.parametrize(
    ("frequency", "newest"),
    [
        (Frequency.NOT_STATED, last(date(2020, 3, 31))),
        (Frequency.ANNUAL, None),
        (Frequency.ANNUAL, last(date(2026, 3, 31))),
    ],
)
def test_today_is_offered_without_a_rhythm_without_a_reading_and_before_the_next_turn(frequency, newest):
    assert next_dates(newest, frequency, TODAY) == {"read_on": TODAY}


def test_a_period_is_followed_by_the_next_one():
    of_a_year = last(date(2025, 3, 31), date(2024, 4, 1))
    assert next_dates(of_a_year, Frequency.ANNUAL, TODAY) == {
        "starts_on": date(2025, 4, 1),
        "read_on": date(2026, 3, 31),
    }


@settings(max_examples=200, phases=[Phase.generate])
@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from([*MONTHS_BETWEEN]))
def test_what_is_offered_has_come_and_is_after_the_last(newest, frequency):
    offered = next_dates(last(newest, newest - timedelta(days=9)), frequency, TODAY)
    assert newest <= offered["read_on"] <= TODAY
    assert offered.get("starts_on", newest) <= offered["read_on"]
    if due_in_words(frequency, newest, TODAY - timedelta(days=3)):
        assert newest < offered["read_on"]
        assert offered["starts_on"] == newest + timedelta(days=1)


# Groups


def figure(group, read_on=date(2026, 3, 31), category="Ethnicity"):
    return Figure(pk=1, read_on=read_on, words="25%", category=category, group=group)


def test_a_breakdown_has_its_groups_so_far_and_misses_those_of_the_time_before():
    before, long_ago = date(2025, 3, 31), date(2024, 3, 31)
    figures = [figure("White"), figure("Asian"), figure(""), figure("Women", category="Sex")]
    figures += [figure(group, before) for group in ("Mixed", "Asian", "Black")]
    figures += [figure("Women", before, "Sex"), figure("Other", long_ago)]
    breakdown = breakdown_of(figures[0], figures)
    assert [one.group for one in breakdown.figures] == ["Asian", "White"]
    assert (breakdown.missing, breakdown.missing_since) == (["Black", "Mixed"], before)


def test_a_first_breakdown_misses_nothing():
    breakdown = breakdown_of(figure("Asian"), [figure("Asian")])
    assert (breakdown.missing, breakdown.missing_since) == ([], None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("white", "White"), ("  White ", "White"), ("asian  british", "Asian British"), ("Roma", "Roma"), ("", "")],
)
def test_a_known_spelling_is_kept(typed, kept):
    assert as_spelled(typed, ["White", "Asian British"]) == kept


def test_characteristics_are_suggested_before_categories_used_elsewhere(plan, officer, other_council):
    make_tag("Care experience", plan.council)
    make_tag("Veterans", other_council)
    measure = make_measure(plan)
    for category, group in (("Directorate", "Adults"), ("disability", "Disabled"), ("", "All schools")):
        make_reading(measure, 4, category=category, group=group)
    known = known_breakdowns(measure, officer)
    assert known.categories[-1] == "Directorate"
    assert {"Care experience", "Disability", "Marriage and civil partnership"} < set(known.categories)
    assert not {"disability", "Veterans", ""} & set(known.categories)
    assert known.groups == ["Adults", "All schools", "Disabled"]
