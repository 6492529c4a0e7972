"""Where the measures of a plan hang, and which of its commitments have none, as it was at the end of a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from actions.history.as_at import Day, actions_of_plans, ever_tables, joined, sql_moment, table, values_table
from plans.models import Commitment, Plan, Theme
from plans.replica import read_connection

WHOLE_PLAN = "The whole plan"
NO_LONGER_THERE = "A part that the plan did not have then"

# One question for all three, as each costs more to ask than to answer.
QUESTION = """
SELECT 'theme', t.id, t.parent_id, t.reference, t.title, t.position, 0, 0 FROM {themes}
UNION ALL SELECT 'commitment', c.id, t.id, c.reference, c.text, t.position, c.position, 0 FROM {commitments}
UNION ALL SELECT 'action', a.id, c.id, a.reference, COALESCE(NULLIF(a.current_text, ''), a.text),
t.position, c.position, a.position FROM {actions} WHERE a.id IN ({measured})
ORDER BY 6, 7, 8
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A theme, a commitment or an action of a plan; ``above`` is the id of the one that it stands in, if any."""

    id: int
    above: int | None
    reference: str
    words: str

    def __str__(self) -> str:
        return " ".join(filter(None, [self.reference, self.words]))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measure hangs: the plan's word for such a part, "" for the whole plan, and the part's own words.

    ``action`` is the id of the action that it hangs on, None where it hangs on none.
    """

    word: str
    name: str
    action: int | None = None


class PlanParts:
    """The themes and commitments of a plan as they were, and those of its actions that measures hang on."""

    def __init__(self, plan: Plan, day: Day, measures: Iterable[Any]) -> None:
        """``measures`` have the attributes of a ``Measure``, as they then were."""
        self._plan = plan
        self._measures = list(measures)
        self._places: dict[tuple[int | None, ...], Place] = {}
        measured = {one.action_id for one in self._measures if one.action_id}
        self._parts: dict[str, dict[int, Part]] = {"theme": {}, "commitment": {}, "action": {}}
        for kind, pk, above, reference, words, *_ in _ask(plan.pk, day, measured):
            self._parts[kind][pk] = Part(pk, above, reference or "", words or "")

    def place(self, measure: Any) -> Place:
        """Return where a measure hangs."""
        hangs_on = measure.action_id, measure.commitment_id, measure.theme_id
        if hangs_on not in self._places:
            self._places[hangs_on] = self._place(*hangs_on)
        return self._places[hangs_on]

    def _place(self, action: int | None, commitment: int | None, theme: int | None) -> Place:
        plan = self._plan
        if action:
            return Place(plan.action_word, self._name("action", action), action)
        if commitment:
            return Place(plan.commitment_word, self._name("commitment", commitment))
        if theme:
            part = self._parts["theme"].get(theme)
            word = plan.subtheme_word if part and part.above else plan.theme_word
            return Place(word, self._name("theme", theme))
        return Place("", WHOLE_PLAN)

    def unmeasured(self) -> list[tuple[int, str]]:
        """Return the id and the words of each commitment on which, and on whose actions, no measure hangs."""
        measured = {one.commitment_id for one in self._measures}
        measured |= {action.above for action in self._parts["action"].values()}
        return [(pk, self._name("commitment", pk)) for pk in self._parts["commitment"] if pk not in measured]

    def _name(self, kind: str, pk: int) -> str:
        part = self._parts[kind].get(pk)
        if part is None:
            return NO_LONGER_THERE
        if kind == "commitment" and not str(part):
            return f"Actions under {self._name('theme', part.above or 0)}"
        return str(part) or "Untitled theme"


def _ask(plan: int, day: Day, measured: Collection[int]) -> list[Any]:
    """The parts of a plan, in plan order, with those of its actions that have these ids."""
    tables = [values_table("plan", "id", [str(plan)])]
    if day.is_past:
        tables += ever_tables()
        themes = f"ever_theme e {joined(Theme, 't', 'e.id', day)}"
        up = joined(Theme, "t", "c.theme_id", day)
        commitments = f"ever_commitment e {joined(Commitment, 'c', 'e.id', day)} {up}"
    else:
        themes = f"plan p JOIN {table(Theme)} t ON t.plan_id = p.id"
        commitments = f"{themes} JOIN {table(Commitment)} c ON c.theme_id = t.id"
    question = QUESTION.format(
        themes=themes,
        commitments=commitments,
        actions=actions_of_plans(day),
        measured=", ".join(map(str, measured)) or "NULL",
    )
    with read_connection().cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {question}", {"moment": sql_moment(day.moment)})
        return cursor.fetchall()
