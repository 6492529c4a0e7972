"""From the records of a file to the plan that they say, checked with care."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from actions.exporting.plan.kinds import (
    FACTS,
    FORMAT,
    FORMATS,
    KINDS,
    PLAN_FACTS,
    Column,
    Kind,
    Measure,
    Reading,
)
from actions.exporting.plan.outline import Record
from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    MeasureContent,
    PlanContent,
    ReadingContent,
    TagContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.own.values import Unfit, checked
from actions.importing.shapes import row_of
from plans.files.checks import TOO_MUCH
from plans.files.grids import Refused

MOST_RECORDS = 50_000
NAMED = re.compile(r"\s*([A-Za-z]+)\s+(\d{1,6})\s*", re.ASCII)
AGAIN = "Download the plan again and change that file."
Shape = TypeVar("Shape")


@dataclass(frozen=True)
class OwnFile:
    """What a file of ours holds: the plan, and the short names that its council and the plan itself had."""

    said: PlanContent
    council: str
    slug: str


def plan_of(records: Iterable[Record]) -> OwnFile:
    """Return the plan that the records say; raise ``Refused`` naming the row and column that does not fit."""
    return _Reader(records).read()


def refused(record: Record, column: str, words: str) -> Refused:
    """Say what is wrong, and where."""
    label = record.labels.get(column, column)
    return Refused(f"{record.where}, “{label}”: {words}" if record.where else f"“{label}”: {words}")


class _Reader:
    def __init__(self, records: Iterable[Record]) -> None:
        self.rows: dict[str, list[Record]] = defaultdict(list)
        self.lacking: Refused | None = None
        for number, record in enumerate(records, 1):
            if number > MOST_RECORDS:
                raise Refused(TOO_MUCH)
            self.lacking = self.lacking or _lacking(record)
            self.rows[record.kind].append(_fact(record) if record.kind == "Plan" else _checked(record))
        self.made: dict[str, Any] = {}
        self.measures: dict[str, models.Model] = {}

    def read(self) -> OwnFile:
        facts = self._facts()
        self.said = PlanContent(facts={column.name: facts[column.name] for column in PLAN_FACTS})
        self.said.is_older = facts["format"] != FORMAT
        self.said.partners = sorted(row.values["text"] for row in self.rows["Plan"] if row.values["name"] == "partner")
        self._check_councils()
        self.said.leads = self._all("Lead", LeadContent)
        self.said.local_tags = self._all("Tag", TagContent)
        self.said.timescales = self._all("Timescale", TimescaleContent)
        self._read_themes()
        self._read_commitments()
        self._read_actions()
        self._read_measures()
        self._read_readings()
        return OwnFile(self.said, facts["council"], facts["slug"])

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for row in self.rows["Plan"]:
            name, value = row.values["name"], row.values["text"]
            if name in facts and name != "partner":
                raise refused(row, "name", f"“{FACTS[name].heading}” is there twice. Delete one.")
            facts[name] = value
        if facts.get("format") not in FORMATS:
            raise Refused("This file was made by another version of EDI Tracker, so it cannot be read here.")
        if facts["format"] == FORMAT and self.lacking:
            raise self.lacking
        if missing := [column.heading for name, column in FACTS.items() if name not in facts and name != "partner"]:
            raise Refused(f"The file does not say “{missing[0]}” of the plan. {AGAIN}")
        return facts

    def _check_councils(self) -> None:
        for row in self.rows["Lead"] + self.rows["Tag"]:
            council = row.values["council"]
            if council and council not in self.said.partners:
                raise refused(row, "council", f"“{council}” is not a partner council of the plan.")

    def _all(self, kind: str, shape: type[Shape]) -> list[Shape]:
        rows = self._in_order(kind)
        made = [_shaped(shape, row) for row in rows]
        self.made |= {row.name: one for row, one in zip(rows, made, strict=True)}
        return made

    def _in_order(self, kind: str) -> list[Record]:
        """The rows of a kind by their numbers, those without one last. A number that is there twice is refused."""
        rows = sorted(self.rows[kind], key=lambda row: row.values["number"] or MOST_RECORDS)
        for one, next_one in pairwise(rows):
            number = next_one.values["number"]
            if number and number == one.values["number"]:
                raise refused(next_one, "number", f"{one.name} is there twice. A new row needs no number.")
        return rows

    def _part_of(self, row: Record) -> str:
        """The name of what a row is part of, which is there and of a kind that can have such parts."""
        said, kind = row.values["part_of"], KINDS[row.kind]
        can_be = " or ".join(parent.lower() for parent in kind.parents if parent)
        if not said and "" in kind.parents:
            return ""
        found = NAMED.fullmatch(said)
        name = f"{found[1].capitalize()} {int(found[2])}" if found else ""
        if name.partition(" ")[0] not in [parent for parent in kind.parents if parent]:
            parent = next(parent for parent in kind.parents if parent)
            raise refused(row, "part_of", f"say which {can_be} it is part of, as in “{parent} 2”.")
        if name not in self.made:
            raise refused(row, "part_of", f"there is no {name} in this file.")
        return name

    def _read_themes(self) -> None:
        self.said.themes = self._all("Theme", ThemeContent)
        rows = self._in_order("Theme")
        places = {row.name: place for place, row in enumerate(rows, 1)}
        tops = {row.name for row in rows if not row.values["part_of"]}
        for row, theme in zip(rows, self.said.themes, strict=True):
            if name := self._part_of(row):
                if name not in tops:
                    raise refused(row, "part_of", "themes nest one level deep.")
                theme.within = places[name]

    def _read_commitments(self) -> None:
        made = self._all("Commitment", CommitmentContent)
        for row, commitment in zip(self._in_order("Commitment"), made, strict=True):
            self.made[self._part_of(row)].commitments.append(commitment)

    def _read_actions(self) -> None:
        timescales = {row.values["number"]: place for place, row in enumerate(self._in_order("Timescale"), 1)}
        leads = {(lead.council, lead.name) for lead in self.said.leads}
        made = self._all("Action", ActionContent)
        for row, action in zip(self._in_order("Action"), made, strict=True):
            self.made[self._part_of(row)].actions.append(action)
            if action.timescale and action.timescale not in timescales:
                raise refused(row, "timescale", f"there is no Timescale {action.timescale} in this file.")
            action.timescale = timescales[action.timescale] if action.timescale else None
            named = zip(*_together(row, "leads"), strict=True)
            action.leads = [ActionLeadContent(*one) for one in named]
            action.tags = [(kind, name) for name, kind in zip(*_together(row, "tags"), strict=True)]
            for one in action.leads:
                if (one.council, one.lead) not in leads:
                    raise refused(row, "leads", f"“{one.lead}” is not among the leads of this file. Add it there.")

    def _read_measures(self) -> None:
        owners = {"", *(lead.name for lead in self.said.leads)}
        rows = self._in_order("Measure")
        for place, row in enumerate(rows, 1):
            measure = _shaped(MeasureContent, row, place=place)
            if measure.owner not in owners:
                raise refused(row, "owner", f"“{measure.owner}” is not among the leads of this file. Add it there.")
            part_of = self._part_of(row)
            holder = self.made[part_of] if part_of else self.said
            holder.measures.append(measure)
            self.made[row.name] = measure
            self.measures[row.name] = row_of(Measure, measure)
            _clean(self.measures[row.name], row)

    def _read_readings(self) -> None:
        for row in self.rows["Reading"]:
            measure, reading = self._part_of(row), _shaped(ReadingContent, row)
            kept: Any = row_of(Reading, reading, measure=self.measures[measure])
            _clean(kept, row)
            reading.value = kept.value  # a share's value is worked out from how many of how many
            self.made[measure].readings.append(reading)


def _lacking(record: Record) -> Refused | None:
    """What to say of a record that lacks a column, which only one of an older file does; None for a whole one."""
    missing = [column for column in KINDS[record.kind].columns if column.name not in record.values]
    if not missing:
        return None
    return refused(record, missing[0].heading if record.labels else missing[0].name, f"this is missing. {AGAIN}")


def _clean(kept: models.Model, row: Record) -> None:
    """Refuse what a model of its own would refuse in any form; the first problem is told."""
    try:
        kept.clean()
    except ValidationError as problem:
        name, (first, *_) = next(iter(problem.message_dict.items()))
        raise refused(row, name, str(first)) from problem


def _checked(record: Record) -> Record:
    values = {column.name: _value(record, column.name, column) for column in KINDS[record.kind].columns}
    return Record(record.kind, values, record.where, record.labels)


def _fact(record: Record) -> Record:
    name = record.values["name"]
    if not isinstance(name, str) or name not in FACTS:
        raise refused(record, "name", f"a plan has nothing of this name. {AGAIN}")
    values = {"name": name, "text": _value(record, "text", FACTS[name])}
    return Record("Plan", values, record.where, record.labels)


def _value(record: Record, name: str, column: Column) -> Any:
    try:
        return checked(column, record.values.get(name))
    except Unfit as problem:
        raise refused(record, name, str(problem)) from problem


def _shaped(shape: type[Shape], row: Record, **more: Any) -> Shape:
    """Return content of this shape that says what the row says, without what belongs together."""
    apart = KINDS[row.kind].together
    names = [one.name for one in fields(shape) if one.name in row.values and one.name not in apart]  # type: ignore[arg-type]
    return shape(**{name: row.values[name] for name in names}, **more)


def _together(row: Record, name: str) -> Sequence[list[Any]]:
    """Return the columns that together are one list, each as long as the first; refuse one of another length."""
    kind: Kind = KINDS[row.kind]
    first, *others = kind.together[name].values()
    length = len(row.values[first])
    columns = [row.values[first]]
    for other in others:
        values = row.values[other] or [""] * length
        if len(values) != length:
            raise refused(row, other, f"give as many lines as “{row.labels.get(first, first)}” has, {length:,}.")
        columns.append(values)
    return columns
