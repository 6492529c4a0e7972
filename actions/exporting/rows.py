"""The rows of an exported list, in batches, so that memory does not grow with their number."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Max

from actions.exporting.columns import COLUMNS, Value
from actions.models import Action
from actions.standing import Standing
from plans.audit.records import history_of

BATCH = 500


def rows(standings: Iterable[Standing], *, with_revisions: bool) -> Iterator[list[Value]]:
    """Yield the values of each action in the order of the columns; what is empty is None.

    A revision is never newer than the values beside it: those written after the first row was asked for do not
    count, so what was changed meanwhile is refused as stale when it is imported.
    """
    until = newest_revision() if with_revisions else 0
    for batch in batches(standings, BATCH):
        pks = [standing.pk for standing in batch]
        revisions = revisions_of(pks, until) if with_revisions else {}
        for standing in batch:
            values = [column.of(standing) for column in COLUMNS[:-1]]
            yield [None if value == "" else value for value in values] + [revisions.get(standing.pk)]


def batches(standings: Iterable[Standing], size: int) -> Iterator[list[Standing]]:
    """Yield lists of so many, the last one shorter."""
    remaining = iter(standings)
    while batch := list(islice(remaining, size)):
        yield batch


def newest_revision() -> int:
    """Return the newest revision of all actions; 0 where there is none."""
    newest = history_of(Action)._default_manager.aggregate(newest=Max("history_id"))
    return newest["newest"] or 0


def revisions_of(pks: list[int], until: int) -> dict[int, int]:
    """Return what the edit tokens of these actions were when ``until`` was the newest: id -> token, in one query."""
    history = history_of(Action)._default_manager.filter(id__in=pks, history_id__lte=until)
    return dict(history.order_by().values_list("id").annotate(Max("history_id")))
