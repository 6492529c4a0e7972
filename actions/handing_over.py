"""Handing over the leads that a person holds, all in one step, when they leave or change posts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from actions.merging import later_end
from actions.models import Action, ActionLead, Lead, LeadHolder
from plans import permissions
from plans.accounts import leaving
from plans.admin.revision import Part, token_of
from plans.audit.context import audit
from plans.audit.revision import StaleRevision
from plans.models import Plan, User

SOON = 30  # days
ACTIVE = Plan.Status.ACTIVE
PARTS = (Part(LeadHolder, "user", "lead", council_path="lead__council"),)


def holdings_of(person: User, *, by: Any) -> QuerySet[LeadHolder]:
    """What a person holds today or later in the councils that ``by`` runs, by council and name.

    Each with how many open actions, actions due soon and measures its lead has, and whether somebody else could
    report on them today.
    """
    today = timezone.localdate()
    named = ActionLead.objects.filter(action__in=Action.objects.open(), action__commitment__theme__plan__status=ACTIVE)
    soon = named.filter(action__due_on__lte=today + timedelta(days=SOON))
    measured = Lead.objects.filter(measures__plan__status=ACTIVE)
    own = permissions.of_councils_managed_by(by, "lead__council")
    held = person.holdings.filter(own, Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    numbers = {
        "open_actions": _number_of(named, "lead", "action"),
        "due_soon": _number_of(soon, "lead", "action"),
        "measures": _number_of(measured, "pk", "measures"),
    }
    shared = Exists(_others(person, today).filter(lead=OuterRef("lead")))
    found = held.annotate(**numbers, is_shared=shared).select_related("lead__council")
    return found.order_by("lead__council__name", "lead__name", "pk")


def revision_of_holdings(person: User, *, by: Any) -> str:
    """The edit token of a person and of what they hold in the councils that ``by`` runs."""
    return token_of(person, PARTS, by)


def hand_over(
    person: User,
    *,
    by: Any,
    to: Mapping[int, User | None],
    day: date,
    ends_access: bool = False,
    reason: str = "",
    revision: str | None = None,
) -> None:
    """Hand over what a person holds from a day on; ``to`` says by the id of each holding to whom, None for nobody yet.

    What is not in ``to`` stays theirs. With ``ends_access`` they may no longer sign in, at once. All of it is one
    transaction: raises ``StaleRevision`` when what they hold is no longer as it was when the token ``revision`` was
    given out (None is never stale), and ``ValidationError`` with a sentence; then nothing is changed.
    """
    with transaction.atomic(), audit(by=by, reason=reason):
        person = _locked(person, by)
        if revision is not None and revision != revision_of_holdings(person, by=by):
            raise StaleRevision(None)
        for holding in holdings_of(person, by=by):
            if holding.pk in to:
                _hand_on(holding, to[holding.pk], day)
        if ends_access:
            leaving.end_access(person, by=by)


def hold(lead: Lead, user: User, *, starts_on: date, ends_on: date | None = None) -> None:
    """Let a person hold a lead from a day; where they do in part of that time already, it becomes one time.

    Raises ``ValidationError`` where they have no role in the council of the lead, or may not sign in.
    """
    if not user.is_active:
        raise ValidationError(f"{user} may not sign in, so they cannot hold {lead}.")
    same = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    if ends_on:
        same &= Q(starts_on__lte=ends_on)
    known = list(LeadHolder.objects.filter(same, lead=lead, user=user).order_by("starts_on"))
    holding = known[0] if known else LeadHolder(lead=lead, user=user, starts_on=starts_on, ends_on=ends_on)
    for other in known[1:]:
        ends_on = later_end(ends_on, other.ends_on)
        other.delete()
    if known:
        holding.starts_on = min(holding.starts_on, starts_on)
        holding.ends_on = later_end(holding.ends_on, ends_on)
    holding.full_clean()
    holding.save()


def _hand_on(holding: LeadHolder, to: User | None, day: date) -> None:
    """End one holding before a day, and let another begin where somebody takes over."""
    if holding.ends_on and holding.ends_on < day:
        return
    if to is not None:
        hold(holding.lead, to, starts_on=max(day, holding.starts_on), ends_on=holding.ends_on)
    if holding.starts_on >= day:
        holding.delete()
    else:
        holding.ends_on = day - timedelta(days=1)
        holding.save(update_fields=["ends_on"])


def _locked(person: User, by: Any) -> User:
    """Lock the leads, as the admin does when it saves their holders, then the person, to whom no lead can come then."""
    leads = holdings_of(person, by=by).order_by().values("lead")
    list(Lead.objects.select_for_update().filter(pk__in=leads).order_by("pk"))
    return User.objects.select_for_update().get(pk=person.pk)


def _number_of(rows: QuerySet, lead: str, counted: str) -> Coalesce:
    """Count, for each holding, what hangs on its lead; ``lead`` leads from these rows to it."""
    found = rows.filter(**{lead: OuterRef("lead")}).order_by().values(lead)
    return Coalesce(Subquery(found.annotate(number=Count(counted, distinct=True)).values("number")), 0)


def _others(person: User, on: date) -> QuerySet[LeadHolder]:
    """Holders besides a person on a day who may sign in."""
    until = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return LeadHolder.objects.filter(until, starts_on__lte=on, user__is_active=True).exclude(user=person)
