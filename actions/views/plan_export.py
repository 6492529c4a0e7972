from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.exporting.plan import csv_file, json_file, xlsx_file
from actions.exporting.plan.about import About
from actions.exporting.plan.cells import DoesNotFit
from actions.exporting.plan.outline import outline_of
from actions.importing.stored import content_of
from actions.views.action_export import CONTENT_TYPES
from plans import permissions
from plans.models import Plan
from plans.replica import reads_from_replica

WRITERS = {"csv": csv_file.write, "json": json_file.write, "xlsx": xlsx_file.write}


@require_safe
@reads_from_replica
def plan_export(request: HttpRequest, council: str, plan: str, kind: str) -> HttpResponse:
    """A whole plan as a file that can be imported again, for those who read it from the inside."""
    if kind not in WRITERS:
        raise Http404
    visible = Plan.objects.visible_to(request.user).select_related("council")
    found = get_object_or_404(visible, council__slug=council, slug=plan)
    if not permissions.may_read_inside(request.user, found):
        raise PermissionDenied
    name = f"plan-{found.council.slug}-{found.slug}-{timezone.localdate()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=CONTENT_TYPES[kind], headers=headers)
    try:
        return HttpResponse(_file(found, kind), content_type=CONTENT_TYPES[kind], headers=headers)
    except DoesNotFit as problem:
        messages.error(request, str(problem))
        return redirect("plan-detail", council, plan)


def _file(plan: Plan, kind: str) -> bytes:
    records = outline_of(content_of(plan), council=plan.council.slug, slug=plan.slug)
    address = reverse("plan-detail", args=[plan.council.slug, plan.slug])
    return WRITERS[kind](records, About(plan.title, plan.council.name, address, timezone.now()))
