"""Adding measures of a set to a plan: nothing is added twice."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from measures.adding.measure_templates import MeasureOutline, MeasureSet
from measures.models import Measure
from plans import permissions
from plans.audit.context import audit
from plans.models import Commitment, Plan, Theme


def added_before(plan: Plan) -> dict[tuple[str, str], Measure]:
    """Return the plan's measures that were added from sets, each by its set's name with its own name, or its words.

    By both, because a council may have given it another name since.
    """
    added = list(Measure.objects.filter(plan=plan).exclude(added_from=""))
    return {(one.added_from, words): one for one in added for words in (one.text, one.name)}


def found(chosen: MeasureSet, outline: MeasureOutline, there: dict[tuple[str, str], Measure]) -> Measure | None:
    """Return the measure that was made from an outline, of those that ``added_before`` gave; None for none."""
    return there.get((chosen.name, outline.name)) or there.get((chosen.name, outline.text))


def add_measures(
    plan: Plan, chosen: MeasureSet, outlines: Iterable[MeasureOutline], *, by: Any, on: Theme | Commitment | None = None
) -> list[Measure]:
    """Add those measures of a set that the plan does not have yet, after its last one, and return the new ones.

    They hang on a theme or a commitment of the plan, or with None on the whole plan. Raises ``PermissionDenied`` when
    ``by`` does not manage the plan's council, and ``ValidationError`` for a place in another plan.
    """
    if not permissions.may_manage(by, plan.council):
        raise PermissionDenied("You may add measures to the plans of the councils that you manage.")
    with transaction.atomic(), audit(by=by, reason=f"Added from “{chosen.name}”"):
        Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)  # two clicks at once add once
        there = added_before(plan)
        return [_add(plan, chosen, outline, on) for outline in outlines if not found(chosen, outline, there)]


def _add(plan: Plan, chosen: MeasureSet, outline: MeasureOutline, on: Theme | Commitment | None) -> Measure:
    place = {"theme": on} if isinstance(on, Theme) else {"commitment": on}
    measure = Measure(plan=plan, added_from=chosen.name, **asdict(outline), **place)
    measure.full_clean()
    measure.save(force_insert=True)
    return measure
