"""How the measures of a dashboard's plans stand: how many are on target, on its day and on the day to compare with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from actions.measured import measures_of_scope, verdicts_in_words, verdicts_of
from actions.scope import Scope
from plans.days import in_words


@dataclass(frozen=True)
class PlanMeasures:
    """A plan that has measures, the address of their list, and in words how many of them stand how."""

    title: str
    href: str
    said: str


@dataclass(frozen=True)
class DashboardMeasures:
    """The measures of one council's plans: how many stand how and what that means, and of each plan how many.

    ``before`` is a sentence on how many stood how on the day to compare with, "" for none.
    """

    verdicts: list[Any]
    plans: list[PlanMeasures]
    before: str


def dashboard_measures(scope: Scope, then: Scope | None) -> DashboardMeasures | None:
    """Return how the measures of a scope's plans stand; None for several councils, and where there are none."""
    if not scope.is_one_council:
        return None
    standings = measures_of_scope(scope)
    if not standings:
        return None
    return DashboardMeasures(verdicts_of(standings), list(_by_plan(scope, standings)), _before(then))


def _by_plan(scope: Scope, standings: list[Any]) -> Iterable[PlanMeasures]:
    slugs = {plan.pk: plan.slug for plan in scope.known}
    query = f"?as_at={scope.day.on}" if scope.day.is_past else ""
    for plan in scope.plans:
        if own := [one for one in standings if one.measure.plan_id == plan.pk]:
            href = reverse("measure-list", args=[plan.council.slug, slugs[plan.pk]]) + query
            yield PlanMeasures(plan.title, href, verdicts_in_words(own))


def _before(then: Scope | None) -> str:
    standings = measures_of_scope(then) if then else []
    if then is None or not standings:
        return ""
    there = "was" if len(standings) == 1 else "were"
    return f"On {in_words(then.day.on)} there {there} {verdicts_in_words(standings)}"
