"""The admin of actions. Where an action stands is shown here and changed by reporting on it, never in the form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from actions.admin import bulk_report
from actions.admin.resources import ActionLeadResource, ActionResource, ActionTagResource
from actions.models import Action, ActionLead, ActionTag
from actions.models.action_queryset import ActionQuerySet
from actions.status import Status
from plans.admin.columns import SHORT
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.forms import ScopedForm
from plans.admin.plans import CommitmentAdmin, PlanPartAdmin
from plans.admin.revision import Part
from plans.admin.scoped import ScopedInline
from plans.models import Commitment
from plans.templatetags.edi import rag_tag, status_tag

SOON_DAYS = 30
LATEST_UPDATES = 5
LACKING = {
    "no_lead": "action_leads", "no_date": "due_on", "no_report": "latest_update", "no_tag": "action_tags",
}  # fmt: skip


class ActionForm(ScopedForm):
    """An action; once it is published, its due date moves only with a reason, as in a report."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        before = self.initial.get("due_on")
        moves = self.instance.pk and before and cleaned.get("due_on", before) != before
        if moves and self.model_admin.is_published(self.instance) and not cleaned.get("change_reason"):
            self.add_error("change_reason", "Say why the due date moves.")
        return cleaned


class StatusFilter(UsefulHalfFilter):
    """Open actions first."""

    title = "status"
    parameter_name = "status"
    options = (("open", "Open"), *Status.choices)

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        return rows.open() if chosen == "open" else rows.filter(status=chosen)  # type: ignore[attr-defined]


class NeedsFilter(SimpleListFilter):
    """Picks what an equality lead has to do something about."""

    title = "what it needs"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overdue", "Overdue"),
            ("due_soon", f"Due in the next {SOON_DAYS} days"),
            ("no_lead", "Without a lead"),
            ("no_date", "Without a date"),
            ("no_report", "Never reported on"),
            ("no_tag", "Without a tag"),
        ]

    def queryset(self, request: HttpRequest, queryset: ActionQuerySet) -> ActionQuerySet:  # type: ignore[override]
        chosen = self.value()
        if chosen == "overdue":
            return queryset.overdue()
        if chosen == "due_soon":
            return queryset.due_within(SOON_DAYS)
        lacking = LACKING.get(chosen or "")
        return queryset.filter(**{f"{lacking}__isnull": True}) if lacking else queryset


class ActionLeadInline(ScopedInline):
    model = ActionLead
    fields = ["lead", "role", "position", "published_as"]
    related = ("lead",)
    published_words = ("published_as",)
    verbose_name = "lead"
    verbose_name_plural = "leads"


class ActionTagInline(ScopedInline):
    model = ActionTag
    fields = ["tag"]
    related = ("tag",)
    verbose_name = "tag"
    verbose_name_plural = "tags: what the action addresses"


class ActionInline(ScopedInline):
    model = Action
    show_change_link = True
    can_delete = False
    words_only = True
    readonly_fields = ["wording", "status", "due_on"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.is_published(obj):
            return ["reference", "wording", "status", "due_on"]
        return ["position", "reference", "text"]

    @admin.display(description="wording")
    def wording(self, action: Any) -> str:
        return Truncator(action.wording).chars(SHORT)


admin.site.unregister(Commitment)


@admin.register(Commitment)
class CommitmentWithActionsAdmin(CommitmentAdmin):
    """What the councils promise, with the actions under it, which only this floor knows."""

    inlines = [ActionInline]
    parts = (Part(Action, "commitment", "text", is_told=False),)


@admin.register(Action)
class ActionAdmin(PlanPartAdmin):
    """The actions: to be found, reworded, given leads and dates; and reported on, one by one or several."""

    form = ActionForm
    council_path = "commitment__theme__plan__council"
    plan_path = "commitment__theme__plan"
    related = ("commitment__theme__plan__council", "timescale")
    parts = (Part(ActionLead, "action", "lead"), Part(ActionTag, "action", "tag"))
    resources = (ActionResource, ActionLeadResource, ActionTagResource)
    published_words = (
        "commitment", "position", "reference", "subheading", "text", "leads_as_published", "timescale",
    )  # fmt: skip
    published_help = (
        "This plan has been published, so its words stay as published. If an action has been reworded since, "
        "write the new words in “current wording”. Change where it stands by reporting progress."
    )
    readonly_fields = ["status", "rag", "completed_on", "review_on", "latest_updates"]
    inlines = [ActionLeadInline, ActionTagInline]
    fieldsets = [
        (None, {"fields": ["commitment", ("position", "reference"), "subheading", "text", "current_text"]}),
        ("Who and when", {"fields": ["leads_as_published", "timescale", "due_on"]}),
        ("Where it stands", {"fields": [("status", "rag"), ("completed_on", "review_on"), "latest_updates"]}),
    ]
    list_display = ["reference", "name", "plan_title", "status_now", "rag_now", "due", "lead_names"]
    list_display_links = ["reference", "name"]
    list_filter = [StatusFilter, NeedsFilter, "rag", (plan_path, OwnFilter)]
    search_fields = ["text"]
    search_help_text = "Search in the reference, the words, and the names of leads"
    actions = ["report_on_selected"]

    def get_ordering(self, request: HttpRequest) -> Any:
        """In the plans' own order; for who runs the product, newest first, as nobody sorts a nation to see a page."""
        return ["-pk"] if request.user.is_superuser else super().get_ordering(request)

    def view_on_site(self, obj: Any) -> str:
        return reverse("action-detail", args=[obj.pk])

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        leads = Prefetch("action_leads", ActionLead.objects.select_related("lead").order_by("position"))
        return super().get_queryset(request).prefetch_related(leads)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find each word in the reference, the words or a lead's name; no action comes twice."""
        for word in search_term.split():
            led = ActionLead.objects.filter(lead__name__icontains=word).values("action")
            words = Q(text__icontains=word) | Q(current_text__icontains=word)
            queryset = queryset.filter(words | Q(reference__istartswith=word) | Q(pk__in=led))
        return queryset, False

    def choice_label(self, row: Any) -> str:
        return f"{Truncator(row).chars(SHORT)}, in {self.plan_of(row)}"

    @admin.action(description="Report progress on the selected actions", permissions=["change"])
    def report_on_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return bulk_report.page(self, request, queryset)

    @admin.display(description="action", ordering="text")
    def name(self, action: Any) -> str:
        return Truncator(action.wording).chars(SHORT)

    @admin.display(description="status", ordering="status")
    def status_now(self, action: Any) -> SafeString:
        return status_tag(action.status, action.get_status_display())

    @admin.display(description="RAG", ordering="rag")
    def rag_now(self, action: Any) -> SafeString | str:
        return rag_tag(action.rag, action.get_rag_display()) if action.is_open else ""

    @admin.display(description="due", ordering="due_on")
    def due(self, action: Any) -> SafeString:
        return render_to_string("admin/actions/action/_due.html", {"action": action, "overdue": action.is_overdue()})

    @admin.display(description="leads")
    def lead_names(self, action: Any) -> str:
        names = ", ".join(str(named.lead) for named in action.action_leads.all())
        return Truncator(names).chars(SHORT) or "No lead"

    @admin.display(description="latest reports")
    def latest_updates(self, action: Any) -> SafeString:
        updates = action.updates.select_related("reported_by")[:LATEST_UPDATES]
        return render_to_string("admin/actions/action/_updates.html", {"updates": updates, "action": action})
