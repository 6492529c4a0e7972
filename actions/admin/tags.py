"""The admin of tags: everybody's to read, and a council's own additions to keep."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from actions.admin.resources import TagResource
from actions.models import ActionTag, Tag
from plans import permissions
from plans.admin.columns import number_of, shows
from plans.admin.forms import ScopedForm
from plans.admin.scoped import ScopedAdmin
from plans.models import PlanPartner

LAW, FRAMEWORK = "Equality Act 2010", "LGA framework"


class TagForm(ScopedForm):
    """A council's own addition: a characteristic, for what the law and the framework name is fixed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "council" in self.fields:
            self.fields["council"].required = True
            self.fields["council"].help_text = "Whose plans it is for."

    def _get_validation_exclusions(self) -> set[str]:
        """What is not asked is checked all the same: a name is unique among those of its council and kind."""
        return super()._get_validation_exclusions() - {"council", "kind", "is_statutory"}


class OriginFilter(SimpleListFilter):
    """Picks tags by whose they are."""

    title = "where it comes from"
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("statutory", LAW), ("framework", FRAMEWORK), ("local", "Added by a council")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "local":
            return queryset.filter(council__isnull=False)
        if self.value() in ("statutory", "framework"):
            return queryset.filter(council__isnull=True, is_statutory=self.value() == "statutory")
        return queryset


@admin.register(Tag)
class TagAdmin(ScopedAdmin):
    """What actions can be tagged with. Everybody's tags are read here and changed by nobody."""

    form = TagForm
    council_path = "council"
    related = ("council",)
    resources = (TagResource,)
    fixed_once_saved = ("council",)
    list_display = ["name", "kind", "comes_from", "action_count"]
    list_filter = ["kind", OriginFilter]
    search_fields = ["name"]
    search_help_text = "Search in the names"

    def scoped(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Everybody's, and those of the councils that the person manages."""
        own = permissions.of_councils_managed_by(request.user, self.council_path)
        return rows.filter(own | Q(council__isnull=True))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        managed = permissions.of_councils_managed_by(request.user, "action__commitment__theme__plan__council")
        tagged = number_of(ActionTag.objects.filter(managed), "tag")
        return super().get_queryset(request).annotate(action_count=tagged)

    def get_choices(self, request: HttpRequest, field: Any) -> QuerySet:
        """For an action: everybody's, one's own, and those of the partners of one's plans."""
        managed = permissions.of_councils_managed_by(request.user, "plan__council")
        partners = PlanPartner.objects.filter(managed).values("council")
        own = permissions.of_councils_managed_by(request.user, self.council_path)
        rows = Tag.objects.filter(own | Q(council__isnull=True) | Q(council__in=partners))
        return rows.select_related(*self.related)

    def choice_label(self, row: Any) -> str:
        return f"{row} ({f'local to {row.council}' if row.council else self.comes_from(row)})"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj and obj.is_shared:
            return ["kind", "name", "definition", "comes_from"]
        return ["council", "name", "definition", "position"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "comes_from")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, None if obj and obj.is_shared else obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A council's own addition is changed by who manages the council; everybody's by nobody at all."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_shared)

    @admin.display(description="comes from", ordering="council")
    def comes_from(self, tag: Any) -> str:
        if tag.council:
            return f"Local to {tag.council}"
        return LAW if tag.is_statutory else FRAMEWORK

    action_count = shows("actions tagged", "action_count")
