"""Charts as inline SVG, with the same numbers in a table. Numbers come in, markup goes out; no query is made.

Lengths are percentages, so that one drawing fits a phone, a screen and a sheet of paper while its words keep their
size. Rectangles and cells are written by f-string, for the template engine would cost more than the page's queries;
only numbers and escaped words go into them. Colours live in the stylesheet, under the status's own class.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import count

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.progress import Progress
from actions.status import Status
from plans.days import in_words

Counts = Mapping[str, int]
Series = Sequence[tuple[str, str]]  # (code, label), in the order in which they are stacked and listed

# What is drawn over a status's colour, so that colour is never the only sign; the others stay plain.
MARKS: dict[str, str] = {
    Status.IN_PROGRESS: "M-2 2l4-4M0 8l8-8M6 10l4-4",
    Status.ON_HOLD: "M1.5 2h2v2h-2zM5.5 6h2v2h-2z",
    Status.EMBEDDED: "M4 1.5v5M1.5 4h5",
    Status.WITHDRAWN: "M-2 6l4 4M0 0l8 8M6-2l4 4",
}
WIDEST_COLUMN = 10  # per cent of the drawing, however few the months
LABELS_THAT_FIT, LABELS_THAT_FIT_A_PHONE = 12, 6


def stacked_months(
    title: str,
    months: Sequence[tuple[date, str, Counts]],
    series: Series,
    *,
    name: str,
    lists: Mapping[date, str] | None = None,
) -> SafeString:
    """Draw one stacked column for each month end, oldest first, with its table.

    A month is its day, the address of what makes it up ("" for none) and how many are what. The first of the series
    is at the bottom. ``name`` is unique on the page: ids begin with it. ``lists`` gives the address of each day's list,
    in which the numbers of the table are links.
    """
    lists = lists or {}
    everything = [counts for _, _, counts in months]
    series = _occurring(series, everything)
    if not series:
        return _nothing(title)
    days = [in_words(on) for on, _, _ in months]
    spoken = [f"{day}: {_words(counts, series)}" for day, (_, _, counts) in zip(days, months, strict=True)]
    ticks = _ticks(max(_total(counts, series) for counts in everything))
    drawing = (
        f'<svg class="edi-chart__columns" role="img" focusable="false" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-said">'
        f'<desc id="{name}-said">{escape(_said(spoken))}</desc>'
        f"{_patterns(series, name)}{_grid(ticks)}{_columns(everything, series, ticks[-1], name)}"
        f"{_month_labels([on for on, _, _ in months])}{_hover_areas(spoken)}</svg>"
    )
    rows = [
        (day, link, _figures(counts, series, lists.get(on, "")))
        for day, (on, link, counts) in zip(days, months, strict=True)
    ]
    return _chart(title, series, name, drawing, _table_head(["Date", *_labels(series), "Total"]) + _table_body(rows))


def bars_by(
    title: str, rows: Sequence[tuple[str, str, Counts]], series: Series, *, name: str, of: str = "Theme"
) -> SafeString:
    """Draw one bar for each row, as long as any other, split by status; at its end what is done, and of how many.

    A row is its label, the address of what makes it up ("" for none) and how many are what. ``of`` says what the rows
    are; ``name`` is unique on the page: ids begin with it.
    """
    everything = [counts for _, _, counts in rows]
    series = _occurring(series, everything)
    if not series:
        return _nothing(title)
    bars = "".join(_bar(label, link, counts, series, name) for label, link, counts in rows)
    drawing = (
        f'<svg class="edi-chart__patterns" aria-hidden="true" focusable="false">{_patterns(series, name)}</svg>'
        f'<ul class="edi-chart__rows">{bars}</ul>'
    )
    summed = {code: sum(counts.get(code, 0) for counts in everything) for code, _ in series}
    table = (
        _table_head([of, *_labels(series), "Total", "Done"])
        + _table_body((label, link, [*_figures(counts, series, link), _done(counts)]) for label, link, counts in rows)
        + f"<tfoot>{_table_row('Total', '', [*_figures(summed, series), _done(summed)])}</tfoot>"
    )
    return _chart(title, series, name, drawing, table)


# Numbers and words


def _occurring(series: Series, everything: Iterable[Counts]) -> Series:
    present = {code for counts in everything for code, number in counts.items() if number}
    return [(code, label) for code, label in series if code in present]


def _total(counts: Counts, series: Series) -> int:
    return sum(counts.get(code, 0) for code, _ in series)


def _figures(counts: Counts, series: Series, link: str = "") -> list[str]:
    """The cells of a row: each number, as a link to the part of the row's list that makes it up, and the total."""
    link = escape(link)
    numbers = [(counts.get(code, 0), f"{link}&amp;status={code}") for code, _ in series] + [
        (_total(counts, series), link)
    ]
    return [f'<a href="{href}">{number:,}</a>' if link and number else f"{number:,}" for number, href in numbers]


