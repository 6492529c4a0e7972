"""Starting a plan: every new draft that a page makes comes through here."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from plans import permissions
from plans.audit.context import audit
from plans.models import Commitment, Council, Plan, Theme
from plans.plan_templates import PlanTemplate

LONGEST_SHORT_NAME = Plan._meta.get_field("slug").max_length or 0


def short_name(title: str, period: str) -> str:
    """Make a plan's short name in addresses from its title, and its period unless the title has it; may be ""."""
    words = title if period in title else f"{title} {period}"
    return slugify(words)[:LONGEST_SHORT_NAME].strip("-")


def save_draft(plan: Plan) -> Plan:
    """Check and save a new plan, and return it. The caller has begun a transaction.

    Raises ``ValidationError`` with a sentence by field.
    """
    Council.objects.select_for_update(no_key=True).get(pk=plan.council_id)  # two plans at once take two short names
    if Plan.objects.filter(council=plan.council_id, slug=plan.slug).exists():
        raise ValidationError({"slug": f"This council has a plan with the short name “{plan.slug}”. Choose another."})
    plan.full_clean()
    plan.save(force_insert=True)
    return plan


def start_plan(
    council: Council,
    *,
    by: Any,
    template: PlanTemplate,
    title: str,
    slug: str,
    starts_on: date,
    ends_on: date | None = None,
    period: str = "",
) -> Plan:
    """Start a draft from a template, with its words, themes and commitments, and return it.

    Raises ``PermissionDenied`` when ``by`` does not manage the council, and ``ValidationError`` with a sentence by
    field; then nothing is written.
    """
    if not permissions.may_manage(by, council):
        raise PermissionDenied("You may start plans of the councils that you manage.")
    plan = Plan(
        council=council, title=title, slug=slug, period=period, starts_on=starts_on, ends_on=ends_on, **template.words
    )
    with transaction.atomic(), audit(by=by, reason=f"Started from the template “{template.name}”"):
        save_draft(plan)
        _write_themes(plan, template)
    return plan


def _write_themes(plan: Plan, template: PlanTemplate) -> None:
    for place, outline in enumerate(template.themes, 1):
        theme = Theme.objects.create(
            plan=plan, position=place, reference=outline.reference, title=outline.title, outcome=outline.outcome
        )
        for position, promise in enumerate(outline.commitments, 1):
            Commitment.objects.create(theme=theme, position=position, reference=promise.reference, text=promise.text)
