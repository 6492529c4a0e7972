"""How much each plan prints, and where it prints nothing."""

import pytest

from actions.models import Lead, Timescale
from measures.models import Measure
from plans.models import Commitment, Council
from tests.seeds.documents import actions_of


@pytest.mark.parametrize(
    ("council", "themes", "commitments", "actions", "timescales", "measures"),
    [
        ("buckinghamshire", 5, 4, 29, 0, 4),
        ("brighton-hove", 5, 17, 41, 1, 19),
        ("oxfordshire", 9, 17, 31, 30, 0),
        ("milton-keynes", 1, 6, 13, 12, 0),
        ("bexley", 1, 5, 30, 6, 18),
    ],
)
def test_everything_printed_is_there(plans, council, themes, commitments, actions, timescales, measures):
    plan = plans[council]
    assert plan.themes.count() == themes
    assert Commitment.objects.filter(theme__plan=plan).count() == commitments
    assert actions_of(plan).count() == actions
    assert Timescale.objects.filter(plan=plan).count() == timescales
    assert Measure.objects.filter(plan=plan).count() == measures


def test_oxfordshire_shares_three_sections_of_two_goals_with_cherwell(plans):
    plan = plans["oxfordshire"]
    sections = plan.themes.filter(parent=None)
    assert [section.subthemes.exclude(outcome="").count() for section in sections] == [2, 2, 2]
    assert [partner.slug for partner in plan.partners.all()] == ["cherwell"]


def test_buckinghamshire_carries_8_actions_over_and_has_3_priorities(plans):
    carried_over, priorities, *three = plans["buckinghamshire"].themes.all()
    assert carried_over.commitments.get().actions.count() == 8
    assert [theme.parent for theme in three] == [priorities] * 3
    assert [theme.commitments.get().actions.count() for theme in three] == [10, 7, 4]


def test_bexleys_objectives_have_their_own_numbers_of_actions(plans):
    objectives = plans["bexley"].themes.get().commitments.all()
    assert [objective.actions.count() for objective in objectives] == [5, 6, 6, 4, 9]


def test_gaps_in_the_references_stay_gaps(plans):
    oxfordshire = [action.reference for action in actions_of(plans["oxfordshire"])]
    numbers = {1: range(1, 9), 2: range(1, 10), 3: [*range(1, 11), 13, 14, 15]}
    printed = [f"{section}.{number}" for section in numbers for number in numbers[section]]
    assert oxfordshire == [*printed[:5], "", *printed[5:]]
    assert "3.11" not in oxfordshire
    milton_keynes = [action.reference for action in actions_of(plans["milton-keynes"])]
    assert milton_keynes == ["a.", "b.", "c.", "d.", "", "f.", "g.", "h.", "", "", "k.", "l.", "m."]
    groups = plans["milton-keynes"].themes.get().commitments.values_list("reference", flat=True)
    assert list(groups) == ["1", "2", "3", "5", "6", "7"]


@pytest.mark.parametrize("council", ["buckinghamshire", "bexley"])
def test_where_no_reference_is_printed_there_is_none(plans, council):
    assert set(actions_of(plans[council]).values_list("reference", flat=True)) == {""}


@pytest.mark.parametrize("council", ["buckinghamshire", "brighton-hove"])
def test_where_no_lead_is_printed_there_is_none(plans, council):
    assert not Lead.objects.filter(council__slug=council).exists()
    assert not actions_of(plans[council]).exclude(leads_as_published="").exists()


def test_where_no_timescale_is_printed_there_is_none(plans):
    assert not actions_of(plans["buckinghamshire"]).exclude(timescale=None).exists()
    assert [action.reference for action in actions_of(plans["brighton-hove"]).exclude(timescale=None)] == ["5.3.1"]


def test_the_overview_is_kept_only_where_it_is_worded_differently(plans):
    differing = Commitment.objects.exclude(overview_text="")
    assert [commitment.reference for commitment in differing] == ["2.1", "4.2", "5.1", "5.2"]
    assert all(commitment.overview_text != commitment.text for commitment in differing)


def test_the_councils_have_their_codes_and_colours(plans):
    councils = Council.objects.values_list("gss_code", flat=True)
    codes = {"E06000060", "E06000043", "E10000025", "E07000177", "E06000042", "E09000004"}
    assert set(councils) == codes
    assert Council.objects.values("colour").distinct().count() == 6
