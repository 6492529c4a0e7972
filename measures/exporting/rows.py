"""The rows of a file of measures, once for all kinds of file: one for each reading, one for a measure without any."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from actions.exporting.columns import Value
from measures.figures.figure import Figure
from measures.kinds import Direction, Kind
from measures.pages.hanging import Place
from measures.standing import MeasureStanding


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with one of its figures, as the reader of the file is told; None where it has none."""

    standing: MeasureStanding
    place: Place
    figure: Figure | None


class Column(NamedTuple):
    """A column: its key in JSON, its heading elsewhere, its width in characters, and its value of a row."""

    name: str
    heading: str
    width: int
    of: Callable[[Row], Value]


def plain(number: Decimal | None) -> int | float | None:
    """Return a number as files hold it: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _of_measure(name: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.standing.measure, name)


def _of_figure(name: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.figure, name) if row.figure else None


COLUMNS: tuple[Column, ...] = (
    Column("number", "Number", 9, _of_measure("position")),
    Column("name", "Measure", 40, _of_measure("name")),
    Column("part_of", "Part of", 40, lambda row: ": ".join(filter(None, [row.place.word, row.place.name]))),
    Column("text", "As published", 60, lambda row: "" if row.standing.measure.added_from else _of_measure("text")(row)),
    Column("added_from", "Added from", 24, _of_measure("added_from")),
    Column("definition", "Definition", 40, _of_measure("definition")),
    Column("kind", "Kind", 12, lambda row: Kind(row.standing.measure.kind).label),
    Column("unit", "Unit", 10, _of_measure("unit")),
    Column("direction", "Direction", 18, lambda row: _direction(row.standing.measure.direction)),
    Column("baseline", "Baseline", 14, lambda row: row.standing.baseline.words if row.standing.baseline else None),
    Column("baseline_on", "Baseline as at", 14, _of_measure("baseline_on")),
    Column("target", "Target", 24, lambda row: row.standing.target),
    Column("target_on", "Target date", 14, _of_measure("target_on")),
    Column("verdict", "On target", 16, lambda row: row.standing.judgement.label),
    Column("why", "Why", 40, lambda row: row.standing.judgement.why),
    Column("starts_on", "First day", 13, _of_figure("starts_on")),
    Column("read_on", "As at", 13, _of_figure("read_on")),
    Column("category", "Breakdown by", 18, _of_figure("category")),
    Column("group", "Group", 24, _of_figure("group")),
    Column("figure", "Figure", 24, _of_figure("words")),
    Column("value", "Value", 12, lambda row: plain(row.figure.value) if row.figure else None),
    Column("numerator", "How many", 12, _of_figure("numerator")),
    Column("base", "Of how many", 12, _of_figure("base")),
    Column("source", "Source", 24, _of_figure("origin")),
)
NOTE = Column("note", "Note", 40, _of_figure("note"))


def columns(*, exact: bool) -> tuple[Column, ...]:
    """Return the columns of a file; notes are for the council's own people."""
    return (*COLUMNS, NOTE) if exact else COLUMNS


def rows(standings: Iterable[MeasureStanding], place_of: Callable[..., Place], *, exact: bool) -> Iterator[list[Value]]:
    """Yield the values of each row in the order of the columns, the newest figures of a measure first.

    ``place_of`` says where a measure hangs. What is empty is None.
    """
    chosen = columns(exact=exact)
    for standing in standings:
        place = place_of(standing.measure)
        told: list[Figure | None] = [*sorted(standing.figures, key=_newest_first)]
        for figure in told or [None]:
            row = Row(standing, place, figure)
            values = [column.of(row) for column in chosen]
            yield [None if value == "" else value for value in values]


def _newest_first(figure: Figure) -> tuple[int, str, str]:
    return -figure.read_on.toordinal(), figure.category, figure.group


def _direction(direction: str) -> str:
    return str(Direction(direction).label) if direction else ""
