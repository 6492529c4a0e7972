"""What a file of measures says of itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from plans.days import in_words

EMPTY_MEANS = "An empty cell is a gap: the published plan does not state it, or nothing has been recorded."
ROW_MEANS = "Each reading is a row. A measure without a reading has one row, too."
EXACT = "These are exact figures, some of them about few people. Do not publish this file as it is."
EXACT_IN_SHORT = "Exact, not for publication"
PUBLIC_IN_SHORT = "As published: figures about people are rounded"


@dataclass(frozen=True)
class About:
    """Whose measures a file holds, as they were known on which day, and at which address.

    ``why_rounded`` says why figures are not exact; "" is that they are, for the council's own people.
    """

    plan: str
    council: str
    on: date
    is_past: bool
    why_rounded: str
    address: str
    made_at: datetime

    @property
    def title(self) -> str:
        """One sentence about what it is."""
        stood = "were known at the end of" if self.is_past else "are known on"
        return f"Measures of the plan “{self.plan}” of {self.council} as they {stood} {in_words(self.on)}"

    @property
    def figures(self) -> str:
        """Whether its figures are exact, in a few words."""
        return PUBLIC_IN_SHORT if self.why_rounded else EXACT_IN_SHORT

    @property
    def notes(self) -> list[str]:
        """What a reader of the file has to know."""
        return [self.why_rounded or EXACT, ROW_MEANS, EMPTY_MEANS]

    def lines(self, number: int) -> list[tuple[str, Any]]:
        """Return all of it as names with words; ``number`` is that of the rows in the file."""
        return [
            ("What this is", self.title),
            ("As known on", self.on),
            ("Figures", self.figures),
            ("Number of rows", number),
            ("Made", date_format(timezone.localtime(self.made_at), "j F Y, H:i")),
            ("Address of the list", self.address),
            *(("Note", note) for note in self.notes),
        ]
