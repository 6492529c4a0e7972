"""When a plan begins, where a document says so itself."""

from collections.abc import Iterable
from datetime import date

from actions.readers.period import PlanPeriod
from actions.readers.timescales.dates import MONTHS
from actions.readers.timescales.read import read_timescale


def period_said(lines: Iterable[str], year_starts_month: int) -> PlanPeriod | None:
    """Return the period that the first of these lines states whole, such as "EDI action plan 2022/23"; None for none.

    A line counts when a first and a last day can be read from it without a doubt.
    """
    for line in lines:
        for words in (line, *stretches_with_years(line)):
            if period := _read(words, year_starts_month):
                return period
    return None


def stretches_with_years(line: str) -> list[str]:
    """Return the pieces of a line that hold figures, as a title prints its period: after a comma, in brackets."""
    pieces = line.replace("(", "|").replace(")", "|").replace(":", "|").replace(",", "|").split("|")
    words = line.split()
    with_digits = [at for at, word in enumerate(words) if any(letter.isdigit() for letter in word)]
    first = with_digits[0] if with_digits else 0
    first -= first > 0 and words[first - 1].casefold() in MONTHS
    tail = " ".join(words[first : with_digits[-1] + 1]) if with_digits else ""
    return [piece.strip() for piece in (*pieces, tail) if any(letter.isdigit() for letter in piece)]


def _read(words: str, year_starts_month: int) -> PlanPeriod | None:
    a_long_time = PlanPeriod(date(1980, year_starts_month, 1), date(2079, 12, 31), year_starts_month)
    read = read_timescale(words, a_long_time)
    if read.due_on is None or read.warnings:
        return None
    starts_on = read.starts_on or (date(read.due_on.year, 1, 1) if read.certainty == "year" else None)
    return PlanPeriod(starts_on, read.due_on, year_starts_month) if starts_on else None
