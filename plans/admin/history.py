"""What the history says, in words: who changed what, from what to what, when, why, and by which way.

However many rows are told, the questions to the database are the same: for each model its rows and the rows
before them, and for each kind of thing that they name, its names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Field, ForeignKey, Model, QuerySet, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst

from plans.admin.revision import Part, numbers_in
from plans.audit.records import OUTSIDE, RECONCILED, history_of, history_rows
from plans.models import User

KINDS = {"+": "Added", "~": "Changed", "-": "Deleted"}
SOURCES = {OUTSIDE: "Outside EDI Tracker", RECONCILED: "Found changed after a software update"}
INSIDE = "In EDI Tracker"
NOBODY = "Nobody was signed in"
NOTHING = "nothing"
NOT_TOLD = frozenset(["latest_update"])
MOST_LINES = 10
LONGEST_IN_LINE = 120

Named = dict[type[Model], dict[Any, str]]


@dataclass(frozen=True)
class Change:
    """One value that changed."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One row of history: a thing added, changed or deleted."""

    at: datetime
    who: str
    why: str
    source: str
    kind: str
    what: str
    changes: list[Change]

    @property
    def is_change(self) -> bool:
        return self.kind == KINDS["~"]

    @property
    def lines(self) -> Iterator[str]:
        """The entry as sentences, for a message."""
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        if not self.is_change:
            yield f"{self.who}, {when}: {self.kind.lower()} {self.what}."
            return
        for change in self.changes:
            old, new = (Truncator(words).chars(LONGEST_IN_LINE) for words in (change.old, change.new))
            yield f"{self.who}, {when}: {change.label} of {self.what} from “{old}” to “{new}”."


def history_page(model: type[Model], pk: Any, parts: tuple[Part, ...], user: Any, number: Any, size: int) -> Page:
    """Return one page of the history of an object and its parts, newest first, as entries."""
    sources = [history_rows(model, pk), *(part.history(pk, user) for part in parts)]
    asked = [rows.order_by().annotate(place=Value(place)) for place, rows in enumerate(sources)]
    keys = [rows.values_list("place", "history_date", "history_id") for rows in asked]
    union = keys[0].union(*keys[1:], all=True) if parts else keys[0]
    page: Page = Paginator(union.order_by("-history_date", "-history_id"), size).get_page(number)
    wanted = defaultdict(list)
    for place, _, history_id in page.object_list:
        wanted[place].append(history_id)
    rows = [row for place, ids in wanted.items() for row in sources[place].filter(history_id__in=ids)]
    page.object_list = entries_of(rows, parts)
    return page


def changes_since(instance: Model, token: str, parts: tuple[Part, ...], user: Any) -> list[str]:
    """Say what changed after an edit token was given out, newest first, the latest few."""
    numbers = numbers_in(token, parts)
    if numbers is None:
        return []
    sources = [history_rows(type(instance), instance.pk), *(part.history(instance.pk, user) for part in parts)]
    newest = [
        source.order_by("-history_id").filter(history_id__gt=number)[:MOST_LINES]
        for source, number in zip(sources, numbers, strict=True)
    ]
    entries = entries_of((row for rows in newest for row in rows), parts)
    return [line for entry in entries for line in entry.lines][:MOST_LINES]


def entries_of(rows: Iterable[Any], parts: tuple[Part, ...]) -> list[Entry]:
    """Tell history rows of an object and its parts, newest first."""
    told_by = {history_of(part.model): part.told_by for part in parts}
    rows = sorted(rows, key=lambda row: (row.history_date, row.history_id), reverse=True)
    before = _rows_before(rows)
    names = _names([*rows, *before.values()])
    return [_entry(row, before.get((type(row), row.previous_id)), names, told_by.get(type(row), "")) for row in rows]


def _rows_before(rows: list[Any]) -> dict[tuple[type[Model], int], Any]:
    """The row before each, by history model and id: one question for each model."""
    wanted = defaultdict(set)
    for row in rows:
        if row.history_type == "~" and row.previous_id:
            wanted[type(row)].add(row.previous_id)
    found = (row for model, ids in wanted.items() for row in model._base_manager.filter(history_id__in=ids))
    return {(type(row), row.history_id): row for row in found}


