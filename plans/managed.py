"""The council that a page is about or whose plans it runs, and the person whom a page looks after."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from plans import permissions
from plans.models import Council, Plan, User


def known_council(user: Any, slug: str) -> Council:
    """Return a council that the user, or a stranger, knows of: by a role or by a plan that they may read.

    Raises ``Http404`` for others.
    """
    council = get_object_or_404(Council, slug=slug)
    if user.is_authenticated and (user.is_superuser or council.pk in user.roles):
        return council
    here = Q(council=council) | Q(plan_partners__council=council)
    if not Plan.objects.visible_to(user).filter(here).exists():
        raise Http404("No such council")
    return council


def managed_council(user: Any, slug: str) -> Council:
    """Return a council that the signed-in user runs.

    Raises ``PermissionDenied`` for those who know of the council, and ``Http404`` for others.
    """
    council = known_council(user, slug)
    if not permissions.may_manage(user, council):
        raise PermissionDenied
    return council


def chosen_of_managed(user: Any, slug: str | None) -> tuple[list[Council], Council | None]:
    """Return the councils that the user runs, by name, and the one chosen: the only one, or None while none is chosen.

    Raises ``PermissionDenied`` for those who run none, ``Http404`` for a choice that is not among them.
    """
    councils = list(Council.objects.filter(permissions.of_councils_managed_by(user, "pk")).order_by("name"))
    if not councils:
        raise PermissionDenied
    chosen = next((one for one in councils if one.slug == slug), None) if slug else None
    if slug and chosen is None:
        raise Http404("No such council of mine")
    return councils, chosen or (councils[0] if len(councils) == 1 else None)


def managed_person(user: Any, pk: int) -> User:
    """Return a person whom the signed-in user may look after.

    Raises ``PermissionDenied`` for those who run no council, and ``Http404`` for the people of other councils.
    """
    if not permissions.may_enter_admin(user):
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    if not permissions.may_manage_person(user, person):
        raise Http404("No such person of mine")
    return person
