"""The admin's page that unlinks the account with which somebody signs on, such as one that is not theirs."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plans import permissions
from plans.accounts import identities
from plans.admin.asking import ask_first


def unlink_view(people: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then unlink; for those who may edit the person's account, and their own on their own page.

    ``people`` is the admin of people, which answers 404 for who is not of one's councils.
    """
    person = people.get_object(request, str(pk))
    if not permissions.may_edit_account(request.user, person):
        raise PermissionDenied
    if person == request.user:
        return HttpResponseRedirect(reverse("account"))
    if request.method != "POST":
        title, identity = f"Unlink single sign-on of {person}", identities.identity_of(person)
        return ask_first(people, request, person, "unlink", title=title, identity=identity)
    identities.unlink(person, by=request.user)
    messages.success(request, f"Single sign-on of {person} was unlinked. They were signed out everywhere.")
    return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
