"""What happened to one reading, as the history tells it, for somebody who wrote at the same time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from actions.history.timeline import NOTHING, SOURCES, Change, Entry
from measures.figures import number_in_words
from measures.models import Reading
from plans.audit.records import history_rows
from plans.days import in_words
from plans.models import User

TOLD = ("value", "numerator", "base", "words", "starts_on", "read_on", "category", "group", "note", "origin")


def changes_since(reading: Reading, revision: int) -> list[Entry]:
    """Return what changed in a reading after the history row that an edit token names, the newest first."""
    entries = [entry for entry in _entries(reading) if entry.history_id > revision]
    people = User.objects.in_bulk({entry.user_id for entry in entries if entry.user_id})
    for entry in entries:
        entry.who = people.get(entry.user_id)
    return entries[::-1]


def _entries(reading: Reading) -> Iterator[Entry]:
    for before, row in pairwise(history_rows(Reading, reading.pk)):
        yield Entry(
            at=row.history_date,
            history_id=row.history_id,
            user_id=row.history_user_id,
            reason=row.history_change_reason or "",
            source=SOURCES.get(row.source, ""),
            changes=[
                Change(_label(name), _words(getattr(before, name)), _words(getattr(row, name)))
                for name in TOLD
                if getattr(before, name) != getattr(row, name)
            ],
        )


def _label(name: str) -> str:
    return str(Reading._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _words(value: Any) -> str:
    """One value of a history row in the words that people read."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, date):
        return in_words(value)
    return number_in_words(value) if isinstance(value, Decimal) else str(value)
