"""Adding and correcting a reading in the browser."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.history.as_at import Day
from measures.figures.figure import Figure, exact_figure
from measures.history import changes_since
from measures.models import Measure, Reading
from measures.seen import viewer_of, visible_measure
from measures.standing import MeasureStanding
from measures.taking.reading_form import CorrectionForm, NewReadingForm
from measures.taking.suggesting import breakdown_of, known_breakdowns, next_dates
from plans import permissions
from plans.audit.revision import StaleRevision
from plans.models import Plan
from plans.row_numbers import is_number


@require_http_methods(["GET", "HEAD", "POST"])
def reading_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a reading to a measure; ``?after=`` names the reading of another group that it goes on from."""
    measure = visible_measure(request.user, pk)
    _refuse_readers(request, measure)
    known = known_breakdowns(measure, request.user)
    standing = _standing(request, measure)
    before = _reading_before(request, standing)
    if request.method == "POST":
        form = NewReadingForm(request.POST, measure=measure, known=known)
        reading = form.add(by=request.user) if form.is_valid() else None
        if reading:
            return _saved(request, reading)
    else:
        form = NewReadingForm(measure=measure, known=known, initial=_beginning(standing, before))
    context = {
        "standing": standing,
        "before": before,
        "breakdown": before and breakdown_of(before, standing.figures),
        "is_by_group": standing.figures and not standing.overall,
    }
    return _page(request, "measures/reading_add.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def reading_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a reading: 403 for those who may only read, a conflict page for a stale form."""
    reading = _visible_reading(request, pk)
    _refuse_readers(request, reading.measure)
    known = known_breakdowns(reading.measure, request.user)
    form = CorrectionForm(request.POST if request.method == "POST" else None, reading=reading, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            changed = form.correct(by=request.user)
        except StaleRevision:
            return _conflict(request, form)
        if changed is not None:
            return _corrected(request, reading, changed)
    return _page(request, "measures/reading_correct.html", form, _about_reading(reading))


def said(reading: Reading) -> str:
    """What a reading says, for the confirmation: "62.5% for Asian, 31 March 2026"."""
    figure = exact_figure(reading, reading.measure)
    words = "your words" if reading.value is None else figure.words
    return f"{words} for {figure.group}, {figure.when}" if figure.group else f"{words} for {figure.when}"


def _saved(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Go back to the measure, or on to the next group."""
    messages.success(request, f"Saved: {said(reading)}.")
    if "another" in request.POST:
        return redirect(f"{reverse('reading-add', args=[reading.measure_id])}?after={reading.pk}")
    return redirect("measure-detail", pk=reading.measure_id)


def _corrected(request: HttpRequest, reading: Reading, changed: list[str]) -> HttpResponse:
    if changed:
        reading.refresh_from_db(fields=[field.name for field in Reading._meta.fields if field.name != "measure"])
        messages.success(request, f"Corrected: it is now {said(reading)}.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return redirect("measure-detail", pk=reading.measure_id)


def _conflict(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    """Show what somebody else changed meanwhile, with everything that was typed."""
    meanwhile = changes_since(form.reading, form.token)
    form.offer_again()
    fresh = _visible_reading(request, form.reading.pk)
    context = _about_reading(fresh) | {"meanwhile": meanwhile}
    return _page(request, "measures/reading_conflict.html", form, context, status=409)


def _page(request: HttpRequest, template: str, form: Any, context: dict[str, Any], status: int = 200) -> HttpResponse:
    measure = form.measure
    about = {"form": form, "measure": measure, "plan": measure.plan, "council": measure.plan.council}
    return render(request, template, about | context, status=status)


def _refuse_readers(request: HttpRequest, measure: Measure) -> None:
    if not permissions.may_take_readings(request.user, measure):
        raise PermissionDenied


def _visible_reading(request: HttpRequest, pk: int) -> Reading:
    of_visible = Reading.objects.filter(measure__plan__in=Plan.objects.visible_to(request.user))
    return get_object_or_404(of_visible.select_related("measure__plan__council", "measure__owner"), pk=pk)


def _about_reading(reading: Reading) -> dict[str, Any]:
    """The reading and what it says now."""
    return {"reading": reading, "figure": exact_figure(reading, reading.measure)}


def _standing(request: HttpRequest, measure: Measure) -> MeasureStanding:
    """The measure with its readings as they stand today."""
    plan, today = measure.plan, Day(timezone.localdate())
    (standing,) = plan.measures.standings_of(
        [plan.pk], viewer=viewer_of(request.user, plan), day=today, only=[measure.pk]
    )
    return standing


def _reading_before(request: HttpRequest, standing: MeasureStanding) -> Figure | None:
    """The reading of another group that this one goes on from; None where none of this measure is named."""
    after = request.GET.get("after", "")
    return next((one for one in standing.figures if is_number(after) and one.pk == int(after)), None)


def _beginning(standing: MeasureStanding, before: Figure | None) -> dict[str, Any]:
    """What the form begins with: the date and category of the group before, else the next turn; the last source."""
    if before:
        return {name: getattr(before, name) for name in ("starts_on", "read_on", "category", "origin")}
    last = standing.figures[0] if standing.figures else None
    dates = next_dates(last, standing.measure.frequency, timezone.localdate())
    category = "" if standing.overall or not last else last.category
    return {**dates, "category": category, "origin": (last.origin if last else "") or standing.measure.origin}
