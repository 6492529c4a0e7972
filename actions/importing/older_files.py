"""What a file of an older format does not say of a plan that is here stays as it is."""

from collections.abc import Collection
from typing import Any

from actions.exporting.plan.kinds import KINDS
from actions.importing.content import MeasureContent
from actions.importing.matching import Pairs

SHARE = {"numerator", "base"}


def keep_unsaid(measures: Pairs[MeasureContent]) -> None:
    """Put into the measures of an older file, and their readings, what they cannot say, as it is said here now."""
    now = {one.at: one.said for one in measures.now}
    for one in measures.coming:
        if there := now.get(measures.newer.get(one.at, -1)):
            _keep("Measure", there, one.said)
            _keep_readings(there, one.said)


def _keep_readings(now: MeasureContent, older: MeasureContent) -> None:
    """An older file knows a reading by its day and group only; one of no breakdown is meant first."""
    there = {(one.read_on, one.group): one for one in sorted(now.readings, key=lambda one: one.category, reverse=True)}
    for one in older.readings:
        if same := there.get((one.read_on, one.group)):
            _keep("Reading", same, one, but=() if one.value == same.value else SHARE)


def _keep(kind: str, now: Any, older: Any, *, but: Collection[str] = ()) -> None:
    """Copy what is new; a share does not stay beside another value than its own."""
    for column in KINDS[kind].columns:
        if column.is_new and column.name not in but:
            setattr(older, column.name, getattr(now, column.name))
