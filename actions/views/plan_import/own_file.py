from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.importing.changes import Changes, changes_between
from actions.importing.content import PlanContent
from actions.importing.preview import counts_of, in_order
from actions.importing.stored import content_of
from actions.models.plan_upload import PlanUpload
from actions.views.plan_import.own import about

PER_PAGE = 50


def own_changes(upload: PlanUpload, own: PlanContent) -> Changes | None:
    """Return what a file that the product made changes in the plan of which it is a newer version; None for a new one.

    Readings count too, as people may have put them right in the file.
    """
    return changes_between(content_of(upload.plan), own, with_readings=True) if upload.plan else None


def own_file_page(request: HttpRequest, upload: PlanUpload, own: PlanContent, refused: str = "") -> HttpResponse:
    """The last step for a file that the product made: what it holds, and what it changes."""
    changes = own_changes(upload, own)
    context = about(upload, 4) | {
        "refused": refused,
        "counts": counts_of(own),
        "changes": changes,
        "page_obj": Paginator(in_order(changes) if changes else [], PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "actions/plan_import/own_file.html", context)
