"""What a report consists of, in plain values: sections of parts, tables of cells, cells of lines.

The page and the Word document are both drawn from these, so they say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from actions.progress import Progress


class Look(StrEnum):
    """What a line in a cell is; the page and the document each have a look for it."""

    PLAIN = "plain"
    STRONG = "strong"
    NOTE = "note"
    STATUS = "status"
    RAG = "rag"
    ALARM = "alarm"
    EVIDENCE = "evidence"


class Line(NamedTuple):
    """One line of a cell. ``code`` is of the status or rating that it names; ``before`` stands before it, muted."""

    text: str
    look: Look = Look.PLAIN
    code: str = ""
    before: str = ""


Cell = list[Line]


class Column(NamedTuple):
    """A column of a table: its heading, and its share of the width, beside the shares of the others."""

    label: str
    share: int
    is_numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table. The first cell of a row is the row's heading; a row of one cell heads those that follow it.

    The caption always names the table to a screen reader; it is shown where no heading says the same.
    """

    caption: str
    columns: list[Column]
    rows: list[list[Cell]]
    shows_caption: bool = False
    stays_together: bool = False


@dataclass(frozen=True)
class Bar:
    """A stacked bar of a day: how many actions had which status, those that occur, and that in words."""

    label: str
    counts: Mapping[str, int]
    in_words: str

    @property
    def segments(self) -> list[dict[str, Any]]:
        """Its parts, as the page draws them."""
        return Progress(dict(self.counts)).segments


@dataclass(frozen=True)
class Part:
    """A piece of a section, with a heading of its own or without: sentences, bars, a table."""

    title: str = ""
    words: list[str] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    table: Table | None = None


@dataclass(frozen=True)
class Section:
    """A section of a report; a wide one is printed on its side."""

    name: str
    title: str
    parts: list[Part]
    is_wide: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report, ready to be drawn."""

    title: str
    council: str
    subtitle: str
    facts: list[tuple[str, str]]
    sections: list[Section]
    made: str


def plain(text: str) -> Cell:
    """A cell of one line."""
    return [Line(text)]
