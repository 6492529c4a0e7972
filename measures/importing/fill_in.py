"""The sheet to fill in: a row for each measure of a plan and for each group that it is read for."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from tablib import Dataset

from actions.history.as_at import Day
from measures.figures.figure import Figure
from measures.importing.columns import FOR_ORIENTATION, HEADINGS
from measures.kinds import PERCENT, Kind, names_of_levels
from measures.standing import MeasureStanding, Viewer
from plans.models import Plan

HINT, LAST = FOR_ORIENTATION.values()
FIRST = ("number", "measure", "category", "group")
FILLED_IN = [heading for name, heading in HEADINGS.items() if name not in FIRST]
HOW: dict[str, str] = {
    Kind.PERCENTAGE: "How many of how many, or a percentage such as 62.5",
    Kind.RATIO: "A ratio such as 1.4, or how many of how many for each group",
    Kind.RANK: "A rank such as 7",
    Kind.YES_NO: "Yes or No",
    Kind.NARRATIVE: "Words, under “In words”",
}


def fill_in_sheet(plan: Plan) -> Dataset:
    """Return the rows of the sheet, under headings that an import understands. Three queries."""
    sheet = Dataset(headers=[*(HEADINGS[name] for name in FIRST), HINT, LAST, *FILLED_IN])
    today = Day(timezone.localdate())
    for standing in plan.measures.standings_of([plan.pk], viewer=Viewer(exact=True), day=today, last=1):
        measure = standing.measure
        for newest in _places(standing):
            category, group, day = (newest.category, newest.group, newest.read_on) if newest else ("", "", None)
            row = [measure.position, measure.name, category, group, _hint(measure), day]
            sheet.append([*row, *[None] * len(FILLED_IN)])
    return sheet


def _places(standing: MeasureStanding) -> Iterator[Figure | None]:
    """The newest figure for everyone, and those of the newest breakdown by each category; None for no reading yet."""
    yield from standing.overall[:1]
    seen: set[str] = set()
    for breakdown in standing.breakdowns:
        if breakdown[0].category not in seen:
            seen.add(breakdown[0].category)
            yield from breakdown
    if not standing.figures:
        yield None


def _hint(measure: Any) -> str:
    if measure.kind == Kind.LEVEL:
        return f"One of: {', '.join(names_of_levels(measure.levels))}"
    if measure.kind == Kind.NUMBER:
        return (
            "A number, in %"
            if measure.unit == PERCENT
            else f"A number of {measure.unit}"
            if measure.unit
            else "A number"
        )
    return HOW[measure.kind]
