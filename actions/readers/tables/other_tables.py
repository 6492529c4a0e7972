"""Tables of a document that are no plan: keys, contents, contacts, glossaries, sign-off blocks."""

import re
from collections.abc import Sequence

from actions.readers.tables.columns import Role
from actions.readers.tables.judging import Column
from actions.readers.tables.layout import Table
from plans.files.grids import Grid

COLOUR = re.compile(r"(?:b?rag|red|amber|green|blue|black|yellow|grey|purple)\b.{0,40}", re.IGNORECASE | re.DOTALL)
CONTACT = re.compile(r"\S+@\S+|\b0\d{2,4}[ )]?\d{3,4} ?\d{3,4}\b|\+44")
HEADINGS = (
    (r"\b(term|acronym|abbreviation|definition|glossary|meaning)\b", "It explains words."),
    (r"\b(e-?mail|telephone|phone|contact details)\b", "It lists contacts."),
    (r"signed off|sign-off|\bapproved by\b|\bsignature\b", "It says who signed the plan off."),
    (r"^version\b|\bamendments?\b|revision history", "It lists versions of the document."),
    (r"^(page|page no|page number|contents)$", "It is a list of contents."),
)
CLOSINGS = tuple(pattern for pattern, _ in HEADINGS[2:4])
MOST_ROWS_OF_A_KEY = 10


def why_no_plan(grid: Grid, table: Table, columns: Sequence[Column]) -> str | None:
    """A sentence saying what the table is instead of a plan, None when nothing speaks against it."""
    rows = [[cell.strip() for cell in cells if cell.strip()] for cells in grid.rows[:60]]
    rows = [cells for cells in rows if cells]
    if not rows:
        return "It is empty."
    if _is_key(rows):
        return "It is a key to colours."
    if _is_contents(rows):
        return "It is a list of contents."
    if sum(1 for cells in rows if any(map(CONTACT.search, cells))) * 2 > len(rows) > 1:
        return "It lists contacts."
    return None if _is_led_by_actions(columns) else _by_headings([*table.headings, *rows[0], *(r[0] for r in rows[:4])])


def signs_or_lists_versions(grid: Grid) -> bool:
    """Whether the first cells of a grid say that it signs the document off or lists its versions."""
    first = [cells[0].strip().casefold() for cells in grid.rows[:4] if cells]
    return any(len(text) < 60 and re.search(pattern, text) for pattern in CLOSINGS for text in first)


def _is_led_by_actions(columns: Sequence[Column]) -> bool:
    roles = {each.role for each in columns if each.is_sure}
    return Role.ACTION in roles and bool(roles & {Role.LEADS, Role.TIMESCALE, Role.COMMITMENT, Role.MEASURE})


def _by_headings(texts: Sequence[str]) -> str | None:
    for pattern, sentence in HEADINGS:
        if any(len(text) < 60 and re.search(pattern, text.strip(" :").casefold()) for text in texts):
            return sentence
    return None


def _is_key(rows: Sequence[Sequence[str]]) -> bool:
    colours = sum(1 for cells in rows if COLOUR.fullmatch(cells[0]))
    return len(rows) <= MOST_ROWS_OF_A_KEY and colours >= 2 and colours * 2 > len(rows)


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    pages = sum(1 for cells in rows if len(cells) > 1 and re.fullmatch(r"(p\.? ?)?\d{1,3}", cells[-1]))
    return len(rows) > 2 and pages * 3 >= len(rows) * 2
