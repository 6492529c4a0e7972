"""How a closed plan stood when it was closed, and in which plans its actions carry on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from actions.history.standings import Standings
from actions.progress import Progress
from actions.scope import Scope
from plans.audit.records import history_of
from plans.models import Plan


@dataclass(frozen=True)
class FinalPosition:
    """Where a plan's actions stood at the end of the day on which it was closed."""

    on: date
    progress: Progress


def final_position_of(plan: Plan) -> FinalPosition | None:
    """Return the final position of a plan; None while it is not closed, or where nobody closed it here."""
    if plan.status != Plan.Status.CLOSED:
        return None
    rows = history_of(Plan)._default_manager.filter(id=plan.pk, status=Plan.Status.CLOSED, history_type="~")
    closings = rows.exclude(old_status=Plan.Status.CLOSED).order_by("-history_date", "-history_id")
    closed_at = closings.values_list("history_date", flat=True).first()
    if closed_at is None:
        return None
    on = timezone.localtime(closed_at).date()
    groups = Standings(Scope.among([plan], plan=plan, on=on)).tallies("plan")["plan"]
    return FinalPosition(on, groups[0].tally.progress if groups else Progress({}))


def followers_of(plan: Plan, user: Any) -> QuerySet[Plan]:
    """Return the plans that follow one and that the user may read, each with how many actions ``carried`` on."""
    followers = Plan.objects.visible_to(user).filter(follows=plan).order_by("starts_on", "pk")
    return followers.annotate(carried=Count("themes__commitments__actions__follows", distinct=True))
