"""What a committee report is made from: the position at the end of a period, at the end of the day before it, and
what was said and done in between. A fixed number of queries, however many actions there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.committee.period import Period
from actions.history.as_at import day_begins
from actions.history.movement import Move, Movement, movement
from actions.history.standings import Standings
from actions.measured import measures_until, verdicts_of, why_rounded
from actions.models import LeadHolder, ProgressUpdate
from actions.scope import Scope
from actions.standing import Standing
from actions.status import DONE, Rag
from actions.tally import Tally
from plans.audit.records import history_of
from plans.models import Commitment, Plan


class Audience(models.TextChoices):
    """Who a report is for."""

    COMMITTEE = "committee", "The committee"
    PUBLIC = "public", "The public"


AUDIENCE_MEANS: dict[str, str] = {
    Audience.COMMITTEE: "With officers’ words, people’s names and exact figures: not for publication.",
    Audience.PUBLIC: "Without officers’ words and people’s names; figures about people are rounded.",
}


@dataclass(frozen=True)
class Asked:
    """What a report is asked for."""

    plan: Plan
    period: Period
    audience: Audience = Audience.COMMITTEE
    with_said: bool = False

    @property
    def audience_means(self) -> str:
        """What the audience is given, in words."""
        return AUDIENCE_MEANS[self.audience]

    @property
    def is_inside(self) -> bool:
        """Whether it may hold officers' words and people's names."""
        return self.audience == Audience.COMMITTEE


class Facts:
    """How the plan stood and what changed, in plain values, each fetched once and only if it is asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.plan, self.period = asked, asked.plan, asked.period
        self.scope = Scope.among([asked.plan], plan=asked.plan, on=asked.period.ends_on)
        self.scope_then = self.scope.on(asked.period.before)
        self.made_at: datetime = timezone.localtime()

    @property
    def title(self) -> str:
        """The plan's title as it then was."""
        return next((plan.title for plan in self.scope.plans), self.plan.title)

    @property
    def update_every_days(self) -> int:
        """The plan's interval between reports, as it then was."""
        return next((plan.update_every_days for plan in self.scope.plans), self.plan.update_every_days)

    @property
    def has_then(self) -> bool:
        """Whether the plan was held here on the day before the period, so that there is something to compare with."""
        return bool(self.scope_then.plans)

    @cached_property
    def now(self) -> Tally:
        return _tally(self.scope)

    @cached_property
    def then(self) -> Tally:
        return _tally(self.scope_then)

    @cached_property
    def standings(self) -> list[Standing]:
        """Every action at the end of the period, in plan order."""
        return Standings(self.scope).all()

    @cached_property
    def movement(self) -> Movement:
        return movement(self.scope_then, self.scope) if self.has_then else Movement()

    @cached_property
    def slipped(self) -> dict[int, Move]:
        """Open actions whose due date was moved later, by id."""
        return {move.after.pk: move for move in self.movement.slipped if move.after.is_open}

    @cached_property
    def exceptions(self) -> list[Standing]:
        """Open actions that are red, overdue, amber or slipped: most pressing first, then in plan order."""
        found = [standing for standing in self.standings if standing.is_open and self.pressing(standing) < 4]
        return sorted(found, key=self.pressing)

    def pressing(self, standing: Standing) -> int:
        """The place of an open action among the exceptions, 4 where it is none."""
        reasons = (
            standing.rag == Rag.RED, standing.is_overdue, standing.rag == Rag.AMBER, standing.pk in self.slipped
        )  # fmt: skip
        return reasons.index(True) if True in reasons else 4

    @cached_property
    def completed(self) -> list[Standing]:
        """The actions that were not done before the period and are at its end.

        One that was not in the plan before counts if its completion date lies in the period.
        """
        undone = {move.after.pk for move in self.movement.moved if move.before.status not in DONE}
        there = {standing.pk for standing in self.standings}
        if self.has_then:
            there -= {appearance.standing.pk for appearance in self.movement.new}
        else:
            there = set()
        return [
            standing
            for standing in self.standings
            if standing.status in DONE
            and (standing.pk in undone if standing.pk in there else self._is_within(standing.completed_on))
        ]

    @cached_property
    def due_next(self) -> list[Standing]:
        """Open actions that are due in the next period, by date."""
        following = self.period.following
        due = [
            (standing.due_on, place, standing)
            for place, standing in enumerate(self.standings)
            if standing.is_open and standing.due_on and following.starts_on <= standing.due_on <= following.ends_on
        ]
        return [standing for *_, standing in sorted(due, key=lambda row: row[:2])]

    @cached_property
    def not_updated(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.is_not_updated]

    @cached_property
    def reports(self) -> dict[int, Any]:
        """The newest report of each action by the end of the period: by its id, as the history keeps it."""
        ids = [standing.update_id for standing in self.standings if standing.update_id]
        rows: Iterable[Any] = history_of(ProgressUpdate)._default_manager.filter(id__in=ids, history_type="+")
        return {row.id: row for row in rows}

    def report_of(self, standing: Standing) -> Any:
        """The newest report of an action, None where there is none."""
        return self.reports.get(standing.update_id) if standing.update_id else None

    def is_reported_in_period(self, standing: Standing) -> bool:
        return bool(standing.reported_at and standing.reported_at >= day_begins(self.period.starts_on))

    @cached_property
    def holders(self) -> dict[int, list[str]]:
        """Who held the leads of the actions that were not updated, on the last day: id of the lead -> names."""
        leads = {lead.pk for standing in self.not_updated for lead in standing.leads}
        return _holders(leads, self.period.ends_on)

    @cached_property
    def measures(self) -> list[Any]:
        """How the plan's measures stand by the readings until the end of the period, as the audience is told."""
        return measures_until(self.plan, self.period.ends_on, inside=self.asked.is_inside)

    @cached_property
    def verdicts(self) -> list[Any]:
        """How many of the measures are on target, how many are not, and how many nobody can judge."""
        return verdicts_of(self.measures)

    @cached_property
    def why_rounded(self) -> str:
        """Why the public's figures are not exact; "" where they are, and for the committee."""
        return "" if self.asked.is_inside else why_rounded(self.plan, self.measures)

    @cached_property
    def commitments(self) -> list[Any]:
        """The commitments of the actions that state why they are made, as they then were, in plan order."""
        pks = dict.fromkeys(standing.commitment_id for standing in self.standings)
        until = history_of(Commitment)._default_manager.filter(id__in=pks, history_date__lt=self.scope.day.moment)
        rows: Iterable[Any] = until.order_by("history_date", "history_id")
        newest = {row.id: row for row in rows}
        return [newest[pk] for pk in pks if pk in newest and newest[pk].rationale]

    def _is_within(self, on: date | None) -> bool:
        return bool(on and self.period.starts_on <= on <= self.period.ends_on)


def _tally(scope: Scope) -> Tally:
    groups = Standings(scope).tallies("plan")["plan"]
    return groups[0].tally if groups else Tally()


def _holders(leads: Iterable[int], on: date) -> dict[int, list[str]]:
    """Who held these leads on a day; the holders of a lead that was merged since are those of the one that stayed."""
    wanted = set(leads)
    held = LeadHolder.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    ours = held.filter(Q(lead__in=wanted) | Q(lead__merged_from__in=wanted))
    names: dict[int, list[str]] = defaultdict(list)
    rows = ours.order_by("user__name", "user__email").values_list("lead", "lead__merged_from", "user", "user__name")
    seen = set()
    for lead, merged, user, name in rows:
        for pk in {lead, merged} & wanted:
            if (pk, user) not in seen:
                seen.add((pk, user))
                names[pk].append(name)
    return names
