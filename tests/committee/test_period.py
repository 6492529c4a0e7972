"""Which days a report is about, and which periods are offered."""

from datetime import date

import pytest

from actions.committee.period import Period, last_quarter, offered
from plans.models import Council, Plan

SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))


def plan(month=4, known=date(2023, 6, 1)):
    return Plan(council=Council(year_starts_month=month), starts_on=known)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "July to September 2026"),
        (date(2025, 4, 1), date(2026, 3, 31), "April 2025 to March 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2023, 2, 1), date(2023, 2, 27), "1 February 2023 to 27 February 2023"),
        (date(2026, 7, 2), date(2026, 9, 30), "2 July 2026 to 30 September 2026"),
    ],
)
def test_whole_months_are_said_as_months(starts_on, ends_on, said):
    assert str(Period(starts_on, ends_on)) == said


def test_it_is_compared_with_the_day_before():
    assert SUMMER.before == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (SUMMER, Period(date(2026, 10, 1), date(2026, 12, 31))),
        (Period(date(2025, 10, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 3, 31))),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), Period(date(2024, 3, 1), date(2024, 3, 31))),
        (Period(date(2026, 1, 5), date(2026, 1, 11)), Period(date(2026, 1, 12), date(2026, 1, 18))),
        (Period(date(2026, 1, 5), date(2026, 1, 5)), Period(date(2026, 1, 6), date(2026, 1, 6))),
    ],
)
def test_the_next_period_is_as_long(period, following):
    assert period.following == following


@pytest.mark.parametrize(
    ("on", "month", "starts_on", "ends_on"),
    [
        (date(2026, 11, 22), 4, date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), 4, date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 10, 1), 4, date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 1, 1), 4, date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 11, 22), 9, date(2026, 6, 1), date(2026, 8, 31)),
        (date(2026, 2, 1), 8, date(2025, 11, 1), date(2026, 1, 31)),
    ],
)
def test_the_last_whole_quarter_is_of_the_councils_own_year(on, month, starts_on, ends_on):
    assert last_quarter(plan(month), on) == Period(starts_on, ends_on)


def test_quarters_years_and_the_whole_plan_are_offered():
    groups = dict(offered(plan(), date(2026, 11, 22)))
    assert groups["Quarters"][0] == (SUMMER, "July to September 2026 (quarter 2)")
    assert len(groups["Quarters"]) == 8
    assert [label for _, label in groups["Years"]] == [
        "This year so far", "April 2025 to March 2026", "April 2024 to March 2025", "April 2023 to March 2024",
    ]  # fmt: skip
    assert groups["Years"][0][0] == Period(date(2026, 4, 1), date(2026, 11, 22))
    assert groups["The whole plan"] == [(Period(date(2023, 6, 2), date(2026, 11, 22)), "Since the plan began")]


def test_periods_before_the_plan_was_known_are_not_offered():
    groups = dict(offered(plan(known=date(2026, 5, 1)), date(2026, 11, 22)))
    assert [str(period) for period, _ in groups["Quarters"]] == ["July to September 2026", "April to June 2026"]
    assert [label for _, label in groups["Years"]] == ["This year so far"]


def test_a_plan_that_has_not_begun_is_offered_the_last_quarter_only():
    groups = dict(offered(plan(known=date(2027, 4, 1)), date(2026, 11, 22)))
    assert [period for period, _ in groups["Quarters"]] == [SUMMER]
    assert "The whole plan" not in groups
