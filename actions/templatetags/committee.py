"""The tables of a committee report as HTML, joined in Python: the engine would take seconds over 1,000 rows."""

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from actions.committee.content import Cell, Column, Line, Look, Table
from plans.templatetags.edi import before_words, links, rag_tag, status_tag

register = template.Library()

CLASSES = {Look.NOTE: "edi-note", Look.ALARM: "edi-report__alarm", Look.STRONG: "edi-report__strong"}


@register.filter
def table_markup(table: Table) -> SafeString:
    """Draw a table of a report."""
    hidden = "" if table.shows_caption else " govuk-visually-hidden"
    head = "".join(f'<th scope="col"{_numeric(column)}>{escape(column.label)}</th>' for column in table.columns)
    labels = [escape(column.label) for column in table.columns]
    rows = "".join(_row(row, table.columns, labels) for row in table.rows)
    return SafeString(
        f'<table class="govuk-table edi-table--stack edi-report__table edi-report__table--{len(labels)}">'
        f'<caption class="govuk-table__caption{hidden}">{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(row: list[Cell], columns: Sequence[Column], labels: Sequence[str]) -> str:
    heading, *cells = row
    if not cells and len(columns) > 1:
        head = f'<th scope="colgroup" colspan="{len(columns)}">{_lines(heading)}</th>'
        return f'<tr class="edi-plan-table__subheading">{head}</tr>'
    drawn = "".join(
        f'<td data-label="{label}"{_numeric(column)}>{_lines(cell)}</td>'
        for cell, column, label in zip(cells, columns[1:], labels[1:], strict=True)
    )
    return f'<tr><th scope="row">{_lines(heading)}</th>{drawn}</tr>'


def _numeric(column: Column) -> str:
    return ' class="govuk-table__cell--numeric"' if column.is_numeric else ""


def _lines(cell: Cell) -> str:
    return "".join(f"<div>{_line(line)}</div>" for line in cell) if len(cell) > 1 else "".join(map(_line, cell))


def _line(line: Line) -> str:
    if line.look == Look.STATUS:
        return status_tag(line.code, line.text)
    if line.look == Look.RAG:
        return rag_tag(line.code, line.text)
    text = links(line.text) if line.look == Look.EVIDENCE else escape(line.text).replace("\n", "<br>")
    before = before_words(line.before)
    if own := CLASSES.get(line.look):
        return f'<span class="{own}">{before}{text}</span>'
    return f"{before}{text}"
