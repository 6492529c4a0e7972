"""One action as it stood at the end of a day, in plain values that ask the database nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from actions.status import Rag, Status


class NamedLead(NamedTuple):
    """A lead as it was named for an action."""

    pk: int
    name: str
    role: str


@dataclass(slots=True)
class Standing:
    """An action as it stood: its words, its place in the plan, its status and what was known of it by then.

    ``text`` is as published, ``wording`` what then held; ``timescale`` is the published words, "" where the plan
    states none; ``update_id`` and ``reported_at`` are of the newest report by then, None where there was none.
    """

    pk: int
    plan_id: int
    council_id: int
    theme_id: int
    commitment_id: int
    plan: str
    council: str
    theme: str
    commitment: str
    reference: str
    subheading: str
    text: str
    wording: str
    timescale: str
    status: str
    rag: str
    due_on: date | None
    completed_on: date | None
    review_on: date | None
    update_id: int | None
    reported_at: datetime | None
    is_gone: bool
    is_open: bool
    is_overdue: bool
    is_due_soon: bool
    is_not_updated: bool
    no_lead: bool
    no_date: bool
    no_measure: bool
    leads: list[NamedLead] = field(default_factory=list)

    @property
    def status_label(self) -> str:
        return STATUS_LABELS[self.status]

    @property
    def rag_label(self) -> str:
        return RAG_LABELS[self.rag]

    @property
    def lead_names(self) -> str:
        """The leads in one line, supporting ones marked; "" where none is named."""
        return "; ".join(lead.name if lead.role == "joint" else f"{lead.name} (supporting)" for lead in self.leads)


STATUS_LABELS: dict[str, str] = {status.value: status.label for status in Status}
RAG_LABELS: dict[str, str] = {rag.value: rag.label for rag in Rag}
