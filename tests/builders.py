"""Rows for tests, consistent by construction: each test states only what matters to it."""

from datetime import date
from decimal import Decimal
from hashlib import sha256 as sha256_of
from itertools import count
from typing import Any

from actions.importing.answers import Answers
from actions.models import Action, ActionLead, ActionTag, Lead, LeadHolder, Tag, Timescale
from actions.models.plan_upload import PlanUpload
from measures.kinds import Kind
from measures.models import Measure, Reading
from plans.models import Commitment, Council, Membership, Plan, Theme, User

PASSWORD = "correct-horse-battery"
_numbers = count(1)


def make_user(name: str = "", *, council: Council | None = None, role: str = "officer", **fields: Any) -> User:
    """Make a person, with a role in a council if one is given."""
    name = name or f"Person {next(_numbers)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    user = User.objects.create_user(email, name=name, **fields)
    if council:
        Membership.objects.create(user=user, council=council, role=role)
    return user


def make_council(name: str = "", **fields: Any) -> Council:
    """Make a council."""
    name = name or f"Council {next(_numbers)}"
    return Council.objects.create(name=name, slug=name.lower().replace(" ", "-"), **fields)


def make_plan(council: Council | None = None, **fields: Any) -> Plan:
    """Make an active, private plan."""
    number = next(_numbers)
    fields = {
        "title": f"Plan {number}",
        "slug": f"plan-{number}",
        "starts_on": date(2026, 4, 1),
        "status": Plan.Status.ACTIVE,
    } | fields
    return Plan.objects.create(council=council or make_council(), **fields)


def make_theme(plan: Plan | None = None, **fields: Any) -> Theme:
    """Make the next theme of a plan."""
    plan = plan or make_plan()
    return Theme.objects.create(plan=plan, **{"position": plan.themes.count() + 1, "title": "Theme"} | fields)


def make_commitment(plan: Plan | None = None, theme: Theme | None = None, **fields: Any) -> Commitment:
    """Make the next commitment of a theme, or of a plan's first theme."""
    theme = theme or (plan.themes.first() if plan else None) or make_theme(plan)
    position = theme.commitments.count() + 1
    return Commitment.objects.create(theme=theme, **{"position": position, "text": "Commitment"} | fields)


def make_action(plan: Plan | None = None, commitment: Commitment | None = None, **fields: Any) -> Action:
    """Make the next action of a commitment, or of a plan's first commitment."""
    if commitment is None and plan is not None:
        commitment = Commitment.objects.filter(theme__plan=plan).first()
    commitment = commitment or make_commitment(plan)
    position = commitment.actions.count() + 1
    fields = {"position": position, "reference": f"1.{position}", "text": f"Do thing {position}"} | fields
    return Action.objects.create(commitment=commitment, **fields)


def make_timescale(plan: Plan, text: str = "March 2027", **fields: Any) -> Timescale:
    """Make the next timescale of a plan."""
    return Timescale.objects.create(plan=plan, position=plan.timescales.count() + 1, text=text, **fields)


def make_lead(council: Council | None = None, name: str = "", *, holder: User | None = None) -> Lead:
    """Make a lead, held by a person since the beginning of 2020 if one is given."""
    lead = Lead.objects.create(council=council or make_council(), name=name or f"Post {next(_numbers)}")
    if holder:
        LeadHolder.objects.create(lead=lead, user=holder, starts_on=date(2020, 1, 1))
    return lead


def name_lead(action: Action, lead: Lead, **fields: Any) -> ActionLead:
    """Name a lead for an action."""
    position = action.action_leads.count() + 1
    return ActionLead.objects.create(action=action, lead=lead, **{"position": position} | fields)


def make_tag(name: str = "", council: Council | None = None, **fields: Any) -> Tag:
    """Make a characteristic: a council's own addition if one is given, else a statutory one of everybody's."""
    number = next(_numbers)
    fields = {"is_statutory": council is None, "position": number} | fields
    return Tag.objects.create(name=name or f"Tag {number}", council=council, **fields)


def give_tag(action: Action, tag: Tag) -> ActionTag:
    """Say that an action addresses what a tag stands for."""
    return ActionTag.objects.create(action=action, tag=tag)


def make_measure(plan: Plan | None = None, **fields: Any) -> Measure:
    """Make the next measure of a plan: a number that nobody has read yet, not about people, unless said otherwise."""
    plan = plan or make_plan()
    position = plan.measures.count() + 1
    said = {"position": position, "text": f"Measure {position}", "kind": Kind.NUMBER, "is_about_people": False}
    fields = said | fields
    return Measure.objects.create(plan=plan, **{"name": fields["text"]} | fields)


def make_reading(measure: Measure, value: Any = None, read_on: date = date(2026, 3, 31), **fields: Any) -> Reading:
    """Make a reading of a measure, as it is cleaned: a share's value is worked out from how many of how many."""
    value = None if value is None else Decimal(str(value))
    reading = Reading(measure=measure, value=value, read_on=read_on, **fields)
    reading.clean()
    reading.save()
    return reading


PLAN_FILE = """Ref,Objective,Action,Lead,Timescale,Status,Budget
1.1,Be a fair employer,Train every manager,Head of People,March 2027,In progress,£400
1.2,Be a fair employer,Publish the pay gaps,Director of Finance,31 March 2027,Not started,
2.1,Listen to communities,Hold listening events,Community Team,when funding allows,Not started,£90
"""


def make_upload(by: User, council: Council, content: str = PLAN_FILE, **fields: Any) -> PlanUpload:
    """Bring a file, of which only the plan's title and first day were said."""
    said = Answers(title="Equality plan", starts_on=date(2026, 4, 1), ends_on=date(2028, 3, 31))
    fields = {"file_name": "plan.csv", "answers": said.as_json()} | fields
    sha256 = sha256_of(content.encode()).hexdigest()
    return PlanUpload.objects.create(by=by, council=council, content=content.encode(), sha256=sha256, **fields)
