"""What an officer's actions need: the order of My actions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from actions.status import CLOSED

SOON_DAYS = 30


class Need(models.TextChoices):
    """Why an action needs its officer now, most pressing first."""

    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", f"Due in the next {SOON_DAYS} days"
    NOT_UPDATED = "not_updated", "Not updated"
    NOTHING = "nothing", "Nothing now"
    CLOSED = "closed", "Closed"


ORDER = {need: place for place, need in enumerate(Need)}


def need_of(status: str, due_on: date | None, reported_at: datetime | None, silent_since: datetime, on: date) -> Need:
    """Return the most pressing need on a day of an action with these values, as its own methods would.

    ``silent_since`` is the moment before which a last report is too old on that day.
    """
    if status in CLOSED:
        return Need.CLOSED
    if due_on is not None:
        if due_on < on:
            return Need.OVERDUE
        if due_on <= on + timedelta(days=SOON_DAYS):
            return Need.DUE_SOON
    return Need.NOT_UPDATED if reported_at is None or reported_at < silent_since else Need.NOTHING


def silent_since(update_every_days: int, on: date) -> datetime:
    """Return the moment before which a last report is too old on a day, where a plan asks for one so often."""
    return timezone.make_aware(datetime.combine(on - timedelta(days=update_every_days), time.min))


def counts_by_need(actions: Iterable[Any]) -> list[tuple[Need, int]]:
    """Count actions by their ``need``, in order, needs that none has included."""
    counts = Counter(action.need for action in actions)
    return [(need, counts[need]) for need in Need]
