"""The rows of the dashboard's tables, ready to be written into their fragments."""

from collections.abc import Iterable
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.dashboard import Line
from plans.templatetags.edi import moved, rag_tag, status_tag

Row = dict[str, str]


def line_rows(lines: Iterable[Line], *, kind: str, since: str) -> list[Row]:
    """Return a row for each status or rating: its tag, what it means, how many, per cent and how that moved.

    ``kind`` is "status" or "rag"; ``since`` heads the movement, "" for none.
    """
    tag = status_tag if kind == "status" else rag_tag
    return [
        {
            "tag": tag(line.code, line.label),
            "means": line.means,
            "number": linked(line.number, line.href),
            "percent": "–" if line.percent is None else f"{line.percent}%",
            "moved": _moved_cell(line, since),
        }
        for line in lines
    ]


def tile_rows(lines: Iterable[Line], *, kind: str = "") -> list[Row]:
    """Return a tile for each concern or gap; ``kind`` is the end of its class."""
    return [
        {
            "kind": kind,
            "figure": _tile_figure(line),
            "percent": "" if line.percent is None else f"{line.percent}% of open",
            "moved": "" if line.before is None else moved(line.before, line.number),
        }
        for line in lines
    ]


def meaning_rows(lines: Iterable[Line]) -> list[Row]:
    """Return the label of each figure with what it means."""
    return [{"label": line.label, "means": line.means} for line in lines]


def lead_rows(leads: Iterable[tuple[str, list[tuple[int, str]]]]) -> list[Row]:
    """Return a row for each lead: the name and its numbers, each in its list's link."""
    names = ("total", "done", "open", "overdue", "not_updated")
    return [
        {"name": name} | dict(zip(names, (linked(number, href) for number, href in numbers), strict=True))
        for name, numbers in leads
    ]


def linked(number: int, href: str) -> SafeString:
    """Return a number as the link to its list; 0 leads nowhere."""
    return SafeString(f'<a href="{escape(href)}">{number}</a>' if href else number)


def _tile_figure(line: Line) -> SafeString:
    words = format_html(
        '<span class="edi-tile__count">{}</span> <span class="edi-tile__label">{}</span>', line.number, line.label
    )
    return format_html('<a href="{}">{}</a>', line.href, words) if line.href else words


def _moved_cell(line: Line, since: str) -> SafeString:
    if line.before is None:
        return SafeString("")
    return format_html('<td data-label="{}">{}</td>', since, moved(line.before, line.number))
