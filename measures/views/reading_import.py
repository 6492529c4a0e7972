from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.importing.bringing import NotBrought, bring
from measures.importing.changes import Changes, changes_of
from measures.importing.columns import COLUMNS
from measures.importing.fill_in import fill_in_sheet
from measures.importing.forms import ConfirmForm, ReadingFileForm
from measures.importing.sheet import ReadingSheet, read_sheet
from measures.seen import visible_plan
from plans import permissions, uploads
from plans.admin.exchange.files import KINDS
from plans.models import Plan, TableUpload

GONE = (
    "This file is no longer kept here: its readings have been brought already, or it was replaced, or a day has "
    "passed. Choose it again."
)


@require_http_methods(["GET", "HEAD", "POST"])
def reading_import(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """Ask for a file of readings; show what it would do, and do nothing yet."""
    found = _managed_plan(request, council, plan)
    if request.method != "POST":
        return _asked(request, found, ReadingFileForm())
    form = ReadingFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, found, form)
    changes = changes_of(found, form.sheet)
    if not changes.writes:
        return _asked(request, found, form, {"changes": changes, "left_out": form.sheet.left_out})
    upload = uploads.keep(request.user, _table(found), *form.brought)
    return _preview(request, found, upload, form.sheet, changes)


@require_POST
def reading_import_do(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """Bring the readings of the file that was shown: all of its rows, or none."""
    found = _managed_plan(request, council, plan)
    upload = uploads.find(request.user, _table(found), request.POST.get("upload", ""))
    if upload is None:
        return _gone(request, found)
    sheet = read_sheet(upload.file_name, bytes(upload.content))  # as it was read for the preview
    changes = changes_of(found, sheet)
    form = ConfirmForm(request.POST, corrects=bool(changes.corrections))
    if not form.is_valid():
        return _preview(request, found, upload, sheet, changes, form)
    try:
        _bring(request, found, upload, changes, form)
    except NotBrought as refused:
        return _preview(request, found, upload, sheet, changes_of(found, sheet), refused=str(refused))
    except TableUpload.DoesNotExist:
        return _gone(request, found)
    messages.success(request, f"Readings of “{upload.file_name}”: {changes.in_words}.")
    return redirect("measure-list", council, plan)


@require_safe
def reading_sheet(request: HttpRequest, council: str, plan: str, kind: str) -> HttpResponse:
    """A sheet to fill in and bring back."""
    found = _managed_plan(request, council, plan)
    if kind not in KINDS:
        raise Http404("No such kind of file")
    _, content_type, write = KINDS[kind]
    name = f"readings-{council}-{plan}-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write("Readings", fill_in_sheet(found)), content_type=content_type, headers=headers)


def _managed_plan(request: HttpRequest, council: str, plan: str) -> Plan:
    """The plan, for those who run its council; 403 for others who may read it."""
    found = visible_plan(request.user, council, plan)
    if not permissions.may_manage(request.user, found.council):
        raise PermissionDenied
    return found


def _table(plan: Plan) -> str:
    """Of which rows a kept file is."""
    return f"readings of plan {plan.pk}"


def _bring(request: HttpRequest, plan: Plan, upload: TableUpload, changes: Changes, form: ConfirmForm) -> None:
    """Write the readings and delete the file together; raises ``TableUpload.DoesNotExist`` when it is gone."""

    def take_file() -> None:
        if not uploads.take(upload):
            raise TableUpload.DoesNotExist

    said = form.cleaned_data
    bring(
        plan,
        changes,
        by=request.user,
        file_name=upload.file_name,
        shown=said["revision"],
        reason=said.get("reason", ""),
        first=take_file,
    )


def _gone(request: HttpRequest, plan: Plan) -> HttpResponse:
    messages.error(request, GONE)
    return redirect("reading-import", plan.council.slug, plan.slug)


def _asked(request: HttpRequest, plan: Plan, form: ReadingFileForm, more: dict[str, Any] | None = None) -> HttpResponse:
    context = {"form": form, "columns": COLUMNS, **_about(plan)} | (more or {})
    return render(request, "measures/reading_import.html", context)


def _preview(
    request: HttpRequest,
    plan: Plan,
    upload: TableUpload,
    sheet: ReadingSheet,
    changes: Changes,
    form: ConfirmForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """What the file would do, and the button that does it; ``refused`` says why it was not done."""
    asked = form or ConfirmForm(
        corrects=bool(changes.corrections),
        initial={"upload": uploads.token_of(upload), "revision": changes.revision},
    )
    context = {"form": asked, "upload": upload, "changes": changes, "left_out": sheet.left_out, "refused": refused}
    return render(request, "measures/reading_import_preview.html", context | _about(plan))


def _about(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "council": plan.council}