def _names(rows: list[Any]) -> Named:
    """The names of everything that the rows refer to: one question for each kind of thing."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for row in rows:
        wanted[User].add(row.history_user_id)
        for field in _fields(row):
            if isinstance(field, ForeignKey):
                wanted[field.related_model].add(getattr(row, field.attname))
    return {model: _names_of(model, ids - {None}) for model, ids in wanted.items()}


def _names_of(model: type[Model], ids: set[Any]) -> dict[Any, str]:
    """Name what exists by itself, and what was deleted by its last history row."""
    living = model._base_manager.filter(pk__in=ids).select_related()
    names = {thing.pk: str(thing) for thing in living}
    gone = ids - names.keys()
    if gone and hasattr(model, "tracked"):
        key = model._meta.pk.attname
        for row in history_of(model)._base_manager.filter(**{f"{key}__in": gone}).order_by("history_id"):
            names[getattr(row, key)] = f"{called(row)} (deleted)"
    return names


def called(row: Any) -> str:
    """What a history row's object called itself; its number where that asks for something gone as well."""
    try:
        return str(row.instance)
    except ObjectDoesNotExist:
        return f"{row.instance_type._meta.verbose_name} {row.instance.pk}"


def _entry(row: Any, before: Any, names: Named, told_by: str) -> Entry:
    changes = [
        Change(capfirst(str(field.verbose_name)), _words(before, field, names), _words(row, field, names))
        for field in _fields(row)
        if before is None or getattr(before, field.attname) != getattr(row, field.attname)
    ]
    if before is None:
        changes = [change for change in changes if change.new != NOTHING]
    return Entry(
        at=row.history_date,
        who=names[User].get(row.history_user_id, SOURCES.get(row.source, NOBODY)),
        why=row.history_change_reason or "",
        source=SOURCES.get(row.source, INSIDE),
        kind=KINDS[row.history_type],
        what=_what(row, names, told_by),
        changes=changes,
    )


def _what(row: Any, names: Named, told_by: str) -> str:
    """The kind of thing and, of a part, which: a lead of an action is told by the lead that it names."""
    kind = str(row.instance_type._meta.verbose_name)
    if not told_by:
        return kind
    which = _words(row, row._meta.get_field(told_by), names)
    return f"{kind} “{Truncator(which).chars(LONGEST_IN_LINE)}”"


def _fields(row: Any) -> list[Field]:
    """The values of a history row that people can read something from."""
    fields = row.instance_type.tracked.fields_included(row.instance_type)
    return [field for field in fields if not field.primary_key and field.name not in NOT_TOLD]


def _words(row: Any, field: Field, names: Named) -> str:
    """One value of a history row in the words that people read."""
    value = getattr(row, field.attname) if row is not None else None
    if value in (None, ""):
        return NOTHING
    if isinstance(field, ForeignKey):
        return names[field.related_model].get(value, f"{field.related_model._meta.verbose_name} {value}")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    for kind, write in WRITTEN:
        if isinstance(value, kind):
            return write(value)
    return str(value)


WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (datetime, lambda value: date_format(timezone.localtime(value), "DATETIME_FORMAT")),
    (date, date_format),
)


def living_or_last(model: type[Model], pk: Any) -> Any:
    """Return a row as it stands, or as its newest history row has it when it was deleted; None if it never was."""
    rows: QuerySet = model._base_manager.filter(pk=pk)
    return rows.first() or history_rows(model, pk).last()


def followed(row: Any, path: str) -> Any:
    """Follow foreign keys from a row, or from what history remembers of it, to the id at the path's end."""
    *steps, last = path.split("__")
    for step in steps:
        field = row._meta.get_field(step)
        row = row and living_or_last(field.related_model, getattr(row, field.attname))
    return row and getattr(row, row._meta.get_field(last).attname)
