"""The admin of progress updates: to be read and searched. They are written by reporting, and stay as written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator

from actions.admin.resources import ProgressUpdateResource
from actions.models import ProgressUpdate
from plans.admin.columns import SHORT
from plans.admin.filters import OwnFilter
from plans.admin.scoped import ScopedAdmin

PATH = "action__commitment__theme__plan"


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ScopedAdmin):
    """What officers reported, newest first."""

    council_path = f"{PATH}__council"
    related = (f"{PATH}__council", "reported_by")
    resources = (ProgressUpdateResource,)
    fields = [
        "action", "reported_at", "reported_by", "status", "rag", "summary", "next_steps", "evidence", "reason",
        "is_period_done", "is_demonstration",
    ]  # fmt: skip
    list_display = ["reported_at", "action_name", "status", "rag", "reported_by", "short_summary"]
    list_filter = [(PATH, OwnFilter), "status", "rag", "reported_at"]
    search_fields = ["summary", "next_steps", "evidence", "action__text", "action__reference", "reported_by__name"]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in ("reported_at__gte", "reported_at__lt") or super().lookup_allowed(lookup, value, request)

    def view_on_site(self, obj: Any) -> str:
        return reverse("action-detail", args=[obj.action_id])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="action", ordering="action__text")
    def action_name(self, update: Any) -> str:
        return Truncator(update.action).chars(SHORT)

    @admin.display(description="what happened")
    def short_summary(self, update: Any) -> str:
        return Truncator(update.summary).chars(SHORT)
