from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from plans.models import Council, Membership


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Send each kind of person where their work begins."""
    if not request.user.is_authenticated:
        return redirect("council-list")
    roles = request.user.roles
    if request.user.holdings.exists() or Membership.Role.OFFICER in roles.values():
        return redirect("my-actions")
    if len(roles) == 1:
        return redirect("council-detail", council=Council.objects.get(pk=next(iter(roles))).slug)
    return redirect("council-list")
