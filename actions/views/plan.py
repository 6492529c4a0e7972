from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.edition import answer_unchanged, marked
from actions.filters import PlanFilter
from actions.final_position import final_position_of, followers_of
from actions.measured import measures_of_plan, verdicts_in_words, why_rounded
from actions.models import Action, ActionLead
from actions.models.action_queryset import ActionQuerySet
from actions.plan_tree import is_of_whole_plan, plan_tree
from actions.progress import PERCENT_MEANS, Progress, progress_by
from plans import permissions
from plans.models import Council, Plan


@require_safe
@login_not_required
def council_detail(request: HttpRequest, council: str) -> HttpResponse:
    """A council's plans, each with its progress."""
    found = get_object_or_404(Council, slug=council)
    visible = Plan.objects.visible_to(request.user).select_related("council").order_by("-starts_on", "title")
    plans = _with_progress(visible.filter(council=found))
    shared = _with_progress(visible.filter(plan_partners__council=found))
    if not plans and not shared and not _belongs_to(request.user, found):
        raise Http404("No such council")
    context = {
        "council": found,
        "plans": plans,
        "shared_plans": shared,
        "percent_means": PERCENT_MEANS,
        "may_manage": permissions.may_manage(request.user, found),
    }
    return render(request, "plans/council_detail.html", context)


@require_safe
@login_not_required
def plan_detail(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """A plan as a tree in its own words, with progress, to search and filter."""
    etag, unchanged = answer_unchanged(request, council, plan)
    return unchanged or marked(_plan_page(request, council, plan), etag)


def _plan_page(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    found = get_object_or_404(
        Plan.objects.visible_to(request.user)
        .select_related("council", "follows")
        .prefetch_related("plan_partners__council")
        .annotate(is_followed=Exists(Plan.objects.filter(follows=OuterRef("pk")))),
        council__slug=council,
        slug=plan,
    )
    everything = Action.objects.filter(commitment__theme__plan=found)
    themes = list(found.themes.order_by("position"))
    chosen = PlanFilter(request.GET, plan=found, themes=themes)
    actions = _shown(chosen.apply(everything))
    by_theme = progress_by(everything, "commitment__theme")
    inside = permissions.may_read_inside(request.user, found)
    measures = measures_of_plan(found, inside=inside)
    context = {
        "plan": found,
        "council": found.council,
        "tree": plan_tree(found, themes, actions, measures, progress=by_theme, whole=not chosen.is_active),
        "inside": inside,
        "progress": _sum(by_theme),
        "filter": chosen,
        "shown": len(actions),
        "percent_means": PERCENT_MEANS,
        "may_manage": permissions.may_manage(request.user, found.council),
    }
    context |= _stated(actions) | _measured(found, measures, inside) | _before_and_after(request.user, found)
    return render(request, "plans/plan_detail.html", context)


def _measured(plan: Plan, standings: list[Any], inside: bool) -> dict[str, Any]:
    """How many of the plan's measures are on target, which are of the whole plan, and why figures are rounded."""
    return {
        "measures_said": verdicts_in_words(standings),
        "plan_measures": [one for one in standings if is_of_whole_plan(one.measure)],
        "why_rounded": "" if inside else why_rounded(plan, standings),
    }


def _before_and_after(user: Any, plan: Any) -> dict[str, Any]:
    """The plans before and after this one that the user may read, and how it stood when it was closed."""
    return {
        "follows": plan.follows if plan.follows and permissions.may_read(user, plan.follows) else None,
        "followers": list(followers_of(plan, user)) if plan.is_followed else [],
        "final": final_position_of(plan),
    }


def _with_progress(plans: QuerySet) -> list[Any]:
    """Fetch the plans, each with its progress."""
    found: list[Any] = list(plans)
    progress = progress_by(Action.objects.filter(commitment__theme__plan__in=found), "commitment__theme__plan")
    for plan in found:
        plan.progress = progress.get(plan.pk, Progress({}))
    return found


def _belongs_to(user: Any, council: Council) -> bool:
    return user.is_authenticated and (user.is_superuser or council.pk in user.roles)


def _shown(actions: ActionQuerySet) -> list[Any]:
    """Fetch the actions with what their rows show, and whether each is overdue today."""
    today = timezone.localdate()
    leads = ActionLead.objects.select_related("lead").order_by("position")
    rows = list(
        actions.select_related("timescale", "latest_update")
        .prefetch_related(Prefetch("action_leads", leads))
        .in_plan_order()
    )
    for action in rows:
        action.overdue = action.is_overdue(today)
    return rows


def _stated(actions: list[Any]) -> dict[str, Any]:
    """Whether any action shown has a lead, and a timescale or date: a column that no row fills is not drawn."""
    has_leads = any(action.action_leads.all() for action in actions)
    has_timescales = any(action.timescale or action.due_on for action in actions)
    return {
        "has_leads": has_leads,
        "has_timescales": has_timescales,
        "columns": 2 + has_leads + has_timescales,
    }


def _sum(parts: dict[Any, Progress]) -> Progress:
    counts: dict[str, int] = {}
    for part in parts.values():
        for status, number in part.counts.items():
            counts[status] = counts.get(status, 0) + number
    return Progress(counts)
