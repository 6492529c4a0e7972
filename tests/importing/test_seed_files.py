"""The five plans that ship with the product, imported from files as their councils printed them."""

import pytest

from actions.importing.proposal import propose
from actions.importing.stored import content_of
from actions.seeding import seed
from plans.files.grids import Grid
from plans.files.open import open_file
from tests.importing.making import answers
from tests.importing.printed import MAKERS, printed
from tests.importing.published import document
from tests.readers.tables.seed_tables import (
    SLUGS,
    TABLES,
    actions_of,
    commitments_of,
    seed_grids,
    seed_tables,
    themes_of,
)

ANNUAL_BY_ITS_OWN_WORDS = ("Hold an annual conversation", "directorates to annually prioritise")
"""Actions whose fixture reads "annual" out of the action's own text; an import reads the timescale's."""

pytestmark = pytest.mark.django_db


def tables(slug):
    """The plan's tables; those of a plan that prints headings and lists, as a sheet would print them."""
    if slug == "buckinghamshire":
        return buckinghamshire()
    return seed_tables(slug) if slug in TABLES else seed_grids(slug)


def buckinghamshire():
    """A table with the two levels of headings."""
    rows = [("Section", "Priority", "Aim", "Action")]
    titles = {theme["position"]: theme.get("title", "") for theme in themes_of("buckinghamshire")}
    for theme in themes_of("buckinghamshire"):
        over = titles[theme["parent"][-1]] if theme.get("parent") else theme.get("title", "")
        within = theme.get("title", "") if theme.get("parent") else ""
        for commitment in commitments_of("buckinghamshire", theme):
            texts = [action["text"] for action in actions_of("buckinghamshire", commitment)]
            rows += [(over, within, commitment["text"], text) for text in texts]
    return (Grid("Actions", tuple(rows)),)


def proposed(slug, kind):
    plan, _ = seed(slug)
    grids = open_file(f"plan.{kind}", printed(tables(slug), kind))
    month = plan.council.year_starts_month
    said = answers(title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on, year_starts_month=month)
    return propose(grids, said), content_of(plan)


def themes(content):
    return [(one.reference, one.title) for one in content.themes if one.title]


def commitments(content):
    return [(one.reference, one.text, one.rationale, one.success) for one in content.commitments()]


def words(content):
    """Each action with the words about it, where they are printed."""
    return [
        (one.reference, one.subheading, one.text, one.leads_as_published or under.leads_as_published)
        for under in content.commitments()
        for one in under.actions
    ]


def leads(content):
    return [[(lead.published_as, lead.role) for lead in action.leads] for action in content.actions()]


def kinds_of_leads(content):
    kinds = {lead.name: lead.kind for lead in content.leads}
    return {lead.published_as: kinds[lead.lead] for action in content.actions() for lead in action.leads}


def timescales(content):
    """What each action's timescale says and is read as."""
    return [
        _read(content.timescales[action.timescale - 1]) if action.timescale else None
        for action in content.actions()
        if not action.text.startswith(ANNUAL_BY_ITS_OWN_WORDS)
    ]


def _read(one):
    return (one.text, one.starts_on, one.due_on, one.recurrence, one.is_ongoing, one.certainty, one.reviews)


def standing(content):
    return [(action.status, action.due_on) for action in content.actions()]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_printed_plan_is_imported_as_the_plan_it_is(slug, kind):
    proposal, plan = proposed(slug, kind)
    read = proposal.content
    for said in (themes, commitments, words, leads, kinds_of_leads, timescales, standing):
        assert said(read) == said(plan), said.__name__
    assert proposal.problems == ()


@pytest.mark.parametrize("kind", MAKERS)
def test_the_measures_of_a_table_keep_their_words_and_their_theme(kind):
    proposal, plan = proposed("brighton-hove", kind)
    for said in (proposal.content, plan):
        said.measures = [[one.text for one in theme.measures] for theme in said.themes]
    assert proposal.content.measures == plan.measures


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_published_document_keeps_every_action_and_its_order(slug, kind):
    plan, _ = seed(slug)
    read = propose(open_file(f"plan.{kind}", document(slug, kind)), answers(starts_on=plan.starts_on))
    found = [(one.reference, one.text) for one in read.content.actions()]
    assert found == [(one.reference, one.text) for one in content_of(plan).actions()]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_published_list_of_measures_is_the_plans(kind):
    plan, _ = seed("buckinghamshire")
    read = propose(open_file(f"plan.{kind}", document("buckinghamshire", kind)), answers(starts_on=plan.starts_on))
    assert [one.text for one in read.content.measures] == [one.text for one in content_of(plan).measures]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_goals_of_oxfordshire_stand_in_its_sections_with_their_outcomes(kind):
    proposal, plan = proposed("oxfordshire", kind)
    expected = [(one.title, one.within, one.outcome) for one in plan.themes]
    assert [(one.title, one.within, one.outcome) for one in proposal.content.themes] == expected
