"""The smallest figure that the public is shown is a council's setting: raised for a reason, never lowered."""

import pytest

from plans.models import Council
from tests.admin.exchange.desk import bring, exported, imported
from tests.admin.exchange.desk import sentences as refusals
from tests.admin.test_measures import save
from tests.admin.world import address, sentences
from tests.audit.checks import newest
from tests.measures.test_models import assert_refused_beneath

REASON = "Our data protection officer asked for it."
LOWERED = "The smallest figure shown to the public is 10 or more: fewer people could be recognised."
STEPS = "Give a multiple of 5: figures are rounded to the nearest 5."
UNREASONED = "Say why the smallest figure shown to the public is raised."
REFUSED = [(9, "", STEPS), (5, REASON, LOWERED), (0, REASON, LOWERED), (12, REASON, STEPS), (15, "", UNREASONED)]


@pytest.mark.parametrize(("number", "reason", "sentence"), REFUSED)
def test_a_setting_that_shows_more_than_it_may_is_refused(desk, here, number, reason, sentence):
    page = save(desk, here.council, smallest_figure=number, smallest_figure_reason=reason)
    assert sentence in sentences(page)
    here.council.refresh_from_db()
    assert here.council.smallest_figure == 10


def test_it_is_raised_for_a_reason_that_is_kept(desk, here):
    said = {"smallest_figure": "15", "smallest_figure_reason": REASON, "change_reason": "Asked on 3 May"}
    assert save(desk, here.council, **said).status_code == 302
    here.council.refresh_from_db()
    assert (here.council.smallest_figure, here.council.smallest_figure_reason) == (15, REASON)
    row = newest(here.council)
    assert (row.smallest_figure, row.smallest_figure_reason) == (15, REASON)
    assert row.history_change_reason == "Asked on 3 May"


def test_the_form_says_what_it_is_for(desk, here):
    page = desk.get(address("change", here.council)).content.decode()
    assert "It can be raised, in steps of 5, and not lowered below 10." in page
    assert "Shown beside the public’s figures." in page


@pytest.mark.parametrize(("number", "reason", "sentence"), REFUSED)
def test_a_file_is_held_to_the_same(desk, here, number, reason, sentence):
    (row,) = exported(desk, Council)
    row["Smallest figure shown to the public"], row["Why the smallest figure is raised"] = str(number), reason
    assert sentence in refusals(bring(desk, Council, [row]))


def test_a_file_raises_it_for_a_reason(desk, here):
    (row,) = exported(desk, Council)
    row["Smallest figure shown to the public"], row["Why the smallest figure is raised"] = "20", REASON
    imported(desk, Council, [row])
    assert Council.objects.get(pk=here.council.pk).smallest_figure == 20


@pytest.mark.parametrize("fields", [{"smallest_figure": 9}, {"smallest_figure": 15}])
def test_the_database_refuses_it_beneath(db, fields):
    reason = REASON if fields["smallest_figure"] < 10 else ""
    assert_refused_beneath(Council, name="Castleton", slug="castleton", smallest_figure_reason=reason, **fields)
