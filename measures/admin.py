"""The admin of measures and their readings."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest

from measures.figures.figure import exact_figure
from measures.models import Measure, Reading
from measures.resources import MeasureResource, ReadingResource
from plans.admin.columns import number_of, shows
from plans.admin.filters import MOST_OFFERED, OwnFilter
from plans.admin.plans import PlanPartAdmin
from plans.admin.revision import Part
from plans.admin.scoped import ScopedInline


class ReadingInline(ScopedInline):
    """What a reading's rules are about; its note and its source are on its own page."""

    model = Reading
    fields = ["starts_on", "read_on", "category", "group", "numerator", "base", "value", "words"]
    related = ("measure",)
    can_delete = False
    show_change_link = True
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 20})}}


class CategoryFilter(admin.SimpleListFilter):
    """Filters readings by what they are broken down by, among the person's own."""

    title = "breakdown by"
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        mine = model_admin.get_queryset(request).exclude(category="").order_by("category")
        return [(name, name) for name in mine.values_list("category", flat=True).distinct()[:MOST_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(category=self.value()) if self.value() else queryset


@admin.register(Measure)
class MeasureAdmin(PlanPartAdmin):
    """How success is judged: where the measure hangs, its baseline, target and readings."""

    council_path = "plan__council"
    plan_path = "plan"
    related = ("plan__council", "owner", "theme", "commitment__theme", "action")
    parts = (Part(Reading, "measure", "read_on"),)
    resources = (MeasureResource,)
    fixed_once_saved = ("plan",)
    published_words = ("position", "text", "theme", "commitment", "action", "target_text")
    inlines = [ReadingInline]
    fieldsets = [
        (None, {"fields": ["plan", "position", "text", "name", "added_from", "owner"]}),
        (
            "Where it belongs",
            {
                "description": "Choose one of these, or none for a measure of the whole plan.",
                "fields": ["theme", "commitment", "action"],
            },
        ),
        (
            "What is read",
            {
                "fields": [
                    ("kind", "unit"),
                    "levels",
                    "definition",
                    "origin",
                    ("direction", "frequency"),
                    "is_about_people",
                ]
            },
        ),
        (
            "From and to",
            {"fields": [("baseline", "baseline_on"), ("target", "target_on"), "target_text", "tolerance"]},
        ),
        ("Two groups compared", {"fields": [("compared_group", "reference_group")]}),
    ]
    list_display = ["name", "kind", "baseline", "target", "target_on", "owner", "reading_count", "plan_title"]
    list_filter = [("plan", OwnFilter), "kind", "frequency", "is_about_people"]
    search_fields = ["name", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        readings = number_of(Reading.objects.all(), "measure")
        return super().get_queryset(request).annotate(reading_count=readings)

    def choice_label(self, row: Any) -> str:
        return f"{row}, in {row.plan}"

    reading_count = shows("readings", "reading_count")


@admin.register(Reading)
class ReadingAdmin(PlanPartAdmin):
    """The values of the measures over time."""

    council_path = "measure__plan__council"
    plan_path = "measure__plan"
    related = ("measure__plan__council",)
    resources = (ReadingResource,)
    fixed_once_saved = ("measure",)
    published_help = ""
    fields = [
        "measure", ("starts_on", "read_on"), ("category", "group"), ("numerator", "base"), "value", "words", "note",
        "origin",
    ]  # fmt: skip
    list_display = ["measure", "read_on", "category", "group", "figure", "plan_title"]
    list_filter = [("measure__plan", OwnFilter), "measure__kind", CategoryFilter]
    search_fields = ["measure__name", "group", "words", "origin"]

    @admin.display(description="value")
    def figure(self, reading: Any) -> str:
        return exact_figure(reading, reading.measure).words
