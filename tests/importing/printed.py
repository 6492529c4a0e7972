"""Tables as files of the kinds in which councils publish: the lines above each, and its merged cells."""

import csv
import io
from html import escape

import docx
import openpyxl


def printed(grids, kind):
    """The bytes of a file that holds these tables one below the other."""
    return MAKERS[kind](grids)


def reach(grid, row, column):
    """How many rows and columns the words of a cell are merged over: a card's label over its row, else downwards."""
    if len(grid.rows[0]) == 2:
        return (1, 2) if (row, 1) in grid.covered else (1, 1)
    tall = 1
    while (row + tall, column) in grid.covered:
        tall += 1
    return tall, 1


def merged(grid):
    """The merges of a table: (row, column, rows, columns)."""
    for row, cells in enumerate(grid.rows):
        for column in range(len(cells)):
            tall, wide = reach(grid, row, column)
            if (row, column) not in grid.covered and tall * wide > 1:
                yield row, column, tall, wide


def _docx(grids):
    made = docx.Document()
    for grid in grids:
        for line in grid.above:
            made.add_paragraph(line.text, style=f"Heading {line.level}" if line.level else None)
        table = made.add_table(rows=len(grid.rows), cols=len(grid.rows[0]))
        for cells, words in zip(table.rows, grid.rows, strict=True):
            for cell, text in zip(cells.cells, words, strict=True):
                cell.text = text
        for row, column, tall, wide in merged(grid):
            kept = grid.rows[row][column]
            table.cell(row, column).merge(table.cell(row + tall - 1, column + wide - 1)).text = kept
        made.add_paragraph()
    return _saved(made)


def _xlsx(grids):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for grid in grids:
        sheet = made.create_sheet(grid.name)
        for line in grid.above:
            sheet.append([line.text])
        first = len(grid.above)
        for cells in grid.rows:
            sheet.append(cells)
        for row, column, tall, wide in merged(grid):
            place = {"start_row": first + row + 1, "start_column": column + 1}
            sheet.merge_cells(**place, end_row=first + row + tall, end_column=column + wide)
    return _saved(made)


def _csv(grids):
    text = io.StringIO()
    writer = csv.writer(text)
    for grid in grids:
        writer.writerows([line.text] for line in grid.above)
        writer.writerows([*grid.rows, []])
    return text.getvalue().encode("utf-8-sig")


def _html(grids):
    parts = ["<!doctype html><meta charset=utf-8><title>Plan</title><body>"]
    for grid in grids:
        for line in grid.above:
            tag = f"h{line.level}" if line.level else "p"
            parts.append(f"<{tag}>{escape(line.text)}</{tag}>")
        rows = ("".join(_html_cells(grid, row)) for row in range(len(grid.rows)))
        parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "\n".join(parts).encode()


def _html_cells(grid, row):
    for column, text in enumerate(grid.rows[row]):
        if (row, column) not in grid.covered:
            tall, wide = reach(grid, row, column)
            lines = "<br>".join(escape(line) for line in text.split("\n"))
            yield f"<td rowspan={tall} colspan={wide}>{lines}</td>"


def _saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


MAKERS = {"docx": _docx, "xlsx": _xlsx, "csv": _csv, "html": _html}
