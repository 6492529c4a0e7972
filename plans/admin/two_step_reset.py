"""The admin's page that takes away the two-step sign-in of somebody who lost both phone and recovery codes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plans import permissions
from plans.accounts import mail, two_step
from plans.admin.asking import ask_first


def reset_view(people: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then reset; for those who may edit the person's account, never for oneself.

    ``people`` is the admin of people, which answers 404 for who is not of one's councils.
    """
    person = people.get_object(request, str(pk))
    if not permissions.may_reset_two_steps(request.user, person):
        raise PermissionDenied
    if request.method != "POST":
        return ask_first(people, request, person, "reset_two_step", title=f"Reset two-step sign-in of {person}")
    two_step.remove(person, by=request.user)
    sign_in = request.build_absolute_uri(reverse("sign-in"))
    mail.send_afterwards("two_step_reset", person, {"by": str(request.user), "sign_in": sign_in})
    messages.success(request, f"The two-step sign-in of {person} was reset. They were signed out everywhere.")
    return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
