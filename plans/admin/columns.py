"""Columns of the admin's lists: numbers that are counted with the rows, and words instead of coloured icons."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

SHORT, SHORTER = 100, 40  # characters of a text in a list


def number_of(rows: QuerySet, of: str, counted: str = "pk") -> Coalesce:
    """Count rows in a subquery, by the foreign keys that lead from them to the outer row."""
    found = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(number=Count(counted))
    return Coalesce(Subquery(found.values("number")), 0)


def shows(title: str, number: str) -> Any:
    """A column of a list that shows, and sorts by, a number that the admin's queryset counts."""

    @admin.display(description=title, ordering=number)
    def show(self: Any, row: Any) -> int:
        return getattr(row, number)

    return show


def says_whether(title: str, field: str) -> Any:
    """A column of a list that says yes or no in words: a "no" is no error, and so is not red."""

    @admin.display(description=title, ordering=field)
    def say(self: Any, row: Any) -> str:
        return "Yes" if getattr(row, field) else "No"

    return say
