"""An old plan with one of everything that could carry on, and a way to roll it forward."""

from datetime import date

import pytest

from actions.rolling import roll_forward
from measures.models import Measure, Reading
from tests.builders import (
    give_tag,
    make_action,
    make_commitment,
    make_tag,
    make_theme,
    make_timescale,
    name_lead,
)

NEW = {"title": "Equality plan 2027/28", "slug": "equality-2027-28", "starts_on": date(2027, 4, 1)}


@pytest.fixture
def old(plan, other_council):
    """The plan of 2026/27, with words of its own and a partner; it has themes, but no actions yet."""
    plan.title, plan.period = "Equality plan", "2026/27"
    plan.starts_on, plan.ends_on = date(2026, 4, 1), date(2027, 3, 31)
    plan.action_word, plan.theme_word, plan.contact = "Activity", "Priority", "equality@example.org"
    plan.introduction, plan.signed_off_by, plan.published_as = "Last year’s words.", "A Director", "May 2026"
    plan.update_every_days, plan.source_document = 60, "plan.docx"
    plan.save()
    plan.plan_partners.create(council=other_council)
    return plan


@pytest.fixture
def people_theme(old):
    """A theme within a theme, each with an outcome."""
    top = make_theme(old, position=2, reference="B", title="Workforce", outcome="A fair employer.")
    return make_theme(old, position=3, parent=top, reference="B1", title="Recruitment", outcome="Fair recruitment.")


@pytest.fixture
def promise(people_theme):
    """A commitment with all the words that one can have."""
    return make_commitment(
        theme=people_theme, reference="1", text="Recruit fairly", lead_in="We will:", overview_text="Fair recruitment",
        rationale="The survey said so.", rationale_on=date(2025, 8, 31), success="Staff mirror residents.",
        leads_as_published="Head of HR",
    )  # fmt: skip


@pytest.fixture
def begun(promise, lead, equality_lead):
    """An action in progress, reworded, rated and dated, with a lead, a tag and a measure."""
    action = make_action(
        commitment=promise, reference="1.1", text="Train panels", subheading="Training",
        leads_as_published="Hd of HR", timescale=make_timescale(promise.theme.plan, "March 2027", due_on="2027-03-31"),
        due_on=date(2027, 3, 31),
    )  # fmt: skip
    name_lead(action, lead, published_as="Hd of HR")
    give_tag(action, make_tag("Shoe size"))
    action.report(by=equality_lead, status="in_progress", rag="amber", summary="Begun.")
    type(action).objects.filter(pk=action.pk).update(current_text="Train all panels")
    action.refresh_from_db()
    return action


@pytest.fixture
def measure(begun, old, lead):
    """A measure of that action, with a baseline, a reading and a target date in the old plan."""
    made = Measure.objects.create(
        plan=old, action=begun, position=7, text="Share of trained panels", name="Trained", kind="percentage",
        baseline=40, baseline_on=date(2025, 8, 31), target=90, target_on=date(2027, 3, 31), owner=lead,
    )  # fmt: skip
    Reading.objects.create(measure=made, read_on=date(2026, 9, 30), value=55)
    return made


@pytest.fixture
def forward(old, equality_lead):
    """Roll the old plan forward with these actions; other values as given."""

    def roll(*actions, by=equality_lead, **values):
        return roll_forward(old, by=by, actions=[action.pk for action in actions], **NEW | values)

    return roll


@pytest.fixture
def carried(forward):
    """Roll forward one action, and return the action that carries it on."""

    def carry(action, **values):
        forward(action, **values)
        return action.followed_by.get()

    return carry
