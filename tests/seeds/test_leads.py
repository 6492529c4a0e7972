"""Who leads, in the document's order and spelling."""

import pytest

from actions.models import ActionLead, Lead
from plans.models import Commitment
from tests.seeds.documents import actions_of
from tests.seeds.rows import expected

CELLS = {(row["council"], row["cell"]): row["leads"].split("|") for row in expected("leads")}
STRATEGY = {
    "Director of Strategy, Insight and Communications",
    "Director of Strategy, Insight and Communication",
    "Director Communications, Insight and Strategy",
}


def cell(action):
    """The printed words that name the action's leads, wherever the document prints them."""
    if action.leads_as_published or action.commitment.leads_as_published:
        return action.leads_as_published or action.commitment.leads_as_published
    return action.commitment.actions.get(position=action.position - 1).leads_as_published


@pytest.mark.parametrize("council", ["oxfordshire", "milton-keynes", "bexley"])
def test_every_cell_is_read_as_its_leads_in_order(plans, council):
    read = {}
    for action in actions_of(plans[council]):
        spellings = [lead.published_as for lead in action.action_leads.all()]
        assert spellings == CELLS[council, cell(action)]
        read[cell(action)] = spellings
    assert read == {text: leads for (slug, text), leads in CELLS.items() if slug == council}


def test_one_post_spelled_three_ways_is_one_lead_with_three_spellings(plans):
    lead = Lead.objects.get(spellings__text="Director Communications, Insight and Strategy")
    assert lead.name == "Director of Strategy, Insight and Communications"
    assert {spelling.text for spelling in lead.spellings.all()} == STRATEGY
    assert {named.published_as for named in lead.action_leads.all()} == STRATEGY
    assert lead.action_leads.count() == 9


@pytest.mark.parametrize("name", ["Digital and ICT", "Culture and Customer Experience"])
def test_of_and_for_are_two_spellings_of_one_post(plans, name):
    lead = Lead.objects.get(name=f"Director of {name}")
    assert {spelling.text for spelling in lead.spellings.all()} == {f"Director of {name}", f"Director for {name}"}


def test_every_spelling_named_for_an_action_is_one_of_its_leads(plans):
    for named in ActionLead.objects.select_related("lead"):
        assert named.lead.spellings.filter(text=named.published_as).exists()


def test_leads_in_brackets_support_and_a_programme_in_brackets_is_no_lead(plans):
    actions = {action.reference: action for action in actions_of(plans["milton-keynes"])}
    roles = [(named.published_as, named.role) for named in actions["b."].action_leads.all()]
    assert roles == [("Chief Executive", "joint"), ("Corporate Policy & Equality Manager", "supporting")]
    supporting = ActionLead.objects.filter(role=ActionLead.Role.SUPPORTING)
    assert [named.action.reference for named in supporting] == ["b.", "d.", "g.", "h.", ""]
    assert not Lead.objects.filter(name__contains="Smarter Learning").exists()


def test_leads_have_their_kind(plans):
    kinds = dict(Lead.objects.exclude(kind=Lead.Kind.POST).values_list("name", "kind"))
    assert kinds == {
        "Stephen Kitchman": "person",
        "Stuart Rowbotham": "person",
        "All Managers": "group",
        "Human Resources": "team",
    }


def test_bexley_prints_its_leads_once_for_each_objective(plans):
    printed = Commitment.objects.exclude(leads_as_published="").values_list("leads_as_published", flat=True)
    head = "Head of Corporate HR and Organisational Learning"
    worker = "Principal Social Worker for Adult and Children's Social Care"
    assert list(printed) == ["Stephen Kitchman and Stuart Rowbotham."] * 2 + [head, worker, head]
    assert set(actions_of(plans["bexley"]).values_list("leads_as_published", flat=True)) == {""}
