from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.history.as_at import Day
from measures.drawing import charts
from measures.figures.small_numbers import why_rounded
from measures.history import held_since, measure_history
from measures.judging.rules import rule_in_words
from measures.kinds import names_of_levels
from measures.models import Measure
from measures.pages.as_at_form import AsAtForm
from measures.pages.detail_rows import comparison_rows, in_table_order, newest_breakdowns, reading_table
from measures.pages.hanging import PlanParts
from measures.pages.list_rows import figure_cell, target_cell
from measures.pages.movement import movement_in_words
from measures.seen import viewer_of, visible_measure
from measures.standing import MeasureStanding
from plans import permissions

TEMPLATE = "measures/measure_detail.html"
PER_PAGE = 50
NEWEST_CHANGES = 20
"""So much of what happened is in view; the rest is folded away."""


@require_safe
@login_not_required
def measure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure on a day: as published, what it has to reach, all its readings, and what happened to it."""
    measure = visible_measure(request.user, pk)
    plan, asked = measure.plan, AsAtForm(request.GET)
    context = {"measure": measure, "plan": plan, "council": plan.council, "form": asked, "here": request.path}
    if not asked.is_valid():
        return render(request, TEMPLATE, context, status=400)
    context["day"] = asked.day
    known = plan.measures.standings_of([plan.pk], viewer=viewer_of(request.user, plan), day=asked.day, only=[pk])
    if not known:
        return render(request, TEMPLATE, context | {"held_since": held_since(measure)})
    context |= _standing(known[0]) | _figures(known[0]) | _place_and_history(measure, known[0], asked.day)
    may_take = not asked.day.is_past and permissions.may_take_readings(request.user, measure)
    page = Paginator(in_table_order(known[0].figures), PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "page_obj": page,
        "readings": reading_table(list(page.object_list), may_correct=may_take),
        "may_take": may_take,
        "may_manage": permissions.may_manage(request.user, plan.council),
    }
    return render(request, TEMPLATE, context)


def _standing(standing: MeasureStanding) -> dict[str, Any]:
    """How it stands: what it has to reach, by which rule, and whether it does."""
    then = standing.measure
    return {
        "standing": standing,
        "then": then,
        "target": target_cell(standing),
        "baseline": figure_cell(standing.baseline, "No baseline", on=then.baseline_on is not None),
        "rule": rule_in_words(standing.aim),
        "levels": names_of_levels(then.levels or ""),
    }


def _figures(standing: MeasureStanding) -> dict[str, Any]:
    """Its charts, and the two groups compared."""
    beside = [one.reference for one in standing.comparisons] if standing.aim.reference_name else []
    line = charts.line("Figures over time", standing.series, aim=standing.aim, name="line", beside=beside)
    return {
        "line": line if len(standing.series) > 1 else "",
        "breakdowns": list(newest_breakdowns(standing)),
        "comparisons": comparison_rows(standing.comparisons),
        "movement": movement_in_words(standing.comparisons, standing.aim),
    }


def _place_and_history(measure: Measure, standing: MeasureStanding, day: Day) -> dict[str, Any]:
    """Where it hangs; to those who read from the inside what happened to it, to the public why figures are rounded."""
    plan, inside = measure.plan, standing.viewer.exact
    happened = measure_history(standing.measure, day) if inside else []
    is_rounded = standing.measure.is_about_people and not inside
    return {
        "inside": inside,
        "place": PlanParts(plan, day, [standing.measure]).place(standing.measure),
        "newest_changes": happened[:NEWEST_CHANGES],
        "older_changes": happened[NEWEST_CHANGES:],
        "why_rounded": why_rounded(plan.council.smallest_figure, plan.council.smallest_figure_reason)
        if is_rounded
        else "",
    }
