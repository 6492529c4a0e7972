"""What a file of readings would do: which it adds, which it corrects, and which rows it is refused for."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from measures.figures.figure import exact_figure, value_in_words, when
from measures.importing.checking import problems_of
from measures.importing.columns import HEADINGS
from measures.importing.rows import MeasuresOfPlan, Refusal, Said, is_blank, read_row
from measures.importing.sheet import ReadingSheet
from measures.kinds import Kind
from measures.models import Measure, Reading
from measures.models.reading import ROUNDED_WITHIN
from plans.audit.records import history_of
from plans.days import in_words
from plans.models import Plan

MOST_SHOWN = 200
CORRECTED = ("starts_on", "value", "numerator", "base", "words", "note", "origin")
TWICE = "Row {} is about the same measure, date and group. Keep one of them."

Key = tuple[int, date, str, str]


class Told(NamedTuple):
    """One thing that a correction changes, in words; "" for nothing."""

    what: str
    before: str
    after: str


class NewReading(NamedTuple):
    """A reading that the file adds, and its row."""

    number: int
    reading: Reading

    @property
    def when(self) -> str:
        return when(self.reading.starts_on, self.reading.read_on)

    @property
    def figure(self) -> str:
        return exact_figure(self.reading, self.reading.measure).words


class Correction(NamedTuple):
    """A reading that is there and that the file says otherwise: as it becomes, and what changes."""

    number: int
    reading: Reading
    told: list[Told]

    @property
    def when(self) -> str:
        return when(self.reading.starts_on, self.reading.read_on)


@dataclass
class Changes:
    """All that a file would do, or the refusals for which it does nothing.

    ``revision`` says of which state of the plan's measures and readings this is told: it is another one after
    anything was written.
    """

    revision: str
    new: list[NewReading] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    same: int = 0
    blank: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        return bool(self.new or self.corrections) and not self.refusals

    @property
    def in_words(self) -> str:
        """What is written, in one line."""
        return f"{len(self.new):,} new, {len(self.corrections):,} corrected, {self.same:,} as they were"

    @property
    def shown_new(self) -> list[NewReading]:
        return self.new[:MOST_SHOWN]

    @property
    def shown_corrections(self) -> list[Correction]:
        return self.corrections[:MOST_SHOWN]

    @property
    def shown_refusals(self) -> list[Refusal]:
        return self.refusals[:MOST_SHOWN]


def revision_of(plan: Plan) -> str:
    """Return the state of a plan's measures and readings: how many lines their histories have."""
    pks = Measure.objects.filter(plan=plan).values("pk")
    measures = history_of(Measure)._base_manager.filter(plan=plan.pk)
    readings = history_of(Reading)._base_manager.filter(measure__in=pks)
    counts = [rows.order_by().aggregate(lines=Count("history_id"))["lines"] for rows in (measures, readings)]
    return "-".join(map(str, counts))


def changes_of(plan: Plan, sheet: ReadingSheet) -> Changes:
    """Compare a file with the readings of a plan; nothing is written. Five queries, however long it is."""
    changes = Changes(revision_of(plan))
    measures = list(Measure.objects.filter(plan=plan))
    finder = MeasuresOfPlan(measures)
    said: list[Said] = []
    for row in sheet.rows:
        if is_blank(row):
            changes.blank += 1
            continue
        found, refusals = read_row(row, finder)
        changes.refusals += refusals
        said += [found] if found else []
    _compare(said, _Stored(said), changes)
    changes.refusals.sort(key=lambda refusal: refusal.number)
    return changes


def _compare(said: Iterable[Said], stored: "_Stored", changes: Changes) -> None:
    rows: dict[Key, int] = {}
    for one in said:
        key = stored.key_of(one)
        if key in rows:
            changes.refusals.append(Refusal(one.number, "", TWICE.format(rows[key])))
            continue
        rows[key] = one.number
        before = stored.readings.get(key)
        reading = _corrected(before, one) if before else _new(one)
        if before and not _told(before, reading):
            changes.same += 1
        elif problems := problems_of(reading):
            changes.refusals += [Refusal(one.number, name, sentence) for name, sentence in problems]
        elif before is None:
            changes.new.append(NewReading(one.number, reading))
        elif told := _told(before, reading):
            changes.corrections.append(Correction(one.number, reading, told))
        else:
            changes.same += 1


class _Stored:
    """The readings that are there of the measures and days that a file names, and how their groups are spelt."""

    def __init__(self, said: list[Said]) -> None:
        measures = {one.measure.pk: one.measure for one in said}
        of_them = Reading.objects.filter(measure__in=measures).order_by()
        self.spelt = set(of_them.values_list("measure", "category", "group").distinct())
        self.spellings = {
            (measure, category.casefold(), group.casefold()): (category, group)
            for measure, category, group in self.spelt
        }
        self.readings: dict[Key, Reading] = {}
        for reading in _on_days_of(said, of_them):
            reading.measure = measures[reading.measure_id]
            self.readings[reading.measure_id, reading.read_on, reading.category, reading.group] = reading

    def key_of(self, one: Said) -> Key:
        """Spell the group of a row as it is spelt here already, and return by what its reading is known."""
        if (one.measure.pk, one.category, one.group) not in self.spelt:
            folded = one.measure.pk, one.category.casefold(), one.group.casefold()
            one.category, one.group = self.spellings.setdefault(folded, (one.category, one.group))
        return one.measure.pk, one.read_on, one.category, one.group


def _on_days_of(said: list[Said], readings: QuerySet) -> Iterable[Reading]:
    days = [one.read_on for one in said]
    return readings.filter(read_on__range=(min(days), max(days))) if days else []


def _new(one: Said) -> Reading:
    return Reading(measure=one.measure, read_on=one.read_on, category=one.category, group=one.group, **one.fields)


def _corrected(before: Reading, one: Said) -> Reading:
    """The reading as the file says it. An empty cell leaves what is there.

    But a value takes the place of how many of how many, unless it is their percentage, and they take its place.
    """
    reading, given = copy(before), dict(one.fields)
    if "numerator" in given or "base" in given:
        reading.value = reading.numerator = reading.base = None
    elif "value" in given and before.is_share:
        if before.value is not None and abs(given["value"] - before.value) <= ROUNDED_WITHIN:
            del given["value"]
        else:
            reading.numerator = reading.base = None
    for name, value in given.items():
        stored = getattr(before, name)
        setattr(reading, name, stored if _is_same(stored, value) else value)
    return reading


def _is_same(stored: Any, given: Any) -> bool:
    """Whether a cell says what is stored; the ends of lines may be written in any way."""
    if isinstance(stored, str) and isinstance(given, str):
        return " ".join(stored.split()) == " ".join(given.split())
    return bool(stored == given)


def _told(before: Reading, after: Reading) -> list[Told]:
    """What differs between a reading and its correction, in words."""
    told = []
    for name in CORRECTED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            words = _in_words(before, name, old), _in_words(after, name, new)
            told.append(Told(HEADINGS[name], *(words if words[0] != words[1] else (f"{old}", f"{new}"))))
    return told


def _in_words(reading: Reading, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        measure = reading.measure
        kind = Kind.PERCENTAGE if reading.is_share else measure.kind
        return value_in_words(value, kind=kind, unit=measure.unit, levels=measure.levels)
    return in_words(value) if isinstance(value, date) else f"{value:,}" if isinstance(value, int) else str(value)
