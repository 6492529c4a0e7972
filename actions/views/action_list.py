from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.standing_filter import StandingFilter

PER_PAGE = 50
HEADINGS = {"plan": "Action", "due": "Due", "status": "Status", "rag": "RAG", "reported": "Last report"}


@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    """The actions that a filter asks for, on any day, sorted and in pages."""
    asked = StandingFilter(request.GET, user=request.user)
    context: dict[str, Any] = {"form": asked, "scope": asked.scope, "council": asked.scope.council}
    context["here"] = reverse("action-list")
    if not asked.is_valid():
        return render(request, "actions/action_list.html", context, status=400)
    pages: Paginator = Paginator(asked.standings, PER_PAGE)  # type: ignore[arg-type]
    sort = asked.chosen.get("sort") or "plan"
    context |= {
        "page_obj": pages.get_page(request.GET.get("page")),
        "headings": [(label, name == sort, f"?{asked.query(sort=name)}") for name, label in HEADINGS.items()],
        "query": asked.query(),
        "dashboard_query": asked.query(sort=None),
    }
    return render(request, "actions/action_list.html", context)
