"""What an exported file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from plans.days import in_words

EMPTY_MEANS = (
    "An empty cell is a gap: the published plan does not state it, or nothing has been recorded. A rating is of open "
    "actions only. Overdue and not updated are told of open actions, as of the day above."
)
KEEP_REVISION = (
    "The columns ID and Revision say which action a row is and how new it is. Leave them as they are, so that "
    "nobody’s later work is overwritten when the file is imported again."
)
NO_REVISION = (
    "This file is of a day that is over, so it has no revisions and cannot be imported over what is there now."
)


@dataclass(frozen=True)
class About:
    """Which list a file holds: of which day, what was asked for, at which address and when the file was made.

    ``filters`` are in words, the name of each filter with what was chosen; ``address`` is a path and its query.
    """

    on: date
    is_past: bool
    filters: Mapping[str, str]
    sorted_by: str
    address: str
    made_at: datetime

    @property
    def title(self) -> str:
        """One sentence about the day."""
        stood = "stood at the end of" if self.is_past else "stand on"
        return f"Actions as they {stood} {in_words(self.on)}"

    @property
    def filters_in_words(self) -> str:
        """The filters in one line; "None" where nothing was filtered."""
        return "; ".join(f"{name}: {words}" for name, words in self.filters.items()) or "None"

    @property
    def notes(self) -> list[str]:
        """What a reader of the file has to know."""
        return [EMPTY_MEANS, NO_REVISION if self.is_past else KEEP_REVISION]

    def lines(self, number: int) -> list[tuple[str, Any]]:
        """Return all of it as names with words; ``number`` is that of the actions in the file."""
        made_at = date_format(timezone.localtime(self.made_at), "j F Y, H:i")
        return [
            ("What this is", self.title),
            *(self.filters.items() or [("Filters", "None")]),
            ("Sorted by", self.sorted_by),
            ("Number of actions", number),
            ("Made", made_at),
            ("Address of the list", self.address),
            *(("Note", note) for note in self.notes),
        ]
