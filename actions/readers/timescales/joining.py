"""Moments that belong together: "January - March 2023", "May/June 2021", "Q3/4 Oct 2024 - Mar 2025"."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from actions.readers.period import PlanPeriod
from actions.readers.timescales.scan import Item
from actions.readers.timescales.signs import Sign
from actions.readers.timescales.stretches import Moment, Part, Stretch
from actions.readers.timescales.years import years_between

ALWAYS_FINER = ("exact", "month", "quarter", "season", "year")
END_BEFORE_START = "The end stands before the start, a slip; the end was read a year later."
END_NOT_READ = "The end stands before the start, a slip; the end was not read."
SEVERAL = "Several dates stand side by side; the last was taken as due."
SIDE_BY_SIDE = "Two dates stand side by side; they were taken as start and end."
_JOINERS = {Sign.TO, Sign.AND, Sign.COMMA, Sign.UNTIL}


@dataclass(frozen=True)
class Span:
    """One moment, or several that were joined: their days, or the parts of a year while no year is known.

    ``is_window`` when work fills it, from the first day to the last; else only its end counts. ``each`` holds the
    days of moments that stand apart.
    """

    words: str
    stretch: Stretch | None
    parts: tuple[Part, ...] = ()
    is_window: bool = False
    is_range: bool = False
    each: tuple[Stretch, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    @property
    def certainty(self) -> str:
        return self.stretch.certainty if self.stretch else self.parts[0].certainty


def joined(items: Sequence[Item], period: PlanPeriod) -> list[Item | Span]:
    """The items, with each run of joined moments put together as one span."""
    together: list[Item | Span] = []
    index = 0
    while index < len(items):
        if not items[index].is_moment:
            together.append(items[index])
            index += 1
            continue
        run, joints, end = _run_at(items, index)
        if index and items[index - 1].plain == "between":
            joints.add(Sign.TO)
        together.append(span_of(run, joints, " ".join(item.words for item in items[index:end]), period))
        index = end
    return together


def _run_at(items: Sequence[Item], index: int) -> tuple[list[Moment], set[Sign], int]:
    """The moments that are joined from this place on, with what, and where the run ends."""
    run: list[Moment] = []
    joints: set[Sign] = set()
    while True:
        moment = items[index].what
        assert isinstance(moment, Stretch | Part)
        run.append(moment)
        found = _next_moment(items, index + 1)
        if found is None or (not found[0] and not _stand_as_pair(moment, items[found[1]].what)):
            return run, joints, index + 1
        joints |= found[0] or {Sign.LINK}
        index = found[1]


def _next_moment(items: Sequence[Item], at: int) -> tuple[set[Sign], int] | None:
    """With which joints the next moment follows and where it stands; None when other words come between."""
    joints: set[Sign] = set()
    while at < len(items) and isinstance(sign := items[at].what, Sign):
        if sign in _JOINERS:
            joints.add(sign)
        elif sign != Sign.LINK:
            return None
        at += 1
    return (joints, at) if at < len(items) and items[at].is_moment else None


def _stand_as_pair(first: object, second: object) -> bool:
    """Whether two moments with nothing between are start and end of one stretch, printed in two cells."""
    if not isinstance(first, Stretch) or not isinstance(second, Stretch) or first.edge or second.edge:
        return False
    return first.kind == second.kind and first.kind in ("day", "month", "year") and first.ends_on < second.starts_on


def span_of(run: list[Moment], joints: set[Sign], words: str, period: PlanPeriod) -> Span:
    """The span of joined moments; the year of one is the year of those before it that have none."""
    doubts = tuple(dict.fromkeys(moment.doubt for moment in run if moment.doubt))
    stretches = dated(run)
    is_range = bool(joints & {Sign.TO, Sign.UNTIL, Sign.LINK})
    if not stretches:
        parts = tuple(moment for moment in run if isinstance(moment, Part))
        return Span(words, None, parts, is_range=is_range, doubts=doubts)
    if len(stretches) == 1:
        return Span(words, stretches[0], is_window=_is_window(stretches[0]), doubts=doubts)
    doubts += (SIDE_BY_SIDE,) if joints == {Sign.LINK} else ()
    return stretched(stretches, words, period, is_range=is_range, doubts=doubts)


def stretched(
    stretches: list[Stretch], words: str, period: PlanPeriod, *, is_range: bool, doubts: tuple[str, ...] = ()
) -> Span:
    """One span of several stretches: a range from the first to the last, or neighbours, or deadlines side by side."""
    first, last = stretches[0], stretches[-1]
    certainty = max((stretch.certainty for stretch in stretches), key=ALWAYS_FINER.index)
    if not is_range and len(stretches) == 2 and _are_whole_years(first, last):
        is_range, doubts = True, (*doubts, SIDE_BY_SIDE)
    if is_range:
        return _range(first, last, certainty, words, period, doubts)
    in_order = sorted(stretches, key=lambda stretch: stretch.ends_on)
    if all(b.starts_on <= a.ends_on + timedelta(days=1) for a, b in pairwise(in_order)):
        if any(stretch.edge for stretch in stretches):
            return Span(words, replace(in_order[-1], certainty=certainty), doubts=doubts)
        whole = replace(first, starts_on=in_order[0].starts_on, ends_on=in_order[-1].ends_on, certainty=certainty)
        return Span(words, whole, is_window=True, doubts=doubts)
    due = replace(in_order[-1], certainty=certainty)
    return Span(words, due, each=tuple(in_order), doubts=(*doubts, SEVERAL))


def _are_whole_years(first: Stretch, last: Stretch) -> bool:
    """Whether two months bound whole years ("April 2023 / March 2026"), so that they are start and end."""
    months = (last.ends_on.year - first.starts_on.year) * 12 + last.ends_on.month - first.starts_on.month + 1
    return first.kind == last.kind == "month" and months > 0 and months % 12 == 0


def _range(
    first: Stretch, last: Stretch, certainty: str, words: str, period: PlanPeriod, doubts: tuple[str, ...]
) -> Span:
    if first.kind == last.kind == "year" and first.starts_on.year < last.starts_on.year:
        years = years_between(first.starts_on.year, last.starts_on.year, period)
        if years is not None:
            doubts += (years.doubt,) if years.doubt else ()
            return Span(words, years, is_window=True, is_range=True, doubts=doubts)
    starts_on, ends_on = first.starts_on, last.ends_on
    if first.edge == "end":
        starts_on = first.ends_on
    if ends_on < starts_on:
        later = Part(last.starts_on.month, last_day=None).in_year(last.starts_on.year + 1)
        if first.starts_on.year - last.starts_on.year > 0 or later is None or last.kind != "month":
            return Span(words, first, is_window=_is_window(first), doubts=(*doubts, END_NOT_READ))
        ends_on, doubts = later.ends_on, (*doubts, END_BEFORE_START)
    whole = replace(first, starts_on=starts_on, ends_on=ends_on, certainty=certainty, edge="")
    return Span(words, whole, is_window=True, is_range=True, doubts=doubts)


def _is_window(stretch: Stretch) -> bool:
    """Whether one moment is a time to work in (a quarter, a term, 2022/23) and not a time to be ready by."""
    if stretch.edge == "end":
        return False
    return stretch.kind in ("quarter", "season", "years", "plan") or (
        stretch.kind == "day" and stretch.starts_on < stretch.ends_on
    )


def dated(run: Sequence[Moment]) -> list[Stretch]:
    """The moments with their years, each without one taking it from the next that has one, else from the one before."""
    stretches: list[Stretch | None] = [moment if isinstance(moment, Stretch) else None for moment in run]
    if not any(stretches):
        return []
    for index in range(len(run) - 2, -1, -1):
        part, later = run[index], stretches[index + 1]
        if stretches[index] is None and isinstance(part, Part) and later is not None:
            stretches[index] = _before(part, later)
    for index in range(1, len(run)):
        part, earlier = run[index], stretches[index - 1]
        if stretches[index] is None and isinstance(part, Part) and earlier is not None:
            stretches[index] = _behind(part, earlier)
    return [stretch for stretch in stretches if stretch is not None]


def _before(part: Part, later: Stretch) -> Stretch | None:
    stretch = part.in_year(later.starts_on.year)
    return part.in_year(later.starts_on.year - 1) if stretch and stretch.starts_on > later.ends_on else stretch


def _behind(part: Part, earlier: Stretch) -> Stretch | None:
    stretch = part.in_year(earlier.starts_on.year)
    return part.in_year(earlier.starts_on.year + 1) if stretch and stretch.ends_on < earlier.starts_on else stretch
