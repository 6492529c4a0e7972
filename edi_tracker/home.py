from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from plans.models import Membership


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Send each kind of person where their work begins: a person with several roles, to the one that decides most."""
    user = request.user
    if not user.is_authenticated:
        return redirect("council-list")
    roles = set(user.roles.values())
    if Membership.Role.EQUALITY_LEAD in roles and not user.is_superuser:
        return redirect("decision-list")
    if user.is_superuser or Membership.Role.MANAGER in roles:
        return redirect("dashboard")
    return redirect("my-actions")
