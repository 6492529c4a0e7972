"""A plan's content is written whole or not at all, and says afterwards what it said before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing.content import ActionContent, CommitmentContent, PlanContent, ThemeContent
from actions.importing.importing import free_slug
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from actions.models import Action, Lead
from actions.seeding import COUNCILS, seed
from plans.models import Council, Plan, Theme
from tests.builders import give_tag, make_action, make_council, make_lead, make_tag, make_timescale, name_lead

FACTS = {"title": "Our plan", "starts_on": "2026-04-01"}


def plan_of(*actions: ActionContent, **facts) -> PlanContent:
    """A plan with one theme and one commitment that has these actions."""
    themes = [ThemeContent(commitments=[CommitmentContent(actions=list(actions))])]
    return PlanContent(facts=FACTS | facts, themes=themes)


def write(said, council, by=None, slug="imported"):
    return write_new(said, council=council, slug=slug, by=by, reason="Imported from plan.docx")


@pytest.mark.parametrize("council", COUNCILS)
def test_a_seeded_plan_is_written_again_as_it_was(db, council):
    plan, _ = seed(council)
    said = content_of(plan)
    assert len(list(said.actions())) == Action.objects.count() > 0
    assert content_of(write(said, plan.council, slug="again")) == said


def test_a_tagged_action_with_a_partners_lead_comes_back(council, other_council, plan):
    plan.plan_partners.create(council=other_council)
    action = make_action(plan, timescale=make_timescale(plan))
    name_lead(action, make_lead(other_council, "Partner lead"))
    give_tag(action, make_tag("Care experience", council))
    said = content_of(plan)
    assert said.leads[0].council == other_council.slug
    assert content_of(write(said, council)) == said


def test_a_characteristic_of_the_councils_own_is_made_where_it_is_not_known(council, plan):
    give_tag(make_action(plan), make_tag("Care experience", council))
    elsewhere = make_council("Castleton Council")
    assert content_of(write(content_of(plan), elsewhere)).local_tags == content_of(plan).local_tags
    assert [tag.name for tag in elsewhere.tags.all()] == ["Care experience"]


def test_the_history_says_who_imported_what(council, equality_lead):
    plan = write(plan_of(ActionContent("Train everyone")), council, by=equality_lead)
    for row in (plan, plan.themes.get(), Action.objects.get()):
        (first,) = row.history.all()
        assert (first.history_user_id, first.history_change_reason) == (equality_lead.pk, "Imported from plan.docx")


def test_a_lead_that_was_merged_stands_for_the_one_that_is_left(council, plan):
    left, gone = make_lead(council, "Director of HR"), make_lead(council, "HR Director")
    name_lead(make_action(plan), gone)
    said = content_of(plan)
    Lead.objects.filter(pk=gone.pk).update(merged_into=left)
    written = write(said, council)
    assert [one.lead.name for one in Action.objects.get(commitment__theme__plan=written).action_leads.all()] == [
        left.name
    ]


def test_the_number_of_queries_does_not_grow_with_the_actions(council):
    counts = []
    for number in (2, 40):
        with CaptureQueriesContext(connection) as queries:
            write(plan_of(*(ActionContent(f"Action {at}") for at in range(number))), council, slug=f"plan-{number}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_is_too_long_is_told_and_nothing_is_written(council):
    said = plan_of(ActionContent("Train everyone", reference="1" * 21))
    with pytest.raises(NotWritten, match="“1{20,}.*” cannot be kept. Reference: .*20 characters"):
        write(said, council)
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (ActionContent(""), "This field cannot be blank"),
        (ActionContent("Train", status="completed"), "Give the completion date when"),
        (ActionContent("Train", status="nearly"), "not a valid choice"),
        (ActionContent("Train", status="withdrawn", rag="red"), "Only an open action is rated"),
        (ActionContent("Train", tags=[("aim", "To be nice")]), "no tag “To be nice”"),
    ],
)
def test_what_a_rule_refuses_is_told_and_nothing_is_written(council, action, sentence):
    with pytest.raises(NotWritten, match=sentence):
        write(plan_of(action), council)
    assert not Plan.objects.exists()
    assert not Theme.objects.exists()


def test_a_short_name_that_is_taken_is_told(council, plan):
    with pytest.raises(NotWritten, match="This council has a plan with this short name"):
        write(plan_of(), council, slug=plan.slug)


def test_a_partner_that_is_not_here_is_told(council):
    said = plan_of()
    said.partners = ["nowhere"]
    with pytest.raises(NotWritten, match="a partner council that is not here: nowhere"):
        write(said, council)
    assert Council.objects.count() == 1


def test_a_plan_does_not_take_the_address_of_another_page(council):
    assert free_slug(council, "Import") == "import-2"
    with pytest.raises(NotWritten, match="the address of another page"):
        write(plan_of(), council, slug="import")
