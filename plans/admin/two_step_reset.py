"""The admin's page that takes away the two-step sign-in of somebody who lost both phone and recovery codes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plans.accounts import mail, two_step
from plans.admin.asking import ask_first, looked_after


def reset_view(people: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then reset; for those who look after the person's account. ``people`` is the admin of people."""
    person = looked_after(people, request, pk)
    if request.method != "POST":
        return ask_first(people, request, person, "reset_two_step", title=f"Reset two-step sign-in of {person}")
    two_step.remove(person, by=request.user)
    sign_in = request.build_absolute_uri(reverse("sign-in"))
    mail.send_afterwards("two_step_reset", person, {"by": str(request.user), "sign_in": sign_in})
    messages.success(request, f"The two-step sign-in of {person} was reset. They were signed out everywhere.")
    return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
