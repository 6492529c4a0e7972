"""Counting where actions stand. What counts in which figure is decided here and said on the pages.

- Withdrawn actions are in no percentage.
- Done means completed or embedded; closed is not the same, for a withdrawn action is closed and not done.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from actions.status import DONE, Status

PERCENT_MEANS = "Done means completed or embedded. The percentage is of all actions that have not been withdrawn."


@dataclass(frozen=True)
class Progress:
    """How many actions stand where: ``counts`` maps a status to a number, absent ones are 0."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def counted(self) -> int:
        """The denominator of every percentage: all but the withdrawn."""
        return self.total - self.counts.get(Status.WITHDRAWN, 0)

    @property
    def done(self) -> int:
        return sum(self.counts.get(status, 0) for status in DONE)

    @property
    def percent_done(self) -> int | None:
        """Whole per cent of the counted actions that are done; None where none counts. Never rounded up to 100."""
        return self.done * 100 // self.counted if self.counted else None

    @property
    def sentence(self) -> str:
        """The progress in words, for the head of a bar."""
        words = f"{self.total} action{'' if self.total == 1 else 's'}, {self.done} done"
        return words if self.percent_done is None else f"{words} ({self.percent_done}%)"

    @property
    def segments(self) -> list[dict[str, Any]]:
        """The statuses that occur, in order, each with its share of the bar in per cent."""
        segments, x = [], 0.0
        for status in Status:
            count = self.counts.get(status, 0)
            if count:
                width = round(count * 100 / self.total, 2)
                segments.append(
                    {
                        "status": status.value,
                        "label": status.label,
                        "count": count,
                        "x": round(x, 2),
                        "width": width,
                    }
                )
                x += width
        return segments


def progress_by(actions: QuerySet, path: str) -> dict[Any, Progress]:
    """Count actions by status for each value that ``path`` leads to."""
    counts: dict[Any, dict[str, int]] = defaultdict(dict)
    for key, status, number in actions.order_by().values_list(path, "status").annotate(Count("pk")):
        counts[key][status] = number
    return {key: Progress(by_status) for key, by_status in counts.items()}
