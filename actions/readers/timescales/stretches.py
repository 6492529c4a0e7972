"""What words of time name: stretches of days, parts of a year that name no year, lengths of time."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from actions.readers.period import PlanPeriod


@dataclass(frozen=True)
class Stretch:
    """Days in a row; ``edge`` is "end" or "early" where only that edge of them is meant.

    ``kind`` is day, month, quarter, season, year (a lone year), years or plan (counted from the plan's first day).
    ``doubt`` is a sentence when the words may mean something else.
    """

    starts_on: date
    ends_on: date
    certainty: str
    kind: str
    edge: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Part:
    """A part of any year: some months, or some days of one month."""

    month: int
    months: int = 1
    first_day: int | None = None
    last_day: int | None = None
    certainty: str = "month"
    kind: str = "month"
    edge: str = ""
    doubt: str = ""
    is_next: bool = False

    def in_year(self, year: int) -> Stretch | None:
        """The stretch that starts in this year; None for a day that the year has not."""
        if not MINYEAR < year < MAXYEAR - 1:
            return None
        last = last_of_month(year, self.month + self.months - 1)
        if self.last_day is not None and self.last_day > last.day:
            return None
        return Stretch(
            starts_on=date(year, self.month, self.first_day or 1),
            ends_on=last.replace(day=self.last_day) if self.last_day else last,
            certainty=self.certainty,
            kind=self.kind,
            edge=self.edge,
            doubt=self.doubt,
        )


@dataclass(frozen=True)
class Length:
    """A length of time: months, or days where it is stated in weeks or days."""

    months: int = 0
    days: int = 0
    certainty: str = "month"

    def after(self, day: date) -> date:
        """The last day of the length that begins on a day; of months, the last day of its last month."""
        if self.days:
            return day + timedelta(days=self.days - 1) if day.year < MAXYEAR - 20 else day
        end = months_later(day, self.months) - timedelta(days=1)
        return last_of_month(end.year, end.month)


Moment = Stretch | Part


def last_of_month(year: int, month: int) -> date:
    """The last day of a month, counted on into later years when the month is above 12."""
    return months_later(date(year, 1, 1), month) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month; never past what dates can hold."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR < year < MAXYEAR:
        return date.max.replace(day=1) if year >= MAXYEAR else date.min + timedelta(days=1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 28)


def months_from(year: int, month: int, months: int, certainty: str, kind: str) -> Stretch | None:
    """The stretch of so many months that starts with a month; None when no calendar holds it."""
    return Part(month, months, certainty=certainty, kind=kind).in_year(year)


def months_of_plan(period: PlanPeriod, first: int, months: int, certainty: str) -> Stretch:
    """So many months of the plan itself, the first counted from 0 at its first day."""
    starts_on = months_later(period.starts_on, first)
    ends_on = months_later(starts_on, months) - timedelta(days=1)
    return Stretch(starts_on, max(starts_on, ends_on), certainty, "plan")


def is_near(year: int, period: PlanPeriod) -> bool:
    """Whether a number can be a year of which a plan speaks."""
    return abs(year - period.starts_on.year) <= 50 and MINYEAR < year < MAXYEAR - 1
