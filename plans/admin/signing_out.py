"""The admin's page that signs somebody out wherever they are signed in, as after a phone or a computer was lost."""

import logging
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plans.accounts import sessions
from plans.admin.asking import ask_first, looked_after

log = logging.getLogger("plans.accounts")


def sign_out_view(people: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end their sessions; for those who look after their account. ``people`` is the admin of people."""
    person = looked_after(people, request, pk)
    if request.method != "POST":
        return ask_first(people, request, person, "sign_out", title=f"Sign {person} out everywhere")
    sessions.end_all(person)
    log.info("User %s was signed out everywhere by user %s", person.pk, request.user.pk)
    messages.success(request, f"{person} was signed out everywhere.")
    return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
