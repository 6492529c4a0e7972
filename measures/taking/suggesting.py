"""What the next reading of a measure is likely to be about, so that little is left to type."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from actions.models import Tag
from measures.figures.figure import Figure
from measures.kinds import MONTHS_BETWEEN, Frequency
from measures.models import Measure, Reading
from measures.taking.due import months_after
from plans.models import Plan

MOST = 200
"""How many groups are suggested at most."""


@dataclass(frozen=True)
class Breakdowns:
    """The categories and groups to choose from; others may be typed."""

    categories: list[str]
    groups: list[str]


def known_breakdowns(measure: Measure, user: Any) -> Breakdowns:
    """Return the characteristics, and the categories and groups of those of the council's readings that a person may
    read. Two queries."""
    council = measure.plan.council_id
    tags = Tag.objects.offered_to([council]).filter(kind=Tag.Kind.CHARACTERISTIC)
    plans = Plan.objects.visible_to(user).filter(council=council).order_by().values("pk")
    used = Reading.objects.filter(measure__plan__in=plans).exclude(group="").order_by()
    pairs = list(used.values_list("category", "group").distinct()[:MOST])
    categories = list(tags.values_list("name", flat=True))
    known = {name.casefold() for name in categories}
    others = sorted({category for category, _ in pairs if category and category.casefold() not in known})
    return Breakdowns(categories + others, sorted({group for _, group in pairs}))


@dataclass(frozen=True)
class Breakdown:
    """A breakdown that is being typed: the figures of its groups so far, and the groups that it had the time before."""

    figures: list[Figure]
    missing: list[str]
    missing_since: date | None


def breakdown_of(figure: Figure, figures: list[Figure]) -> Breakdown:
    """Return the breakdown that a figure belongs to, of all figures of the measure, the newest first."""
    same = [one for one in figures if one.group and one.category == figure.category]
    given = [one for one in same if one.read_on == figure.read_on]
    earlier = [one for one in same if one.read_on < figure.read_on]
    since = earlier[0].read_on if earlier else None
    groups = {one.group for one in given}
    missing = sorted(one.group for one in earlier if one.read_on == since and one.group not in groups)
    return Breakdown(sorted(given, key=lambda one: one.group), missing, since)


def as_spelled(typed: str, known: list[str]) -> str:
    """Return what was typed as it is spelled already, so that "white" and "White" stay one group."""
    typed = " ".join(typed.split())
    return next((name for name in known if name.casefold() == typed.casefold()), typed)


def next_dates(last: Any, frequency: str, today: date) -> dict[str, date]:
    """Return the days to begin with: the next turn of a measure that is read in turns, if it has come, else today.

    ``last`` is the newest reading or figure, None for none. One of a period is followed by one of the next period.
    """
    months = MONTHS_BETWEEN.get(Frequency(frequency)) if last else None
    turn = _turn_after(last.read_on, months) if months else None
    if turn is None or turn > today:
        return {"read_on": today}
    dates = {"read_on": turn}
    return dates | {"starts_on": last.read_on + timedelta(days=1)} if last.starts_on else dates


def _turn_after(day: date, months: int) -> date:
    """The same day some months on; the last day of a month is followed by the last day of another."""
    turn = months_after(day, months)
    if day.day == monthrange(day.year, day.month)[1]:
        return turn.replace(day=monthrange(turn.year, turn.month)[1])
    return turn
