"""What the dashboard shows, in plain values: each number with the address of the list that makes it up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property

from actions.concerns import CONCERN_MEANS, GAP_MEANS, Concern, Gap, State
from actions.history.movement import Movement, movement
from actions.history.standings import Group, Standings
from actions.history.trend import trend
from actions.progress import Progress
from actions.standing_filter import StandingFilter
from actions.status import RAG_MEANS, STATUS_MEANS, Rag, Status
from actions.tally import Tally, summed

MOST_MOVES = 3_000
# The columns of the table by lead, with what each adds to the address of the lead's list.
LEAD_FIGURES = (
    ("Actions", ""),
    (State.DONE.label, f"&state={State.DONE}"),
    (State.OPEN.label, f"&state={State.OPEN}"),
    (Concern.OVERDUE.label, f"&concern={Concern.OVERDUE}"),
    (Concern.NOT_UPDATED.label, f"&concern={Concern.NOT_UPDATED}"),
)
RAG_ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED)


@dataclass(frozen=True)
class Line:
    """One figure: how many, in which list, per cent of what counts (None for none), and how many there were then."""

    code: str
    label: str
    number: int
    href: str
    percent: int | None
    means: str
    before: int | None


class Dashboard:
    """The figures of a filter's scope on its day, and how they moved since the day to compare with."""

    def __init__(self, asked: StandingFilter, *, list_url: str, page_url: str) -> None:
        self.asked, self.list_url, self.page_url = asked, list_url, page_url
        self.scope, self.then = asked.scope, asked.then

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        """The tallies, by what it makes sense to tell apart: councils, or one council's plans, themes and leads."""
        if len({plan.council.pk for plan in self.scope.plans}) > 1:
            return self.asked.standings.tallies("council")
        return self.asked.standings.tallies("plan" if len(self.scope.plans) > 1 else "theme", "lead")

    @cached_property
    def tally(self) -> Tally:
        return summed(group.tally for group in next(iter(self.groups.values())))

    @cached_property
    def before(self) -> Tally | None:
        """The same on the day to compare with; None without one."""
        if self.then is None:
            return None
        groups = Standings(self.then, self.asked.filters).tallies("council")["council"]
        return summed(group.tally for group in groups)

    @property
    def progress(self) -> Progress:
        return self.tally.progress

    def by_status(self) -> list[Line]:
        return [self._line("status", status, STATUS_MEANS) for status in Status]

    def by_rag(self) -> list[Line]:
        return [self._line("rag", rag, RAG_MEANS) for rag in RAG_ORDER]

    def concerns(self) -> list[Line]:
        return [self._line("concern", concern, CONCERN_MEANS) for concern in Concern]

    def gaps(self) -> list[Line]:
        return [self._line("gap", gap, GAP_MEANS) for gap in Gap]

    def bars(self) -> tuple[str, list[tuple[str, str, Mapping[str, int]]]]:
        """What progress is told apart by ("Council", "Plan" or "Theme"), and a row for each."""
        if groups := self.groups.get("council"):
            councils = {plan.council.pk: plan.council for plan in self.scope.plans}
            rows = ((councils[group.key].name, f"council={councils[group.key].slug}", group) for group in groups)
            return "Council", self._bars(rows)
        if groups := self.groups.get("plan"):
            titles = {plan.pk: plan.title for plan in self.scope.plans}
            return "Plan", self._bars((titles[group.key], f"plan={group.key}", group) for group in groups)
        return "Theme", self._bars(self._themes())

    def leads(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """The name of each lead, and its numbers as ``LEAD_FIGURES`` with their lists; none once a lead is chosen."""
        if "lead" in self.asked.filters:
            return []
        return [(group.label, list(self._of_lead(group))) for group in self.groups.get("lead", ())]

    def _of_lead(self, group: Group) -> Iterable[tuple[int, str]]:
        tally, here = group.tally, self._list(f"lead={group.key}")
        numbers = (tally.total, tally.done, tally.open, tally[Concern.OVERDUE], tally[Concern.NOT_UPDATED])
        for number, (_, answer) in zip(numbers, LEAD_FIGURES, strict=True):
            yield number, f"{here}{answer}" if number else ""

    @cached_property
    def trend(self) -> list[tuple[date, str, Mapping[str, int]]]:
        """The month ends of the chosen council or plan, each with the address of that day's dashboard."""
        return [(end.on, f"{self.page_url}?{self._on(end.on)}", end.counts) for end in trend(self.scope)]

    @property
    def lists_of_trend(self) -> dict[date, str]:
        """The address of the list that makes up each month end."""
        return {on: f"{self.list_url}?{self._on(on)}" for on, _, _ in self.trend}

    @cached_property
    def movement(self) -> Movement | None:
        """What moved since the day to compare with; None without one, or with more actions than a page can tell."""
        if self.then is None or self.before is None or max(self.tally.total, self.before.total) > MOST_MOVES:
            return None
        return movement(self.then, self.scope, self.asked.filters)

    def _line(self, name: str, code: Any, means: Mapping[str, str]) -> Line:
        number, before = self.tally[code], self.before[code] if self.before else None
        href = self._list(f"{name}={code.value}") if number else ""
        return Line(code.value, code.label, number, href, self.tally.percent(code), means[code], before)

    def _themes(self) -> Iterable[tuple[str, str, Group]]:
        """The themes that hold actions; a list of one that others stand in would hold theirs too, so it has no link."""
        parents = {group.parent for group in self.groups["theme"]}
        for group in self.groups["theme"]:
            label = " › ".join(filter(None, [group.parent_label, group.label])) or "Untitled"
            yield label, "" if group.key in parents else f"plan={group.plan_id}&theme={group.key}", group

    def _bars(self, rows: Iterable[tuple[str, str, Group]]) -> list[tuple[str, str, Mapping[str, int]]]:
        return [
            (label, self._list(which) if which else "", group.tally.progress.counts) for label, which, group in rows
        ]

    def _list(self, which: str) -> str:
        """The address of a list: what the page is filtered by, and one answer more, which counts over an equal one."""
        return f"{self._prefix}{which}"

    @cached_property
    def _prefix(self) -> str:
        query = self.asked.query(compare=None)
        return f"{self.list_url}?{query}&" if query else f"{self.list_url}?"

    def _on(self, day: date) -> str:
        """The query of another day: the chosen council and plan alone, as the trend counts them."""
        return "&".join([*self._whose, f"as_at={day}"])

    @cached_property
    def _whose(self) -> list[str]:
        return [f"{name}={self.asked.chosen[name]}" for name in ("council", "plan") if name in self.asked.chosen]
