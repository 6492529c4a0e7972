"""What the page about an action says beside the action itself. Each question is put in SQL: there are many, and
building a question took longer than answering it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from actions.models import Action, ReviewDate, Tag
from plans import permissions
from plans.models import Plan
from plans.replica import read_connection

LEADS = """
SELECT k.id, l.name, k.role, k.published_as, u.id, u.name, u.email
FROM actions_actionlead k
JOIN actions_lead l ON l.id = k.lead_id
LEFT JOIN actions_leadholder h
    ON h.lead_id = l.id AND h.starts_on <= %s AND (h.ends_on IS NULL OR h.ends_on >= %s)
LEFT JOIN plans_user u ON u.id = h.user_id
WHERE k.action_id = %s ORDER BY k.position, h.starts_on DESC, h.id
"""
TAGS = """
SELECT t.* FROM actions_tag t JOIN actions_actiontag k ON k.tag_id = t.id
WHERE k.action_id = %s ORDER BY t.kind, t.position, t.name
"""
REVIEWS = "SELECT * FROM actions_reviewdate WHERE timescale_id = %s ORDER BY review_on"
KIN = """
SELECT a.id, a.reference, a.text, a.current_text, p.id, p.council_id, p.title, p.period, p.status, p.is_public
FROM actions_action a
JOIN plans_commitment c ON c.id = a.commitment_id
JOIN plans_theme t ON t.id = c.theme_id
JOIN plans_plan p ON p.id = t.plan_id
WHERE a.id = %s OR a.follows_id = %s ORDER BY p.starts_on, a.id
"""


@dataclass
class LeadNamed:
    """A lead of an action, with who holds it today: ids and names."""

    name: str
    role: str
    published_as: str
    holder_pks: list[int] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)


def leads_of(action: Action) -> list[LeadNamed]:
    """Return the leads of an action, in the plan's order."""
    with read_connection().cursor() as cursor:
        cursor.execute(LEADS, [timezone.localdate(), timezone.localdate(), action.pk])
        rows = cursor.fetchall()
    found: dict[int, LeadNamed] = {}
    for pk, name, role, published_as, holder, holder_name, email in rows:
        named = found.setdefault(pk, LeadNamed(name, role, published_as))
        if holder:
            named.holder_pks.append(holder)
            named.holders.append(holder_name or email)
    return list(found.values())


@dataclass
class Kin:
    """The action of another plan that this one carries on (``is_earlier``), or that carries this one on."""

    pk: int
    name: str
    plan: Plan
    is_earlier: bool


def kin_of(action: Action, user: Any) -> list[Kin]:
    """Return the actions before and after this one, in the plans that the user may read."""
    with read_connection().cursor() as cursor:
        cursor.execute(KIN, [action.follows_id, action.pk])
        rows = cursor.fetchall()
    names = ["id", "council_id", "title", "period", "status", "is_public"]
    found = [
        Kin(pk, f"{reference} {current or text}".strip(), Plan.from_db("default", names, plan), pk == action.follows_id)
        for pk, reference, text, current, *plan in rows
    ]
    return [kin for kin in found if permissions.may_read(user, kin.plan)]


def reviews_of(action: Action) -> list[ReviewDate]:
    """Return the days on which the published timescale asks for a review."""
    return list(ReviewDate.objects.raw(REVIEWS, [action.timescale_id])) if action.timescale_id else []


def tags_of(action: Action) -> list[Tag]:
    """Return what an action is said to address, in order."""
    return list(Tag.objects.raw(TAGS, [action.pk]))
