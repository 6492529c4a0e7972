"""The admin of timescales: the published words stay, and the council confirms how they were read."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from actions.admin.resources import ReviewDateResource, TimescaleResource
from actions.models import Action, ReviewDate, Timescale
from plans.admin.columns import number_of, says_whether, shows
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.forms import ScopedForm
from plans.admin.plans import PlanPartAdmin
from plans.admin.revision import Part
from plans.admin.scoped import ScopedInline
from plans.audit.context import audit

READING = ("starts_on", "due_on", "recurrence", "is_ongoing", "certainty")


class TimescaleForm(ScopedForm):
    """A timescale; ticking the box says that the council stands by the reading."""

    is_confirmed = forms.BooleanField(
        label="The reading is confirmed",
        required=False,
        help_text="Tick this when you have checked the dates against the published words. "
        "Your name and today's date are kept beside it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_confirmed"] = self.instance.confirmed_by_id is not None

    @property
    def is_confirmed_anew(self) -> bool:
        """Whether the tick is new, or stands beside a reading that was changed."""
        return self.cleaned_data["is_confirmed"] and any(
            name in self.changed_data for name in (*READING, "is_confirmed")
        )


class ToConfirmFilter(UsefulHalfFilter):
    """Readings that nobody has confirmed yet first."""

    title = "reading"
    parameter_name = "reading"
    options = (("open", "To be confirmed"), ("confirmed", "Confirmed"))

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        return rows.filter(confirmed_by__isnull=chosen == "open")


class ReviewDateInline(ScopedInline):
    model = ReviewDate
    fields = ["review_on"]


@admin.register(Timescale)
class TimescaleAdmin(PlanPartAdmin):
    """When things are due: in the published words, and as they were read."""

    form = TimescaleForm
    council_path = "plan__council"
    plan_path = "plan"
    related = ("plan__council", "confirmed_by")
    parts = (Part(ReviewDate, "timescale", "review_on"),)
    resources = (TimescaleResource, ReviewDateResource)
    fixed_once_saved = ("plan",)
    published_words = ("position", "text")
    published_help = (
        "This plan has been published, so the words stay as published. The dates beside them are a reading: "
        "put them right where they are wrong. Actions keep their own due dates, which move by reporting."
    )
    readonly_fields = ["confirmed_by", "confirmed_on"]
    inlines = [ReviewDateInline]
    fieldsets = [
        (None, {"fields": ["plan", "position", "text"]}),
        (
            "How the words are read",
            {"fields": [("starts_on", "due_on"), "recurrence", "is_ongoing", "certainty", "note"]},
        ),
        ("Confirmed by the council", {"fields": ["is_confirmed", ("confirmed_by", "confirmed_on")]}),
    ]
    list_display = [
        "text", "starts_on", "due_on", "recurrence", "ongoing", "certainty", "action_count", "plan_title",
    ]  # fmt: skip
    list_filter = [ToConfirmFilter, ("plan", OwnFilter), "recurrence", "is_ongoing", "certainty"]
    search_fields = ["text", "note"]
    actions = ["confirm"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        actions = number_of(Action.objects.all(), "timescale")
        return super().get_queryset(request).annotate(action_count=actions)

    def choice_label(self, row: Any) -> str:
        return f"{row}, in {row.plan}"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.is_confirmed_anew:
            obj.confirmed_by, obj.confirmed_on = request.user, timezone.localdate()
        elif not form.cleaned_data["is_confirmed"]:
            obj.confirmed_by = obj.confirmed_on = None
        super().save_model(request, obj, form, change)

    @admin.action(description="Confirm the readings of the selected timescales", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Confirm readings as they stand; those confirmed before keep who confirmed them and when."""
        open_ones = Timescale.objects.filter(pk__in=queryset.values("pk"), confirmed_by__isnull=True)
        with audit(by=request.user, reason="The reading was confirmed."):
            number = open_ones.update(confirmed_by=request.user, confirmed_on=timezone.localdate())
        messages.success(request, f"{number} {'reading was' if number == 1 else 'readings were'} confirmed.")

    ongoing = says_whether("ongoing", "is_ongoing")
    action_count = shows("actions", "action_count")
