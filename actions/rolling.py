"""Rolling a plan forward: the plan that follows it is started with what carries on, and the old one may be closed."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actions.carrying import carry_on
from actions.models import Action
from actions.status import OPEN, Status
from plans import permissions
from plans.audit.context import audit
from plans.audit.records import history_of
from plans.audit.revision import StaleRevision
from plans.models import Plan
from plans.starting import save_draft

SAME_WORDS = (
    "council", "contact", "update_every_days", "theme_word", "subtheme_word", "outcome_word", "commitment_word",
    "rationale_word", "success_word", "action_word", "lead_word", "timescale_word", "measure_word", "measures_lead_in",
)  # fmt: skip
"""What a plan takes over from the one it follows. What it says of itself, who signed it off and its source stay."""

ONE_DAY = timedelta(days=1)


def roll_forward(
    plan: Plan,
    *,
    by: Any,
    title: str,
    slug: str,
    starts_on: date,
    actions: Collection[int],
    ends_on: date | None = None,
    period: str = "",
    close: bool = False,
    again: bool = False,
    revision: int | None = None,
) -> Plan:
    """Start the plan that follows ``plan``, as a draft that carries on the chosen actions, and return it.

    ``actions`` are ids; ``close`` closes the old plan; ``again`` allows a second plan to follow the same one;
    ``revision`` is the ``revision_of_actions`` of the form that was shown, None for a command. All or nothing.

    Raises ``PermissionDenied`` when ``by`` does not manage the council, ``StaleRevision`` when an action was changed
    since the form was shown, and ``ValidationError`` with a sentence by field.
    """
    if not permissions.may_manage(by, plan.council):
        raise PermissionDenied("You may roll forward the plans of the councils that you manage.")
    with transaction.atomic():
        old = Plan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan.pk)
        everything = _locked_actions(old)
        _refuse(old, again=again, revision=revision)
        carried = _chosen(everything, actions)
        new = Plan(
            title=title, slug=slug, period=period, starts_on=starts_on, ends_on=ends_on, follows=old,
            **{name: getattr(old, name) for name in SAME_WORDS},
        )  # fmt: skip
        with audit(by=by, reason=f"Carried on from {old}", moment=timezone.now()):  # one moment, as it is one deed
            save_draft(new)
            carry_on(old, new, carried)
        if close and old.status == Plan.Status.ACTIVE:
            _close(old, by, final_position(everything, len(carried), new))
    return new


def revision_of_actions(plan: Plan) -> int:
    """Return the id of the newest history row of any action that stands in a plan: the edit token of them all."""
    actions = Action.objects.filter(commitment__theme__plan=plan).order_by().values("pk")
    rows = history_of(Action)._default_manager.filter(id__in=actions)
    return rows.aggregate(newest=Max("history_id"))["newest"] or 0


def proposed_dates(plan: Plan) -> tuple[date | None, date | None]:
    """Return the first and last day of a plan that follows at once and lasts as long; None where nothing says so."""
    if plan.ends_on is None or plan.ends_on == date.max:
        return None, None
    starts_on = plan.ends_on + ONE_DAY
    try:
        return starts_on, _as_long_as(plan, starts_on) - ONE_DAY
    except (ValueError, OverflowError):  # no such day in that month, or past the last year that there is
        return starts_on, None


def final_position(actions: Collection[Action], carried: int, new: Plan) -> str:
    """Say how a plan stood when it was closed: "Closed: 12 of 31 completed, 3 withdrawn, 16 carried on to …"."""
    count = Counter(Status(action.status) for action in actions)
    left = sum(count[status] for status in OPEN)
    parts = [f"{count[Status.COMPLETED]} of {len(actions)} completed"]
    parts += [
        f"{number} {what}"
        for number, what in (
            (count[Status.EMBEDDED], "embedded"),
            (count[Status.WITHDRAWN], "withdrawn"),
            (left, "unfinished"),
        )
        if number
    ]
    return f"Closed: {', '.join(parts)}. {carried} carried on to {new}"


def _locked_actions(plan: Plan) -> list[Action]:
    """All actions of a plan in its order, locked, so that nobody reports on one while it is counted and copied."""
    actions = Action.objects.filter(commitment__theme__plan=plan).select_for_update(of=("self",))
    return list(actions.select_related("timescale").in_plan_order())


def _refuse(old: Plan, *, again: bool, revision: int | None) -> None:
    if old.status == Plan.Status.DRAFT:
        raise ValidationError("This plan is a draft. Make it active before another plan follows it.")
    if not again and (follower := old.followed_by.first()):
        raise ValidationError({"again": f"{follower} follows this plan already. Say if you want another one to."})
    current = revision_of_actions(old)
    if revision is not None and revision != current:
        raise StaleRevision(current)


def _chosen(everything: Collection[Action], actions: Collection[int]) -> list[Action]:
    """The chosen actions, in the plan's order."""
    wanted = set(actions)
    carried = [action for action in everything if action.pk in wanted]
    if not carried or len(carried) != len(wanted):
        raise ValidationError({"actions": "Choose what carries on among the actions of this plan."})
    return carried


def _close(old: Plan, by: Any, reason: str) -> None:
    old.status = Plan.Status.CLOSED
    with audit(by=by, reason=reason):
        old.save(update_fields=["status"])


def _as_long_as(plan: Plan, starts_on: date) -> date:
    """The day after a plan that starts on a day and lasts as long as another, which ended the day before.

    Months are counted where the old plan ended with a month or lasted whole ones, else days. The month in which it
    began counts whole: a plan for 2021 that was published in the middle of January is followed by one for 2022.
    """
    if starts_on.day not in (1, plan.starts_on.day):
        return starts_on + (starts_on - plan.starts_on)
    months = (starts_on.year - plan.starts_on.year) * 12 + starts_on.month - plan.starts_on.month
    years, month = divmod(starts_on.month - 1 + months, 12)
    return starts_on.replace(year=starts_on.year + years, month=month + 1)
