"""What the file of a whole plan says of itself."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

HOLDS = (
    "It holds every published word of the plan, its facts, themes, commitments, actions with their leads, timescales "
    "and tags, where each action stands today, and its measures with every reading."
)
HOLDS_NOT = (
    "It does not hold progress updates, the history, people, who holds a lead, who confirmed a date, or which "
    "plan and actions it carries on: those stay in the tracker."
)
NOT_FOR_ALL = "Readings may be small numbers about people. Do not publish this file as it is."
BRING_BACK = (
    "The file can be imported again. Keep the columns Number and Part of, which say what belongs where: the order "
    "of the rows does not matter. A new row without a number comes last."
)
EMPTY_MEANS = "An empty cell is a gap: the published plan does not state it, or nothing has been recorded."


@dataclass(frozen=True)
class About:
    """Which plan it is, at which address, and when the file was made."""

    plan: str
    council: str
    address: str
    made_at: datetime

    @property
    def title(self) -> str:
        """One sentence about what it is."""
        return f"The plan “{self.plan}” of {self.council}, whole"

    @property
    def notes(self) -> list[str]:
        """What a reader of the file has to know."""
        return [HOLDS, HOLDS_NOT, NOT_FOR_ALL, BRING_BACK, EMPTY_MEANS]

    def lines(self) -> list[tuple[str, str]]:
        """Return all of it as names with words."""
        return [
            ("What this is", self.title),
            ("Made", date_format(timezone.localtime(self.made_at), "j F Y, H:i")),
            ("Address of the plan", self.address),
            *(("Note", note) for note in self.notes),
        ]
