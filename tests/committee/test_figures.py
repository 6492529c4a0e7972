"""The figures of a report equal a slow and obvious recount of the history, and cost a fixed number of queries."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from actions.committee.facts import Asked, Audience, Facts
from actions.committee.period import Period
from actions.committee.report import committee_report
from measures.models import Measure
from tests.builders import make_lead, name_lead
from tests.committee.stage import AUGUST, MAY, rows
from tests.history.recount import OPEN, Recount
from tests.history.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(params=range(2))
def world(council, request):
    """A council's plans that have lived at random."""
    world = World(council, Random(request.param))
    world.live(40)
    return world


@pytest.fixture
def facts(world):
    """The facts of a period of the world's first plan, and the recounts of its two days."""
    period = Period(*(timezone.localdate() - timedelta(days=days) for days in (200, 10)))
    facts = Facts(Asked(world.plans[0], period))
    return facts, Recount(period.before, world.plans[0]), Recount(period.ends_on, world.plans[0])


def counts(tally):
    return {code: number for code, number in tally.counts.items() if number}


def test_the_figures_of_both_days_equal_a_recount(facts):
    facts, then, now = facts
    assert counts(facts.then) == then.tally()
    assert counts(facts.now) == now.tally()


def test_the_table_of_figures_holds_those_of_the_recount(facts):
    facts, then, now = facts
    report = committee_report(facts.asked)
    said = {row[0]: row[1:3] for row in rows(report, "status", 2)}
    for label, code in (("Red", "red"), ("Overdue", "overdue"), ("Not updated", "not_updated")):
        assert said[label] == [str(then.tally()[code]), str(now.tally()[code])]


def test_each_list_has_as_many_rows_as_its_figure(facts):
    facts, _, now = facts
    report = committee_report(facts.asked)
    assert len(rows(report, "not-updated")) == now.tally()["not_updated"]
    in_annex = [row for part in range(len(report.sections[-1].parts)) for row in rows(report, "annex", part)]
    assert len([row for row in in_annex if len(row) > 1]) == len(now.actions)


def test_slipped_exceptions_and_completed_equal_a_recount(facts):
    facts, then, now = facts
    before, after = then.actions, now.actions
    both = before.keys() & after.keys()
    slipped = {
        pk
        for pk in both
        if after[pk].status in OPEN and before[pk].due_on and after[pk].due_on and after[pk].due_on > before[pk].due_on
    }
    pressing = {pk for pk in after if {"red", "amber", "overdue"} & set(now.figures_of(after[pk]))}
    done = ("completed", "embedded")
    completed = {pk for pk in both if before[pk].status not in done and after[pk].status in done}
    assert set(facts.slipped) == slipped
    assert {one.pk for one in facts.exceptions} == slipped | pressing
    assert {one.pk for one in facts.completed} & both == completed


@pytest.mark.parametrize("audience", Audience)
def test_its_queries_do_not_grow_with_the_plan(stage, council, audience, django_assert_max_num_queries):
    def grow(number):
        for place in range(number):
            action = stage.action(due_on=AUGUST if place % 2 else None)
            with stage.on(MAY):
                name_lead(action, make_lead(council, holder=stage.by))
            Measure.objects.create(
                plan=stage.plan, position=stage.plan.measures.count() + 1, text="x", name="x", action=action
            )
            stage.report(action, status="in_progress", rag=["red", "green"][place % 2], reason="Why")
            stage.report(stage.action(), status="completed")

    grow(2)
    with django_assert_max_num_queries(20) as few:
        stage.made(audience, said=True)
    grow(6)
    with django_assert_max_num_queries(len(few)):
        stage.made(audience, said=True)
