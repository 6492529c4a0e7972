"""What an equality lead has to decide about a council's active plans, each with where it is decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from actions.concerns import Concern, Gap
from actions.history.standings import Standings
from actions.models import Action, Lead, Timescale
from actions.scope import Scope
from actions.status import Rag, Status
from actions.tally import summed
from plans.models import Council, Plan


@dataclass(frozen=True)
class Decision:
    """How many of what wait for which decision; ``query`` asks the list of actions for them."""

    label: str
    number: int
    what_to_decide: str
    query: dict[str, Any] = field(default_factory=dict)


# Which figure, how it is put, and what is to be decided about it; the most pressing first.
FIGURES: tuple[tuple[str, str, str, str], ...] = (
    ("rag", Rag.RED, "rated red", "What has to change, or whether the action is withdrawn."),
    ("concern", Concern.OVERDUE, "overdue", "Whether it is done, gets a new date with a reason, or is withdrawn."),
    ("status", Status.ON_HOLD, "on hold", "Whether the work goes on or is withdrawn."),
    ("gap", Gap.NO_LEAD, "without a lead", "Who leads it."),
    ("concern", Concern.NOT_UPDATED, "not updated", "Whom to ask for a report."),
)


@dataclass(frozen=True)
class Decisions:
    """Everything that waits, counted on one day in a fixed number of queries."""

    scope: Scope
    actions: list[Decision]
    unheld_leads: Sequence[Lead]
    unconfirmed_timescales: int
    reviews: Sequence[Action]
    ended: Sequence[Plan]

    @property
    def is_empty(self) -> bool:
        waits = any(decision.number for decision in self.actions)
        return not (waits or self.unheld_leads or self.unconfirmed_timescales or self.reviews or self.ended)


def decisions(council: Council, plans: list[Plan], on: date) -> Decisions:
    """Return what waits in a council's active plans on a day, today."""
    scope = Scope.among(plans, council=council, on=on)
    tally = summed(group.tally for group in Standings(scope).tallies("council")["council"])
    active = [plan for plan in scope.known if plan.status == Plan.Status.ACTIVE]
    open_actions = Action.objects.filter(commitment__theme__plan__in=active).open()
    busy = Q(action_leads__action__in=open_actions) | Q(measures__plan__in=active)
    leads = Lead.objects.filter(busy, council=council).in_use()
    embedded = Action.objects.filter(commitment__theme__plan__in=active, status=Status.EMBEDDED, review_on__lte=on)
    return Decisions(
        scope=scope,
        actions=[
            Decision(label, tally[code], what, {name: code}) for name, code, label, what in FIGURES if tally[code]
        ],
        unheld_leads=list(leads.exclude(pk__in=Lead.objects.held_by_anybody(on).values("pk")).distinct()),
        unconfirmed_timescales=Timescale.objects.filter(plan__council=council, confirmed_by__isnull=True).count(),
        reviews=list(embedded.order_by("review_on", "pk")),
        ended=[plan for plan in active if plan.ends_on and plan.ends_on < on],
    )
