"""The published plans of five councils, which ship with the product and are loaded from ``fixtures/``."""

import json
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from plans.audit.context import audit
from plans.audit.records import history_of
from plans.models import Council, Plan

COUNCILS = ("buckinghamshire", "brighton-hove", "oxfordshire", "milton-keynes", "bexley")
FIXTURES = settings.BASE_DIR / "fixtures"
AS_PUBLISHED = "As published"


def seed(council: str) -> tuple[Plan, bool]:
    """Load a council's plan unless it is there; return it, and whether it was loaded just now.

    The history of what is loaded begins at midday on the day from which the plan is known.
    """
    fixture = (FIXTURES / f"{council}.json").read_text(encoding="utf-8")
    printed = next(row["fields"] for row in json.loads(fixture) if row["model"] == "plans.plan")
    with transaction.atomic():
        plans = Plan.objects.filter(council__in=_once(Council, council), pk__in=_once(Plan, printed["slug"]))
        if plan := plans.first():
            return plan, False
        with audit(by=None, reason=AS_PUBLISHED, moment=_first_known(printed)):
            _load(fixture)
        return plans.get(), True


def _once(model: type[models.Model], slug: str) -> QuerySet:
    """The ids of rows that have, or once had, this short name: it may have been changed since they were loaded."""
    return history_of(model)._default_manager.filter(slug=slug).values("id")


def _first_known(printed: dict[str, Any]) -> datetime:
    """Midday, local time, on the day from which a plan with these printed dates is known."""
    names = ("published_on", "signed_off_on", "starts_on")
    dates = {name: date.fromisoformat(printed[name]) for name in names if name in printed}
    return timezone.make_aware(datetime.combine(Plan(**dates).first_known_on, time(12)))


def _load(fixture: str) -> None:
    """Write the rows that are not there yet: a council that was here first keeps its own name and colour."""
    for row in serializers.deserialize("json", fixture):
        if row.object.pk is None:
            row.save()
