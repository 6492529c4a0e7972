"""Header rows of real plans with the role of each column, as a careful reader takes them."""

from pathlib import Path
from typing import NamedTuple

from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from plans.files.grids import Grid

HERE = Path(__file__).resolve().parent.parent


class HeadingRow(NamedTuple):
    source: str
    headings: tuple[str, ...]
    roles: tuple[Role, ...]
    cells: str


def heading_rows(name):
    """The rows of a file of expectations."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        source, headings, roles, cells = [*line.split("\t"), ""][:4]
        found = tuple(heading.strip() for heading in headings.split(" | "))
        yield HeadingRow(source, found, tuple(Role(role) for role in roles.split(" | ")), cells)


def grid_of(row):
    """The row as a table: with its own cells where the file gives some, as a card, or under a header of two rows."""
    if row.cells == "CARD":
        words = ("1", *["• First of them\n• Second of them"] * len(row.headings))
        return Grid("Table 1", tuple(zip(row.headings, words, strict=False)))
    if row.cells == "TWO LEVELS":
        return Grid("Table 1", _two_rows(row.headings))
    body = [tuple(cell.strip() for cell in line.split(" | ")) for line in row.cells.split("||") if row.cells]
    width = len(row.headings)
    padded = [(*line, *[""] * width)[:width] for line in body]
    return Grid("Table 1", (row.headings, *padded))


def _two_rows(headings):
    top = [heading.partition(": ")[0] for heading in headings]
    below = tuple(heading.partition(": ")[2] for heading in headings)
    top = tuple("" if place and words == top[place - 1] else words for place, words in enumerate(top))
    return top, below


def guessed(row):
    return tuple(column.role for column in guess_tables([grid_of(row)])[0].columns)


def score(name):
    """How many columns of a file get their expected role, of how many, and the wrong ones."""
    wrong, total = [], 0
    for row in heading_rows(name):
        found = guessed(row)
        total += len(row.roles)
        pairs = zip(row.headings, row.roles, (*found, *[None] * len(row.roles)), strict=False)
        wrong += [(row.source[:40], *pair) for pair in pairs if pair[1] != pair[2]]
    return total - len(wrong), total, wrong
