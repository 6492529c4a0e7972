"""The columns of an exported list, once for all kinds of file."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from actions.standing import Standing

Value = str | int | float | date | bool | None


class Column(NamedTuple):
    """A column: its key in JSON, its heading elsewhere, its width in characters, and its value of an action."""

    name: str
    heading: str
    width: int
    of: Callable[[Standing], Value]


def reworded(standing: Standing) -> str:
    """The wording that held, only where it differs from what was published."""
    return standing.wording if standing.wording != standing.text else ""


def rating(standing: Standing) -> str:
    """The rating of an open action; a closed one is not rated, and the list shows none."""
    return standing.rag_label if standing.is_open else ""


def reported_on(standing: Standing) -> date | None:
    """The day of the last report, local time."""
    return timezone.localdate(standing.reported_at) if standing.reported_at else None


REVISION = Column("revision", "Revision", 10, lambda standing: None)  # ``rows`` asks for it
COLUMNS: tuple[Column, ...] = (
    Column("id", "ID", 9, attrgetter("pk")),
    Column("council", "Council", 24, attrgetter("council")),
    Column("plan", "Plan", 30, attrgetter("plan")),
    Column("plan_id", "Plan ID", 9, attrgetter("plan_id")),
    Column("theme", "Theme", 30, attrgetter("theme")),
    Column("commitment", "Commitment", 40, attrgetter("commitment")),
    Column("reference", "Reference", 11, attrgetter("reference")),
    Column("subheading", "Sub-heading", 20, attrgetter("subheading")),
    Column("text", "Action as published", 60, attrgetter("text")),
    Column("current_text", "Current wording", 40, reworded),
    Column("leads", "Leads", 30, attrgetter("lead_names")),
    Column("timescale", "Timescale as published", 20, attrgetter("timescale")),
    Column("due_on", "Due", 13, attrgetter("due_on")),
    Column("status", "Status", 14, attrgetter("status_label")),
    Column("rag", "RAG", 10, rating),
    Column("completed_on", "Completed", 13, attrgetter("completed_on")),
    Column("review_on", "Next review", 13, attrgetter("review_on")),
    Column("reported_on", "Last report", 13, reported_on),
    Column("is_overdue", "Overdue", 10, attrgetter("is_overdue")),
    Column("is_not_updated", "Not updated", 10, attrgetter("is_not_updated")),
    REVISION,
)
