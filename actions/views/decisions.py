from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.decisions import decisions
from actions.scope import readable
from plans import permissions
from plans.models import Council


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision of mine in a council that I run; with several councils, first the choice of one."""
    managed = Council.objects.filter(permissions.of_councils_managed_by(request.user, "pk"))
    councils = list(managed.order_by("name"))
    if not councils:
        raise PermissionDenied
    asked = request.GET.get("council")
    council = next((one for one in councils if one.slug == asked), None) if asked else None
    if asked and council is None:
        raise Http404("No such council of mine")
    council = council or (councils[0] if len(councils) == 1 else None)
    context: dict[str, Any] = {"councils": councils, "council": council}
    if council:
        found = decisions(council, list(readable(request.user)), timezone.localdate())
        prefix = f"{reverse('action-list')}?council={council.slug}&"
        context |= {
            "found": found,
            "lines": [(waiting, prefix + urlencode(waiting.query)) for waiting in found.actions],
        }
    return render(request, "actions/decision_list.html", context)
