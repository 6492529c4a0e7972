from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.importing.correcting import RowForm
from actions.importing.preview import Preview, ShownRow
from actions.importing.proposal import Proposal
from actions.importing.uploads import grids_of, keep
from actions.models.plan_upload import PlanUpload
from actions.readers.plan_rows import PlanRow
from actions.readers.tables.rows import read_rows
from actions.views.plan_import.own import about, of_own_upload, of_tables, proposed
from plans.files.grids import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_upload
@of_tables
def plan_import_row(request: HttpRequest, upload: PlanUpload, key: str) -> HttpResponse:
    """One row: its printed words beside how they are read, to be put right or confirmed."""
    try:
        proposal, council_has = proposed(upload)
    except Refused:
        return redirect("plan-import-preview", upload.pk)
    preview = Preview(proposal, upload.said, council_has)
    shown = preview.row(key)
    if shown is None:
        raise Http404("The file has no such row")
    if request.method == "POST" and "undo" in request.POST:
        return _undone(request, upload, shown)
    data = request.POST if request.method == "POST" else None
    form = RowForm(data, row=shown.row, correction=upload.said.corrections.get(key))
    waiting = preview.next_to_check(key)
    if form.is_valid():
        return _saved(request, upload, form, waiting)
    printed = _printed(upload, proposal, shown)
    context = {"form": form, "shown": shown, "waiting": waiting, "parts": form.parts(printed)}
    return render(request, "actions/plan_import/row.html", about(upload, 4) | context)


def _printed(upload: PlanUpload, proposal: Proposal, shown: ShownRow) -> PlanRow:
    """The row as the file prints it, before anything was put right in it."""
    if not shown.is_seen:
        return shown.row.row
    return next(row for row in read_rows(grids_of(upload), proposal.chosen).rows if row.key == shown.row.key)


def _undone(request: HttpRequest, upload: PlanUpload, shown: ShownRow) -> HttpResponse:
    said = upload.said
    said.corrections.pop(shown.row.key, None)
    keep(upload, said)
    messages.success(request, f"Saved: {shown.name} is again as it was read.")
    return redirect("plan-import-row", upload.pk, shown.row.key)


def _saved(request: HttpRequest, upload: PlanUpload, form: RowForm, waiting: ShownRow | None) -> HttpResponse:
    """Keep what was put right, and go on to the next row to check if that was asked for."""
    said = upload.said
    said.corrections[form.row.key] = form.corrected
    keep(upload, said)
    messages.success(request, f"Saved: row {form.row.number} is checked.")
    if "next" in request.POST and waiting:
        return redirect("plan-import-row", upload.pk, waiting.row.key)
    return redirect("plan-import-preview", upload.pk)
