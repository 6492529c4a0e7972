"""The five published plans come back from every kind of file word for word, line breaks and quotes included."""

from dataclasses import replace

import pytest

from actions.history.standings import Standings
from actions.models import Action
from actions.scope import Scope
from actions.seeding import COUNCILS
from plans.audit.revision import revision_of
from plans.models import User
from tests.exporting import reading
from tests.exporting.made_up import ABOUT
from tests.exporting.test_files import THERE_AND_BACK

TODAY = replace(ABOUT, is_past=False)


@pytest.fixture
def standings(plans):
    """The actions of the plan of a council, as a superuser lists them."""
    user = User.objects.create_superuser("sam@example.org", name="Sam")
    return lambda council: Standings(Scope.of(user, plan=plans[council]))


def actions_of(plan):
    return Action.objects.filter(commitment__theme__plan=plan)


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("kind", THERE_AND_BACK)
def test_a_published_plan_comes_back_as_it_was(plans, standings, council, kind):
    found = standings(council)
    read = THERE_AND_BACK[kind](found, TODAY)
    assert read == reading.expected(found, TODAY)
    assert len(read) == actions_of(plans[council]).count() > 0


@pytest.mark.parametrize("council", COUNCILS)
def test_a_published_plan_comes_back_with_the_words_and_the_gaps_that_are_stored(plans, standings, council):
    """Compared with the rows of the database, not with what the export itself says."""
    read = {row["ID"]: row for row in THERE_AND_BACK["csv"](standings(council), TODAY)}
    found = actions_of(plans[council]).select_related("commitment", "timescale")
    for action in found.prefetch_related("action_leads__lead"):
        row, names = read.pop(action.pk), [named.lead.name for named in action.action_leads.all()]
        assert (row["Reference"] or "", row["Sub-heading"] or "") == (action.reference, action.subheading)
        assert (row["Action as published"], row["Current wording"] or "") == (action.text, action.current_text)
        assert (row["Timescale as published"] or "") == (action.timescale.text if action.timescale else "")
        assert (row["Commitment"] or "").endswith(action.commitment.text)
        assert [lead.removesuffix(" (supporting)") for lead in (row["Leads"] or "").split("; ") if lead] == names
        assert (row["Due"], row["Status"]) == (action.due_on, action.get_status_display())
        assert row["Revision"] == revision_of(action)
    assert read == {}
