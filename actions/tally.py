"""How many actions are what. What counts in which figure is decided here and said on the pages.

- Every action counts once under its status; withdrawn ones are in no percentage.
- A rating, a concern and a gap count open actions only, and their percentages are of the open actions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from actions.concerns import Concern, Gap
from actions.progress import Progress
from actions.status import OPEN, Rag, Status

FIGURES: tuple[str, ...] = (*Status.values, *Rag.values, *Concern.values, *Gap.values)

KNOWN = frozenset(FIGURES)

STATUS_PERCENT_MEANS = "The percentages by status are of all actions that have not been withdrawn."
OPEN_PERCENT_MEANS = (
    "Ratings, concerns and gaps are of the open actions: those not started, in progress or on hold. "
    "Their percentages are of the open actions."
)


@dataclass(frozen=True)
class Tally:
    """The counts of some actions on a day: ``counts`` maps each figure's code to a number, absent ones are 0."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, code: str) -> int:
        if code not in KNOWN:
            raise KeyError(code)  # templates then ask for the property of this name
        return self.counts.get(code, 0)

    @property
    def progress(self) -> Progress:
        """The counts by status alone."""
        return Progress({status: self[status] for status in Status})

    @property
    def total(self) -> int:
        return self.progress.total

    @property
    def open(self) -> int:
        return sum(self[status] for status in OPEN)

    @property
    def done(self) -> int:
        return self.progress.done

    def percent(self, code: str) -> int | None:
        """Whole per cent that a figure makes of its denominator; None where nothing counts."""
        whole = self.progress.counted if code in Status.values else self.open
        if not whole or code == Status.WITHDRAWN:
            return None
        return self[code] * 100 // whole


def summed(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    counts = dict.fromkeys(FIGURES, 0)
    for tally in tallies:
        for code, number in tally.counts.items():
            counts[code] += number
    return Tally(counts)
