"""One of everything that a council has, and many of it where a test asks."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from actions.models import Action, Lead, LeadHolder, LeadSpelling, ReviewDate, Timescale
from measures.models import Measure, Reading
from plans.models import Commitment, Council, Membership, Plan, Theme, User
from tests.builders import (
    make_action,
    make_commitment,
    make_lead,
    make_plan,
    make_theme,
    make_timescale,
    make_user,
    name_lead,
)

FIRST_DAY = date(2026, 4, 1)


def fill(council: Council, **plan_fields: Any) -> SimpleNamespace:
    """Make one of everything in a council: a plan down to a reading, a lead, a person."""
    person = make_user(council=council)
    plan = make_plan(council, **plan_fields)
    timescale = make_timescale(plan, due_on=date(2027, 3, 31))
    theme = make_theme(plan)
    commitment = make_commitment(theme=theme)
    action = make_action(commitment=commitment, timescale=timescale, due_on=timescale.due_on)
    lead = make_lead(council, holder=person)
    name_lead(action, lead, published_as=lead.name)
    measure = Measure.objects.create(plan=plan, position=1, text="In words", name="Measure", owner=lead)
    return SimpleNamespace(
        council=council, user=person, membership=person.memberships.get(), plan=plan, theme=theme,
        commitment=commitment, action=action, lead=lead, timescale=timescale, measure=measure,
        reading=Reading.objects.create(measure=measure, read_on=FIRST_DAY, words="Done"),
    )  # fmt: skip


def add_many(here: SimpleNamespace, number: int, by: User) -> None:
    """Add so many of everything below and beside the one of everything."""
    for place in range(1, number + 1):
        day = FIRST_DAY + timedelta(days=place)
        make_commitment(theme=make_theme(here.plan))
        make_commitment(theme=here.theme)
        make_action(commitment=here.commitment, timescale=make_timescale(here.plan))
        lead = make_lead(here.council, holder=make_user(council=here.council))
        name_lead(here.action, lead)
        LeadSpelling.objects.create(lead=here.lead, text=f"Spelling {place}")
        LeadHolder.objects.create(lead=here.lead, user=make_user(council=here.council), starts_on=day)
        ReviewDate.objects.create(timescale=here.timescale, review_on=day)
        Reading.objects.create(measure=here.measure, read_on=day, words="Done")
        Measure.objects.create(plan=here.plan, position=place + 1, text="Words", name="Measure", owner=lead)
        here.action.report(by=by, rag="green" if place % 2 else "amber", summary=f"Report {place}")
        make_plan(here.council)


MODELS: dict[str, type] = {
    "council": Council, "user": User, "membership": Membership, "plan": Plan, "theme": Theme,
    "commitment": Commitment, "action": Action, "lead": Lead, "timescale": Timescale, "measure": Measure,
    "reading": Reading,
}  # fmt: skip


def address(page: str, row: Any) -> str:
    """The address of an admin page: "change" of a row, or "changelist" of a model."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    return reverse(name) if page in ("changelist", "add") else reverse(name, args=[row.pk])


def typed(page: Any, **changes: Any) -> dict[str, Any]:
    """What a browser would send from the form on a page, with some boxes changed."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    boxes = {box.html_name: box.value() for form in forms for box in form}
    sent = {name: "on" if value is True else value for name, value in boxes.items()}
    return {name: value for name, value in (sent | changes).items() if value is not None and value is not False}


def sentences(page: Any) -> str:
    """Everything that the form on a page complains of, as one text."""
    return " ".join(str(error) for errors in page.context["errors"] for error in errors)
