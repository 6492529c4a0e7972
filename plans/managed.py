"""The council whose plans a page runs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from plans import permissions
from plans.models import Council, Plan


def managed_council(user: Any, slug: str) -> Council:
    """Return a council that the signed-in user runs.

    Raises ``PermissionDenied`` for those who know of the council, by a role or by a plan that they may read, and
    ``Http404`` for others.
    """
    council = get_object_or_404(Council, slug=slug)
    if permissions.may_manage(user, council):
        return council
    here = Q(council=council) | Q(plan_partners__council=council)
    if council.pk in user.roles or Plan.objects.visible_to(user).filter(here).exists():
        raise PermissionDenied
    raise Http404("No such council")
