"""What happened to an action: when, by whom, from what to what, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils import timezone

from actions.history.as_at import read_date, read_moment
from actions.models import Action, ActionLead, Lead, ProgressUpdate, Timescale
from actions.status import Rag, Status
from plans.audit.records import OUTSIDE, RECONCILED, history_of
from plans.days import in_words
from plans.models import User
from plans.replica import read_connection

NOTHING = "none"
SHOWN = ("status", "rag", "due_on", "completed_on", "review_on", "text", "current_text", "timescale_id")
LABELS = {
    "status": "Status",
    "rag": "RAG",
    "due_on": "Due date",
    "completed_on": "Completed on",
    "review_on": "Next review",
    "text": "Published words",
    "current_text": "Current wording",
    "timescale_id": "Timescale",
}
SOURCES = {
    OUTSIDE: "Changed outside the application",
    RECONCILED: "Found changed after a software update",
}

SAID = ("history_id", "history_date", "history_user_id", "history_change_reason", "source")
CODES = {"status": dict(Status.choices), "rag": dict(Rag.choices)}
DATES = ("due_on", "completed_on", "review_on")

# Put in SQL, because building the questions took longer than answering them.
ROWS = "SELECT {columns} FROM {history} WHERE {key} = %s ORDER BY history_date, history_id"
UPDATES = "SELECT * FROM actions_progressupdate WHERE action_id = %s"
PEOPLE = "SELECT id, name, email FROM plans_user WHERE id IN ({})"
LEADS = "SELECT id, name FROM actions_lead WHERE id IN ({})"


@dataclass(frozen=True)
class Change:
    """One value that changed, in words."""

    label: str
    old: str
    new: str


@dataclass
class Entry:
    """One thing that happened: a creation, changes, a report, or all of them at once."""

    at: datetime
    history_id: int
    user_id: int | None
    reason: str
    source: str = ""
    is_creation: bool = False
    is_of_a_lead: bool = False
    changes: list[Change] = field(default_factory=list)
    update: Any = None
    who: Any = None

    @property
    def what(self) -> str:
        """What happened, in a few words that anybody may read."""
        if self.is_creation:
            return "Added"
        if self.update:
            rag = "" if self.update.rag == Rag.NOT_RATED else f", {Rag(self.update.rag).label.lower()}"
            return f"Progress reported: {Status(self.update.status).label.lower()}{rag}"
        return self.source or "Changed"

    @property
    def changes_as_values(self) -> list[dict[str, str]]:
        """The changes as a template's row takes them."""
        return [vars(change) for change in self.changes]

    @property
    def when(self) -> str:
        """The day on which it happened, and for all but a creation the time of day."""
        here = timezone.localtime(self.at)
        day = in_words(here.date())
        return (
            day
            if self.is_creation
            else f"{day}, {here.hour % 12 or 12}:{here:%M}{'a.m.' if here.hour < 12 else 'p.m.'}"
        )


def timeline(action: Action) -> list[Entry]:
    """Return everything that happened to an action, newest first, in a fixed number of queries."""
    entries = list(_action_entries(action))
    created = next((entry.at for entry in entries if entry.is_creation), None)
    entries += _lead_entries(action, created)
    people = _by_pk(User, PEOPLE, {entry.user_id for entry in entries if entry.user_id})
    for entry in entries:
        entry.who = people.get(entry.user_id)
    return sorted(entries, key=lambda entry: (entry.at, entry.history_id), reverse=True)


def changes_since(action: Action, revision: int | None) -> list[Entry]:
    """Return what happened to an action after the history row that an edit token names, newest first.

    The rows of its leads are numbered by themselves, so those count that are later than the row of the token.
    """
    entries = timeline(action)
    own = {entry.history_id: entry.at for entry in entries if not entry.is_of_a_lead}
    seen = own.get(revision or 0) or min(own.values())
    return [
        entry
        for entry in entries
        if not entry.is_creation and (entry.at > seen if entry.is_of_a_lead else entry.history_id > (revision or 0))
    ]


def _action_entries(action: Action) -> Iterator[Entry]:
    rows = _rows(Action, (*SAID, *SHOWN, "latest_update_id"), "id", action.pk)
    updates = {update.pk: update for update in ProgressUpdate.objects.raw(UPDATES, [action.pk])}
    changed = len({row.timescale_id for row in rows}) > 1
    timescales = Timescale.objects.in_bulk({row.timescale_id for row in rows if row.timescale_id}) if changed else {}
    if rows:
        yield Entry(**_said(rows[0]), is_creation=True)
    for before, row in pairwise(rows):
        entry = Entry(**_said(row))
        entry.changes = [
            Change(LABELS[name], _words(before, name, timescales), _words(row, name, timescales))
            for name in SHOWN
            if getattr(before, name) != getattr(row, name)
        ]
        if row.latest_update_id != before.latest_update_id:
            entry.update = updates.get(row.latest_update_id)
        yield entry


def _lead_entries(action: Action, created: datetime | None) -> Iterator[Entry]:
    """The leads named and taken off after the moment at which the action came into being."""
    rows = _rows(ActionLead, (*SAID, "history_type", "id", "lead_id", "role"), "action_id", action.pk)
    rows.sort(key=lambda row: row.history_id)
    names = _by_pk(Lead, LEADS, {row.lead_id for row in rows})
    before: dict[int, Any] = {}
    for row in rows:
        old, before[row.id] = before.get(row.id), row
        if row.history_type == "+" and row.history_date == created:
            continue
        if change := _lead_change(old, row, names):
            yield Entry(**_said(row), is_of_a_lead=True, changes=[change])


def _rows(model: type[models.Model], columns: tuple[str, ...], key: str, pk: int) -> list[SimpleNamespace]:
    """Some columns of the history rows with this key, in the order in which things happened."""
    with read_connection().cursor() as cursor:
        table = history_of(model)._meta.db_table
        cursor.execute(ROWS.format(columns=", ".join(columns), history=table, key=key), [pk])
        rows = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
    for row in rows:
        row.history_date = read_moment(row.history_date)
        for name in DATES:
            if name in columns:
                setattr(row, name, read_date(getattr(row, name)))
    return rows


def _by_pk(model: Any, question: str, pks: set[int]) -> dict[int | None, Any]:
    return {row.pk: row for row in model._base_manager.raw(question.format(", ".join(map(str, pks))))} if pks else {}


def _lead_change(old: Any, row: Any, names: dict[int | None, Any]) -> Change | None:
    name = str(names.get(row.lead_id, "a lead"))
    if row.history_type == "+":
        return Change("Lead", NOTHING, name)
    if row.history_type == "-":
        return Change("Lead", name, NOTHING)
    if old and (old.lead_id, old.role) != (row.lead_id, row.role):
        return Change("Lead", f"{names.get(old.lead_id, 'a lead')}, {old.role}", f"{name}, {row.role}")
    return None


def _said(row: Any) -> dict[str, Any]:
    """What a history row says of itself."""
    return {
        "at": row.history_date,
        "history_id": row.history_id,
        "user_id": row.history_user_id,
        "reason": row.history_change_reason or "",
        "source": SOURCES.get(row.source, ""),
    }


def _words(row: Any, name: str, timescales: dict[int, Timescale]) -> str:
    """One value of a history row in the words that people read."""
    value = getattr(row, name)
    if value in (None, ""):
        return NOTHING
    if name in ("status", "rag"):
        return CODES[name].get(value, value)
    if isinstance(value, date):
        return in_words(value)
    return str(timescales.get(value, NOTHING)) if name == "timescale_id" else str(value)
