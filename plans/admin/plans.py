"""The admin of plans and of what stands in them down to the commitments."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from plans.admin.columns import SHORT, SHORTER, number_of, says_whether, shows
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.forms import ScopedForm
from plans.admin.resources import CommitmentResource, PlanPartnerResource, PlanResource, ThemeResource
from plans.admin.revision import Part
from plans.admin.scoped import ScopedAdmin, ScopedInline
from plans.models import Commitment, HistorySeal, Plan, PlanPartner, Theme

STAYS = (
    "This plan has been published, so its words stay as published and cannot be edited here. "
    "A plan on which nobody has reported yet can be made a draft again."
)


class PlanForm(ScopedForm):
    """A plan; it goes back to being a draft only while nothing has been reported on it."""

    def clean_status(self) -> str:
        status, plan = self.cleaned_data["status"], self.instance
        goes_back = plan.pk and status == Plan.Status.DRAFT and self.initial.get("status") != status
        if goes_back and plan.themes.filter(commitments__actions__updates__isnull=False).exists():
            raise ValidationError(
                "Officers have reported progress on this plan, so it cannot become a draft again. "
                "Reword an action in its current wording instead."
            )
        return status


class CurrentPlansFilter(UsefulHalfFilter):
    """Drafts and active plans first; closed ones when asked for."""

    title = "status"
    parameter_name = "status"
    options = (("current", "Drafts and active plans"), *Plan.Status.choices)

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        if chosen == "current":
            return rows.exclude(status=Plan.Status.CLOSED)
        return rows.filter(status=chosen)


class PlanPartnerInline(ScopedInline):
    model = PlanPartner
    fields = ["council"]
    related = ("council",)
    verbose_name_plural = "partner councils"


class ThemeInline(ScopedInline):
    model = Theme
    fields = ["position", "reference", "title"]
    show_change_link = True
    can_delete = False
    words_only = True


class PlanPartAdmin(ScopedAdmin):
    """The admin of something that stands in a plan."""

    published_help = STAYS

    def view_on_site(self, obj: Any) -> str:
        plan = self.plan_of(obj)
        assert plan is not None
        return reverse("plan-detail", args=[plan.council.slug, plan.slug])

    @admin.display(description="plan")
    def plan_title(self, row: Any) -> str:
        """The plan's title, cut so that a list has room for the rest."""
        return Truncator(str(self.plan_of(row))).chars(SHORTER)


@admin.register(Plan)
class PlanAdmin(PlanPartAdmin):
    """Plans: their period, who signed them off, their own words, partners and themes."""

    form = PlanForm
    council_path = "council"
    plan_path = "pk"
    related = ("council", "follows")
    parts = (Part(PlanPartner, "plan", "council"), Part(Theme, "plan", "title"))
    resources = (PlanResource, PlanPartnerResource)
    fixed_once_saved = ("council",)
    published_words = ("title", "period", "introduction", "contact", "published_as", "measures_lead_in")
    inlines = [PlanPartnerInline, ThemeInline]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "council", "period", "status", "public", "theme_count", "action_count"]
    list_filter = [CurrentPlansFilter, ("council", OwnFilter), "is_public"]
    search_fields = ["title", "period", "council__name"]
    fieldsets = [
        (None, {"fields": ["council", "title", "slug", "period", ("starts_on", "ends_on"), "follows"]}),
        ("Where it stands", {"fields": ["status", "is_public", "update_every_days"]}),
        (
            "As published",
            {
                "fields": [
                    "introduction", "contact", ("published_as", "published_on"),
                    ("signed_off_by", "signed_off_post", "signed_off_on"), "source_document", "measures_lead_in",
                ]
            },
        ),
        (
            "The plan's own words",
            {
                "classes": ["collapse"],
                "fields": [
                    "theme_word", "subtheme_word", "outcome_word", "commitment_word", "rationale_word",
                    "success_word", "action_word", "lead_word", "timescale_word", "measure_word",
                ],
            },
        ),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        themes = number_of(Theme.objects.all(), "plan")
        actions = number_of(Commitment.objects.all(), "theme__plan", "actions")
        return super().get_queryset(request).annotate(theme_count=themes, action_count=actions)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def choice_label(self, row: Any) -> str:
        return f"{row}, {row.council}"

    public = says_whether("public", "is_public")
    theme_count = shows("themes", "theme_count")
    action_count = shows("actions", "action_count")


class CommitmentInline(ScopedInline):
    model = Commitment
    fields = ["position", "reference", "text"]
    show_change_link = True
    can_delete = False
    words_only = True


@admin.register(Theme)
class ThemeAdmin(PlanPartAdmin):
    """The headings of the plans."""

    council_path = "plan__council"
    plan_path = "plan"
    related = ("plan__council", "parent")
    parts = (Part(Commitment, "theme", "text"),)
    resources = (ThemeResource,)
    fixed_once_saved = ("plan",)
    published_words = ("parent", "position", "reference", "title", "outcome")
    inlines = [CommitmentInline]
    fields = ["plan", "parent", ("position", "reference"), "title", "outcome"]
    list_display = ["name", "plan_title", "parent", "commitment_count", "action_count"]
    list_display_links = ["name"]
    list_filter = [("plan", OwnFilter)]
    search_fields = ["title", "reference", "plan__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        commitments = number_of(Commitment.objects.all(), "theme")
        actions = number_of(Commitment.objects.all(), "theme", "actions")
        return super().get_queryset(request).annotate(commitment_count=commitments, action_count=actions)

    def choice_label(self, row: Any) -> str:
        return f"{row}, in {row.plan}"

    @admin.display(description="theme", ordering="title")
    def name(self, theme: Any) -> str:
        return str(theme)

    commitment_count = shows("commitments", "commitment_count")
    action_count = shows("actions", "action_count")


@admin.register(Commitment)
class CommitmentAdmin(PlanPartAdmin):
    """What the councils promise."""

    council_path = "theme__plan__council"
    plan_path = "theme__plan"
    related = ("theme__plan__council",)
    resources = (CommitmentResource,)
    published_words = (
        "theme", "position", "reference", "text", "lead_in", "overview_text", "rationale", "rationale_on", "success",
        "leads_as_published",
    )  # fmt: skip
    fields = [
        "theme", ("position", "reference"), "text", "lead_in", "overview_text", ("rationale", "rationale_on"),
        "success", "leads_as_published",
    ]  # fmt: skip
    list_display = ["name", "theme", "plan_title", "action_count"]
    list_display_links = ["name"]
    list_filter = [("theme__plan", OwnFilter)]
    search_fields = ["text", "reference", "theme__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        actions = number_of(Commitment.objects.all(), "pk", "actions")
        return super().get_queryset(request).annotate(action_count=actions)

    def choice_label(self, row: Any) -> str:
        return f"{Truncator(row).chars(SHORT)}, in {row.theme.plan}"

    @admin.display(description="commitment", ordering="text")
    def name(self, commitment: Any) -> str:
        return Truncator(commitment).chars(SHORT)

    action_count = shows("actions", "action_count")


@admin.register(HistorySeal)
class HistorySealAdmin(ScopedAdmin):
    """The seals over the history: for reading, by those who run the product."""

    form = ModelForm  # nothing to give a reason for
    list_display = ["table", "last_history_id", "rows", "sealed_at"]
    list_filter = ["table"]
    fields = ["table", "last_history_id", "rows", "digest", "sealed_at"]

    def scoped(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows if request.user.is_superuser else rows.none()

    def is_mine(self, user: Any, row: Any) -> bool:
        return user.is_superuser

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and self.is_mine(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
