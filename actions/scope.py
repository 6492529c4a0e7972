"""Whose plans a dashboard, a list or a report is about, and on which day."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from actions.history.as_at import Day, day_begins
from plans.audit.records import history_of
from plans.models import Council, Plan


@dataclass(frozen=True)
class PlanThen:
    """A plan as it was on a day."""

    pk: int
    council: Council
    title: str
    status: str
    update_every_days: int

    @property
    def is_active(self) -> bool:
        return self.status == Plan.Status.ACTIVE


@dataclass
class Scope:
    """The plans that a page is about: a chosen plan, or the active ones of a council or of all my councils.

    ``plans`` are those that count on the day, in order; ``known`` are all that the user reads from the inside
    there, whatever their status then or now; ``councils`` are those the user may choose from.
    """

    day: Day
    known: list[Plan]
    councils: list[Council]
    council: Council | None = None
    plan: Plan | None = None
    plans: list[PlanThen] = field(default_factory=list)

    @classmethod
    def of(
        cls, user: Any, *, council: Council | None = None, plan: Plan | None = None, on: date | None = None
    ) -> "Scope":
        """Return what the user asks for, on a day, today unless given; a plan decides over a council."""
        return cls.among(list(readable(user)), council=council, plan=plan, on=on)

    @classmethod
    def among(
        cls, known: list[Plan], *, council: Council | None = None, plan: Plan | None = None, on: date | None = None
    ) -> "Scope":
        """Return the same for plans that were fetched already: those that the user reads from the inside."""
        councils = sorted({found.council for found in known}, key=lambda one: one.name)
        chosen = [found for found in known if is_about(found, council, plan)]
        scope = cls(Day(on or timezone.localdate()), chosen, councils, council, plan)
        scope.plans = scope.plans_on(scope.day)
        return scope

    def on(self, on: date) -> "Scope":
        """Return the same scope on another day."""
        other = Scope(Day(on), self.known, self.councils, self.council, self.plan)
        other._past = self.past
        other.plans = other.plans_on(other.day)
        return other

    def plans_on(self, day: Day) -> list[PlanThen]:
        """Return the plans that count on a day: the chosen one, or those that were active then."""
        found = (self._then(plan, day) for plan in self.known)
        return [then for then in found if then and (self.plan or then.is_active)]

    def counts_on(self, days: list[Day]) -> dict[int, tuple[bool, ...]]:
        """Return on which of these days, oldest first, each plan counts, by id; plans that never do are left out."""
        moments = [day.moment for day in days]
        patterns = {plan.pk: self._pattern(self.past[plan.pk], moments) for plan in self.known}
        return {pk: pattern for pk, pattern in patterns.items() if any(pattern)}

    def _pattern(self, rows: list[tuple[datetime, str, str, str, int]], moments: list[datetime]) -> tuple[bool, ...]:
        """Whether a plan with this history counts just before each of these moments."""
        pattern = [False] * len(moments)
        for at, kind, _, status, _ in rows:
            first = bisect_right(moments, at)
            counts = kind != "-" and (self.plan is not None or status == Plan.Status.ACTIVE)
            pattern[first:] = [counts] * (len(moments) - first)
        return tuple(pattern)

    @property
    def is_one_council(self) -> bool:
        """Whether everything that counts belongs to one council."""
        return len({plan.council.pk for plan in self.plans}) == 1

    @property
    def past(self) -> dict[int, list[tuple[datetime, str, str, str, int]]]:
        """The history of the known plans: id -> (moment, type, title, status, interval), oldest first."""
        if self._past is None:
            history = history_of(Plan)._default_manager.filter(id__in=[plan.pk for plan in self.known])
            names = ("id", "history_date", "history_type", "title", "status", "update_every_days")
            self._past = defaultdict(list)
            for pk, *row in history.order_by("history_date", "history_id").values_list(*names):
                self._past[pk].append(tuple(row))
        return self._past

    _past: Any = None

    def _then(self, plan: Plan, day: Day) -> PlanThen | None:
        """A plan as it was at the end of a day; None where it was not known yet."""
        if not day.is_past:
            return PlanThen(plan.pk, plan.council, plan.title, plan.status, plan.update_every_days)
        rows = self.past[plan.pk]
        newest = bisect_left(rows, day.moment, key=lambda row: row[0]) - 1
        if newest < 0 or rows[newest][1] == "-":
            return None
        return PlanThen(plan.pk, plan.council, *rows[newest][2:])


def readable(user: Any) -> QuerySet[Plan]:
    """The plans that the user reads from the inside, with their councils, in the order of lists."""
    return Plan.objects.read_inside_by(user).select_related("council").order_by("council__name", "-starts_on", "pk")


def is_about(found: Plan, council: Council | None, plan: Plan | None) -> bool:
    """Whether a plan is the one chosen, or one that the chosen council owns."""
    if plan:
        return found.pk == plan.pk
    return council is None or found.council_id == council.pk


def silent_since(plan: PlanThen, day: Day) -> datetime:
    """The moment before which the last report of an action of this plan is too old on a day."""
    return day_begins(day.on - timedelta(days=plan.update_every_days))
