"""A report's table as WordprocessingML, written as text: python-docx goes cell by cell, which takes minutes."""

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from actions.committee.content import Cell, Line, Look, Table
from actions.committee.looks import ALARM, LINE, MUTED, RAG_SIGNS, SHADE, STATUS_TAGS

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in ("top", "bottom", "insideH")
)
MARGINS = "".join(
    f'<w:{side} w:w="{size}" w:type="dxa"/>'
    for side, size in (("top", 40), ("left", 60), ("bottom", 40), ("right", 120))
)
LOOK = '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1"/>'
BOLD = "<w:b/>"


def printable(text: str) -> str:
    """Put a replacement character for each one that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)


def word_table(table: Table, width: int, style: str, brand: str) -> Any:
    """Return the element of a table; ``width`` is in twips, ``style`` is that of its paragraphs."""
    whole = sum(column.share for column in table.columns)
    widths = [width * column.share // whole for column in table.columns]
    caption = quoteattr(printable(table.caption))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    last = len(table.rows) - 1
    rows = "".join(
        _row(row, table, widths, style, keeps=table.stays_together and place < last)
        for place, row in enumerate(table.rows)
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{SIDES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{MARGINS}</w:tblCellMar>{LOOK}<w:tblCaption w:val={caption}/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_head(table, widths, style, brand)}{rows}</w:tbl>"
    )


def _head(table: Table, widths: list[int], style: str, brand: str) -> str:
    """The header row, which repeats on every page."""
    edge = f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{brand}"/></w:tcBorders>'
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{edge}<w:vAlign w:val="bottom"/></w:tcPr>'
        f"{_paragraph(_run(column.label, BOLD), style, is_numeric=column.is_numeric, keeps=True)}</w:tc>"
        for column, width in zip(table.columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: list[Cell], table: Table, widths: list[int], style: str, *, keeps: bool) -> str:
    if len(row) == 1 and len(widths) > 1:
        cells = _cell(
            row[0], sum(widths), style, keeps=True,
            more=f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>',
        )  # fmt: skip
    else:
        cells = "".join(
            _cell(cell, width, style, is_numeric=column.is_numeric, keeps=keeps)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int, style: str, *, is_numeric: bool = False, keeps: bool = False, more: str = "") -> str:
    lines = "".join(_paragraph(_line(line), style, is_numeric=is_numeric, keeps=keeps) for line in cell)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{lines or _paragraph("", style)}</w:tc>'


def _paragraph(runs: str, style: str, *, is_numeric: bool = False, keeps: bool = False) -> str:
    keep = "<w:keepNext/>" if keeps else ""
    side = '<w:jc w:val="right"/>' if is_numeric else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{side}</w:pPr>{runs}</w:p>'


def _line(line: Line) -> str:
    """The runs of a line, each look in its own way."""
    before = _run(f"{line.before} ", _colour(MUTED)) if line.before else ""
    if line.look == Look.STATUS:
        fill, colour = STATUS_TAGS[line.code]
        return _run(f" {line.text} ", f'{_colour(colour)}<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
    if line.look == Look.RAG:
        sign, colour = RAG_SIGNS[line.code]
        return _run(f"{sign} ", _colour(colour)) + _run(line.text)
    properties = {Look.STRONG: BOLD, Look.NOTE: _colour(MUTED), Look.ALARM: BOLD + _colour(ALARM)}
    return before + _run(line.text, properties.get(line.look, ""))


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _run(text: str, properties: str = "") -> str:
    """A run of text; its line breaks stay."""
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{kept}{'<w:br/>'.join(_texts(printable(text)))}</w:r>"


def _texts(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield f'<w:t xml:space="preserve">{escape_xml(line)}</w:t>'
