from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from measures.adding.deed import add_measures, added_before, found
from measures.adding.measure_add_form import MeasureAddForm
from measures.adding.measure_templates import SETS, MeasureOutline
from measures.kinds import Direction, Frequency, Kind
from measures.models import Measure
from measures.seen import visible_plan
from plans import permissions
from plans.models import Plan


@require_http_methods(["GET", "HEAD", "POST"])
def measure_add(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """Add measures of a set to a plan: 403 for those who may only read it, 404 for those who may not."""
    shown = visible_plan(request.user, council, plan)
    if not permissions.may_manage(request.user, shown.council):
        raise PermissionDenied
    initial = {"place": request.GET.get("place", "")}
    form = MeasureAddForm(request.POST if request.method == "POST" else None, initial=initial, plan=shown)
    if form.is_valid():
        chosen, outlines = form.cleaned_data["add"]
        new = add_measures(shown, chosen, outlines, by=request.user, on=form.on)
        _say(request, new, len(outlines))
        place = form.cleaned_data["place"]
        address = reverse("measure-add", args=[council, plan])
        return redirect(f"{address}?{urlencode({'place': place})}" if place else address)
    context = {"form": form, "plan": shown, "council": shown.council, "sets": _sets(shown)}
    return render(request, "measures/measure_add.html", context)


def _say(request: HttpRequest, new: list[Measure], asked: int) -> None:
    """Say what was added, or that the plan had it all."""
    if not new:
        had = "this measure" if asked == 1 else "all these measures"
        messages.info(request, f"Nothing was added: the plan has {had} already.")
    elif len(new) == 1:
        messages.success(request, f"Added: “{new[0].name}”.")
    else:
        messages.success(request, f"Added: {len(new)} measures. Now say who owns each, and its baseline and target.")


def _sets(plan: Plan) -> list[dict[str, Any]]:
    """The sets, each measure with the plan's own that was made from it, if any."""
    sets, there = [], added_before(plan)
    for one in SETS.values():
        rows = [
            {"outline": outline, "read_as": _read_as(outline), "measure": found(one, outline, there)}
            for outline in one.measures
        ]
        sets.append({"set": one, "rows": rows, "missing": sum(not row["measure"] for row in rows)})
    return sets


def _read_as(outline: MeasureOutline) -> str:
    """Say in which form, how often and from where a measure of a set is read."""
    direction = Direction(outline.direction)
    wanted = f" Wanted: {direction.label[:1].lower()}{direction.label[1:]}." if direction else ""
    often = Frequency(outline.frequency).label
    return f"{Kind(outline.kind).label}. Read {often[:1].lower()}{often[1:]}, from: {outline.origin}.{wanted}"
