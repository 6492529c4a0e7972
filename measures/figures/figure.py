"""Figures: what one reader is told of one reading, in words and as a value to draw and to judge by."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from measures.kinds import PERCENT, Kind, names_of_levels
from plans.days import in_words

ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A reading as somebody is told it. ``value`` is None where no figure is told, because it is hidden or the reading
    is in words; ``numerator`` of ``base`` are what a share was worked out from, both as told.
    """

    pk: int | None
    read_on: date
    words: str
    value: Decimal | None = None
    starts_on: date | None = None
    category: str = ""
    group: str = ""
    numerator: int | None = None
    base: int | None = None
    note: str = ""
    origin: str = ""
    is_in_words: bool = False

    @property
    def of(self) -> str:
        """How many of how many: "21 of 84"; "" where either is not told."""
        return "" if self.numerator is None or self.base is None else f"{self.numerator:,} of {self.base:,}"

    @property
    def when(self) -> str:
        """The day, or the period, that it is a figure of."""
        return when(self.starts_on, self.read_on)


def when(starts_on: date | None, read_on: date) -> str:
    """Say which day or period a reading is of."""
    return f"{in_words(starts_on)} to {in_words(read_on)}" if starts_on else in_words(read_on)


def exact_figure(reading: Any, measure: Any) -> Figure:
    """Return all that a reading says, for those who may read exact figures."""
    return Figure(
        pk=reading.id,
        read_on=reading.read_on,
        starts_on=reading.starts_on,
        category=reading.category,
        group=reading.group,
        words=reading.words if reading.value is None else _words_of(reading, measure),
        value=reading.value,
        numerator=reading.numerator,
        base=reading.base,
        note=reading.note,
        origin=reading.origin,
        is_in_words=reading.value is None,
    )


def value_in_words(value: Decimal, *, kind: str, unit: str = "", levels: str = "") -> str:
    """Write a value as people do: "62.5%", "1.4", "7th", "Achieving", "Yes", "1,200 cases"."""
    if kind == Kind.YES_NO:
        return "Yes" if value else "No"
    if kind == Kind.RANK:
        return _ordinal(int(value))
    if kind == Kind.LEVEL:
        names = names_of_levels(levels)
        return names[int(value) - 1] if 1 <= value <= len(names) else f"Level {number_in_words(value)}"
    if kind == Kind.PERCENTAGE or unit == PERCENT:
        return f"{number_in_words(value)}%"
    return f"{number_in_words(value)} {unit}".strip()


def number_in_words(value: Decimal) -> str:
    """Write a number with thousands apart, at most two decimals and no empty ones."""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if number == "-0" else number


def words_of_value(reading: Any, measure: Any) -> str:
    """Write the exact value of a reading; that of so many of so many is a percentage, whatever its measure is."""
    is_share = reading.numerator is not None and reading.base is not None
    kind = Kind.PERCENTAGE if is_share else measure.kind
    return value_in_words(reading.value, kind=kind, unit=measure.unit, levels=measure.levels)


def _words_of(reading: Any, measure: Any) -> str:
    words = words_of_value(reading, measure)
    return f"{words}: {reading.words}" if reading.words else words


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else ENDINGS.get(number % 10, "th")
    return f"{number:,}{ending}"
