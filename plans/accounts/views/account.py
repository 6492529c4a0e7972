"""One's own account: who one is here, how one signs in, and where one is signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from plans.accounts import sessions


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is and which roles one has, with the ways to change how one signs in."""
    person: Any = request.user
    roles = person.memberships.select_related("council").order_by("council__name")
    return render(request, "registration/account.html", {"roles": roles})


@require_safe
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Answer nothing: having been asked is use, so the session goes on (``sessions.SessionLimits``)."""
    return HttpResponse(status=204)


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the person, this one too."""
    sessions.end_all(request.user)
    logout(request)
    messages.success(request, "You are signed out on every device.")
    return redirect("sign-in")
