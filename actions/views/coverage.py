from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.coverage import LIVE_MEANS, coverage
from actions.scope import Scope
from actions.scope_filter import ScopeFilter
from plans import permissions
from plans.replica import reads_from_replica


@require_safe
@reads_from_replica
def coverage_page(request: HttpRequest) -> HttpResponse:
    """What the live actions of a plan, a council or all my councils address, and what none of them does."""
    asked = ScopeFilter(request.GET, user=request.user)
    if not asked.is_valid():
        return render(request, "actions/coverage.html", {"form": asked}, status=400)
    scope = asked.scope
    context = {
        "form": asked,
        "scope": scope,
        "council": scope.council,
        "coverage": coverage(scope.plans),
        "live_means": LIVE_MEANS,
        "action_list": reverse("action-list"),
        "live_here": _live_in(scope),
        "may_tag": permissions.may_enter_admin(request.user),
    }
    return render(request, "actions/coverage.html", context)


def _live_in(scope: Scope) -> str:
    """The beginning of an action list's query that asks for the live actions of the scope."""
    chosen = {"council": scope.council and scope.council.slug, "plan": scope.plan and scope.plan.pk, "state": "live"}
    return urlencode({name: value for name, value in chosen.items() if value})
