"""Where in the plan the reading stands: the theme, the commitment, and what was printed once for them."""

from dataclasses import dataclass, replace
from typing import Any

from actions.readers.plan_rows import PlanRow
from actions.readers.tables.goals import Goal, Level

WORDS = (
    "theme_reference", "theme", "subtheme_reference", "subtheme", "outcome",
    "commitment_reference", "commitment", "lead_in", "rationale", "success",
)  # fmt: skip


@dataclass
class Place:
    """What holds for the next action. ``is_new`` while no row has brought its words yet."""

    theme_reference: str = ""
    theme: str = ""
    theme_level: int = 0
    subtheme_reference: str = ""
    subtheme: str = ""
    subtheme_level: int = 0
    outcome: str = ""
    commitment_reference: str = ""
    commitment: str = ""
    lead_in: str = ""
    rationale: str = ""
    success: str = ""
    is_new: bool = False

    def row(self, key: str, where: str, **more: Any) -> PlanRow:
        """A row of the plan that stands here; ``more`` are its further fields."""
        self.is_new = False
        here = {name: getattr(self, name) for name in WORDS}
        return PlanRow(key, where, **{**here, **more})

    def under(self, goal: Goal, *, promises: bool) -> "Place":
        """The place under a goal. ``promises`` when an objective is the commitment itself, not a heading over it."""
        if goal.level >= Level.OUTCOME:
            outcome = "\n".join(filter(None, [self.outcome, goal.title]))
            return replace(self, outcome=outcome, is_new=True)
        if promises and goal.level == Level.OBJECTIVE:
            return self.with_commitment(goal.reference, goal.title)
        if self.theme and self.theme_level < goal.level:
            kept = replace(self, subtheme_reference=goal.reference, subtheme=goal.title, subtheme_level=goal.level)
            return replace(kept, outcome="").with_commitment("", "")
        return Place(theme_reference=goal.reference, theme=goal.title, theme_level=goal.level, is_new=True)

    def with_commitment(self, reference: str, text: str) -> "Place":
        """The place under another commitment of the same theme."""
        return replace(
            self, commitment_reference=reference, commitment=text, lead_in="", rationale="", success="", is_new=True
        )

    def loses(self, later: "Place") -> bool:
        """Whether words of this place that no row has brought are gone in a later one."""
        return self.is_new and any(
            not f"{getattr(later, name)}\n".startswith(f"{getattr(self, name)}\n")
            for name in WORDS
            if getattr(self, name)
        )
