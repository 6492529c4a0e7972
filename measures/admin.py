"""The admin of measures and their readings."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from measures.models import Measure, Reading
from measures.resources import MeasureResource, ReadingResource
from plans.admin.columns import number_of, shows
from plans.admin.filters import OwnFilter
from plans.admin.plans import PlanPartAdmin
from plans.admin.revision import Part
from plans.admin.scoped import ScopedInline


class ReadingInline(ScopedInline):
    model = Reading
    fields = ["read_on", "group", "value", "words", "origin"]
    related = ("measure",)
    can_delete = False


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
        (None, {"fields": ["plan", "position", "text", "name", "owner"]}),
        (
            "Where it belongs",
            {
                "description": "Choose one of these, or none for a measure of the whole plan.",
                "fields": ["theme", "commitment", "action"],
            },
        ),
        ("What is read", {"fields": [("kind", "unit"), ("direction", "frequency"), "is_about_people"]}),
        ("From and to", {"fields": [("baseline", "baseline_on"), ("target", "target_on"), "target_text"]}),
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
    fields = ["measure", ("read_on", "group"), "value", "words", "origin"]
    list_display = ["measure", "read_on", "group", "value_in_words", "plan_title"]
    list_filter = [("measure__plan", OwnFilter), "measure__kind"]
    search_fields = ["measure__name", "group", "words", "origin"]

    @admin.display(description="value")
    def value_in_words(self, reading: Any) -> str:
        return reading.value_in_words
