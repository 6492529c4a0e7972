from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.importing.file_form import PlanFileForm
from actions.importing.uploads import grids_of
from actions.models.plan_upload import PlanUpload
from actions.readers.tables.guess import guess_tables
from actions.views.plan_import.own import own_upload
from plans.managed import managed_council
from plans.models import Council
from plans.row_numbers import is_number


@require_http_methods(["GET", "HEAD", "POST"])
def plan_import(request: HttpRequest, council: str) -> HttpResponse:
    """The first step: bring a file or paste a table, and say what the plan is called and when it holds."""
    found = managed_council(request.user, council)
    kept = _kept(request, found)
    if request.method != "POST":
        return _page(request, PlanFileForm(council=found, kept=kept))
    has_room = PlanUpload.objects.has_room_for(request.user)
    form = PlanFileForm(request.POST, request.FILES, council=found, kept=kept, has_room=has_room)
    if not form.is_valid():
        form.keep_file(by=request.user)
        return _page(request, form)
    PlanUpload.objects.abandoned().delete()
    upload = form.keep(by=request.user)
    if form.own:
        return redirect("plan-import-preview", upload.pk)
    tables = guess_tables(grids_of(upload))
    has_one = len(tables) == 1 and tables[0].is_plan
    return redirect("plan-import-columns" if has_one else "plan-import-tables", upload.pk)


def _kept(request: HttpRequest, council: Council) -> PlanUpload | None:
    """The file in hand, brought before by this person to this council; None when there is none."""
    number = request.POST.get("kept") or request.GET.get("kept") or ""
    try:
        upload = own_upload(request, int(number)) if is_number(number) else None
    except Http404:
        return None
    return upload if upload and upload.council == council else None


def _page(request: HttpRequest, form: PlanFileForm) -> HttpResponse:
    waiting = PlanUpload.objects.of(request.user).select_related("council").defer("content")
    if form.has_room:
        waiting = waiting.none() if form.kept or form.is_bound else waiting.filter(council=form.council)
    context = {
        "form": form,
        "council": form.council,
        "kept": form.kept,
        "upload": form.kept,
        "waiting": list(waiting),
        "step": 1,
    }
    return render(request, "actions/plan_import/upload.html", context)
