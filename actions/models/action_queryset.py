from datetime import date, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from actions.models.timescale import Timescale
from actions.status import OPEN
from plans import permissions
from plans.models import Commitment, Plan, Theme

THROUGH_THE_DOOR = frozenset(["status", "rag", "completed_on", "latest_update", "latest_update_id"])

LOCKED = """
SELECT a.*, c.theme_id, t.plan_id, p.council_id, p.status AS plan_status, s.recurrence
FROM actions_action a
JOIN plans_commitment c ON c.id = a.commitment_id
JOIN plans_theme t ON t.id = c.theme_id
JOIN plans_plan p ON p.id = t.plan_id
LEFT JOIN actions_timescale s ON s.id = a.timescale_id
WHERE a.id = %s
"""


class ActionQuerySet(models.QuerySet):
    """Questions about actions; a day is today unless given."""

    def update(self, **values: Any) -> int:
        """Change many rows at once, but never where an action stands: that is reported one by one."""
        if refused := THROUGH_THE_DOOR & set(values):
            raise TypeError(f"{', '.join(sorted(refused))}: use Action.report(), the one door for progress.")
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def get_by_natural_key(self, council: str, plan: str, theme: int, commitment: int, position: int) -> Any:
        return self.get(
            commitment__theme__plan__council__slug=council,
            commitment__theme__plan__slug=plan,
            commitment__theme__position=theme,
            commitment__position=commitment,
            position=position,
        )

    def with_plan(self) -> "ActionQuerySet":
        """Fetch each action with its commitment, theme, plan, council, timescale and newest report."""
        return self.select_related(
            "commitment__theme__parent", "commitment__theme__plan__council", "timescale", "latest_update"
        )

    def get_locked(self, pk: int) -> Any:
        """Lock an action until the transaction ends; return it with what a report is checked against, and no more."""
        if not connection.in_atomic_block:
            raise TransactionManagementError("A lock is held until the end of a transaction: begin one first.")
        lock = "FOR UPDATE OF a" if connection.features.has_select_for_update else ""  # SQLite: BEGIN IMMEDIATE
        model: Any = self.model
        if pk <= models.BigIntegerField.MAX_BIGINT:
            for action in model._base_manager.raw(f"{LOCKED} {lock}", [pk]):
                _place(action, self.db)
                return action
        raise model.DoesNotExist

    def in_plan_order(self) -> "ActionQuerySet":
        """Sort as the plans print them."""
        return self.order_by(
            "commitment__theme__plan", "commitment__theme__position", "commitment__position", "position"
        )

    def visible_to(self, user: Any) -> "ActionQuerySet":
        """Actions of the plans that this user, or a stranger, may read."""
        return self.filter(commitment__theme__plan__in=Plan.objects.visible_to(user).order_by().values("pk"))

    def held_by(self, user: Any, on: date | None = None) -> "ActionQuerySet":
        """Actions of active plans of which the user holds a lead on a day."""
        held = permissions.held_by(user, on, path="action_leads__lead__holders__")
        mine = self.model._base_manager.filter(held, commitment__theme__plan__status=Plan.Status.ACTIVE)
        return self.visible_to(user).filter(pk__in=mine.values("pk"))

    def open(self) -> "ActionQuerySet":
        """Actions still to be finished: not started, in progress or on hold."""
        return self.filter(status__in=OPEN)

    def overdue(self, on: date | None = None) -> "ActionQuerySet":
        """Open actions whose due date lies before a day."""
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def due_within(self, days: int, on: date | None = None) -> "ActionQuerySet":
        """Open actions due on a day or in so many days after it."""
        on = on or timezone.localdate()
        return self.open().filter(due_on__range=(on, on + timedelta(days=days)))

    def search(self, words: str) -> "ActionQuerySet":
        """Actions whose reference or wording, as published or as it now stands, has all these words."""
        found = self
        for part in words.split():
            here = Q(text__icontains=part) | Q(current_text__icontains=part) | Q(reference__iexact=part)
            found = found.filter(here)
        return found


def _place(action: Any, using: str) -> None:
    """Put a locked action in its plan. What was not asked for is fetched if it is looked at."""
    plan = Plan.from_db(using, ["id", "council_id", "status"], [action.plan_id, action.council_id, action.plan_status])
    theme = Theme.from_db(using, ["id", "plan_id"], [action.theme_id, plan.pk])
    action.commitment = Commitment.from_db(using, ["id", "theme_id"], [action.commitment_id, theme.pk])
    action.commitment.theme, theme.plan = theme, plan
    if action.timescale_id:
        action.timescale = Timescale.from_db(using, ["id", "recurrence"], [action.timescale_id, action.recurrence])
