from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.about_action import kin_of, leads_of, reviews_of, tags_of
from actions.forms import ReportForm
from actions.history.timeline import changes_since, timeline
from actions.measured import measures_of_action, why_rounded
from actions.models import Action, ProgressUpdate
from actions.status import RAG_MEANS, STATUS_MEANS
from plans import permissions
from plans.audit.revision import StaleRevision

# The longest texts and what no page about an action says.
NOT_SHOWN = [
    "commitment__overview_text",
    "commitment__rationale_on",
    "commitment__theme__outcome",
    *(
        f"commitment__theme__plan__{name}"
        for name in (
            "introduction", "contact", "published_as", "published_on", "signed_off_by", "signed_off_post",
            "signed_off_on", "source_document", "follows", "measures_lead_in", "outcome_word",
            "period", "starts_on", "ends_on",
        )
    ),
    "commitment__theme__plan__council__gss_code",
    "commitment__theme__plan__council__year_starts_month",
]  # fmt: skip


@require_safe
@login_not_required
def action_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: as published, as it stands, who, when, and everything that happened to it."""
    action = _visible_action(request, pk)
    inside = permissions.may_read_inside(request.user, action.plan)
    leads = leads_of(action)
    holders = [pk for lead in leads for pk in lead.holder_pks]
    measures = measures_of_action(action, inside=inside)
    context = _about(action) | {
        "leads": leads,
        "reviews": reviews_of(action),
        "tags": tags_of(action),
        "kin": kin_of(action, request.user),
        "measures": measures,
        "why_rounded": "" if inside else why_rounded(action.plan, measures),
        "timeline": timeline(action),
        "inside": inside,
        "may_report": permissions.may_report(request.user, action, holders),
        "may_manage": permissions.may_manage(request.user, action.plan.council),
        "status_means": STATUS_MEANS[action.status],
        "rag_means": RAG_MEANS[action.rag],
    }
    return render(request, "actions/action_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report progress on one page: 403 for those who may only read, a conflict page for a stale form."""
    if request.method == "POST":
        return _save_report(request, pk)
    action = _visible_action(request, pk)
    if not permissions.may_report(request.user, action):
        raise PermissionDenied
    return _report_page(request, ReportForm(action=action))


def _save_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was reported, or show it again with what is wrong with it."""
    try:
        with transaction.atomic():
            form = ReportForm(request.POST, action=Action.objects.get_locked(pk))
            revision = (form.cleaned_data["revision"] or 0) if form.is_valid() else None
            update = form.report(by=request.user, revision=revision) if revision is not None else None
    except StaleRevision:
        return _conflict(request, form, revision)
    except Action.DoesNotExist as nothing:
        raise Http404 from nothing
    except PermissionDenied:
        _visible_action(request, pk)
        raise
    if update:
        messages.success(request, said(update))
        return redirect("action-detail", pk=pk)
    form.action = _visible_action(request, pk)
    if not permissions.may_report(request.user, form.action):
        raise PermissionDenied
    return _report_page(request, form)


def _report_page(request: HttpRequest, form: ReportForm) -> HttpResponse:
    return render(request, "actions/action_report.html", _about(form.action) | {"form": form})


def said(update: ProgressUpdate) -> str:
    """The confirmation of a report: what was saved."""
    words = f"Saved: this action is now {update.get_status_display().lower()}"
    if update.action.is_open and update.rag != "not_rated":
        words += f", rated {update.get_rag_display().lower()}"
    if update.is_period_done:
        words += f", done for this period and next due on {update.action.due_on:%-d %B %Y}"
    return f"{words}."


def _visible_action(request: HttpRequest, pk: int) -> Action:
    actions = Action.objects.select_related("commitment__theme__plan__council", "timescale").defer(*NOT_SHOWN)
    action = get_object_or_404(actions, pk=pk)
    if not permissions.may_read(request.user, action.plan):
        raise Http404
    return action


def _about(action: Action) -> dict[str, Any]:
    """What every page about an action shows."""
    plan = action.plan
    return {"action": action, "plan": plan, "council": plan.council, "overdue": action.is_overdue()}


def _conflict(request: HttpRequest, form: ReportForm, revision: int | None) -> HttpResponse:
    """Show what somebody else changed meanwhile, with everything that was typed."""
    fresh = _visible_action(request, form.action.pk)
    form.action = fresh
    form.offer_again()
    context = _about(fresh) | {"form": form, "meanwhile": changes_since(fresh, revision)}
    return render(request, "actions/action_conflict.html", context, status=409)
