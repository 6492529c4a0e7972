from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.history.as_at import Day
from actions.views.action_export import CONTENT_TYPES
from measures.exporting import csv_file, json_file, xlsx_file
from measures.exporting.about import About
from measures.exporting.rows import columns, rows
from measures.figures.small_numbers import why_rounded
from measures.pages.as_at_form import AsAtForm
from measures.pages.hanging import PlanParts
from measures.seen import viewer_of, visible_plan
from measures.standing import Viewer
from plans.models import Plan

WRITERS = {"csv": csv_file.write, "json": json_file.write, "xlsx": xlsx_file.write}


@require_safe
@login_not_required
def measure_export(request: HttpRequest, council: str, plan: str, kind: str) -> HttpResponse:
    """The measures of a plan with all their readings until a day: exact for its own people, else as published."""
    if kind not in WRITERS:
        raise Http404
    found, asked = visible_plan(request.user, council, plan), AsAtForm(request.GET)
    here = reverse("measure-list", args=[council, plan])
    if not asked.is_valid():
        context = {"plan": found, "council": found.council, "form": asked, "here": here}
        return render(request, "measures/measure_list.html", context, status=400)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(found, asked.day)}.{kind}"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=CONTENT_TYPES[kind], headers=headers)
    try:
        content = _file(found, asked, viewer_of(request.user, found), kind)
    except xlsx_file.DoesNotFit as problem:
        messages.error(request, str(problem))
        return redirect(here + asked.query)
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)


def file_name(plan: Plan, day: Day) -> str:
    """Name a file for its council, its plan and its day."""
    as_at = ["as-at"] if day.is_past else []
    return "-".join(["measures", plan.council.slug, plan.slug, *as_at, day.on.isoformat()])


def _file(plan: Plan, asked: AsAtForm, viewer: Viewer, kind: str) -> bytes:
    standings = plan.measures.standings_of([plan.pk], viewer=viewer, day=asked.day)
    parts = PlanParts(plan, asked.day, [one.measure for one in standings])
    council = plan.council
    about = About(
        plan=plan.title,
        council=council.name,
        on=asked.day.on,
        is_past=asked.day.is_past,
        why_rounded="" if viewer.exact else why_rounded(council.smallest_figure, council.smallest_figure_reason),
        address=reverse("measure-list", args=[council.slug, plan.slug]) + asked.query,
        made_at=timezone.now(),
    )
    found = rows(standings, parts.place, exact=viewer.exact)
    return WRITERS[kind](columns(exact=viewer.exact), found, about)
