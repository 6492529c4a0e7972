from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.standing_filter import StandingFilter
from plans.replica import reads_from_replica

PER_PAGE = 50
HEADINGS = {"plan": "Action", "due": "Due", "status": "Status", "rag": "RAG", "reported": "Last report"}


@require_safe
@reads_from_replica
def action_list(request: HttpRequest) -> HttpResponse:
    """The actions that a filter asks for, on any day, sorted and in pages."""
    asked = StandingFilter(request.GET, user=request.user)
    if not asked.is_valid():
        return refused(request, asked)
    pages: Paginator = Paginator(asked.standings, PER_PAGE)  # type: ignore[arg-type]
    sort = asked.chosen.get("sort") or "plan"
    context = _about(asked) | {
        "page_obj": pages.get_page(request.GET.get("page")),
        "headings": [(label, name == sort, f"?{asked.query(sort=name)}") for name, label in HEADINGS.items()],
        "query": asked.query(),
        "dashboard_query": asked.query(sort=None),
    }
    return render(request, "actions/action_list.html", context)


def refused(request: HttpRequest, asked: StandingFilter) -> HttpResponse:
    """The page that says what is wrong with the question and lets it be put right."""
    return render(request, "actions/action_list.html", _about(asked), status=400)


def _about(asked: StandingFilter) -> dict[str, Any]:
    """What the page shows, whatever the answer."""
    return {"form": asked, "scope": asked.scope, "council": asked.scope.council, "here": reverse("action-list")}
