"""The days that a committee report is about, and the periods that are offered for a plan."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from plans.days import in_words
from plans.models import Plan

QUARTERS_OFFERED = 8
YEARS_OFFERED = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """So many days; both ends belong to it."""

    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        """The period in words: "July to September 2026" where it is whole months, else from day to day."""
        if not self.months:
            return f"{in_words(self.starts_on)} to {in_words(self.ends_on)}"
        first, last = _month(self.starts_on), _month(self.ends_on)
        if self.months == 1:
            return last
        if self.starts_on.year == self.ends_on.year:
            first = calendar.month_name[self.starts_on.month]
        return f"{first} to {last}"

    @property
    def before(self) -> date:
        """The day before it starts: the position at its end is what the report compares with."""
        return self.starts_on - ONE_DAY

    @property
    def months(self) -> int:
        """How many whole months it is; 0 where it is not whole months."""
        if self.starts_on.day != 1 or (self.ends_on + ONE_DAY).day != 1:
            return 0
        return (self.ends_on.year - self.starts_on.year) * 12 + self.ends_on.month - self.starts_on.month + 1

    @property
    def following(self) -> "Period":
        """The next period, as long as this one."""
        starts_on = self.ends_on + ONE_DAY
        if self.months:
            return Period(starts_on, months_after(starts_on, self.months) - ONE_DAY)
        return Period(starts_on, starts_on + (self.ends_on - self.starts_on))


def months_after(first: date, months: int) -> date:
    """Return the first of a month so many months after another; fewer than none for before."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def whole_periods(on: date, months: int, year_starts_month: int) -> Iterator[Period]:
    """Yield the periods of so many months of a year that were over before a day, newest first."""
    into = (on.month - year_starts_month) % months
    end = months_after(on, -into)
    while True:
        start = months_after(end, -months)
        yield Period(start, end - ONE_DAY)
        end = start


def last_quarter(plan: Plan, on: date) -> Period:
    """Return the last whole quarter of the council's year before a day."""
    return next(whole_periods(on, 3, plan.council.year_starts_month))


def offered(plan: Plan, on: date) -> list[tuple[str, list[tuple[Period, str]]]]:
    """Return the periods to choose from, in groups: quarters, years, and since the plan began."""
    known, month = plan.first_known_on, plan.council.year_starts_month
    quarters = _since(known, whole_periods(on, 3, month), QUARTERS_OFFERED) or [last_quarter(plan, on)]
    years = _since(known, whole_periods(on, 12, month), YEARS_OFFERED)
    this_year = Period(months_after(on, -((on.month - month) % 12)), on)
    everything = Period(max(known + ONE_DAY, date(2000, 1, 2)), on)
    groups = [
        ("Quarters", [(quarter, f"{quarter} (quarter {_number(quarter, month)})") for quarter in quarters]),
        ("Years", [(this_year, "This year so far"), *((year, str(year)) for year in years)]),
    ]
    if everything.starts_on <= on:
        groups.append(("The whole plan", [(everything, "Since the plan began")]))
    return groups


def _since(known: date, periods: Iterator[Period], most: int) -> list[Period]:
    """The newest of the periods that end after a day."""
    found = takewhile(lambda period: period.ends_on > known, periods)
    return [period for _, period in zip(range(most), found, strict=False)]


def _number(quarter: Period, year_starts_month: int) -> int:
    return (quarter.starts_on.month - year_starts_month) % 12 // 3 + 1


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"
