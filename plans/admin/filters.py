"""The filters beside the admin's lists: they offer a person's own things only, and open on the useful half."""

from typing import Any

from django.contrib.admin import RelatedFieldListFilter, SimpleListFilter
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import QuerySet
from django.http import HttpRequest

MOST_OFFERED = 200


class OwnFilter(RelatedFieldListFilter):
    """Filters by a related row, and offers those that the person may choose; none where they are too many to read."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        related = model_admin.admin_site.get_model_admin(field.related_model)
        rows = list(related.get_choices(request, field)[: MOST_OFFERED + 1])
        return [(row.pk, related.choice_label(row)) for row in rows] if len(rows) <= MOST_OFFERED else []


class UsefulHalfFilter(SimpleListFilter):
    """Opens on the half of a list that people come for. A search looks through the whole list.

    ``options`` are the choices beside "All", and the first is the one it opens on.
    """

    ALL = "all"
    options: tuple[tuple[str, str], ...]
    request: HttpRequest

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*self.options, (self.ALL, "All")]

    def value(self) -> str:
        chosen = super().value()
        if chosen in dict(self.lookup_choices):
            return chosen
        return self.ALL if self.request.GET.get(SEARCH_VAR) else self.options[0][0]

    def choices(self, changelist: Any) -> Any:
        offered = super().choices(changelist)
        next(offered)  # Django's own "All", which takes the choice out of the address and so means the first
        yield from offered

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value()
        return queryset if chosen == self.ALL else self.narrowed(queryset, chosen)

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        """Keep the rows that a choice other than "All" stands for."""
        raise NotImplementedError
