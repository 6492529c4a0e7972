"""The admin's edit token: the newest history row of what a form shows, and of the rows shown below it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Model, QuerySet

from plans import permissions
from plans.audit.records import history_of
from plans.audit.revision import revision_of
from plans.row_numbers import is_number


@dataclass(frozen=True)
class Part:
    """Rows that belong to another row and are edited and remembered with it: the leads of an action.

    ``parent`` names their foreign key, ``told_by`` the field that tells one from another. ``council_path``
    leads from a row to its council, where people may see only the rows of their own councils. Rows too many
    for the page of their owner's history have a history of their own and are not told there.
    """

    model: type[Model]
    parent: str
    told_by: str
    council_path: str = ""
    is_told: bool = True

    def rows(self, pk: Any, user: Any) -> QuerySet:
        """The rows as they stand."""
        return self._seen_by(user, self.model._base_manager.filter(**{self.parent: pk}))

    def history(self, pk: Any, user: Any) -> QuerySet:
        """The history rows of all that ever belonged there."""
        return self._seen_by(user, history_of(self.model)._base_manager.filter(**{self.parent: pk}))

    def _seen_by(self, user: Any, rows: QuerySet) -> QuerySet:
        if not self.council_path:
            return rows
        return rows.filter(permissions.of_councils_managed_by(user, self.council_path))


def token_of(instance: Model, parts: tuple[Part, ...], user: Any) -> str:
    """Return the edit token of a saved instance and its parts: ``12``, or ``12.34/2`` with two rows of a part."""
    return ".".join([str(revision_of(instance) or 0), *(_token_of(part, instance.pk, user) for part in parts)])


def _token_of(part: Part, pk: Any, user: Any) -> str:
    """Newest history row and number of rows: a row added, changed or taken away makes it another."""
    key = part.model._meta.pk.attname
    rows = part.rows(pk, user).order_by().values("pk")
    found = history_of(part.model)._base_manager.filter(**{f"{key}__in": rows})
    answer = found.aggregate(newest=Max("history_id"), rows=Count(key, distinct=True))
    return f"{answer['newest'] or 0}/{answer['rows']}"


def numbers_in(token: str, parts: tuple[Part, ...]) -> list[int] | None:
    """Read the history ids in a token, the instance's first; None when it is no token of such a form."""
    numbers = [piece.partition("/")[0] for piece in token.split(".")]
    if len(numbers) != 1 + len(parts) or not all(is_number(number) for number in numbers):
        return None
    return [int(number) for number in numbers]
