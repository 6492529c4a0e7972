"""The parts of a line chart as SVG: its axes, its level lines, its lines and their dots.

Lengths are percentages, as in the charts of actions, so that one drawing fits a phone, a screen and a sheet of paper.
Only numbers and escaped words go into the f-strings.
"""

from collections.abc import Iterable, Sequence
from html import escape

from measures.drawing.axis import Axis
from measures.figures.figure import Figure
from measures.judging.goals import Goal
from measures.kinds import Kind

INSET = 4
"""How far from the sides the first and the last day are drawn, in per cent, so that nothing is cut off."""

DAYS_APART, DAYS_APART_ON_A_PHONE = 12, 24
"""How far apart two days are named at least, in per cent of the width."""

MANY = 40
"""With more figures than this, each has a smaller dot."""

ABOVE = -16
"""Where a figure without a value is marked: above the drawing, where nobody takes it for a value."""

ENOUGH = 20
"""A drawing cuts a level's name off after so many letters; the words and the table have it whole."""

Point = tuple[float, float] | None  # how far from the left and from the top, in per cent; None for a gap


def places_of(told: Sequence[Figure]) -> list[float]:
    """Return how far from the left each figure is drawn, in per cent: as far apart as their days are in time.

    The figures are oldest first, at least one. If all are of one day, they are in the middle.
    """
    days = [figure.read_on.toordinal() for figure in told]
    if days[0] == days[-1]:
        return [50.0 for _ in days]
    across = (100 - 2 * INSET) / (days[-1] - days[0])
    return [INSET + (day - days[0]) * across for day in days]


def points_of(told: Sequence[Figure], places: Sequence[float], axis: Axis) -> list[Point]:
    """Return where each figure is drawn, at these places from the left; None where it has no value."""
    top, down = axis.scale
    return [
        (x, (float(one.value) - top) * down) if one.value is not None else None
        for one, x in zip(told, places, strict=True)
    ]


def sentence(figure: Figure) -> str:
    """Say a figure with its group and its day: "Women, 31 March 2026: 40%"."""
    return f"{figure.group}, {figure.when}: {figure.words}".removeprefix(", ")


def path(points: Iterable[Point], axis: Axis) -> str:
    """Join points, broken at each None. What stands on steps goes along and then up or down, never in between."""
    is_stepped = axis.aim.kind in (Kind.LEVEL, Kind.YES_NO)
    drawn, is_down = [], False
    for point in points:
        if point:
            joined = "M%.1f %.1f" if not is_down else "H%.1fV%.1f" if is_stepped else "L%.1f %.1f"
            drawn.append(joined % point)
        is_down = point is not None
    return "".join(drawn)


def line_with_dots(told: Sequence[Figure], places: Sequence[float], axis: Axis, *, look: str = "") -> str:
    """Draw figures as a line, with a dot for each and a ring above the drawing for each that has no value.

    Pointed at, each says its words. ``look`` is "beside" for the line that another one is read against.
    """
    points, dots = points_of(told, places, axis), []
    for figure, point, x in zip(told, points, places, strict=True):
        place = f'class="edi-dot" cy="{point[1]:.1f}%"' if point else f'class="edi-gap" cy="{ABOVE}"'
        dots.append(f'<circle {place} cx="{x:.1f}%"><title>{escape(sentence(figure))}</title></circle>')
    looks = "".join(f" edi-chart__series--{each}" for each in (look, "many" if len(told) > MANY else "") if each)
    return (
        f'<g class="edi-chart__series{looks}"><svg viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path class="edi-line" d="{path(points, axis)}"/></svg>{"".join(dots)}</g>'
    )


def grid(axis: Axis) -> str:
    """Name each figure of the axis beside its line; a level, whose name is longer, upon it."""
    is_level = axis.aim.kind == Kind.LEVEL
    label_is = 'class="edi-chart__level" dy="-6"' if is_level else 'class="edi-chart__tick" x="-8"'
    return "".join(
        f'<line class="edi-chart__line" x2="100%" y1="{y:.1f}%" y2="{y:.1f}%"/>'
        f'<text {label_is} y="{y:.1f}%">{escape(_cut(label) if is_level else label)}</text>'
        for y, label in zip(map(axis.place, axis.ticks), axis.labels, strict=True)
    )


def goal_lines(goals: Iterable[Goal], axis: Axis) -> str:
    """Level lines with their words, the target's near the middle and the baseline's at the end, so that none touch.

    Among the names of levels there is room at the end only: there the first of two on one level has its word.
    """
    is_level, drawn, named = axis.aim.kind == Kind.LEVEL, [], set()
    for goal in goals:
        y, x = axis.place(goal.value), 60 if goal.look == "target" and not is_level else 100
        drawn.append(f'<line class="edi-line--{goal.look}" x2="100%" y1="{y:.1f}%" y2="{y:.1f}%"/>')
        if (x, y) not in named:
            drawn.append(f'<text class="edi-chart__goal" x="{x}%" y="{y:.1f}%" dy="-6">{goal.label}</text>')
        named.add((x, y))
    return "".join(drawn)


def day_labels(told: Sequence[Figure], places: Sequence[float]) -> str:
    """Name the newest day and as many before it as there is room for, fewer on a phone, so that names never touch."""
    drawn, beside, beside_on_a_phone = [], 200.0, 200.0
    for figure, x in zip(reversed(told), reversed(places), strict=True):
        if beside - x >= DAYS_APART:
            is_minor = beside_on_a_phone - x < DAYS_APART_ON_A_PHONE
            beside, beside_on_a_phone = x, beside_on_a_phone if is_minor else x
            look = "edi-chart__month edi-chart__month--minor" if is_minor else "edi-chart__month"
            on = figure.read_on
            drawn.append(
                f'<text class="{look}" y="100%"><tspan x="{x:.1f}%" dy="20">{on.day} {on:%b}</tspan>'
                f'<tspan x="{x:.1f}%" dy="18">{on.year}</tspan></text>'
            )
    return "".join(drawn)


def _cut(label: str) -> str:
    return label if len(label) <= ENOUGH else f"{label[:ENOUGH].rstrip()}…"
