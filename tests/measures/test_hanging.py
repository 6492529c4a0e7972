"""Where measures hang, and which commitments have none, today and on a past day."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from actions.history.as_at import Day
from measures.models import Measure
from measures.pages.hanging import NO_LONGER_THERE, PlanParts
from plans.models import Commitment, Theme
from tests.builders import make_action, make_commitment, make_measure, make_plan, make_theme
from tests.measures.reading_pages import written_on

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 2)


def parts(plan, on=None, measures=None):
    measures = Measure.objects.filter(plan=plan) if measures is None else measures
    return PlanParts(plan, Day(on or timezone.localdate()), measures)


def place(measure, on=None):
    found = parts(measure.plan, on, [measure]).place(measure)
    return found.word, found.name


@pytest.fixture
def built(council):
    """A plan as it was in March, with an action in a theme within a theme."""
    with written_on(MARCH):
        plan = make_plan(council, theme_word="Goal", subtheme_word="Aim", commitment_word="Promise", action_word="Deed")
        goal = make_theme(plan, title="Fairness", reference="A")
        aim = make_theme(plan, title="Pay", parent=goal)
        commitment = make_commitment(theme=aim, reference="1", text="Close the gap")
        action = make_action(commitment=commitment, reference="1.1", text="Publish it")
    return SimpleNamespace(plan=plan, goal=goal, aim=aim, commitment=commitment, action=action)


@pytest.mark.parametrize("on", [None, MARCH])
def test_a_place_is_told_in_the_plans_own_words(built, on):
    places = [
        ({}, ("", "The whole plan")),
        ({"theme": built.goal}, ("Goal", "A Fairness")),
        ({"theme": built.aim}, ("Aim", "Pay")),
        ({"commitment": built.commitment}, ("Promise", "1 Close the gap")),
        ({"action": built.action}, ("Deed", "1.1 Publish it")),
    ]
    for hangs, expected in places:
        assert place(make_measure(built.plan, **hangs), on) == expected


def test_an_action_is_told_in_its_present_wording(built):
    built.action.current_text = "Publish it twice"
    built.action.save()
    measure = make_measure(built.plan, action=built.action)
    assert place(measure) == ("Deed", "1.1 Publish it twice")
    assert place(measure, MARCH) == ("Deed", "1.1 Publish it")


def test_only_an_action_has_a_page(built):
    of_action, of_theme = make_measure(built.plan, action=built.action), make_measure(built.plan, theme=built.aim)
    found = parts(built.plan)
    assert (found.place(of_action).action, found.place(of_theme).action) == (built.action.pk, None)


def test_a_part_without_words_is_named_by_what_it_stands_in(built):
    bare = make_commitment(theme=built.aim, text="")
    assert place(make_measure(built.plan, commitment=bare)) == ("Promise", "Actions under Pay")
    assert place(make_measure(built.plan, theme=make_theme(built.plan, title=""))) == ("Goal", "Untitled theme")


def test_a_part_that_was_not_there_is_said_not_to_be(built):
    measure = make_measure(built.plan, theme=make_theme(built.plan))
    assert place(measure, MARCH)[1] == NO_LONGER_THERE


def test_unmeasured_are_the_commitments_without_measures_of_their_own_or_their_actions(built):
    others = [make_commitment(theme=built.aim, reference=str(number), text="") for number in (2, 3, 4)]
    make_measure(built.plan, action=built.action)
    make_measure(built.plan, commitment=others[0])
    make_measure(built.plan, theme=built.aim)
    make_measure(built.plan)
    assert parts(built.plan).unmeasured() == [(others[1].pk, "3"), (others[2].pk, "4")]


def test_unmeasured_stand_in_plan_order(built):
    later = make_commitment(theme=make_theme(built.plan), text="Later")
    earlier = make_commitment(theme=built.goal, text="Earlier")
    assert [pk for pk, _ in parts(built.plan).unmeasured()] == [earlier.pk, built.commitment.pk, later.pk]


def test_a_past_day_has_the_commitments_of_then(built):
    with written_on(APRIL):
        Commitment.objects.filter(pk=built.commitment.pk).update(text="Close every gap")
        make_commitment(theme=built.goal, text="New")
        built.action.delete()
    assert parts(built.plan, MARCH, []).unmeasured() == [(built.commitment.pk, "1 Close the gap")]
    assert [words for _, words in parts(built.plan, None, []).unmeasured()] == ["New", "1 Close every gap"]


def test_what_has_been_deleted_since_was_there_on_a_past_day(built):
    measure = make_measure(built.plan, action=built.action)
    with written_on(APRIL):
        then = SimpleNamespace(action_id=built.action.pk, commitment_id=None, theme_id=None)
        measure.delete()
        Theme.objects.filter(pk=built.goal.pk).delete()
    found = parts(built.plan, MARCH, [then])
    assert found.place(then).name == "1.1 Publish it"
    assert found.unmeasured() == []
    assert parts(built.plan).unmeasured() == []


def test_another_plans_parts_are_its_own(built):
    make_commitment(make_plan(built.plan.council))
    assert [pk for pk, _ in parts(built.plan).unmeasured()] == [built.commitment.pk]


@pytest.mark.parametrize("on", [None, MARCH])
def test_it_asks_one_question(built, on, django_assert_num_queries):
    measures = [make_measure(built.plan, action=built.action), make_measure(built.plan, theme=built.aim)]
    with django_assert_num_queries(1):
        found = parts(built.plan, on, measures)
        assert [found.place(one) for one in measures]
        found.unmeasured()
