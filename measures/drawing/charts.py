"""Charts of a measure's figures as inline SVG, with the same figures in a table.

Figures come in as their reader is told them, markup goes out; no query is made, and nothing is drawn that is not told.
A figure without a value breaks the line, and is said to.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from measures.drawing.axis import Axis, axis_for
from measures.drawing.line import day_labels, goal_lines, grid, line_with_dots, path, places_of, points_of, sentence
from measures.figures.figure import Figure
from measures.judging.goals import Goal, goals_of
from measures.judging.targets import Aim
from measures.kinds import PERCENT, Kind, names_of_levels

NOTHING = "No figure is shown, so there is nothing to draw."


def line(title: str, figures: Iterable[Figure], *, aim: Aim, name: str, beside: Iterable[Figure] = ()) -> SafeString:
    """Draw figures, in any order, as a line over time with the target and the baseline, and with their table.

    ``aim`` says what kind they are of and what they have to reach. ``beside`` are the figures of the group that they
    have to match, one for each and in the same order: a second line. ``name`` is unique on the page: ids begin with it.
    """
    told, others = _oldest_first(figures), _oldest_first(beside)
    if not _values(told):
        return _frame(title)
    goals, places = goals_of(aim), places_of(told)
    axis = _axis([*told, *others], goals, aim)
    drawing = (
        f'<svg class="edi-chart__columns" role="img" focusable="false" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-said"><desc id="{name}-said">{escape(_said(told, others, goals))}</desc>'
        f"{grid(axis)}{day_labels(told, places)}{goal_lines(goals, axis)}"
        f"{line_with_dots(others, places, axis, look='beside') if others else ''}"
        f"{line_with_dots(told, places, axis)}</svg>"
    )
    table = _table_of_pairs(told, others) if others else _table("Date", [(figure.when, figure) for figure in told])
    return _frame(title, name=name, note=axis.note, drawing=drawing, key=_key(told, others, goals, aim), table=table)


def spark(figures: Iterable[Figure], *, aim: Aim) -> SafeString:
    """Draw figures, in any order, as a small line for a row that says the newest in words; "" if none has a value.

    It has the axis of the large chart, so that a small change looks small. Assistive technology passes over it.
    """
    told = _oldest_first(figures)
    if not _values(told):
        return SafeString("")
    goals = goals_of(aim)
    axis = _axis(told, goals, aim)
    points = points_of(told, places_of(told), axis)
    x, y = next(point for point in reversed(points) if point)
    targets = (axis.place(goal.value) for goal in goals if goal.look == "target")
    target = "".join(f'<path class="edi-line--target" d="M0 {place:.1f}H100"/>' for place in targets)
    return SafeString(
        '<svg class="edi-spark" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'{target}<path class="edi-line" d="{path(points, axis)}"/>'
        f'<path class="edi-spark__newest" d="M{x:.1f} {y:.1f}h0"/></svg>'
    )


def bars(title: str, figures: Sequence[Figure], *, aim: Aim, name: str, of: str = "Group") -> SafeString:
    """Draw one bar for each group of a breakdown, in the order given, with its words at the end, and with their table.

    ``of`` says what the groups are. A figure without a value has words and no bar; so has a rank, for a longer bar
    would look better and be worse. ``name`` is unique on the page: ids begin with it.
    """
    if not figures:
        return _frame(title)
    drawing = f'<ul class="edi-chart__rows">{"".join(_bars(figures, aim))}</ul>'
    return _frame(title, name=name, drawing=drawing, table=_table(of, [(figure.group, figure) for figure in figures]))


# Figures and words


def _oldest_first(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: figure.read_on)


def _values(figures: Iterable[Figure]) -> list[Decimal]:
    return [figure.value for figure in figures if figure.value is not None]


def _axis(told: Sequence[Figure], goals: Sequence[Goal], aim: Aim) -> Axis:
    return axis_for(aim, [*_values(told), *(goal.value for goal in goals)])


def _said(told: Sequence[Figure], others: Sequence[Figure], goals: Sequence[Goal]) -> str:
    """Describe a line: how many figures it has and lacks, the first and the newest, and what they are drawn beside."""
    gaps = len(told) - len(_values(told))
    missing = [f"{gaps} of them not drawn, for no value is shown"] if gaps else []
    ends = dict.fromkeys(sentence(figure) for figure in (told[0], told[-1], *others[-1:]))
    parts = [f"A line over time, figures: {len(told)}", *missing, *ends, *(goal.words for goal in goals)]
    return f"{'. '.join(parts)}. A table with every figure follows."


def _with_share(figure: Figure) -> str:
    return f"{figure.words} ({figure.of})" if figure.of else figure.words


def _whole(figures: Iterable[Figure], aim: Aim) -> int:
    """What a bar is a part of: 100 for a share, the highest level for a level; 0 where there is no such whole."""
    if aim.kind == Kind.LEVEL:
        return len(names_of_levels(aim.levels))
    return 100 if aim.kind == Kind.PERCENTAGE or any(figure.base for figure in figures) else 0


# The bars, the key, the table and the frame


def _bars(figures: Sequence[Figure], aim: Aim) -> Iterator[str]:
    """Each bar as long as its figure is of the whole; where there is none, beside the largest, from nought."""
    values, whole = _values(figures), _whole(figures, aim)
    low, high = float(min([Decimal(0), *values])), float(max([Decimal(whole), *values]))
    across = 100 / (high - low or 1)
    nought = f"{(0 - low) * across:.4g}%"
    behind = f'<line class="edi-chart__nought" x1="{nought}" x2="{nought}" y2="100%"/>'
    if whole:
        behind = '<rect class="edi-chart__track" width="100%" height="100%"/>'
    for figure in figures:
        bar = ""
        if figure.value is not None and aim.kind != Kind.RANK:
            value = float(figure.value)
            x, width = (min(value, 0) - low) * across, abs(value) * across
            drawn = f'{behind}<rect class="edi-chart__group" x="{x:.4g}%" width="{width:.4g}%" height="100%"/>'
            bar = f'<svg class="edi-chart__bar" aria-hidden="true" focusable="false">{drawn}</svg>'
        of = f" ({figure.of})" if figure.of else ""
        end = f'<span class="edi-chart__end"><strong>{escape(figure.words)}</strong>{of}</span>'
        yield f"<li><span>{escape(figure.group)}</span>{bar}{end}</li>"


def _key(told: Sequence[Figure], others: Sequence[Figure], goals: Sequence[Goal], aim: Aim) -> str:
    unit = f" ({aim.unit})" if aim.unit and aim.unit != PERCENT and aim.kind in (Kind.NUMBER, Kind.RATIO) else ""
    level = '<line class="{}" x2="100%" y1="50%" y2="50%"/>'
    signs = [(level.format("edi-line"), (told[0].group if others else "") or f"Reading{unit}")]
    if others:
        signs.append((level.format("edi-line edi-line--beside"), others[0].group))
    signs += [(level.format(f"edi-line--{goal.look}"), goal.words) for goal in goals]
    if len(_values([*told, *others])) < len([*told, *others]):
        signs.append(('<circle class="edi-gap" cx="50%" cy="50%"/>', "No value shown: the line is broken there"))
    return "".join(
        f'<li><svg class="edi-chart__sign" aria-hidden="true" focusable="false">{sign}</svg>{escape(words)}</li>'
        for sign, words in signs
    )


def _table(of: str, figures: Sequence[tuple[str, Figure]]) -> str:
    """One row for each figure with its name; how many of how many where that is told of any."""
    rows = [[label, figure.words, figure.of or "Not given"] for label, figure in figures]
    columns = 3 if any(figure.of for _, figure in figures) else 2
    return _rows([of, "Figure", "How many of how many"][:columns], [row[:columns] for row in rows])


def _table_of_pairs(told: Sequence[Figure], others: Sequence[Figure]) -> str:
    """One row for each day, with the figures of both groups."""
    pairs = zip(told, others, strict=True)
    rows = [[figure.when, _with_share(figure), _with_share(other)] for figure, other in pairs]
    return _rows(["Date", told[0].group, others[0].group], rows)


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    numeric = ' class="govuk-table__cell--numeric"'
    head = "".join(f'<th scope="col"{numeric}>{escape(text)}</th>' for text in heads[1:])
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>{"".join(f"<td{numeric}>{escape(text)}</td>" for text in cells)}</tr>'
        for label, *cells in rows
    )
    return f'<thead><tr><th scope="col">{escape(heads[0])}</th>{head}</tr></thead><tbody>{body}</tbody>'


def _frame(title: str, *, name: str = "", note: str = "", **drawn: str) -> SafeString:
    """Put a drawing, its key and its table into the frame of every chart; without a drawing, a sentence."""
    parts = {"title": title, "name": name, "note": note, "nothing": NOTHING}
    markup = {part: SafeString(text) for part, text in drawn.items()}
    return SafeString(render_to_string("_components/_chart.html", parts | markup))
