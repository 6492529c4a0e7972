"""Where the seeds stand: only what is printed."""

import re

from actions.models import Action, LeadHolder, ProgressUpdate
from actions.status import Rag, Status
from plans.models import User
from tests.seeds.documents import actions_of

UNDERWAY = [
    *["1.5", "", "1.6", "1.7"],
    *["2.2", "2.4", "2.5", "2.8", "2.9"],
    *["3.3", "3.4", "3.5", "3.6", "3.8", "3.9", "3.10", "3.13", "3.15"],
]


def test_what_is_printed_as_underway_is_in_progress(plans):
    underway = actions_of(plans["oxfordshire"]).filter(status=Status.IN_PROGRESS)
    assert [action.reference for action in underway] == UNDERWAY


def test_everything_else_is_not_started(plans):
    for action in Action.objects.exclude(status=Status.IN_PROGRESS):
        assert action.status == Status.NOT_STARTED
        assert not re.search("underway|commenced", action.timescale.text if action.timescale else "", re.IGNORECASE)
    assert Action.objects.filter(status=Status.IN_PROGRESS).count() == len(UNDERWAY)


def test_nothing_is_rated_completed_or_reworded(plans):
    assert not Action.objects.exclude(rag=Rag.NOT_RATED).exists()
    assert not Action.objects.exclude(completed_on=None, review_on=None, latest_update=None).exists()
    assert not Action.objects.exclude(current_text="").exists()


def test_seeding_brings_no_people_and_no_progress(plans):
    assert not User.objects.exists()
    assert not LeadHolder.objects.exists()
    assert not ProgressUpdate.objects.exists()


def test_the_plans_are_active_and_public(plans):
    assert {(plan.status, plan.is_public) for plan in plans.values()} == {("active", True)}
