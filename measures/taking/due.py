"""When a reading is due, from how often a measure is read."""

from calendar import monthrange
from datetime import date

from measures.kinds import MONTHS_BETWEEN, Frequency

EVERY = {
    Frequency.MONTHLY: "every month",
    Frequency.QUARTERLY: "every quarter",
    Frequency.SIX_MONTHLY: "every six months",
    Frequency.ANNUAL: "every year",
}
A_YEAR = 12


def months_after(day: date, months: int) -> date:
    """Return the same day some months on; the last day of a month is followed by the last day of that one."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if is_last else min(day.day, last))


def due_in_words(frequency: str, newest_on: date | None, on: date) -> str:
    """Say that a reading is due on a day, and how long ago the last was; "" if none is due.

    ``frequency`` is one of ``Frequency``; a measure without one is never due. ``newest_on`` is None for no reading.
    """
    if frequency not in MONTHS_BETWEEN:
        return ""
    every = EVERY[Frequency(frequency)]
    if newest_on is None:
        return f"A reading is due {every}: there is none yet."
    if on <= months_after(newest_on, MONTHS_BETWEEN[Frequency(frequency)]):
        return ""
    return f"A reading is due {every}: the last was {(on - newest_on).days} days ago."


def is_unread_for_a_year(newest_on: date | None, on: date) -> bool:
    """Whether a measure has no reading of the year before a day."""
    return newest_on is None or newest_on < months_after(on, -A_YEAR)
