"""Whose import it is: a file is for the person who brought it, while they run the council."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from actions.importing.proposal import Proposal, known_leads, propose
from actions.importing.stored import content_of
from actions.importing.uploads import grids_of, own_plan_of
from actions.models.plan_upload import PlanUpload
from plans import permissions


def own_upload(request: HttpRequest, pk: int) -> PlanUpload:
    """Return a file that the person brought to a council that they run; 404 for any other."""
    mine = PlanUpload.objects.of(request.user).select_related("council", "plan__council")
    upload = get_object_or_404(mine, pk=pk)
    if not permissions.may_manage(request.user, upload.council):
        raise Http404("The council is no longer theirs")
    return upload


def of_own_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a step the file that it is about; one of which too little was said goes back to the first step."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        upload = own_upload(request, pk)
        if upload.said.starts_on is None:
            return redirect(first_step(upload))
        return view(request, upload, **more)

    return guarded


def of_tables(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pass over a step about tables, columns or rows for a file that the product made: nothing in it is to be read."""

    @wraps(view)
    def guarded(request: HttpRequest, upload: PlanUpload, **more: Any) -> HttpResponse:
        if own_plan_of(upload):
            return redirect("plan-import-preview", upload.pk)
        return view(request, upload, **more)

    return guarded


def first_step(upload: PlanUpload) -> str:
    """Return the address of the first step, with this file in hand."""
    return f"{reverse('plan-import', args=[upload.council.slug])}?kept={upload.pk}"


def proposed(upload: PlanUpload) -> tuple[Proposal, frozenset[str]]:
    """Return what the import would make of a file, and the names of the leads that the council has.

    Raises ``Refused`` when the chosen tables hold no plan.
    """
    known = known_leads(upload.council)
    current = content_of(upload.plan) if upload.plan else None
    proposal = propose(grids_of(upload), upload.said, known=known, current=current)
    return proposal, frozenset(lead.name for lead in known)


def about(upload: PlanUpload, step: int) -> dict[str, Any]:
    """What every step shows."""
    return {"upload": upload, "council": upload.council, "step": step}
