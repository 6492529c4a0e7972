"""Small numbers about people: what the public is told of a figure, so that it names nobody.

``public_figure`` is the one function that every public page and file takes its figures from. Under the council's
smallest figure, zero included, a count is "fewer than 10"; the rest are rounded to the nearest 5, each total on its
own; a share is worked out from rounded figures only, and only of 25 people or more; those who are not among the
counted are as few as those who are. So no figure can be found out from another one, nor from an earlier version of
itself (UK Longitudinal Linkage Collaboration and ONS Secure Research Service: threshold of 10, zero included; NHS
England and Ofqual: rounding to 5).
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError

from measures.figures.figure import Figure, words_of_value
from measures.kinds import PERCENT, Kind
from plans.models.council import SMALLEST_FIGURE

NEAREST = 5
SMALLEST_BASE = 25
NO_BASE = "Not shown: of how many people is not recorded"
SMALL_BASE = "Not shown: too few people to work out a percentage"
NOT_A_COUNT = "Not shown: it is about people, and neither a count nor a share of a known number"
TWO_AT_ONCE = "Not shown: it is broken down by two characteristics at once"
IN_WORDS = "Told in words, which are kept for the council’s own people"

# The characteristics whose own names join two words (Equality Act 2010, section 4).
JOINED = {
    "marriage and civil partnership",
    "marriage & civil partnership",
    "pregnancy and maternity",
    "pregnancy & maternity",
}
CROSSED = re.compile(r"[/\\|+&×*;,]|\b(?:and|by|with|within|x)\b", re.IGNORECASE)


def public_figure(reading: Any, measure: Any, *, smallest: int = SMALLEST_FIGURE) -> Figure:
    """Return what the public is told of a reading.

    ``reading`` has the attributes of a ``Reading``, ``measure`` those of its ``Measure``; ``smallest`` is the council's
    smallest figure that is shown: one under 10 is taken for 10. The value is None where none may be told. What an
    officer wrote beside a figure is never told.
    """
    if reading.value is None:
        return _told(reading, IN_WORDS, is_in_words=True)
    if not measure.is_about_people:
        return _as_it_is(reading, measure)
    smallest = _in_steps(max(smallest, SMALLEST_FIGURE))
    if is_crossed(reading.category):
        return _told(reading, TWO_AT_ONCE)
    if reading.numerator is not None and reading.base is not None:
        return _public_share(reading, smallest)
    if measure.kind == Kind.PERCENTAGE or measure.unit == PERCENT:
        return _told(reading, NO_BASE)
    if measure.kind == Kind.NUMBER and reading.value >= 0 and reading.value == reading.value.to_integral_value():
        shown = rounded(int(reading.value), smallest)
        if shown is None:
            return _told(reading, fewer_than(smallest))
        return _told(reading, f"{shown:,} {measure.unit}".strip(), Decimal(shown))
    return _told(reading, NOT_A_COUNT)


def rounded(number: int, smallest: int = SMALLEST_FIGURE) -> int | None:
    """Return a count of people to the nearest 5; None where it is under the smallest that is shown."""
    return None if number < smallest else (number + NEAREST // 2) // NEAREST * NEAREST


def fewer_than(smallest: int) -> str:
    """Say that a count is too small to be shown, which zero is too."""
    return f"fewer than {smallest}"


def why_rounded(smallest: int, reason: str) -> str:
    """Say to the public why figures about people are not exact; ``reason`` is why a council shows still fewer."""
    raised = f" {reason.strip().rstrip('.')}." if reason.strip() else ""
    return (
        f"So that they point to nobody, figures about people are rounded to the nearest {NEAREST}, and any under "
        f"{smallest}, zero included, is “{fewer_than(smallest)}”. Percentages are of {SMALLEST_BASE} people or more, "
        f"and worked out from the rounded figures.{raised}"
    )


def is_crossed(category: str) -> bool:
    """Whether a breakdown is by two characteristics at once, whose cells are soon single people."""
    return category.strip().lower() not in JOINED and CROSSED.search(category) is not None


def refuse_crossed(category: str) -> None:
    """Raise ``ValidationError`` for a breakdown by two characteristics at once."""
    if is_crossed(category):
        raise ValidationError(
            {"category": "Name one characteristic or category: figures by two at once can point to single people."}
        )


def _in_steps(smallest: int) -> int:
    """The next multiple of 5: of 12 or more, only 12 itself would be rounded to 10, and so be known exactly."""
    return -(-smallest // NEAREST) * NEAREST


def _as_it_is(reading: Any, measure: Any) -> Figure:
    """A figure that is not about people: exact, without the words that an officer wrote beside it."""
    words = words_of_value(reading, measure)
    return _told(reading, words, reading.value, reading.numerator, reading.base, origin=reading.origin)


def _public_share(reading: Any, smallest: int) -> Figure:
    """A share from the rounded figures; where nearly all or nearly none have it, only that."""
    base, some = rounded(reading.base, smallest), rounded(reading.numerator, smallest)
    if base is None or reading.base < SMALLEST_BASE:
        return _told(reading, SMALL_BASE)
    if some is None:
        return _told(reading, f"{fewer_than(smallest)} of {base:,}", base=base)
    if reading.base - reading.numerator < smallest:
        return _told(reading, f"all but {fewer_than(smallest)} of {base:,}", base=base)
    percent = (Decimal(100 * some) / base).quantize(Decimal(1), ROUND_HALF_UP)
    words = {0: "less than 1%", 100: "more than 99%"}.get(int(percent), f"{percent}%")
    return _told(reading, words, percent, some, base)


def _told(
    reading: Any,
    words: str,
    value: Decimal | None = None,
    numerator: int | None = None,
    base: int | None = None,
    origin: str = "",
    is_in_words: bool = False,
) -> Figure:
    return Figure(
        pk=reading.id,
        read_on=reading.read_on,
        starts_on=reading.starts_on,
        category=reading.category,
        group=reading.group,
        words=words,
        value=value,
        numerator=numerator,
        base=base,
        origin=origin,
        is_in_words=is_in_words,
    )