def _labels(series: Series) -> list[str]:
    return [label for _, label in series]


def _words(counts: Counts, series: Series) -> str:
    parts = [f"{counts[code]:,} {label.lower()}" for code, label in series if counts.get(code)]
    return ", ".join([*parts, f"{_total(counts, series):,} in all"]) if parts else "no actions"


def _said(spoken: Sequence[str]) -> str:
    ends = list(dict.fromkeys([spoken[0], spoken[-1]]))
    return f"Stacked columns by status, {len(spoken)} in all. {'. '.join(ends)}. A table with every figure follows."


def _done(counts: Counts) -> str:
    progress = Progress(dict(counts))
    if progress.percent_done is None:
        return "all withdrawn" if progress.total else "no actions"
    return f"{progress.percent_done}%"


def _ticks(highest: int) -> range:
    """Return round numbers from 0 up to or past the highest, seven at most."""
    step = next(step for power in count() for step in (10**power, 2 * 10**power, 5 * 10**power) if highest <= 6 * step)
    return range(0, highest + step, step)


def _short(tick: int, highest: int) -> str:
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if tick and highest >= 10 * size:
            return f"{tick // size:,}{letter}"
    return f"{tick:,}"


def _step(months: int, labels_that_fit: int) -> int:
    """Return how many months lie between two labels."""
    return next(step for step in (1, 3, 6, *range(12, months + 12, 12)) if months <= step * labels_that_fit)


# Drawing


def _patterns(series: Series, name: str) -> str:
    return f"<defs>{''.join(_pattern(code, name) for code, _ in series)}</defs>"


def _pattern(code: str, name: str) -> str:
    look = code.replace("_", "-")
    marks = f'<path class="edi-chart__mark edi-chart__mark--{look}" d="{MARKS[code]}"/>' if code in MARKS else ""
    return (
        f'<pattern id="{name}-{look}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="edi-bar__seg--{look}" width="8" height="8"/>{marks}</pattern>'
    )


def _fill(code: str, name: str) -> str:
    return f'fill="url(#{name}-{code.replace("_", "-")})"'


def _grid(ticks: range) -> str:
    lines = [(round(100 - tick * 100 / ticks[-1], 2), _short(tick, ticks[-1])) for tick in ticks]
    return '<text class="edi-chart__unit" y="-16">Number of actions</text>' + "".join(
        f'<line class="edi-chart__line" x2="100%" y1="{y}%" y2="{y}%"/>'
        f'<text class="edi-chart__tick" x="-8" y="{y}%">{text}</text>'
        for y, text in lines
    )


def _columns(months: Sequence[Counts], series: Series, highest: int, name: str) -> str:
    pitch = 100 / len(months)
    width = min(pitch * 0.76, WIDEST_COLUMN)
    fills = [(code, _fill(code, name)) for code, _ in series]
    drawn = []
    for place, counts in enumerate(months):
        x, so_far, y = round((place + 0.5) * pitch - width / 2, 2), 0, 100.0
        for code, fill in fills:
            number = counts.get(code, 0)
            if number:
                so_far, below = so_far + number, y
                y = round(100 - so_far * 100 / highest, 2)
                drawn.append(f'<rect {fill} x="{x}%" y="{y}%" width="{width:.2f}%" height="{below - y:.2f}%"/>')
    return f'<g class="edi-chart__parts">{"".join(drawn)}</g>'


