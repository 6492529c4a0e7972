"""Reporting on several actions at once: each through the one door, all of them or none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, AdminForm
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from actions.models import Action
from actions.models.progress import LONGEST_REASON, LONGEST_TEXT
from actions.status import Rag, Status
from plans.audit.records import history_of
from plans.audit.revision import StaleRevision
from plans.models import Plan
from plans.row_numbers import is_number

MOST_ACTIONS = 100
AS_IT_IS = [("", "Leave as it is")]

Refusal = tuple[Action, list[str]]


class BulkReportForm(forms.Form):
    """What is reported on each of the actions; what is left empty stays as it is on each."""

    status = forms.ChoiceField(required=False, choices=[*AS_IT_IS, *Status.choices])
    rag = forms.ChoiceField(label="RAG", required=False, choices=[*AS_IT_IS, *Rag.choices])
    completed_on = forms.DateField(
        label="Completed", required=False, widget=AdminDateWidget, help_text="Today if left empty."
    )
    review_on = forms.DateField(
        label="Next review", required=False, widget=AdminDateWidget, help_text="Needed for embedded actions."
    )
    summary = forms.CharField(
        label="What happened", required=False, max_length=LONGEST_TEXT, widget=AdminTextareaWidget(attrs={"rows": 4})
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Needed to withdraw, put on hold or reopen an action, or to rate it red. Do not name residents.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(name) for name in ("status", "rag", "summary")):
            raise ValidationError("Choose a status or a RAG rating, or say what happened.")
        return cleaned


def report_on_all(actions: Iterable[Action], by: Any, tokens: Mapping[int, int], values: Any) -> list[Refusal]:
    """Report the same on each action. Returns those refused and why; then nothing is saved on any."""
    refusals = []
    with transaction.atomic():
        for action in actions:
            try:
                action.report(by=by, revision=tokens.get(action.pk, 0), **values)
            except (ValidationError, PermissionDenied, StaleRevision) as refusal:
                refusals.append((action, _sentences(action, refusal)))
        if refusals:
            transaction.set_rollback(True)
    return refusals


def page(model_admin: Any, request: HttpRequest, chosen: Any) -> HttpResponse | None:
    """Ask what to report, or report it; None leads back to the list.

    ``chosen`` are the chosen actions that the list still shows; those that left it meanwhile are reported on too.
    """
    if "report" in request.POST:
        numbers = [pk for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_number(pk)]
        chosen = model_admin.get_queryset(request).filter(pk__in=numbers)
    actions = list(chosen.with_plan()[: MOST_ACTIONS + 1])
    if len(actions) > MOST_ACTIONS:
        messages.error(request, f"Choose at most {MOST_ACTIONS} actions at a time. Nothing has been changed.")
        return None
    form = BulkReportForm(request.POST if "report" in request.POST else None)
    refusals: list[Refusal] = []
    if form.is_valid():
        values = {name: value or None for name, value in form.cleaned_data.items()}
        values |= {name: form.cleaned_data[name] for name in ("summary", "reason")}
        refusals = report_on_all(actions, request.user, _tokens_in(request), values)
        if not refusals:
            words = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
            messages.success(request, f"Progress was reported on {words}.")
            return HttpResponseRedirect(request.get_full_path())
        actions = list(chosen.all().with_plan())
    return _shown(model_admin, request, actions, form, refusals)


def _shown(model_admin: Any, request: HttpRequest, actions: Any, form: Any, refusals: Any) -> HttpResponse:
    tokens = _newest(actions)
    for action in actions:
        action.token = tokens.get(action.pk)
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Report progress on several actions",
        "opts": model_admin.opts,
        "actions": actions,
        "form": form,
        "admin_form": AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
        "refusals": refusals,
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/actions/action/bulk_report.html", context)


def _newest(actions: list[Action]) -> dict[Any, Any]:
    """The edit token of each action, in one question."""
    rows = history_of(Action)._base_manager.filter(id__in=[action.pk for action in actions]).order_by()
    return dict(rows.values_list("id").annotate(Max("history_id")))


def _tokens_in(request: HttpRequest) -> dict[int, int]:
    """The edit tokens of the page that was shown; an action without one counts as stale."""
    typed = (value.partition(":")[::2] for value in request.POST.getlist("token"))
    return {int(pk): int(token) for pk, token in typed if is_number(pk) and is_number(token)}


def _sentences(action: Action, refusal: Exception) -> list[str]:
    """Say why a report was refused."""
    plan = action.plan
    if plan.status != Plan.Status.ACTIVE:
        return [f"Its plan is {plan.get_status_display().lower()}. Progress is reported on active plans only."]
    if isinstance(refusal, StaleRevision):
        return ["Somebody else changed it after you opened this page. Look at it, then report again."]
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
