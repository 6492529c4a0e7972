"""Dates without a year: "by 31 October", "from April to June", "October INSET"; their year is sought in the plan."""

from dataclasses import replace
from itertools import pairwise

from actions.readers.period import PlanPeriod
from actions.readers.timescales.joining import Span, dated, stretched
from actions.readers.timescales.roles import Placed
from actions.readers.timescales.stretches import Part, Stretch, months_later

FIRST_OF_SEVERAL = "“{words}” names no year and falls more than once in the plan; the first was taken."
NO_END_OF_PLAN = "“{words}” names no year and the plan states no end; the first after its start was taken."
NEXT = "“{words}” depends on when it was written; it was counted from the plan’s first day."


def explained(placed: list[Placed]) -> list[Placed]:
    """The spans without those that only say in other words what a dated one says: "Q3/4 Oct 2024 - Mar 2025"."""
    left = list(placed)
    for vague in [one for one in placed if one.span.stretch is None]:
        for index, one in enumerate(left):
            if one.span.stretch is not None and _covers(vague.span, one.span.stretch):
                left[index] = _explained_by(vague, one)
                left.remove(vague)
                break
    return left


def _covers(span: Span, stretch: Stretch) -> bool:
    """Whether a dated stretch lies within the parts of the year that a span names."""
    if span.is_range or span.parts[0].kind not in ("quarter", "season"):
        return False
    first, last = span.parts[0], span.parts[-1]
    for year in (stretch.starts_on.year - 1, stretch.starts_on.year):
        begins = first.in_year(year)
        stretches = dated([begins, last]) if begins else []
        if stretches and stretches[0].starts_on <= stretch.starts_on and stretch.ends_on <= stretches[-1].ends_on:
            return True
    return False


def _explained_by(vague: Placed, one: Placed) -> Placed:
    stretch = one.span.stretch
    if stretch is None or stretch.kind == "day" or stretch.starts_on == stretch.ends_on:
        return replace(one, is_aside=one.is_aside and vague.is_aside, role=one.role or vague.role)
    span = replace(one.span, stretch=replace(stretch, certainty=vague.span.certainty))
    return replace(one, span=span, is_aside=vague.is_aside, role=one.role or vague.role)


def in_plan(one: Placed, period: PlanPeriod) -> Placed | None:
    """A placed span with the year in which it falls in the plan, with a doubt when it falls there more than once."""
    if one.span.stretch is not None:
        return one
    is_next = one.is_next
    fitting = [span for year in _years(period) if (span := _in_year(one.span, year, period))]
    fitting = [span for span in fitting if span.stretch and _fits(span.stretch, period, is_next=is_next)]
    if not fitting:
        return None
    doubt = FIRST_OF_SEVERAL if len(fitting) > 1 else ""
    if period.ends_on is None:
        doubt = NO_END_OF_PLAN
    if is_next:
        doubt = NEXT
    doubts = (doubt.format(words=one.span.words),) if doubt else ()
    return replace(one, span=replace(fitting[0], doubts=fitting[0].doubts + doubts))


def _years(period: PlanPeriod) -> range:
    last = (period.ends_on or months_later(period.starts_on, 12)).year
    return range(period.starts_on.year - 1, min(last, period.starts_on.year + 20) + 2)


def _in_year(span: Span, year: int, period: PlanPeriod) -> Span | None:
    first = span.parts[0].in_year(year)
    if first is None:
        return None
    stretches = dated([first, *span.parts[1:]])
    if len(stretches) == 1:
        one = stretches[0]
        is_window = (one.kind in ("quarter", "season") and one.edge != "end") or (
            one.kind == "day" and one.starts_on != one.ends_on
        )
        return Span(span.words, one, is_window=is_window, doubts=span.doubts)
    return stretched(stretches, span.words, period, is_range=span.is_range, doubts=span.doubts)


def _fits(stretch: Stretch, period: PlanPeriod, *, is_next: bool) -> bool:
    """Whether a stretch ends within the plan, or within its first year where it states no end."""
    if is_next:
        return stretch.starts_on > period.starts_on
    last = period.ends_on or months_later(period.starts_on, 12)
    return period.starts_on <= stretch.ends_on <= last


def evenly(parts: tuple[Part, ...]) -> int | None:
    """The months between parts of the year that come round evenly ("Feb, May, Aug and Nov"), None when they do not."""
    months = sorted({part.month for part in parts})
    if len(months) < 2 or 12 % len(months):
        return None
    step = 12 // len(months)
    return step if all(b - a == step for a, b in pairwise(months)) else None
