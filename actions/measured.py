"""The measures that pages and reports about actions show. They live a floor above, and are reached by their model."""

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from actions.committee.summary import measured
from actions.history.as_at import Day
from actions.models import Action
from actions.scope import Scope
from plans.models import Plan
from plans.replica import read_connection

MEASURES: Any = Plan._meta.get_field("measures").related_model._default_manager

ENOUGH = 3
"""How many of the newest readings of each group are asked for to tell the newest figure: of two groups that are
compared, one may have been read once or twice since the other was.
"""

OF_ACTION = """
SELECT id FROM {table} WHERE plan_id = %s AND (action_id = %s OR commitment_id = %s OR theme_id = %s)
"""


def measures_of_plan(plan: Plan, *, inside: bool) -> list[Any]:
    """Return how the measures of a plan stand today, in its order, as its council is told or the public."""
    return _newest([plan.pk], _viewer(plan, inside), _today())


def measures_of_action(action: Action, *, inside: bool) -> list[Any]:
    """Return the same for the measures of an action, of its commitment and of its theme."""
    plan, commitment = action.plan, action.commitment
    with read_connection().cursor() as cursor:
        question = OF_ACTION.format(table=MEASURES.model._meta.db_table)
        cursor.execute(question, [plan.pk, action.pk, commitment.pk, commitment.theme_id])
        only = [pk for (pk,) in cursor.fetchall()]
    if not only:
        return []
    return _newest([plan.pk], _viewer(plan, inside), _today(), only=only)


def measures_until(plan: Plan, on: date, *, inside: bool) -> list[Any]:
    """Return how the measures of a plan stand by the readings of a day and before, as they are known today.

    Each has what it hangs on.
    """
    viewer = _viewer(plan, inside)
    found = MEASURES.standings_of([plan.pk], viewer=viewer, day=_today(), until=on, with_owners=False)
    prefetch_related_objects([one.measure for one in found], "theme", "commitment", "action")
    return found


def measures_of_scope(scope: Scope) -> list[Any]:
    """Return how the measures of a scope's plans stood on its day, for those who read the plans from the inside."""
    if not scope.plans:
        return []
    viewer = MEASURES.viewer(exact=True, smallest=scope.known[0].council.smallest_figure)
    return _newest([plan.pk for plan in scope.plans], viewer, scope.day)


def verdicts_of(standings: list[Any]) -> list[Any]:
    """Return how many of these measures have each verdict, with what it means."""
    return MEASURES.verdicts(standings)


def verdicts_in_words(standings: list[Any]) -> str:
    """Say how many of these measures are on target and how many are not; "" for no measures."""
    return measured(verdicts_of(standings)) if standings else ""


def why_rounded(plan: Plan, standings: list[Any]) -> str:
    """Say to the public why figures are not exact; "" where none of these is about people."""
    is_rounded = any(one.measure.is_about_people and (one.figures or one.baseline) for one in standings)
    return MEASURES.why_rounded(plan.council) if is_rounded else ""


def _newest(plans: list[int], viewer: Any, day: Day, **which: Any) -> list[Any]:
    return MEASURES.standings_of(plans, viewer=viewer, day=day, last=ENOUGH, with_owners=False, **which)


def _viewer(plan: Plan, inside: bool) -> Any:
    return MEASURES.viewer(exact=inside, smallest=plan.council.smallest_figure)


def _today() -> Day:
    return Day(timezone.localdate())
