"""Every number equals a slow and obvious recount over the history, whatever happened and whatever day it is."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.concerns import Concern, Gap
from actions.history.movement import movement
from actions.history.standings import SORTS, Standings
from actions.history.trend import trend
from actions.models import Action
from actions.scope import Scope
from actions.status import Rag, Status
from tests.history.recount import Recount
from tests.history.world import DAYS, World

FILTERS = {"status": Status, "rag": Rag, "concern": Concern, "gap": Gap}

at_random = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None
)  # a failing world is not made smaller: that takes minutes
worlds = given(seed=st.integers(0, 10**6), days_ago=st.integers(0, DAYS + 10), one_plan=st.booleans())


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def a_world(council, seed, days_ago, one_plan):
    """A world that has lived, the scope of a question about it, and the recount of the same."""
    with rolled_back():
        world = World(council, Random(seed))
        world.live(40)
        on = timezone.localdate() - timedelta(days=days_ago)
        plan = world.plans[0] if one_plan else None
        yield world, Scope.of(world.person, plan=plan, on=on), Recount(on, plan)


def counts(groups):
    return {group.key: {code: n for code, n in group.tally.counts.items() if n} for group in groups}


@pytest.mark.django_db
@at_random
@worlds
def test_tallies_equal_a_recount(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (_, scope, recount):
        found = Standings(scope).tallies("council", "plan", "theme", "lead")
        plan_of, theme_of = recount.plan_of, recount.theme_of
        assert counts(found["council"]) == recount.by(lambda action: [plan_of(action).council_id])
        assert counts(found["plan"]) == recount.by(lambda action: [plan_of(action).id])
        assert counts(found["theme"]) == recount.by(lambda action: [theme_of(action).id])
        assert counts(found["lead"]) == recount.by(lambda action: recount.leads_of(action.id))


@pytest.mark.django_db
@at_random
@worlds
def test_each_figure_has_a_list_of_exactly_that_many(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (_, scope, recount):
        for name, codes in FILTERS.items():
            for code in codes:
                expected = {pk for pk, row in recount.actions.items() if code in recount.figures_of(row)}
                asked = Standings(scope, {name: [code] if name in ("concern", "gap") else code})
                assert {standing.pk for standing in asked} == expected
                assert asked.count() == len(expected)


@pytest.mark.django_db
@at_random
@worlds
def test_each_action_is_as_it_was(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (_, scope, recount):
        found = list(Standings(scope))
        assert {standing.pk for standing in found} == set(recount.actions)
        for standing in found:
            row, theme = recount.actions[standing.pk], recount.theme_of(recount.actions[standing.pk])
            assert standing.wording == row.current_text or row.text
            assert (standing.status, standing.rag, standing.due_on) == (row.status, row.rag, row.due_on)
            assert (standing.theme_id, standing.plan_id) == (theme.id, theme.plan_id)
            assert {lead.pk for lead in standing.leads} == recount.leads_of(standing.pk)
            assert standing.reported_at == recount.reported_at(row)
            assert standing.is_gone == (not Action.objects.filter(pk=standing.pk).exists())


@pytest.mark.django_db
@at_random
@worlds
def test_pages_follow_one_another_in_every_order(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (_, scope, _recount):
        for sort in SORTS:
            everything = [standing.pk for standing in Standings(scope, sort=sort)]
            pages = [Standings(scope, sort=sort)[start : start + 3] for start in range(0, len(everything), 3)]
            assert [standing.pk for page in pages for standing in page] == everything


@pytest.mark.django_db
@at_random
@worlds
def test_the_trend_shows_each_month_as_its_own_day_does(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (_, scope, _recount):
        for end in trend(scope):
            recount = Recount(end.on, scope.plan)
            assert {code: n for code, n in end.counts.items() if n} == Counter(
                a.status for a in recount.actions.values()
            )


@pytest.mark.django_db
@at_random
@worlds
def test_movement_is_the_difference_of_two_recounts(council, seed, days_ago, one_plan):
    with a_world(council, seed, days_ago, one_plan) as (world, now, after):
        on = now.day.on - timedelta(days=100)
        then, before = now.on(on), Recount(on, now.plan)
        found, both = movement(then, now), before.actions.keys() & after.actions.keys()
        moved = {pk for pk in both if standing_of(before, pk) != standing_of(after, pk)}
        assert {move.after.pk for move in found.moved} == moved
        assert {one.standing.pk for one in found.new} == after.actions.keys() - before.actions.keys()
        assert {one.standing.pk for one in found.gone} == before.actions.keys() - after.actions.keys()
        for move in found.slipped:
            assert before.actions[move.after.pk].due_on < after.actions[move.after.pk].due_on
        assert all((move.who, move.reason) == (world.person, "Because") for move in found.moved)


def standing_of(recount, pk):
    return recount.actions[pk].status, recount.actions[pk].rag
