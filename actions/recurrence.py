"""When something that recurs is due next."""

import calendar
from datetime import date

MONTHS_BETWEEN = {
    "monthly": 1,
    "bimonthly": 2,
    "quarterly": 3,
    "termly": 4,
    "six_monthly": 6,
    "annual": 12,
    "two_yearly": 24,
    "three_yearly": 36,
    "four_yearly": 48,
}


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later; the last day of a month stays the last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))


def next_due(recurrence: str, due_on: date | None, done_on: date) -> date:
    """Return the first due date after the day it was done, in the rhythm of its due date, if it has one."""
    step = MONTHS_BETWEEN[recurrence]
    start, steps = due_on or done_on, 1
    while months_later(start, step * steps) <= done_on:
        steps += 1
    return months_later(start, step * steps)
