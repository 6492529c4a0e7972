"""The documents of five councils, word for word, as files of the kinds in which councils publish."""

import csv
import io
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
import openpyxl

PUBLISHED = Path(__file__).resolve().parents[2] / "fixtures" / "published"
FILES = {
    "buckinghamshire": "buckinghamshire-2022-23.txt",
    "brighton-hove": "brighton-hove-2023-27.txt",
    "oxfordshire": "oxfordshire-2020.txt",
    "milton-keynes": "milton-keynes-2021.txt",
    "bexley": "bexley-2022-23.txt",
}
KINDS = ("docx", "xlsx", "csv", "html")


@dataclass
class Block:
    """A line of the document, a bulleted list, or a table: rows of cells."""

    kind: str
    rows: list[list[str]]


def blocks_of(council):
    """The document in blocks: its tables are printed with tabs, or with bars and a line of dashes."""
    blocks: list[Block] = []
    for line in (PUBLISHED / FILES[council]).read_text(encoding="utf-8").splitlines():
        kind, cells = _said_by(line)
        if kind == "table" and cells is None:
            continue
        is_new_card = kind == "table" and line.startswith(("No |", "Action Plan signed off"))
        if blocks and blocks[-1].kind == kind != "line" and not is_new_card:
            blocks[-1].rows.append(cells)
        else:
            blocks.append(Block(kind, [cells]))
    return [block for block in blocks if any(any(row) for row in block.rows)]


def _said_by(line):
    if set(line) <= set("-|") and "|" in line:
        return "table", None
    if line.rstrip().endswith("|") or "\t" in line or " | " in line:
        cells = line.rstrip().rstrip("|").split("|") if "|" in line else line.split("\t")
        return "table", [cell.strip() for cell in cells]
    text = line.strip()
    if text.startswith(("• ", "- ")):
        return "list", [text[2:].strip()]
    return "line", [text]


def is_heading(block, after):
    """A short line without a full stop, which a document would set as a heading; "1.1 - …" is an item of a list."""
    text = block.rows[0][0]
    if text[:1].isdigit() and " - " in text:
        return False
    return block.kind == "line" and 0 < len(text) < 100 and not text.endswith((".", ":", ",")) and after is not None


def document(council, kind):
    """The file's bytes."""
    return MAKERS[kind](blocks_of(council))


def _docx(blocks):
    made = docx.Document()
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind == "table":
            _docx_table(made, block.rows)
        elif block.kind == "list":
            for (text,) in block.rows:
                made.add_paragraph(text, style="List Bullet")
        else:
            made.add_paragraph(block.rows[0][0], style="Heading 1" if is_heading(block, after) else None)
    return _saved(made)


def _docx_table(made, rows):
    width = max(map(len, rows))
    table = made.add_table(rows=len(rows), cols=width)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text


def _xlsx(blocks):
    made = openpyxl.Workbook()
    for row in _rows(blocks):
        made.active.append(row)
    return _saved(made)


def _csv(blocks):
    text = io.StringIO()
    csv.writer(text).writerows(_rows(blocks))
    return text.getvalue().encode("utf-8-sig")


def _rows(blocks):
    """Everything in one sheet: a line is a row with one cell, an empty row stands between blocks."""
    for block in blocks:
        yield from ([f"• {row[0]}"] if block.kind == "list" else row for row in block.rows)
        yield []


def _html(blocks):
    parts = ["<!doctype html><meta charset=utf-8><title>Plan</title><body>"]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind == "table":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif block.kind == "list":
            parts.append("<ul>" + "".join(f"<li>{escape(row[0])}</li>" for row in block.rows) + "</ul>")
        else:
            tag = "h2" if is_heading(block, after) else "p"
            parts.append(f"<{tag}>{escape(block.rows[0][0])}</{tag}>")
    return "\n".join(parts).encode()


def _saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


MAKERS = {"docx": _docx, "xlsx": _xlsx, "csv": _csv, "html": _html}
