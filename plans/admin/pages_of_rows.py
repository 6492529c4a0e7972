"""Paging through the admin's lists at a cost that does not grow with what they hold."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST_FOUND = 1000


class FewPages(Paginator):
    """Counts up to ``MOST_FOUND`` rows and offers pages of those: nobody pages further, they search or filter.

    A page after the last is the last one.
    """

    object_list: Any

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by().values("pk")[: MOST_FOUND + 1].count()

    @property
    def count(self) -> int:
        return min(self._found, MOST_FOUND)

    @property
    def has_more(self) -> bool:
        """Whether the list holds more than can be paged through."""
        return self._found > MOST_FOUND

    def validate_number(self, number: Any) -> int:
        """Return the number of a page that there is."""
        return super().validate_number(min(int(number), self.num_pages))
