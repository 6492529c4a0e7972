"""Who may do what. Every page, form, admin and command asks here; nothing is allowed elsewhere.

Officers report on the actions of the leads they hold. Managers read their council. Equality leads manage
their council. Superusers may do everything. Residents and strangers read public plans. What a person may
not know of is 404, what they may read but not do is 403.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

EQUALITY_LEAD = "equality_lead"
EVERYTHING = ~Q(pk__in=[])
NOTHING = Q(pk__in=[])


def _councils(user: Any, *roles: str) -> set[int]:
    """The ids of the councils in which the user has one of these roles, or any role when none is named."""
    if not user.is_authenticated or not user.is_active:
        return set()
    return {council for council, role in user.roles.items() if not roles or role in roles}


def of_councils_managed_by(user: Any, path: str) -> Q:
    """Restrict rows to the councils that the user manages; ``path`` leads from a row to its council."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return EVERYTHING
    return Q(**{f"{path}__in": _councils(user, EQUALITY_LEAD)})


def plans_visible_to(user: Any) -> Q:
    """Restrict plans to those that the user may read.

    Anyone reads public plans; members of the owning council or a partner read its active and closed plans;
    drafts are for the owning council's equality leads.
    """
    if user.is_authenticated and user.is_active and user.is_superuser:
        return EVERYTHING
    mine = _councils(user)
    published = ~Q(status="draft") & (Q(is_public=True) | Q(council__in=mine) | Q(plan_partners__council__in=mine))
    return published | Q(council__in=_councils(user, EQUALITY_LEAD))


def plans_read_inside_by(user: Any) -> Q:
    """Restrict plans to those that the user reads from the inside, as ``may_read_inside`` says of one plan."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return EVERYTHING
    mine = _councils(user)
    shared = ~Q(status="draft") & (Q(council__in=mine) | Q(plan_partners__council__in=mine))
    return shared | Q(council__in=_councils(user, EQUALITY_LEAD))


def may_manage(user: Any, council: Any) -> bool:
    """Whether the user runs this council's plans in the admin."""
    return _manages(user, council.pk)


def _manages(user: Any, council: int) -> bool:
    return bool(user.is_authenticated and user.is_active) and (
        user.is_superuser or council in _councils(user, EQUALITY_LEAD)
    )


def _is_of(user: Any, plan: Any) -> bool:
    """Whether the user has a role in the council that owns the plan or in a partner; partners are asked for last."""
    mine = _councils(user)
    return plan.council_id in mine or bool(mine and plan.councils() & mine)


def may_manage_person(user: Any, person: Any) -> bool:
    """Whether the user may see a person in the admin: they belong to one of the councils that the user manages."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return bool(person.roles.keys() & _councils(user, EQUALITY_LEAD))


def may_edit_account(user: Any, person: Any) -> bool:
    """Whether the user may change a person's name, e-mail address and access, and send them a link to come in by.

    A person who belongs to other councils too, or who runs the product, is for superusers; who was forgotten is nobody.
    """
    return person.forgotten_at is None and _is_theirs_alone(user, person)


def _is_theirs_alone(user: Any, person: Any) -> bool:
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return not person.is_superuser and set() < person.roles.keys() <= _councils(user, EQUALITY_LEAD)


def may_forget(user: Any, person: Any) -> bool:
    """Whether the user may remove a person's name and e-mail address for good: never one's own."""
    return person != user and _is_theirs_alone(user, person)


def may_read(user: Any, plan: Any) -> bool:
    """Whether the user may read a plan: of one plan, what ``plans_visible_to`` says of all."""
    if _manages(user, plan.council_id):
        return True
    return plan.status != "draft" and (plan.is_public or _is_of(user, plan))


def may_read_inside(user: Any, plan: Any) -> bool:
    """Whether the user sees what is not for residents: officers' words, people's names, exact readings."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return _is_of(user, plan)


def may_sign_in(user: Any) -> bool:
    """Whether a person's account is open; the demonstration's are only in a copy that is for trying out."""
    return user.is_active and (settings.FOR_TRYING_OUT or not user.is_demonstration)


def may_enter_admin(user: Any) -> bool:
    """Whether the admin is open to the user: equality leads and superusers."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def must_take_two_steps(user: Any) -> bool:
    """Whether a password alone does not sign the user in: whoever may enter the admin, or everybody, as it is set."""
    if settings.TWO_STEP_FOR_ALL:
        return bool(user.is_authenticated and user.is_active)
    return settings.TWO_STEP_REQUIRED and may_enter_admin(user)


def looks_after(user: Any, person: Any) -> bool:
    """Whether the user looks after another person's account: may sign them out, or reset what they lost.

    One's own is looked after on one's own page.
    """
    return user != person and may_edit_account(user, person)


def held_by(user: Any, on: date | None = None, path: str = "") -> Q:
    """Restrict rows to those whose lead the user holds on a day (today unless given).

    ``path`` leads from a row to the lead's holders, with a trailing ``__``.
    """
    on = on or timezone.localdate()
    begun = Q(**{f"{path}user": user, f"{path}starts_on__lte": on})
    return begun & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": on}))


def not_ended(on: date, path: str = "") -> Q:
    """Restrict holdings of leads to those that go on after a day."""
    return Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gt": on})


def may_report(user: Any, action: Any, holders: Collection[int] | None = None) -> bool:
    """Whether the user may report progress on an action: they hold one of its leads, or manage the council.

    ``holders`` are the ids of the users who hold its leads today, asked for unless given.
    """
    plan = action.commitment.theme.plan
    if not user.is_authenticated or not user.is_active or plan.status != "active":
        return False
    if _manages(user, plan.council_id):
        return True
    if not _is_of(user, plan):
        return False
    if holders is not None:
        return user.pk in holders
    return user.holdings.filter(held_by(user), lead__action_leads__action=action).exists()


def may_take_readings(user: Any, measure: Any) -> bool:
    """Whether the user may add and correct readings of a measure.

    They manage the council, or hold the lead that owns the measure or one of the action that it hangs on. A draft is
    for those who manage the council; figures of a closed plan may still come in.
    """
    plan = measure.plan
    if _manages(user, plan.council_id):
        return True
    if not user.is_authenticated or not user.is_active or plan.status == "draft" or not _is_of(user, plan):
        return False
    theirs = NOTHING
    if measure.owner_id:
        theirs |= Q(lead=measure.owner_id)
    if measure.action_id:
        theirs |= Q(lead__action_leads__action=measure.action_id)
    return user.holdings.filter(held_by(user), theirs).exists()


def readings_taken_by(user: Any, plan: Any) -> Q:
    """Restrict the measures of a plan to those that the user may add readings to, as ``may_take_readings`` of one."""
    if _manages(user, plan.council_id):
        return EVERYTHING
    if not user.is_authenticated or not user.is_active or plan.status == "draft" or not _is_of(user, plan):
        return NOTHING
    leads = user.holdings.filter(held_by(user)).values("lead")
    return Q(owner__in=leads) | Q(action__action_leads__lead__in=leads)
