"""What a row of a file says: of which measure, day and group, and what of the figure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from measures.importing.cells import day_of, value_of, whole_of
from measures.importing.columns import HEADINGS
from measures.importing.sheet import Row
from measures.models import Measure

SAYS_SOMETHING = ("value", "numerator", "base", "words", "note", "origin")
NO_MEASURE = "Say which measure it is: its name, or its number in the plan."
NO_DATE = "Give the date: the day of the figure, or the last day of its period."


class Refusal(NamedTuple):
    """Why a row of the file is refused, and the field it is about; "" is the row as a whole."""

    number: int
    field: str
    sentence: str

    @property
    def column(self) -> str:
        return HEADINGS.get(self.field, "")


@dataclass
class Said:
    """A row that could be read. ``fields`` holds what it says of a reading beside its day and group."""

    number: int
    measure: Measure
    read_on: date
    category: str
    group: str
    fields: dict[str, Any] = field(default_factory=dict)


class MeasuresOfPlan:
    """Finds the measures of a plan by what people call them."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.by_number: dict[str, Measure] = {}
        self.by_name: dict[str, list[Measure]] = {}
        for measure in measures:
            self.by_number[str(measure.position)] = measure
            self.by_name.setdefault(_plain(measure.name), []).append(measure)

    def find(self, number: str, name: str) -> Measure:
        """Return the measure of a number, a name or both; raise ValueError with a sentence."""
        if number:
            return self._by_number(number, name)
        named = self.by_name.get(_plain(name), [])
        if len(named) > 1:
            numbers = " or ".join(str(measure.position) for measure in named)
            raise ValueError(
                f"{len(named)} measures are called “{name[:60]}”. Give the number of the right one: {numbers}."
            )
        found = named[0] if named else self.by_number.get(name)
        if found is None:
            raise ValueError(f"There is no measure “{name[:60]}” in this plan.")
        return found

    def _by_number(self, number: str, name: str) -> Measure:
        found = self.by_number.get(number)
        if found is None:
            raise ValueError(f"There is no measure with the number “{number[:40]}” in this plan.")
        if name and _plain(name) != _plain(found.name):
            raise ValueError(f"Measure {number} of this plan is called “{found.name[:60]}”, not “{name[:60]}”.")
        return found


def is_blank(row: Row) -> bool:
    """Whether a row names a measure and no more: it was left empty in a sheet to fill in."""
    return not any(row.cells.get(name) for name in SAYS_SOMETHING)


def read_row(row: Row, measures: MeasuresOfPlan) -> tuple[Said | None, list[Refusal]]:
    """Return what a row says, or None and all that is wrong with it."""
    cells, refusals = row.cells, list[Refusal]()

    def read(name: str, reads: Callable[[str], Any], missing: str = "") -> Any:
        cell = cells.get(name, "")
        try:
            if not cell and missing:
                raise ValueError(missing)
            return reads(cell) if cell else None
        except ValueError as error:
            refusals.append(Refusal(row.number, name, str(error)))
            return None

    named = "measure" if cells.get("measure") or not cells.get("number") else "number"
    measure = read(named, lambda _: measures.find(cells.get("number", ""), cells.get("measure", "")), NO_MEASURE)
    read_on = read("read_on", day_of, NO_DATE)
    fields = {"starts_on": read("starts_on", day_of)}
    fields |= {name: read(name, whole_of) for name in ("numerator", "base")}
    if measure:
        is_share = bool(cells.get("numerator") and cells.get("base"))
        fields["value"] = read("value", lambda cell: value_of(cell, measure, is_share=is_share))
    fields |= {name: cells[name] for name in ("words", "note", "origin") if cells.get(name)}
    if refusals or measure is None or read_on is None:
        return None, refusals
    given = {name: value for name, value in fields.items() if value is not None}
    return Said(row.number, measure, read_on, _one_line(cells, "category"), _one_line(cells, "group"), given), []


def _one_line(cells: dict[str, str], name: str) -> str:
    return " ".join(cells.get(name, "").split())


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
