"""The accessibility statement and the privacy notice: of a council, and of the whole installation."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.managed import known_council
from plans.models import Council, Plan
from plans.statements.accessibility import PREPARED_ON, REVIEWED_ON, TESTED_ON, enforcers
from plans.statements.privacy import cookies, lasting


@require_safe
@login_not_required
def accessibility_statement(request: HttpRequest, council: str = "") -> HttpResponse:
    """How accessible these pages are and whom to tell: 404 for a council that one may not know of."""
    context = _about(request, council)
    context |= {"prepared_on": PREPARED_ON, "reviewed_on": REVIEWED_ON, "tested_on": TESTED_ON}
    context |= {"enforcers": enforcers(context["council"])} | lasting()
    return render(request, "statements/accessibility.html", context)


@require_safe
@login_not_required
def privacy_notice(request: HttpRequest, council: str = "") -> HttpResponse:
    """What is held about people and what becomes of it: 404 for a council that one may not know of."""
    context = _about(request, council) | {"cookies": cookies()} | lasting()
    return render(request, "statements/privacy.html", context)


def _about(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The council, or none and the councils with public plans: the same for everybody, signed in or not."""
    if slug:
        return {"council": known_council(request.user, slug)}
    public = Plan.objects.visible_to(AnonymousUser()).order_by()
    here = Q(plans__in=public) | Q(plan_partners__plan__in=public)
    return {"council": None, "councils": Council.objects.filter(here).distinct().order_by("name")}
