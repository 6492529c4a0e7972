"""The words for where an action stands, and the table of moves between them."""

from django.db import models


class Status(models.TextChoices):
    """Where an action stands."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    ON_HOLD = "on_hold", "On hold"
    COMPLETED = "completed", "Completed"
    EMBEDDED = "embedded", "Embedded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Rag(models.TextChoices):
    """How sure delivery of an open action is."""

    NOT_RATED = "not_rated", "Not rated"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.ON_HOLD)
CLOSED = (Status.COMPLETED, Status.EMBEDDED, Status.WITHDRAWN)
DONE = (Status.COMPLETED, Status.EMBEDDED)
LIVE = (*OPEN, Status.EMBEDDED)

MOVES: dict[Status, tuple[Status, ...]] = {
    Status.NOT_STARTED: (
        Status.IN_PROGRESS,
        Status.ON_HOLD,
        Status.COMPLETED,
        Status.EMBEDDED,
        Status.WITHDRAWN,
    ),
    Status.IN_PROGRESS: (
        Status.NOT_STARTED,
        Status.ON_HOLD,
        Status.COMPLETED,
        Status.EMBEDDED,
        Status.WITHDRAWN,
    ),
    Status.ON_HOLD: (Status.NOT_STARTED, Status.IN_PROGRESS, Status.WITHDRAWN),
    Status.COMPLETED: (Status.IN_PROGRESS, Status.EMBEDDED),
    Status.EMBEDDED: (Status.IN_PROGRESS,),
    Status.WITHDRAWN: (Status.NOT_STARTED, Status.IN_PROGRESS),
}

STATUS_MEANS: dict[str, str] = {
    Status.NOT_STARTED: "No work on the action has begun.",
    Status.IN_PROGRESS: "Work has begun and is not finished.",
    Status.ON_HOLD: "Work has stopped for now and is meant to go on.",
    Status.COMPLETED: "Everything the action promised has been done.",
    Status.EMBEDDED: "It is now part of everyday business, with a date to check that it still is.",
    Status.WITHDRAWN: "It will not be done. It stays on record and counts in no percentage.",
}

RAG_MEANS: dict[str, str] = {
    Rag.NOT_RATED: "Nobody has rated it yet.",
    Rag.GREEN: "It will be done on time.",
    Rag.AMBER: "It may be late or fall short unless something changes.",
    Rag.RED: "It will be late or fall short.",
}


NEEDS_A_REASON = (Status.ON_HOLD, Status.WITHDRAWN, Rag.RED)


def moves_from(status: str) -> tuple[Status, ...]:
    """Return the statuses that an action may move to, the one it has first."""
    return (Status(status), *MOVES[Status(status)])


def why_move_is_refused(old: str, new: str) -> str:
    """Say why an action may not move from one status to another, or return "" when it may."""
    if old == new or new in MOVES[Status(old)]:
        return ""
    return f"An action that is {Status(old).label.lower()} cannot become {Status(new).label.lower()}."


def is_open(status: str) -> bool:
    """Whether an action with this status is still to be finished."""
    return status in OPEN


def why_reason_is_needed(old: str, new: str, *, old_rag: str, new_rag: str, due_moves: bool) -> str:
    """Say why a report must give a reason, or return "" when it need not.

    A reason is required to withdraw, put on hold, reopen, move a due date or go to red.
    """
    if new != old and new == Status.WITHDRAWN:
        return "Say why the action is withdrawn."
    if new != old and new == Status.ON_HOLD:
        return "Say why the action is put on hold."
    if not is_open(old) and is_open(new):
        return "Say why the action is opened again."
    if due_moves:
        return "Say why the due date moves."
    if new_rag == Rag.RED and old_rag != Rag.RED:
        return "Say why the action is rated red."
    return ""
