"""What happened to a measure and its readings: when, by whom, from what to what, and why.

It is for the council's own people, as it names them and tells exact figures.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator

from actions.history.as_at import Day
from actions.history.timeline import NOTHING, SOURCES, Change, Entry
from measures.figures.figure import exact_figure, number_in_words, value_in_words, when
from measures.kinds import Direction, Frequency, Kind
from measures.models import Measure, Reading
from plans.audit.records import history_of, history_rows
from plans.days import in_words
from plans.models import User

OF_MEASURE = (
    "position", "name", "text", "added_from", "kind", "unit", "levels", "definition", "origin", "baseline",
    "baseline_on", "target", "target_text", "target_on", "direction", "tolerance", "compared_group", "reference_group",
    "frequency", "is_about_people", "owner", "theme", "commitment", "action",
)  # fmt: skip
OF_READING = (
    "starts_on", "read_on", "category", "group", "value", "numerator", "base", "words", "note", "origin"
)  # fmt: skip
SAID = ("id", "history_id", "history_date", "history_type", "history_user_id", "history_change_reason", "source")
CODES: dict[str, dict[str, str]] = {
    "kind": dict(Kind.choices),
    "direction": dict(Direction.choices),
    "frequency": dict(Frequency.choices),
}
MOST_WORDS = 20
LINKS = ("owner", "theme", "commitment", "action")
Names = Mapping[tuple[str, int], str]


@dataclass
class MeasureEntry(Entry):
    """One thing that happened to a measure or to a reading; ``said`` says what in a few words."""

    said: str = ""
    is_of_reading: bool = False

    @property
    def what(self) -> str:
        return f"{self.said} ({self.source[:1].lower()}{self.source[1:]})" if self.source else self.said


def measure_history(measure: Any, day: Day) -> list[MeasureEntry]:
    """Return what had happened to a measure and its readings by the end of a day, the newest first.

    Readings that were added one after another by the same person for the same reason are one entry. Three queries,
    and one more for each thing that it has hung on.
    """
    until = {"history_date__lt": day.moment}
    entries = [*_measure_entries(_rows(Measure, OF_MEASURE, id=measure.id, **until))]
    entries += _reading_entries(_rows(Reading, OF_READING, measure=measure.id, **until), measure)
    entries.sort(key=lambda entry: (entry.at, entry.is_of_reading, entry.history_id), reverse=True)
    _name_people(entries)
    return [_together(list(alike)) for _, alike in groupby(entries, key=_alike)]


def changes_since(reading: Reading, revision: int) -> list[MeasureEntry]:
    """Return what changed in a reading after the history row that an edit token names, the newest first."""
    entries = list(_reading_entries(_rows(Reading, OF_READING, id=reading.pk), reading.measure))
    later = [entry for entry in entries if entry.history_id > revision]
    _name_people(later)
    return later[::-1]


def held_since(row: models.Model) -> date | None:
    """Return the day on which something was added here; None where no history tells."""
    first = history_rows(type(row), row.pk).values_list("history_date", flat=True).first()
    return timezone.localdate(first) if first else None


def _name_people(entries: Iterable[MeasureEntry]) -> None:
    people = User.objects.in_bulk({entry.user_id for entry in entries if entry.user_id})
    for entry in entries:
        entry.who = people.get(entry.user_id)


def _rows(model: type[models.Model], names: Iterable[str], **which: Any) -> list[SimpleNamespace]:
    """The history rows of a model, in the order in which things happened."""
    rows = history_of(model)._default_manager.filter(**which).order_by("history_date", "history_id")
    return [SimpleNamespace(**row) for row in rows.values(*SAID, *names)]


def _said(row: Any) -> dict[str, Any]:
    """What a history row says of itself."""
    return {
        "at": row.history_date,
        "history_id": row.history_id,
        "user_id": row.history_user_id,
        "reason": row.history_change_reason or "",
        "source": SOURCES.get(row.source, ""),
    }


def _measure_entries(rows: list[Any]) -> Iterator[MeasureEntry]:
    names = _names(rows)
    if rows:
        yield MeasureEntry(**_said(rows[0]), is_creation=True, said="Measure added")
    for before, row in pairwise(rows):
        changes = _changes(Measure, OF_MEASURE, before, row, lambda name, of: _of_measure(name, of, names))
        yield MeasureEntry(**_said(row), said="Measure changed", changes=changes)


def _reading_entries(rows: list[Any], measure: Any) -> Iterator[MeasureEntry]:
    before: dict[int, Any] = {}
    for row in rows:
        old, before[row.id] = before.get(row.id), row
        told = f"{when(row.starts_on, row.read_on)}{f', {row.group}' if row.group else ''}"
        entry = MeasureEntry(**_said(row), is_of_reading=True, is_creation=row.history_type == "+")
        if row.history_type == "~" and old:
            entry.said = f"Reading of {told}, corrected"
            entry.changes = _changes(Reading, OF_READING, old, row, lambda name, of: _of_reading(name, of, measure))
        else:
            done = "deleted" if row.history_type == "-" else "added"
            entry.said = f"Reading of {told}, {done}: {Truncator(exact_figure(row, measure).words).words(MOST_WORDS)}"
        yield entry


def _alike(entry: MeasureEntry) -> Any:
    """What readings that were brought together have in common; every other entry stands alone."""
    if not (entry.is_creation and entry.is_of_reading):
        return entry.is_of_reading, entry.history_id
    return entry.user_id, entry.reason, entry.source, timezone.localdate(entry.at)


def _together(entries: list[MeasureEntry]) -> MeasureEntry:
    newest = entries[0]
    if len(entries) > 1:
        newest.said = f"{len(entries)} readings added"
    return newest


def _changes(model: type[models.Model], names: Iterable[str], old: Any, new: Any, words: Any) -> list[Change]:
    return [
        Change(_label(model, name), words(name, old), words(name, new))
        for name in names
        if getattr(old, name) != getattr(new, name)
    ]


def _label(model: type[models.Model], name: str) -> str:
    label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _names(rows: list[Any]) -> Names:
    """What a measure hung on and who owned it, by name, as they are called today; only where that changed."""
    names: dict[tuple[str, int], str] = {}
    for link in LINKS:
        pks = {getattr(row, link) for row in rows}
        if len(pks) > 1:
            model: Any = Measure._meta.get_field(link).related_model
            names |= {(link, pk): str(row) for pk, row in model._base_manager.in_bulk(pks - {None}).items()}
    return names


def _of_measure(name: str, row: Any, names: Names) -> str:
    """One value of a measure's history row in the words that people read."""
    value = getattr(row, name)
    if value in (None, ""):
        return NOTHING
    if name in LINKS:
        return names.get((name, value), "one that is gone")
    if name in ("baseline", "target"):
        return value_in_words(value, kind=row.kind, unit=row.unit or "", levels=row.levels or "")
    return CODES[name].get(value, value) if name in CODES else _plain(value)


def _of_reading(name: str, row: Any, measure: Any) -> str:
    value = getattr(row, name)
    if value in (None, ""):
        return NOTHING
    return exact_figure(row, measure).words if name == "value" else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return in_words(value)
    return number_in_words(value) if isinstance(value, Decimal) else str(value)
