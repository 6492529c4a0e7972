from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.history.as_at import Day
from measures.figures.small_numbers import why_rounded
from measures.history import held_since
from measures.judging.verdicts import count_verdicts
from measures.pages.as_at_form import AsAtForm
from measures.pages.hanging import PlanParts
from measures.pages.list_rows import addresses_of, places, unmeasured_rows, unread_rows
from measures.seen import viewer_of, visible_plan
from measures.standing import MeasureStanding, Viewer
from plans import permissions
from plans.models import Plan

TEMPLATE = "measures/measure_list.html"
DRAWN = 8
"""How many of the newest readings of each group a small chart draws: two years of quarters."""


@require_safe
@login_not_required
def measure_list(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """All measures of a plan on a day: the newest figure of each, its target and whether it is on target."""
    found = visible_plan(request.user, council, plan)
    asked = AsAtForm(request.GET)
    context = {"plan": found, "council": found.council, "form": asked, "here": request.path}
    if not asked.is_valid():
        return render(request, TEMPLATE, context, status=400)
    viewer = viewer_of(request.user, found)
    standings = found.measures.standings_of([found.pk], viewer=viewer, day=asked.day, last=DRAWN)
    readable = set() if asked.day.is_past or not viewer.exact else _readable(request.user, found, standings)
    context |= _listed(found, asked.day, standings, query=asked.query, readable=readable)
    context |= {
        "to": addresses_of(council, plan),
        "may_manage": permissions.may_manage(request.user, found.council),
        "why_rounded": _why_rounded(found, viewer, standings),
    }
    return render(request, TEMPLATE, context)


def _listed(
    plan: Plan, day: Day, standings: Sequence[MeasureStanding], *, query: str, readable: set[int]
) -> dict[str, Any]:
    """The measures in plan order, how many stand how, and what nobody measures or reads."""
    parts = PlanParts(plan, day, [one.measure for one in standings])
    return {
        "day": day,
        "query": query,
        "held_since": held_since(plan) if day.is_past and not standings else None,
        "verdicts": count_verdicts(standings) if standings else [],
        "places": places(standings, parts, query=query, readable=readable),
        "unmeasured": unmeasured_rows(parts.unmeasured(), reverse("plan-detail", args=[plan.council.slug, plan.slug])),
        "unread": unread_rows(standings, query=query),
    }


def _readable(user: Any, plan: Plan, standings: Sequence[MeasureStanding]) -> set[int]:
    """The ids of the measures that the user may add readings to."""
    if permissions.may_manage(user, plan.council):
        return {one.measure.id for one in standings}
    return set(plan.measures.filter(permissions.readings_taken_by(user, plan)).values_list("pk", flat=True))


def _why_rounded(plan: Plan, viewer: Viewer, standings: Sequence[MeasureStanding]) -> str:
    if viewer.exact or not any(one.measure.is_about_people for one in standings):
        return ""
    return why_rounded(plan.council.smallest_figure, plan.council.smallest_figure_reason)
