from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.exporting import csv_file, json_file, xlsx_file
from actions.exporting.about import About
from actions.scope import Scope
from actions.standing_filter import StandingFilter
from actions.views.action_list import refused
from plans.replica import reads_from_replica

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STREAMS = {"csv": csv_file.stream, "json": json_file.stream}
SORTED_BY = {
    "plan": "Place in the plan",
    "due": "Due date",
    "status": "Status",
    "rag": "RAG",
    "reported": "Last report, longest ago first",
}


@require_safe
@reads_from_replica
def action_list_export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """All pages of the action list as a file: the same question in the address, the same actions in the same order."""
    if kind not in CONTENT_TYPES:
        raise Http404
    asked = StandingFilter(request.GET, user=request.user)
    if asked.is_valid() and asked.unknown:
        asked.add_error(None, f"Nothing can be filtered by {' or '.join(asked.unknown)}. Take it out of the address.")
    if not asked.is_valid():
        return refused(request, asked)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(asked.scope)}.{kind}"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=CONTENT_TYPES[kind], headers=headers)
    if kind in STREAMS:
        content = STREAMS[kind](asked.standings, about(asked))
        return StreamingHttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)
    try:
        return HttpResponse(_workbook(asked), content_type=CONTENT_TYPES[kind], headers=headers)
    except xlsx_file.TooLong as problem:
        asked.add_error(None, str(problem))
        return refused(request, asked)


def about(asked: StandingFilter) -> About:
    """What a file says of the list that was asked for."""
    scope, query = asked.scope, asked.query()
    return About(
        on=scope.day.on,
        is_past=scope.day.is_past,
        filters={"Council": council_in_words(scope), "Plan": plan_in_words(scope), **dict(asked.said)},
        sorted_by=SORTED_BY[asked.chosen.get("sort") or "plan"],
        address=f"{reverse('action-list')}?{query}" if query else reverse("action-list"),
        made_at=timezone.now(),
    )


def council_in_words(scope: Scope) -> str:
    """The council whose plans these are, or that they are of several."""
    if scope.council or scope.is_one_council:
        return (scope.council or scope.plans[0].council).name
    return "All my councils"


def plan_in_words(scope: Scope) -> str:
    """The plan that was chosen, as it was titled then, or that it is all active ones."""
    if scope.plan is None:
        return "All that were active on that day" if scope.day.is_past else "All active plans"
    return scope.plans[0].title if scope.plans else str(scope.plan)


def file_name(scope: Scope) -> str:
    """Name a file for its council, its plan if one was chosen, and its day."""
    council = scope.plans[0].council if scope.is_one_council else scope.council
    slugs = [owner.slug for owner in (council, scope.plan) if owner]
    return "-".join(["actions", *slugs, *(["as-at"] if scope.day.is_past else []), scope.day.on.isoformat()])


def _workbook(asked: StandingFilter) -> bytes:
    file = BytesIO()
    xlsx_file.write(asked.standings, about(asked), file)
    return file.getvalue()
