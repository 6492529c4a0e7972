"""The synthetic nation that speed is measured on: if it were not consistent, its figures would mean nothing."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from actions.models import Action, ActionLead, ProgressUpdate
from actions.status import MOVES, Status
from measures.models import Measure
from plans.audit.records import TRACKED, history_of
from plans.audit.triggers import missing
from plans.audit.verify import verify_all
from plans.models import Council, Plan, User
from tests.bench import nation

UNTIL = date(2026, 11, 20)
AT_LEAST = 40  # of 250 actions, for what must not be rare


@pytest.fixture
def council(db):
    nation.build(1, until=UNTIL)
    return Council.objects.get(slug="council-1")


def everything():
    """Every tracked row and every history row, in the order of their ids."""
    models = [model for tracked in TRACKED.values() for model in (tracked, history_of(tracked))]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}


def test_a_council_has_250_actions_with_ten_history_rows_each(council):
    assert Action.objects.filter(commitment__theme__plan__council=council).count() == 250
    rows = Counter(history_of(Action)._default_manager.values_list("id", flat=True))
    alive = set(Action.objects.values_list("pk", flat=True))
    assert {rows[pk] for pk in alive} == {10}


def test_its_longest_plan_is_public_and_has_200_actions(council):
    sizes = [Action.objects.filter(commitment__theme__plan=plan).count() for plan in council.plans.order_by("pk")]
    assert sizes == [200, 20, 15, 10, 5]
    assert [plan.slug for plan in Plan.objects.filter(is_public=True)] == ["plan-1"]


def test_state_and_history_agree_and_the_triggers_are_back(council):
    checked, problems = verify_all()
    assert problems == []
    assert checked > 2_500
    assert missing() == []


def test_every_row_is_one_that_the_product_would_take(council):
    for model in TRACKED.values():
        for row in model._base_manager.all()[:30]:
            row.full_clean()


def test_statuses_only_move_as_actions_may(council):
    changes = history_of(Action)._default_manager.filter(history_type="~").exclude(old_status=None)
    moves = {(Status(old), Status(new)) for old, new in changes.values_list("old_status", "status") if old != new}
    assert moves == {(old, new) for old, new in moves if new in MOVES[old]}
    assert len(moves) >= 6


def test_what_dashboards_count_is_there(council):
    actions = Action.objects.filter(commitment__theme__plan__council=council)
    assert set(actions.values_list("status", flat=True)) == set(Status.values)
    assert set(actions.values_list("rag", flat=True)) == {"not_rated", "green", "amber", "red"}
    assert actions.filter(due_on=None).count() >= AT_LEAST / 2
    assert actions.overdue(UNTIL).count() >= AT_LEAST / 2
    assert actions.exclude(current_text="").count() >= AT_LEAST
    assert ProgressUpdate.objects.count() >= 1_000
    assert Measure.objects.count() == 10


def test_actions_were_deleted_and_given_to_other_leads(council):
    assert history_of(Action)._default_manager.filter(history_type="-").count() == 5
    deleted = history_of(ActionLead)._default_manager.filter(history_type="-")
    assert deleted.filter(action_id__in=Action.objects.values("pk")).exists()


def test_an_officer_holds_more_than_a_page_of_actions(council):
    officer = User.objects.get(email="officer-1@council-1.example.org")
    assert Action.objects.held_by(officer, UNTIL).count() > 50


def test_nothing_happens_after_the_last_day(council):
    newest = history_of(Action)._default_manager.latest("history_date").history_date
    assert newest.date() < UNTIL
    assert (UNTIL - newest.date()).days < 30


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_nation():
    made = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            nation.build(1, seed=seed, until=UNTIL)
            made.append(everything())
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert made[0]["actions.Action"] != made[2]["actions.Action"]


@pytest.mark.django_db
def test_a_council_is_the_same_in_a_larger_nation():
    words = []
    for councils in (1, 2):
        with transaction.atomic():
            nation.build(councils, until=UNTIL)
            first = Action.objects.filter(commitment__theme__plan__council__slug="council-1").order_by("pk")
            words.append(list(first.values_list("pk", "text", "current_text", "status", "due_on")))
            transaction.set_rollback(True)
    assert words[0] == words[1]
