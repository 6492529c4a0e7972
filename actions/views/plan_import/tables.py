from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.importing.forms import ColumnsForm, TablesForm
from actions.importing.uploads import grids_of, keep
from actions.models.plan_upload import PlanUpload
from actions.readers.tables.guess import guess_tables
from actions.views.plan_import.own import about, of_own_upload, of_tables


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_upload
@of_tables
def plan_import_tables(request: HttpRequest, upload: PlanUpload) -> HttpResponse:
    """The second step: which sheets or tables of the file are the plan."""
    said = upload.said
    guesses = guess_tables(grids_of(upload))
    form = TablesForm(request.POST if request.method == "POST" else None, guesses=guesses, said=said)
    if form.is_valid():
        said.tables = form.cleaned_data["tables"]
        keep(upload, said)
        return redirect("plan-import-columns", upload.pk)
    context = about(upload, 2) | {"form": form, "none_fits": not any(table.is_plan for table in guesses)}
    return render(request, "actions/plan_import/tables.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_upload
@of_tables
def plan_import_columns(request: HttpRequest, upload: PlanUpload) -> HttpResponse:
    """The third step: what each column holds, as guessed and to be changed."""
    said = upload.said
    guesses = guess_tables(grids_of(upload))
    chosen = [table for table in guesses if (table.is_plan if said.tables is None else table.index in said.tables)]
    if not chosen:
        return redirect("plan-import-tables", upload.pk)
    form = ColumnsForm(request.POST if request.method == "POST" else None, guesses=chosen, said=said)
    if form.is_valid():
        said.columns = form.columns
        keep(upload, said)
        return redirect("plan-import-preview", upload.pk)
    return render(request, "actions/plan_import/columns.html", about(upload, 3) | {"form": form})
