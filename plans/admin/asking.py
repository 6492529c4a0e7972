"""The admin's page that asks before something is done about a person's account."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from plans import permissions
from plans.models import User


def ask_first(people: Any, request: HttpRequest, person: User, page: str, **about: Any) -> HttpResponse:
    """Draw a page of ``admin/plans/user/`` by its name; ``about`` holds its title and what else it shows.

    ``people`` is the admin of people.
    """
    context = {**people.admin_site.each_context(request), "original": person, "opts": people.opts, **about}
    return TemplateResponse(request, f"admin/plans/user/{page}.html", context)


def looked_after(people: Any, request: HttpRequest, pk: int) -> User:
    """Return the person, whose account the user looks after; raise PermissionDenied for anybody else.

    ``people`` is the admin of people, which answers 404 for who is not of one's councils.
    """
    person = people.get_object(request, str(pk))
    if not permissions.looks_after(request.user, person):
        raise PermissionDenied
    return person
