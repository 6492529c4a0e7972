from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actions.filters import MyActionsFilter
from actions.forms import QuickReportForm
from actions.held import Held, Holdings, rows
from actions.models import Action
from actions.needs import counts_by_need
from actions.status import is_open
from plans.audit.records import history_of
from plans.row_numbers import is_number

PER_PAGE = 50
QUICK_ROWS = 20


@require_safe
def my_actions(request: HttpRequest) -> HttpResponse:
    """The actions of the leads that I hold, sorted by what needs me."""
    holdings = Holdings(request.user, timezone.localdate())
    chosen = MyActionsFilter(request.GET, plans=holdings.plans.values())
    everything = chosen.keep(holdings.actions)
    need = chosen.chosen.get("need")
    wanted = [action for action in everything if not need or action.need == need]
    page = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "counts": counts_by_need(everything),
        "page_obj": page,
        "rows": rows(page.object_list),
        "total": len(everything),
        "leads": list(holdings.leads.values()),
    }
    return render(request, "actions/my_actions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_actions_report(request: HttpRequest) -> HttpResponse:
    """Report on several of my open actions on one page; each row is a report of its own."""
    if request.method == "POST":
        mine = Action.objects.held_by(request.user).with_plan().in_plan_order()
        return _save_rows(request, _row_forms(mine.filter(pk__in=_shown(request)), request.POST))
    held = [action for action in Holdings(request.user, timezone.localdate()).actions if is_open(action.status)]
    page = Paginator(held, QUICK_ROWS).get_page(request.GET.get("page"))
    context = {"rows": _row_forms(_fetched(page.object_list), None), "page_obj": page}
    return render(request, "actions/my_actions_report.html", context)


def _save_rows(request: HttpRequest, rows: list[QuickReportForm]) -> HttpResponse:
    """Save each row that says something; show those again that were refused."""
    told = [row for row in rows if row.says_something]
    refused = [row for row in told if not (row.is_valid() and row.report(by=request.user))]
    saved = len(told) - len(refused)
    if saved:
        messages.success(request, f"Saved: {saved} {'report' if saved == 1 else 'reports'}.")
    if refused:
        return render(request, "actions/my_actions_report.html", {"rows": refused, "problems": True})
    if not told:
        messages.info(request, "Nothing was changed, so nothing was reported.")
    return redirect("my-actions")


def _shown(request: HttpRequest) -> list[int]:
    """The ids of the actions whose rows were shown; anything else in their place is passed over."""
    typed = request.POST.getlist("shown")[:QUICK_ROWS]
    return [int(pk) for pk in typed if is_number(pk)]


def _fetched(held: Iterable[Held]) -> list[Any]:
    """Fetch the held actions, in their order, each with what it needs."""
    actions = Action.objects.with_plan().in_bulk([action.pk for action in held])
    for one in held:
        actions[one.pk].need = one.need
    return [actions[one.pk] for one in held]


def _row_forms(actions: Any, data: Any) -> list[QuickReportForm]:
    actions = list(actions)
    newest = history_of(Action)._default_manager.filter(id__in=[action.pk for action in actions])
    revisions = dict(newest.order_by().values_list("id").annotate(Max("history_id")))
    return [QuickReportForm(data, action=action, revision=revisions.get(action.pk)) for action in actions]
