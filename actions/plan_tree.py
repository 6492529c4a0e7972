"""A plan as a tree in its own order: themes, themes within them, commitments, actions, measures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from actions.progress import Progress
from plans.models import Commitment, Plan, Theme


@dataclass
class CommitmentBranch:
    """A commitment with its actions and measures; ``level`` is that of its heading on the page."""

    commitment: Commitment
    actions: list[Any]
    measures: list[Any]
    level: int = 0


@dataclass
class ThemeBranch:
    """A theme with its commitments, the themes within it, its measures and its own progress."""

    theme: Theme
    progress: Progress
    measures: list[Any]
    commitments: list[CommitmentBranch] = field(default_factory=list)
    subthemes: list["ThemeBranch"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.commitments and not self.subthemes

    @property
    def level(self) -> int:
        """The level of its heading; the page's own are 1 and 2."""
        return 4 if self.theme.parent_id else 3

    def add(self, branch: CommitmentBranch) -> None:
        """Put a commitment under this theme, one heading lower unless the theme has none."""
        branch.level = self.level + 1 if self.theme.title else self.level
        self.commitments.append(branch)


def plan_tree(
    plan: Plan,
    themes_in_order: Iterable[Theme],
    actions: Iterable[Any],
    measures: Iterable[Any],
    *,
    progress: dict[int, Progress],
    whole: bool,
) -> list[ThemeBranch]:
    """Arrange a plan's actions, and how its measures stand, under its commitments and themes.

    ``progress`` is by theme id, of all actions. When not ``whole``, the actions are a selection, and
    commitments and themes that hold none of them are left out.
    """
    themes = {theme.pk: theme for theme in themes_in_order}
    by_place = _measures_by_place(measures)
    branches = {
        pk: ThemeBranch(theme, progress.get(pk, Progress({})), by_place["theme", pk]) for pk, theme in themes.items()
    }
    for branch in _commitment_branches(plan, actions, by_place):
        if whole or branch.actions:
            branches[branch.commitment.theme_id].add(branch)
    for pk, theme in themes.items():
        if theme.parent_id and (whole or not branches[pk].is_empty):
            branches[theme.parent_id].subthemes.append(branches[pk])
    tops = [branches[pk] for pk, theme in themes.items() if not theme.parent_id]
    return [branch for branch in tops if whole or not branch.is_empty]


def _commitment_branches(plan: Plan, actions: Iterable[Any], by_place: dict) -> list[CommitmentBranch]:
    of_commitment: dict[int, list[Any]] = defaultdict(list)
    for action in actions:
        of_commitment[action.commitment_id].append(action)
    commitments = Commitment.objects.filter(theme__plan=plan).order_by("theme__position", "position")
    return [CommitmentBranch(one, of_commitment[one.pk], by_place["commitment", one.pk]) for one in commitments]


def is_of_whole_plan(measure: Any) -> bool:
    """Whether a measure hangs on the whole plan, and on no part of it."""
    return not (measure.theme_id or measure.commitment_id or measure.action_id)


def _measures_by_place(standings: Iterable[Any]) -> dict[tuple[str, int], list[Any]]:
    by_place: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for standing in standings:
        measure = standing.measure
        if measure.commitment_id:
            by_place["commitment", measure.commitment_id].append(standing)
        elif measure.theme_id:
            by_place["theme", measure.theme_id].append(standing)
    return by_place
