from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.importing.forms import SameLeadsForm
from actions.importing.preview import SHOWN, Preview, grouped, in_order
from actions.importing.uploads import keep, own_plan_of
from actions.models.plan_upload import PlanUpload
from actions.views.plan_import.own import about, of_own_upload, proposed
from actions.views.plan_import.own_file import own_file_page
from plans.files.grids import Refused

PER_PAGE = 50
FIRST_TO_CHECK = 10


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_upload
def plan_import_preview(request: HttpRequest, upload: PlanUpload) -> HttpResponse:
    """The fourth step: the plan as it will look, what to check first, and for a newer version what will change."""
    return preview_page(request, upload)


def preview_page(request: HttpRequest, upload: PlanUpload, refused: str = "") -> HttpResponse:
    """Show the preview, or keep which leads are the same; ``refused`` says why an import was not made."""
    if own := own_plan_of(upload):
        return own_file_page(request, upload, own, refused)
    said = upload.said
    try:
        proposal, council_has = proposed(upload)
    except Refused as nothing:
        messages.error(request, str(nothing))
        return redirect("plan-import-columns", upload.pk)
    asks = request.method == "POST" and not refused
    leads = SameLeadsForm(request.POST if asks else None, resembling=proposal.resembling, said=said)
    if asks and leads.is_valid():
        said.same_as = leads.same_as
        keep(upload, said)
        messages.success(request, "Saved: which leads are the same.")
        return redirect("plan-import-preview", upload.pk)
    preview = Preview(proposal, said, council_has)
    context = about(upload, 4) | {"preview": preview, "leads": leads, "form": leads, "refused": refused}
    context |= {"changes": proposal.changes, "problems": proposal.problems}
    return render(request, "actions/plan_import/preview.html", context | _rows(request, preview))


def _rows(request: HttpRequest, preview: Preview) -> dict[str, Any]:
    """What of the file is shown on this page: its changes, or the rows that a filter asks for."""
    changes = preview.proposal.changes
    lists = ({"changes": "What will change"} if changes else {}) | SHOWN
    show = request.GET.get("show", "")
    show = show if show in lists else next(iter(lists))
    found: Any = in_order(changes) if show == "changes" and changes else preview.shown(show)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    is_first = show in ("all", "changes") and page.number == 1
    return {
        "show": show,
        "lists": [(name, label, name == show) for name, label in lists.items()],
        "page_obj": page,
        "groups": [] if show == "changes" else grouped(list(page)),
        "check_first": preview.to_check[:FIRST_TO_CHECK] if is_first else [],
    }
