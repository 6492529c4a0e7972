"""What an officer's actions need: the order of My actions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models


class Need(models.TextChoices):
    """Why an action needs its officer now, most pressing first."""

    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", "Due in the next 30 days"
    NOT_UPDATED = "not_updated", "Not updated"
    NOTHING = "nothing", "Nothing now"
    CLOSED = "closed", "Closed"


ORDER = {need: place for place, need in enumerate(Need)}


def need_of(action: Any, on: date) -> Need:
    """Return the most pressing need of an action on a day."""
    if action.is_closed:
        return Need.CLOSED
    if action.is_overdue(on):
        return Need.OVERDUE
    if action.is_due_soon(on):
        return Need.DUE_SOON
    return Need.NOT_UPDATED if action.is_not_updated(on) else Need.NOTHING


def sorted_by_need(actions: Iterable[Any], on: date) -> list[Any]:
    """Give each action its ``need`` on a day and sort: by need, then by due date, undated last, then as published."""
    actions = list(actions)
    for action in actions:
        action.need = need_of(action, on)
    return sorted(actions, key=lambda action: (ORDER[action.need], action.due_on or date.max))


def counts_by_need(actions: Iterable[Any]) -> list[tuple[Need, int]]:
    """Count sorted actions by need, in order, needs that none has included."""
    counts = Counter(action.need for action in actions)
    return [(need, counts[need]) for need in Need]
