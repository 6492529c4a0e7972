"""The columns of a file of readings: known by their headings, in any order and in the words that people use."""

from collections.abc import Sequence
from typing import NamedTuple

from plans.files.grids import Refused


class Column(NamedTuple):
    """What a row says of a reading: the name of its field, its heading, and other headings that mean the same."""

    name: str
    heading: str
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("number", "Number", ("measure number", "number of the measure", "no", "no.")),
    Column("measure", "Measure", ("measure name", "name of the measure", "name", "indicator", "kpi")),
    Column("category", "Breakdown by", ("breakdown", "category", "characteristic", "protected characteristic")),
    Column("group", "Group", ("for whom",)),
    Column(
        "read_on",
        "Date",
        ("as at", "last day", "last day of the period", "period end", "end of the period", "date of the reading"),
    ),
    Column("starts_on", "First day", ("first day of the period", "period start", "start of the period")),
    Column("value", "Value", ("figure", "result")),
    Column("numerator", "How many", ("numerator",)),
    Column("base", "Of how many", ("base", "denominator", "out of")),
    Column("words", "In words", ("narrative",)),
    Column("note", "Note", ("notes", "comment", "comments")),
    Column("origin", "Source", ("origin",)),
)
HEADINGS = {column.name: column.heading for column in COLUMNS}
MEANT = {words.casefold(): column.name for column in COLUMNS for words in (column.heading, *column.also)}
FOR_ORIENTATION = {"what to write": "What to write", "last reading": "Last reading"}
"""Columns of the sheet to fill in that say something to people only."""


class Headings(NamedTuple):
    """Where the columns of a table stand, by the names of their fields, and the headings that are not known."""

    places: dict[str, int]
    unknown: list[str]


def are_headings(row: Sequence[str]) -> bool:
    """Whether a row of a table holds its headings: of the measure or its number, and of the date."""
    names = {MEANT.get(_plain(cell)) for cell in row}
    return bool(names & {"measure", "number"}) and "read_on" in names


def headings_of(row: Sequence[str]) -> Headings:
    """Return where the columns stand; raise ``Refused`` where two have headings that mean the same.

    The heading itself goes before others that mean the same: "Value" before "Figure", which is then not known.
    """
    own = {name for cell in row if (name := MEANT.get(_plain(cell))) and _plain(cell) == HEADINGS[name].casefold()}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, cell in enumerate(row):
        plain = _plain(cell)
        name = MEANT.get(plain)
        if name is None or (name in own and plain != HEADINGS[name].casefold()):
            unknown += [cell] if plain and plain not in FOR_ORIENTATION else []
        elif name in places:
            raise Refused(
                f"Two columns are “{HEADINGS[name]}”: “{row[places[name]]}” and “{cell}”. Take one of them out."
            )
        else:
            places[name] = place
    return Headings(places, unknown)


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold().rstrip(":*")
