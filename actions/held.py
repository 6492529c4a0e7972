"""The actions of the leads that a person holds: few values of all of them, so that they can be sorted and counted,
and all that a page shows of some.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from actions.history.as_at import read_date, read_moment
from actions.models import Action, Lead
from actions.needs import ORDER, Need, need_of, silent_since
from actions.status import Rag, Status, is_open
from plans.days import in_words
from plans.models import Plan
from plans.replica import read_connection
from plans.templatetags.edi import before_words, gap_tag, overdue_tag, rag_tag, status_tag

NARROW = """
SELECT DISTINCT a.id, a.status, a.due_on, u.reported_at, t.plan_id, t.position, c.position, a.position
FROM actions_actionlead l
JOIN actions_action a ON a.id = l.action_id
JOIN plans_commitment c ON c.id = a.commitment_id
JOIN plans_theme t ON t.id = c.theme_id
LEFT JOIN actions_progressupdate u ON u.id = a.latest_update_id
WHERE l.lead_id IN ({leads})
"""
SHOWN = ("pk", "reference", "text", "current_text", "rag", "timescale__text")
STATUSES, RAGS = dict(Status.choices), dict(Rag.choices)
WORDS, FEW_WORDS = 28, 8


class HeldPlan(NamedTuple):
    """What My actions says of a plan."""

    pk: int
    title: str
    period: str
    update_every_days: int
    council: str

    def __str__(self) -> str:
        return str(Plan(title=self.title, period=self.period))


class Held(NamedTuple):
    """What decides the place of an action among those that a person holds."""

    pk: int
    status: str
    due_on: date | None
    reported_at: datetime | None
    plan: HeldPlan
    need: Need


class Holdings:
    """The leads that a person holds on a day, and their actions in active plans, as ``Action.objects.held_by``."""

    def __init__(self, user: Any, on: date) -> None:
        self.user, self.on = user, on
        self.leads: dict[int, str] = dict(Lead.objects.held_by(user, on).values_list("pk", "name"))

    @cached_property
    def actions(self) -> list[Held]:
        """The actions by need, then by due date, undated last, then as published."""
        since = {pk: silent_since(plan.update_every_days, self.on) for pk, plan in self.plans.items()}
        found = []
        for pk, status, due, reported, plan, *places in self._named:
            if plan in self.plans:
                due_on, reported_at = read_date(due), read_moment(reported)
                need = need_of(status, due_on, reported_at, since[plan], self.on)
                place = (ORDER[need], due_on or date.max, plan, *places, pk)
                found.append((place, Held(pk, status, due_on, reported_at, self.plans[plan], need)))
        return [held for _, held in sorted(found)]

    @cached_property
    def plans(self) -> dict[int, HeldPlan]:
        """The plans of these actions, in the order of lists."""
        pks = {row[4] for row in self._named}
        if not pks:
            return {}
        visible = Plan.objects.visible_to(self.user).filter(pk__in=pks, status=Plan.Status.ACTIVE)
        found: Any = visible.values_list("pk", "title", "period", "update_every_days", "council__name")
        return {pk: HeldPlan(pk, *rest) for pk, *rest in found}

    @cached_property
    def _named(self) -> list[tuple]:
        """The actions that name any of the leads, each once."""
        if not self.leads:
            return []
        with read_connection().cursor() as cursor:
            cursor.execute(NARROW.format(leads=", ".join(map(str, self.leads))))
            return cursor.fetchall()


def rows(actions: Iterable[Held]) -> list[dict[str, Any]]:
    """Return what a table shows of each action, ready to be written."""
    actions = list(actions)
    found = Action.objects.filter(pk__in=[held.pk for held in actions]).order_by().values_list(*SHOWN)
    shown = {row[0]: row[1:] for row in found}
    before, _, after = reverse("action-detail", args=[0]).rpartition("0")
    report_before, _, report_after = reverse("action-report", args=[0]).rpartition("0")
    zone = timezone.get_current_timezone()
    return [
        {
            "href": f"{before}{held.pk}{after}",
            "report": f"{report_before}{held.pk}{report_after}",
            "reported": in_words(held.reported_at.astimezone(zone).date()) if held.reported_at else "None yet",
        }
        | _row(held, *shown[held.pk])
        for held in actions
    ]


def _row(held: Held, reference: str, text: str, current: str, rag: str, timescale: str | None) -> dict[str, Any]:
    words = (current or text).split()
    due = in_words(held.due_on) if held.due_on else f"“{timescale}”" if timescale else gap_tag()
    return {
        "reference": before_words(reference),
        "wording": _first(words, WORDS),
        "name": f"{reference} {_first(words, FEW_WORDS)}",
        "plan": f"{held.plan.title}, {held.plan.council}",
        "due": due,
        "overdue": overdue_tag() if held.need == Need.OVERDUE else "",
        "status": status_tag(held.status, STATUSES[held.status]),
        "rag": rag_tag(rag, RAGS[rag]) if is_open(held.status) else "",
    }


def _first(words: list[str], number: int) -> str:
    return " ".join(words[:number]) + (" …" if len(words) > number else "")
