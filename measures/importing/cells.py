"""What a cell of a file of readings says: a day, a whole number, or a value as people write it.

Each raises ValueError with a sentence for a cell that cannot be read.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from measures.kinds import PERCENT, Kind, names_of_levels
from measures.models.reading import PLACES
from measures.taking.figure_field import FIGURE, MOST, FigureField, plain, without_unit
from plans.form_fields import DateBoxesField

ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ /.-]+(?:of )?(?P<m>[a-z]{3,9}|\d{1,2})[ /.,-]+(?P<y>\d{4})",
    re.ASCII | re.IGNORECASE,
)
PLACE = re.compile(r"(\d{1,6})(?:st|nd|rd|th)?", re.ASCII | re.IGNORECASE)
ANSWERS = {
    "yes": Decimal(1),
    "true": Decimal(1),
    "1": Decimal(1),
    "no": Decimal(0),
    "false": Decimal(0),
    "0": Decimal(0),
}
HOW_MANY = FigureField(label="It", is_count=True)
LIKE_A_SHARE = "a percentage. Write a number from 0 to 100, like 62.5"
LIKE_A_NUMBER = "a number. Write it like 1,234.5"
LONGEST_QUOTED = 40


@lru_cache(maxsize=4096)
def day_of(cell: str) -> date:
    """Return the day of 31/03/2027, 31 March 2027 or 2027-03-31; nothing is guessed."""
    typed = ISO.fullmatch(cell) or DAY_FIRST.fullmatch(cell)
    try:
        day = typed and DateBoxesField(label="Date").clean([typed["d"], typed["m"], typed["y"]])
    except ValidationError as refusal:
        raise ValueError(f"{_quoted(cell)}: {refusal.messages[0]}.") from refusal
    if not day:
        raise ValueError(f"{_quoted(cell)} is not a date. Write it as 31 March 2027 or 31/03/2027, the day first.")
    return day


def whole_of(cell: str) -> int:
    """Return a number of people or things: "1,200"."""
    try:
        return HOW_MANY.clean(cell)
    except ValidationError as refusal:
        raise ValueError(f"{_quoted(cell)}: {refusal.messages[0]}.") from refusal


def value_of(cell: str, measure: Any, *, is_share: bool = False) -> Decimal:
    """Return a value of a measure, or a percentage where it is a share, to four decimals.

    A number may have its unit or a percent sign, yes and no and the names of levels are words, a rank may be "7th".
    """
    kind = Kind.PERCENTAGE if is_share else Kind(measure.kind)
    if kind == Kind.NARRATIVE:
        raise ValueError("This measure is told in words: write them under “In words”.")
    if kind == Kind.YES_NO:
        return _answer(cell)
    if kind == Kind.LEVEL:
        return _level(cell, names_of_levels(measure.levels))
    if kind == Kind.RANK:
        return _place(cell)
    return _quantity(cell, kind, PERCENT if kind == Kind.PERCENTAGE else measure.unit)


def _answer(cell: str) -> Decimal:
    if cell.casefold() not in ANSWERS:
        raise ValueError(f"{_quoted(cell)} is neither Yes nor No.")
    return ANSWERS[cell.casefold()]


def _level(cell: str, names: list[str]) -> Decimal:
    plain = [name.casefold() for name in names]
    if cell.casefold() in plain:
        return Decimal(plain.index(cell.casefold()) + 1)
    number = _number(cell)
    if number is None:
        raise ValueError(f"{_quoted(cell)} is none of the levels: {', '.join(names)}.")
    return number


def _place(cell: str) -> Decimal:
    typed = PLACE.fullmatch(cell.replace(",", ""))
    if not typed:
        raise ValueError(f"{_quoted(cell)} is not a rank. Write a whole number, like 7.")
    return Decimal(typed[1])


def _quantity(cell: str, kind: Kind, unit: str) -> Decimal:
    number = _number(without_unit(cell, unit))
    if number is None and cell.endswith(PERCENT):
        raise ValueError(f"{_quoted(cell)} is a percentage, which this measure is not.")
    if number is None:
        raise ValueError(f"{_quoted(cell)} is not {LIKE_A_SHARE if kind == Kind.PERCENTAGE else LIKE_A_NUMBER}.")
    return number


def _number(cell: str) -> Decimal | None:
    """A number as the box for a figure takes it, to four decimals: sheets reckon with more; None for anything else."""
    if not FIGURE.fullmatch(cell):
        return None
    number = Decimal(plain(cell))
    if abs(number) >= MOST:
        raise ValueError(f"{_quoted(cell)} is too large: a value is less than {MOST:,}.")
    return number.quantize(PLACES)


def _quoted(cell: str) -> str:
    return f"“{cell[:LONGEST_QUOTED]}{'…' if len(cell) > LONGEST_QUOTED else ''}”"
