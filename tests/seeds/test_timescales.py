"""When: the printed words and their expected reading."""

import pytest

from actions.models import ReviewDate, Timescale
from tests.seeds.documents import actions_of
from tests.seeds.rows import expected

WITHIN_AN_ACTION = "each summer"
READINGS = {(row["council"], row["text"]): row for row in expected("timescales")}
OF_THE_PLAN = {
    ("buckinghamshire", "2022/23"),
    ("brighton-hove", "2023 to 2027"),
    ("bexley", "April 2022 to March 2023"),
}
SIGN_OFF = ("bexley", "13 May 2022")


def reading(timescale):
    """A timescale as a row of the table of expected readings."""
    reviews = timescale.reviews.values_list("review_on", flat=True)
    return {
        "council": timescale.plan.council.slug,
        "text": timescale.text,
        "starts_on": str(timescale.starts_on or ""),
        "due_on": str(timescale.due_on or ""),
        "recurrence": timescale.recurrence,
        "is_ongoing": "yes" if timescale.is_ongoing else "no",
        "reviews": ",".join(str(day) for day in reviews),
        "certainty": timescale.certainty,
    }


def annual_within_an_action():
    return Timescale.objects.get(actions__text__contains=WITHIN_AN_ACTION)


def test_every_timescale_reads_as_expected(plans):
    for timescale in Timescale.objects.exclude(pk=annual_within_an_action().pk):
        found = reading(timescale)
        assert found == READINGS[found["council"], found["text"]]


def test_no_expected_reading_is_left_over(plans):
    read = set(Timescale.objects.values_list("plan__council__slug", "text"))
    assert set(READINGS) - read == {*OF_THE_PLAN, SIGN_OFF, ("bexley", WITHIN_AN_ACTION)}


@pytest.mark.parametrize("key", sorted(OF_THE_PLAN))
def test_the_period_of_a_plan_reads_as_expected(plans, key):
    plan, row = plans[key[0]], READINGS[key]
    assert (plan.period, str(plan.starts_on), str(plan.ends_on)) == (key[1], row["starts_on"], row["due_on"])


def test_the_sign_off_reads_as_expected(plans):
    assert str(plans["bexley"].signed_off_on) == READINGS[SIGN_OFF]["due_on"]


def test_an_action_each_summer_recurs_though_its_objective_has_one_timeframe(plans):
    summer = annual_within_an_action()
    objective = READINGS["bexley", "September 2022"]
    recurs = READINGS["bexley", WITHIN_AN_ACTION]["recurrence"]
    assert reading(summer) == objective | {"recurrence": recurs}
    assert summer.actions.count() == 1
    assert WITHIN_AN_ACTION in summer.note


def test_actions_of_an_objective_share_one_timescale(plans):
    shared = [timescale.actions.count() for timescale in Timescale.objects.filter(plan=plans["bexley"])]
    assert shared == [5, 5, 1, 6, 4, 9]


def test_a_cell_printed_for_two_actions_is_one_timescale(plans):
    shared = [t for t in Timescale.objects.exclude(plan=plans["bexley"]) if t.actions.count() > 1]
    assert [[action.reference for action in t.actions.all()] for t in shared] == [["k.", "l."], ["1.5", ""]]


def test_an_action_is_due_when_its_timescale_is(plans):
    for plan in plans.values():
        for action in actions_of(plan):
            assert action.due_on == (action.timescale and action.timescale.due_on)


def test_oxfordshires_slip_in_2_6_is_kept_unread_and_noted(plans):
    timescale = actions_of(plans["oxfordshire"]).get(reference="2.6").timescale
    assert (str(timescale.starts_on), timescale.due_on) == ("2020-11-01", None)
    assert "slip" in timescale.note


def test_nobody_has_confirmed_a_reading(plans):
    assert not Timescale.objects.exclude(confirmed_by=None, confirmed_on=None).exists()
    assert ReviewDate.objects.count() == 2
