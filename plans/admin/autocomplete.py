from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest


class FindByTyping(AutocompleteJsonView):
    """Answers what a person types in a box that finds related rows: only what they may choose there."""

    model_admin: Any

    def process_request(self, request: HttpRequest) -> Any:
        found = super().process_request(request)
        if not isinstance(found[2], ForeignKey):
            raise PermissionDenied
        return found

    def get_queryset(self) -> QuerySet:
        rows = self.model_admin.get_choices(self.request, self.source_field)
        rows, repeats = self.model_admin.get_search_results(self.request, rows, self.term)
        return rows.distinct() if repeats else rows

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": self.model_admin.choice_label(obj)}
