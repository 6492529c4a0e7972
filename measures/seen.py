"""What a person may see of a plan's measures: which plan and measure, and with which figures."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from measures.models import Measure
from measures.standing import Viewer
from plans import permissions
from plans.models import Plan


def visible_plan(user: Any, council: str, plan: str) -> Plan:
    """Return a plan that the user may read, by its short names; raise ``Http404`` for any other."""
    found = get_object_or_404(Plan.objects.select_related("council"), council__slug=council, slug=plan)
    if not permissions.may_read(user, found):
        raise Http404("No such plan")
    return found


def visible_measure(user: Any, pk: int) -> Measure:
    """Return a measure of a plan that the user may read, with what it hangs on; raise ``Http404`` for any other."""
    related = ("plan__council", "owner", "theme", "commitment", "action")
    found = get_object_or_404(Measure.objects.select_related(*related), pk=pk)
    if not permissions.may_read(user, found.plan):
        raise Http404("No such measure")
    return found


def viewer_of(user: Any, plan: Plan) -> Viewer:
    """Return whether the user reads exact figures of a plan, and below which number the public reads none."""
    return Viewer(exact=permissions.may_read_inside(user, plan), smallest=plan.council.smallest_figure)
