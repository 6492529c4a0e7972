"""The deed: readings of a file are written, all of them or none."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from actions.importing.writing import nothing_more
from measures.importing.changes import CORRECTED, Changes, revision_of
from measures.models import Reading
from plans.audit.context import audit
from plans.models import Plan

AT_ONCE = 1_000
CHANGED_MEANWHILE = (
    "Somebody changed the measures or readings of this plan after this page was shown, so nothing was brought. Look at "
    "what the file would do now."
)
BUSY = "Somebody else is changing this plan just now, so nothing was brought. Try again in a minute."


class NotBrought(ValueError):  # noqa: N818 (a refusal is no error of the program)
    """Nothing was written; its words tell a person why."""


def bring(
    plan: Plan,
    changes: Changes,
    *,
    by: Any,
    file_name: str,
    shown: str,
    reason: str = "",
    first: Callable[[], None] = nothing_more,
) -> None:
    """Write what a file changes in the readings of a plan; ``reason`` is why some are corrected.

    ``shown`` is the revision of the changes that the person saw; ``first`` is done at the beginning of the
    transaction. Raises ``NotBrought`` where anything was written since then; then nothing is written.
    """
    if shown != changes.revision or not changes.writes:
        raise NotBrought(CHANGED_MEANWHILE)
    origin = f"Readings brought from {file_name}"
    corrected = [correction.reading for correction in changes.corrections]
    try:
        with transaction.atomic(), audit(by=by, reason=origin):
            first()
            _lock(plan, corrected)
            if revision_of(plan) != changes.revision:
                raise NotBrought(CHANGED_MEANWHILE)
            Reading.objects.bulk_create([new.reading for new in changes.new], batch_size=AT_ONCE)
            with audit(reason=f"{origin}: {reason}"):
                _correct(corrected)
    except IntegrityError as refused:  # written by somebody else while this was written
        raise NotBrought(CHANGED_MEANWHILE) from refused


def _correct(readings: list[Reading]) -> None:
    """Save readings that are there and locked, many in one statement: one by one, ten thousand take a minute."""
    Reading.objects.bulk_create(
        readings, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=CORRECTED
    )


def _lock(plan: Plan, readings: list[Reading]) -> None:
    """Refuse while somebody else brings readings to this plan, and wait for those who correct one of these."""
    free = Plan.objects.filter(pk=plan.pk).select_for_update(skip_locked=True, no_key=True)
    if not list(free.values_list("pk")):
        raise NotBrought(BUSY)
    pks = [reading.pk for reading in readings]
    list(Reading.objects.filter(pk__in=pks).order_by("pk").select_for_update().values_list("pk"))
