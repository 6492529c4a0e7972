"""The demonstration: people to sign in as and a few dated reports, all plainly marked and all removable.

Everybody whose e-mail address ends in DOMAIN is a demonstration person, and nobody else is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from actions.demo_reports import REPORTS
from actions.models import Action, Lead, LeadHolder, ProgressUpdate
from plans import permissions
from plans.audit.context import audit
from plans.audit.records import history_rows
from plans.models import Council, Membership, Plan, User
from plans.models.user import DEMONSTRATION_DOMAIN as DOMAIN

PASSWORD = "edi-demo-2026!"
ADMINISTRATOR = f"admin@edi-tracker{DOMAIN}"
MARK = "Demonstration: "
MARKED = ("summary", "next_steps", "evidence", "reason")
LEADS_HELD = 4
# What a report can change of an action.
STANDING = ("status", "rag", "due_on", "completed_on", "review_on")


@dataclass(frozen=True)
class Removed:
    """What ``remove`` did."""

    reports: int
    actions: int
    people: int
    reports_kept: int


def people() -> QuerySet[User]:
    """Everybody of the demonstration, those who may no longer sign in included."""
    return User.objects.filter(email__endswith=DOMAIN)


def is_here() -> bool:
    """Whether anybody of the demonstration may sign in."""
    return people().filter(is_active=True).exists()


def has_real_people() -> bool:
    """Whether anybody who is not of the demonstration may sign in."""
    return User.objects.filter(is_active=True).exclude(pk__in=people()).exists()


def add(plans: list[Plan]) -> None:
    """Add three people for each plan's council, an administrator, and the reports."""
    password = make_password(PASSWORD)  # once: it is slow by design
    with transaction.atomic(), audit(by=None, reason="Demonstration added"):
        _person(ADMINISTRATOR, "Demo Administrator", password=password, is_superuser=True)
        for plan in plans:
            _staff(plan, password)
            _report_on(plan)


def address(role: str, council: Council) -> str:
    """The e-mail address of the demonstration person with a role in a council."""
    return f"{role.replace('_', '-')}@{council.slug}{DOMAIN}"


def _person(email: str, name: str, **fields: Any) -> User:
    """Make a demonstration person, or let one who was removed sign in again."""
    values = {"name": name, "is_active": True, **fields}
    return User.objects.update_or_create(email=email, defaults=values)[0]


def _staff(plan: Plan, password: str) -> None:
    """An officer, a manager and an equality lead; the officer holds the posts that most actions name."""
    council = plan.council
    for role in Membership.Role:
        user = _person(address(role, council), f"Demo {role.label} ({council})", password=password)
        Membership.objects.get_or_create(user=user, council=council, defaults={"role": role})
    officer = _officer(council)
    posts = Lead.objects.in_use().filter(council=council).exclude(kind=Lead.Kind.PERSON)
    for lead in posts.annotate(named=Count("action_leads")).order_by("-named", "name")[:LEADS_HELD]:
        LeadHolder.objects.update_or_create(
            lead=lead, user=officer, starts_on=plan.starts_on, defaults={"ends_on": None}
        )


def _officer(council: Council) -> User:
    return User.objects.get(email=address(Membership.Role.OFFICER, council))


def _report_on(plan: Plan) -> None:
    """Write the plan's reports through the one door, but none on an action that has been reported on already."""
    actions = Action.objects.filter(commitment__theme__plan=plan)
    fresh = set(actions.filter(updates=None).values_list("pk", flat=True))
    officer = _officer(plan.council)
    for council, text, days_ago, values in REPORTS:
        action = actions.filter(text__startswith=text).first() if council == plan.council.slug else None
        if action and action.pk in fresh and permissions.may_report(officer, action):
            action.report(by=officer, at=_midday(days_ago), is_demonstration=True, **_values(values))


def _values(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a report, its words marked and its review date counted from today."""
    marked = {name: MARK + value for name, value in values.items() if name in MARKED}
    dated = {name: timezone.localdate() + value for name, value in values.items() if name == "review_on"}
    return values | marked | dated


def _midday(days_ago: int) -> datetime:
    today = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days_ago)


def remove() -> Removed:
    """Delete the reports, put the actions back where they stood, and let nobody of the demonstration sign in.

    People are not deleted, as the history names them. What they reported by hand stays, as reports do.
    """
    with transaction.atomic(), audit(by=None, reason="Demonstration removed"):
        reports = ProgressUpdate.objects.filter(is_demonstration=True)
        actions = Action.objects.filter(pk__in=reports.values("action")).select_for_update(of=("self",))
        put_back = sum(_put_back(action) for action in actions)
        deleted, _ = reports.delete()
        kept = ProgressUpdate.objects.filter(reported_by__in=people()).count()
        return Removed(reports=deleted, actions=put_back, people=_retire(), reports_kept=kept)


def _put_back(action: Action) -> bool:
    """Let an action stand as it did before its demonstration reports, unless an officer's came after them."""
    real = action.updates.filter(is_demonstration=False).first()
    if real and action.latest_update_id == real.pk:
        return False
    before = history_rows(Action, action.pk).filter(latest_update=real).last()
    for name in STANDING:
        setattr(action, name, getattr(before, name))
    action.latest_update = real
    action.save(update_fields=[*STANDING, "latest_update"])  # not a report, so not through the table of moves
    return True


def _retire() -> int:
    """End the roles, the posts and the signing in of everybody of the demonstration; return how many there were."""
    last_day = Greatest(F("starts_on"), Value(timezone.localdate()))
    LeadHolder.objects.filter(user__in=people(), ends_on=None).update(ends_on=last_day)
    Membership.objects.filter(user__in=people()).delete()
    return people().filter(is_active=True).update(is_active=False, password=make_password(None))
