from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from actions.importing.changes import Changes
from actions.importing.content import PlanContent
from actions.importing.importing import import_new, import_newer
from actions.importing.refusals import NotWritten
from actions.importing.uploads import own_plan_of
from actions.models.plan_upload import PlanUpload
from actions.views.plan_import.own import own_upload, proposed
from actions.views.plan_import.own_file import own_changes
from actions.views.plan_import.preview import preview_page
from plans import permissions
from plans.files.grids import Refused
from plans.models import Plan

CHANGED_IN_ANOTHER_WINDOW = "You changed something in another window. Look at the plan once more, then import it."


@require_POST
def plan_import_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the plan, all or nothing. The file goes with it, so a second click finds the plan that the first made."""
    try:
        upload = own_upload(request, pk)
    except Http404:
        return _made_before(request)
    try:
        what = _what_to_import(upload)
        if what.problems:
            return redirect("plan-import-preview", pk)
        plan = _import(request, upload, what)
    except Refused:
        return redirect("plan-import-preview", pk)
    except NotWritten as refused:
        return preview_page(request, upload, str(refused))
    except PlanUpload.DoesNotExist:
        return _made_before(request)
    messages.success(request, _told(upload, plan, what))
    return redirect("plan-detail", plan.council.slug, plan.slug)


@dataclass(frozen=True)
class Imported:
    """What is imported: the plan, what it changes in the one that is there, and what forbids the import."""

    content: PlanContent
    changes: Changes | None
    problems: Sequence[str] = ()
    with_readings: bool = False


def _what_to_import(upload: PlanUpload) -> Imported:
    """Read the file once more; raises ``Refused`` when it holds no plan any more."""
    if own := own_plan_of(upload):
        return Imported(own, own_changes(upload, own), with_readings=True)
    proposal, _ = proposed(upload)
    return Imported(proposal.content, proposal.changes, proposal.problems)


def _import(request: HttpRequest, upload: PlanUpload, what: Imported) -> Plan:
    """Write the plan and delete the file together; raises ``PlanUpload.DoesNotExist`` when that was done already."""

    def take_file() -> None:
        locked = PlanUpload.objects.of(request.user).select_for_update().defer("content").get(pk=upload.pk)
        if locked.answers != upload.answers or locked.plan_id != upload.plan_id:
            raise NotWritten(CHANGED_IN_ANOTHER_WINDOW)
        locked.delete()

    source: dict[str, Any] = {"by": request.user, "file_name": upload.file_name, "sha256": upload.sha256}
    source["first"] = take_file
    if upload.plan is None:
        return import_new(what.content, council=upload.council, **source)
    shown = request.POST.get("fingerprint", "")
    return import_newer(what.content, upload.plan, fingerprint=shown, with_readings=what.with_readings, **source)


def _made_before(request: HttpRequest) -> HttpResponse:
    """After a second click: the plan of the file that is gone; 404 when the person runs no such plan."""
    mine = permissions.of_councils_managed_by(request.user, "council")
    sha256 = request.POST.get("sha256", "")
    plan = Plan.objects.filter(mine, source_sha256=sha256).select_related("council").order_by("-pk").first()
    if not sha256 or plan is None:
        raise Http404("No such file")
    messages.info(request, "This file is imported already.")
    return redirect("plan-detail", plan.council.slug, plan.slug)


@require_POST
def plan_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file that was brought, whatever has been said of it; nothing is imported."""
    upload = own_upload(request, pk)
    upload.delete()
    messages.success(request, f"Discarded: {upload.file_name}. Nothing was imported.")
    return redirect("council-detail", upload.council.slug)


def _told(upload: PlanUpload, plan: Plan, what: Imported) -> str:
    """Say what was imported, and where its readings are confirmed."""
    number = sum(1 for _ in what.content.actions())
    said = f"{number:,} action{'' if number == 1 else 's'} from {upload.file_name}."
    if what.changes:
        kinds = [row.kind for row in what.changes.rows]
        said = f"{kinds.count('changed'):,} changed and {kinds.count('new'):,} new, from {upload.file_name}."
    unconfirmed = plan.timescales.filter(confirmed_by=None).count()
    if not unconfirmed:
        return f"Imported: {said}"
    words = "1 timescale was" if unconfirmed == 1 else f"{unconfirmed:,} timescales were"
    address = f"{reverse('admin:actions_timescale_changelist')}?reading=open&plan__id__exact={plan.pk}"
    to_confirm = format_html('<a href="{}">Check and confirm how {} read</a>.', address, words)
    return format_html("Imported: {} Next: {}", said, to_confirm)
