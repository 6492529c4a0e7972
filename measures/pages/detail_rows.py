"""What a measure's own page shows of its figures: the readings as a table, the two groups compared, its breakdowns."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from measures.drawing import charts
from measures.figures.comparing import Comparison
from measures.figures.figure import Figure
from measures.standing import MeasureStanding
from plans.templatetags.edi import published

EVERYONE, NOTHING = "Everyone", "–"

Column = tuple[str, list[SafeString | str]]


def in_table_order(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures as the table lists them: the newest first, those of a day by breakdown and group."""
    return sorted(figures, key=lambda one: (-one.read_on.toordinal(), one.category or "", one.group or ""))


def reading_table(figures: Collection[Figure], *, may_correct: bool) -> dict[str, Any]:
    """Return the headings and the rows of a table of readings; a column that no reading fills is left out."""
    columns: list[Column] = [
        ("As at", [figure.when for figure in figures]),
        ("Breakdown by", [figure.category or "" for figure in figures]),
        ("Group", _groups(figures)),
        ("Figure", [published(figure.words) for figure in figures]),
        ("How many", [figure.of for figure in figures]),
        ("Source", [figure.origin or "" for figure in figures]),
        ("Note", [published(figure.note) for figure in figures]),
    ]
    if may_correct:
        columns.append(("Correct it", [_correct_link(figure) for figure in figures]))
    filled = [(heading, cells) for heading, cells in columns if any(cells)]
    rows = zip(*(cells for _, cells in filled), strict=True)
    return {
        "headings": [heading for heading, _ in filled],
        "rows": [{"cells": _cells([heading for heading, _ in filled], row)} for row in rows],
    }


def _groups(figures: Collection[Figure]) -> list[SafeString | str]:
    """The group of each figure, "Everyone" beside others; "" for all where none is of a group."""
    everyone = EVERYONE if any(figure.group for figure in figures) else ""
    return [figure.group or everyone for figure in figures]


def newest_breakdowns(standing: MeasureStanding) -> Iterator[SafeString]:
    """Draw the newest breakdown by each category as bars with their table."""
    drawn: set[str] = set()
    for figures in standing.breakdowns:
        category = figures[0].category or ""
        if category not in drawn:
            drawn.add(category)
            title = f"By {category.lower()}" if category else "By group"
            title, name = f"{title}, {figures[0].when}", f"groups-{len(drawn)}"
            yield charts.bars(title, figures, aim=standing.aim, name=name, of=category or "Group")


def comparison_rows(comparisons: Sequence[Comparison]) -> dict[str, list[dict[str, str]]]:
    """Return a row for each time that the two groups were compared, those of the newest day apart from earlier ones."""
    rows: dict[str, list[dict[str, str]]] = {"newest": [], "earlier": []}
    for one in comparisons:
        when = f"{one.compared.when}, {one.compared.category}".removesuffix(", ")
        age = "newest" if one.read_on == comparisons[0].read_on else "earlier"
        rows[age].append({"when": when, "words": one.words})
    return rows


def _correct_link(figure: Figure) -> SafeString:
    told = f"{figure.when}, {figure.group}".removesuffix(", ")
    return format_html(
        '<a href="{}">Correct<span class="govuk-visually-hidden">: {}</span></a>',
        reverse("reading-correct", args=[figure.pk]),
        told,
    )


def _cells(headings: Collection[str], values: Iterable[str]) -> SafeString:
    """The cells of a row: the first heads it, each is labelled with its column for narrow screens."""
    cells = [
        f'data-label="{heading}">{conditional_escape(value or NOTHING)}<'
        for heading, value in zip(headings, values, strict=True)
    ]
    first, *others = cells
    return SafeString(f'<th scope="row" {first}/th>' + "".join(f"<td {cell}/td>" for cell in others))
