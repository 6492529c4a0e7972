"""The upright axis of a measure's charts: from where to where it runs, and the round figures that are named on it.

One rule, the same for a small chart and a large one. A percentage runs from 0% to 100%, a number and a ratio begin
at 0. Only where figures lie so close together that no difference could be seen is the axis shorter, and then says so.
A rank runs down from first place; a level and a yes or no show each of their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import count
from math import ceil, floor

from measures.figures.figure import number_in_words
from measures.judging.targets import Aim
from measures.kinds import PERCENT, Kind, names_of_levels

PARTS = 6
"""How many parts an axis has at most, before its ends are made round."""

NARROW, SHORTEST = Decimal(20), Decimal(10)
"""Percentages within fewer points than the first are drawn on a shorter axis, which covers at least the second, so that
a small change is not made to look large."""

CLOSE, CLOSEST = Decimal("0.2"), Decimal("0.05")
"""So, for numbers: those that differ by less than a fifth, on an axis that covers at least a twentieth of them."""

NOUGHT, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Axis:
    """``ticks`` are the round figures of a measure that are named on it, the lowest first."""

    ticks: Sequence[Decimal]
    aim: Aim

    def place(self, value: Decimal) -> float:
        """Return how far from the top of a drawing a value lies, in per cent."""
        top, down = self.scale
        return (float(value) - top) * down

    @cached_property
    def scale(self) -> tuple[float, float]:
        """The value at the top, and how many per cent further down the drawing each 1 more lies."""
        ends = float(self.ticks[0]), float(self.ticks[-1])
        top, bottom = ends if self.aim.kind == Kind.RANK else reversed(ends)
        return top, 100 / (bottom - top)

    @property
    def labels(self) -> list[str]:
        """The words of each round figure, short enough for the side of a drawing, but for the names of levels."""
        if self.aim.kind in (Kind.RANK, Kind.LEVEL, Kind.YES_NO):
            return [self.aim.in_words(tick) for tick in self.ticks]
        sign = PERCENT if self.aim.kind == Kind.PERCENTAGE or self.aim.unit == PERCENT else ""
        return [_short(tick, self.ticks[-1]) + sign for tick in self.ticks]

    @property
    def note(self) -> str:
        """Say that the axis is shortened; "" where it is not."""
        is_share = self.aim.kind == Kind.PERCENTAGE
        if self.aim.kind not in (Kind.PERCENTAGE, Kind.NUMBER, Kind.RATIO):
            return ""
        if self.ticks[0] <= 0 and not (is_share and self.ticks[-1] < WHOLE):
            return ""
        low, *_, high = self.labels
        return f"The upright axis runs only from {low} to {high}, so that small differences can be seen."


def axis_for(aim: Aim, values: Sequence[Decimal]) -> Axis:
    """Return the axis on which these values of a measure, at least one, are drawn."""
    low, high = min(values), max(values)
    if aim.kind == Kind.YES_NO:
        return Axis((NOUGHT, ONE), aim)
    if aim.kind == Kind.LEVEL:
        highest = max(len(names_of_levels(aim.levels)), int(high), 2)
        return Axis([Decimal(level) for level in range(1, highest + 1)], aim)
    if aim.kind == Kind.RANK:
        return Axis(_ranks(high), aim)
    is_share = aim.kind == Kind.PERCENTAGE and low >= 0 and high <= WHOLE
    low, high = _span_of_shares(low, high) if is_share else _span(low, high)
    return Axis(_ticks(low, high, is_whole=all(value == int(value) for value in values)), aim)


def _ranks(last: Decimal) -> list[Decimal]:
    """First place, then every so many, up to the last that is needed or past it."""
    step = max(1, int(_step(last)))
    end = max(2, ceil(last / step) * step)
    return [Decimal(place) for place in sorted({1, *range(step, end + 1, step)})]


def _span_of_shares(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if low == high or high - low >= NARROW:
        return NOUGHT, WHOLE
    start = min(max(NOUGHT, (low + high - SHORTEST) / 2), WHOLE - SHORTEST)
    return min(low, start), max(high, start + SHORTEST)


def _span(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if low == high or low <= 0 or high - low >= high * CLOSE:
        return min(NOUGHT, low), max(NOUGHT, high)
    middle, least = (low + high) / 2, high * CLOSEST / 2
    return min(low, middle - least), max(high, middle + least)


def _ticks(low: Decimal, high: Decimal, *, is_whole: bool) -> list[Decimal]:
    """Round figures from the low one or below to the high one or above; whole ones where all that is drawn is whole."""
    step = _step(high - low or ONE)
    step = max(ONE, step) if is_whole else step
    first, last = floor(low / step), ceil(high / step)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def _step(length: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 5, 10 and so on, or a tenth of them, that divides a length into few parts."""
    digits = (ONE, Decimal(2), Decimal(5))
    steps = (digit.scaleb(power) for power in count(length.adjusted() - 1) for digit in digits)
    return next(step for step in steps if length <= PARTS * step)


def _short(tick: Decimal, highest: Decimal) -> str:
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if tick and highest >= 10 * size:
            return f"{number_in_words(tick / size)}{letter}"
    return number_in_words(tick)
