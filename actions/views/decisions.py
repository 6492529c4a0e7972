from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.decisions import decisions
from actions.scope import readable
from plans.managed import chosen_of_managed


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision of mine in a council that I run; with several councils, first the choice of one."""
    councils, council = chosen_of_managed(request.user, request.GET.get("council"))
    context: dict[str, Any] = {"councils": councils, "council": council}
    if council:
        found = decisions(council, list(readable(request.user)), timezone.localdate())
        prefix = f"{reverse('action-list')}?council={council.slug}&"
        context |= {
            "found": found,
            "lines": [(waiting, prefix + urlencode(waiting.query)) for waiting in found.actions],
        }
    return render(request, "actions/decision_list.html", context)