def _month_labels(days: Sequence[date]) -> str:
    """Name every so many months, fewer on a phone, so that names never touch; the newest always has its name."""
    pitch, last = 100 / len(days), len(days) - 1
    step, phone_step = _step(len(days), LABELS_THAT_FIT), _step(len(days), LABELS_THAT_FIT_A_PHONE)
    drawn = []
    for place in range(last % step, len(days), step):
        x = round((place + 0.5) * pitch, 2)
        minor = " edi-chart__month--minor" if (last - place) % phone_step else ""
        drawn.append(
            f'<text class="edi-chart__month{minor}" y="100%"><tspan x="{x}%" dy="20">{days[place]:%b}</tspan>'
            f'<tspan x="{x}%" dy="18">{days[place].year}</tspan></text>'
        )
    return "".join(drawn)


def _hover_areas(spoken: Sequence[str]) -> str:
    pitch = 100 / len(spoken)
    return "".join(
        f'<rect class="edi-chart__hover" x="{place * pitch:.2f}%" width="{pitch:.2f}%" height="100%">'
        f"<title>{escape(words)}</title></rect>"
        for place, words in enumerate(spoken)
    )


def _bar(label: str, link: str, counts: Counts, series: Series, name: str) -> str:
    total = _total(counts, series)
    end = f"<strong>{_done(counts)}</strong>"
    if Progress(dict(counts)).percent_done is not None:
        end += f" done, {total:,} action{'' if total == 1 else 's'}"
    title = escape(f"{label}: {_words(counts, series)}")
    parts = f"<title>{title}</title>{_bar_parts(counts, series, name)}"
    bar = f'<svg class="edi-chart__bar" role="img" focusable="false">{parts}</svg>' if total else ""
    return f'<li><span>{_linked(label, link)}</span>{bar}<span class="edi-chart__end">{end}</span></li>'


def _bar_parts(counts: Counts, series: Series, name: str) -> str:
    total, so_far, x, parts, numbers = _total(counts, series), 0, 0.0, [], []
    for code, _ in series:
        number = counts.get(code, 0)
        if number:
            so_far, start = so_far + number, x
            x = round(so_far * 100 / total, 2)
            parts.append(f'<rect {_fill(code, name)} x="{start}%" width="{x - start:.2f}%" height="100%"/>')
            if x - start >= 4 + 3 * len(str(number)):
                numbers.append(f'<text class="edi-chart__number" x="{(start + x) / 2:.2f}%" y="50%">{number:,}</text>')
    return f'<g class="edi-chart__parts">{"".join(parts)}</g>{"".join(numbers)}'


# The frame and the table


def _linked(label: str, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(label)}</a>' if link else escape(label)


def _table_head(labels: Sequence[str]) -> str:
    numeric = "".join(
        f'<th scope="col" class="govuk-table__cell--numeric">{escape(label)}</th>' for label in labels[1:]
    )
    return f'<thead><tr><th scope="col">{escape(labels[0])}</th>{numeric}</tr></thead>'


def _table_body(rows: Iterable[tuple[str, str, Sequence[str]]]) -> str:
    return f"<tbody>{''.join(_table_row(*row) for row in rows)}</tbody>"


def _table_row(label: str, link: str, figures: Sequence[str]) -> str:
    cells = '</td><td class="govuk-table__cell--numeric">'.join(figures)
    return f'<tr><th scope="row">{_linked(label, link)}</th><td class="govuk-table__cell--numeric">{cells}</td></tr>'


def _key(series: Series, name: str) -> str:
    return "".join(
        f'<li><svg class="edi-bar__swatch edi-chart__swatch" aria-hidden="true" focusable="false">'
        f'<rect {_fill(code, name)} width="100%" height="100%"/></svg>{escape(label)}</li>'
        for code, label in series
    )


def _nothing(title: str) -> SafeString:
    return SafeString(render_to_string("_components/_chart.html", {"title": title}))


def _chart(title: str, series: Series, name: str, drawing: str, table: str) -> SafeString:
    parts = {"key": SafeString(_key(series, name)), "drawing": SafeString(drawing), "table": SafeString(table)}
    return SafeString(render_to_string("_components/_chart.html", {"title": title, "name": name, **parts}))
