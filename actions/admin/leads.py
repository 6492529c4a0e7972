"""The admin of leads: who does the actions, how the plans spell them, and who holds them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from actions.admin.resources import LeadHolderResource, LeadResource, LeadSpellingResource
from actions.merging import merge_leads
from actions.models import ActionLead, Lead, LeadHolder, LeadSpelling
from plans import permissions
from plans.admin.columns import number_of, shows
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.revision import Part
from plans.admin.scoped import ScopedAdmin, ScopedInline
from plans.audit.middleware import LONGEST_REASON
from plans.models import PlanPartner


class MergeForm(forms.Form):
    """Which of two leads stays, and why they are one."""

    keep = forms.ModelChoiceField(
        label="Which one stays?", queryset=Lead.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    change_reason = forms.CharField(
        label="Why are they one and the same?",
        max_length=LONGEST_REASON,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Kept in the history. For example, the plan abbreviates the post.",
    )

    def __init__(self, data: Any, *, leads: list[Lead]) -> None:
        super().__init__(data)
        self.leads = leads
        self.fields["keep"].queryset = Lead.objects.filter(pk__in=[lead.pk for lead in leads])  # type: ignore[attr-defined]

    def merge(self, by: Any) -> Lead | None:
        """Merge the other lead into the one that stays; None when that was refused."""
        keep = self.cleaned_data["keep"]
        other = next(lead for lead in self.leads if lead.pk != keep.pk)
        try:
            merge_leads(keep=keep, merge=other, by=by, reason=self.cleaned_data["change_reason"])
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
        return other


class InUseFilter(UsefulHalfFilter):
    """Leads in use first; those merged into another when asked for."""

    title = "use"
    parameter_name = "use"
    options = (("in_use", "In use"), ("nobody", "In use, held by nobody"), ("merged", "Merged into another"))

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        rows = rows.filter(merged_into__isnull=chosen != "merged")
        if chosen == "nobody":
            rows = rows.exclude(pk__in=Lead.objects.held_by_anybody().values("pk"))
        return rows


class LeadSpellingInline(ScopedInline):
    model = LeadSpelling
    fields = ["text"]


class LeadHolderInline(ScopedInline):
    model = LeadHolder
    fields = ["user", "starts_on", "ends_on"]
    related = ("user",)


@admin.register(Lead)
class LeadAdmin(ScopedAdmin):
    """The posts, teams, groups and people who do the actions."""

    council_path = "council"
    related = ("council", "merged_into")
    parts = (Part(LeadSpelling, "lead", "text"), Part(LeadHolder, "lead", "user"))
    resources = (LeadResource, LeadSpellingResource, LeadHolderResource)
    fixed_once_saved = ("council",)
    readonly_fields = ["merged_into"]
    inlines = [LeadSpellingInline, LeadHolderInline]
    list_display = ["name", "kind", "council", "holders_now", "action_count", "measure_count", "merged_into"]
    list_filter = [InUseFilter, "kind", ("council", OwnFilter)]
    search_fields = ["name", "spellings__text"]
    search_help_text = "Search in the names and in the spellings of the plans"
    actions = ["merge_selected"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        merged = ["merged_into"] if obj and obj.merged_into_id else []
        return ["council", "name", "kind", *merged]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        holders = Prefetch("holders", LeadHolder.objects.select_related("user").order_by("-starts_on"))
        actions = number_of(ActionLead.objects.all(), "lead", "action")
        measures = number_of(Lead.objects.all(), "pk", "measures")
        rows = super().get_queryset(request).annotate(action_count=actions, measure_count=measures)
        return rows.prefetch_related(holders)

    def get_choices(self, request: HttpRequest, field: Any) -> QuerySet:
        """Leads in use, those of partner councils as well where a plan can name them."""
        if field is None or field.model is LeadHolder or field.model is LeadSpelling:
            return super().get_choices(request, field).in_use()  # type: ignore[attr-defined]
        partners = PlanPartner.objects.filter(permissions.of_councils_managed_by(request.user, "plan__council"))
        own = permissions.of_councils_managed_by(request.user, "council")
        rows = Lead.objects.filter(own | Q(council__in=partners.values("council")))
        return rows.in_use().select_related(*self.related)

    def choice_label(self, row: Any) -> str:
        return f"{row}, {row.council}"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A lead that was merged into another is kept for reading."""
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id)

    @admin.action(description="Merge the two selected leads", permissions=["change"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        leads = list(queryset[:3])
        if len(leads) != 2:
            messages.error(request, "Choose exactly two leads to merge. Nothing has been changed.")
            return None
        form = MergeForm(request.POST if "merge" in request.POST else None, leads=leads)
        if form.is_valid() and (other := form.merge(by=request.user)):
            messages.success(request, f"{other} was merged into {form.cleaned_data['keep']}.")
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge two leads",
            "opts": self.opts,
            "leads": leads,
            "form": form,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/actions/lead/merge.html", context)

    @admin.display(description="held by")
    def holders_now(self, lead: Any) -> str:
        today = timezone.localdate()
        now = [
            one for one in lead.holders.all() if one.starts_on <= today and (not one.ends_on or one.ends_on >= today)
        ]
        return ", ".join(str(one.user) for one in now) or "Nobody"

    action_count = shows("actions", "action_count")
    measure_count = shows("measures", "measure_count")
