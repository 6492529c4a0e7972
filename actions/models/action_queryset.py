from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.status import OPEN
from plans import permissions
from plans.models import Plan

THROUGH_THE_DOOR = frozenset(["status", "rag", "completed_on", "latest_update", "latest_update_id"])


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
