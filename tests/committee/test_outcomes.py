"""What comes of a plan: what was done about what people said."""

import pytest

from plans.models import Commitment
from tests.committee.stage import MAY, OCTOBER, rows, says


def names(report):
    return [section.name for section in report.sections]


@pytest.fixture
def promised(stage):
    """A commitment that says why it was made, with an action."""
    with stage.on(MAY):
        Commitment.objects.filter(pk=stage.commitment.pk).update(rationale="Staff asked for it.")
    return stage.action(text="Do it")


def test_you_said_we_did_comes_only_when_it_is_asked_for(stage, promised):
    assert "said" not in names(stage.made())
    assert "said" in names(stage.made(said=True))


def test_beside_why_it_was_promised_stands_what_was_done(stage, promised):
    stage.report(promised, status="in_progress", summary="We have begun.")
    [[said, did]] = rows(stage.made(said=True), "said")
    assert said == "Staff asked for it. / So we promised: Fair work"
    assert did == "1.1 Do it / In progress / 8 August 2024: We have begun."


def test_what_was_done_in_another_period_is_not_what_we_did(stage, promised):
    stage.report(promised, MAY, status="in_progress", summary="Begun in spring.")
    assert "Nothing was reported in the period" in says(stage.made(said=True), "said")


def test_a_withdrawn_action_is_nothing_that_we_did(stage, promised):
    stage.report(promised, status="withdrawn", reason="Dropped.")
    assert rows(stage.made(said=True), "said") == []


def test_a_plan_that_gives_no_reasons_says_so(stage):
    stage.action()
    assert says(stage.made(said=True), "said") == "The plan does not say why its commitments were made."


def test_the_reason_is_the_one_that_stood_that_day(stage, promised):
    stage.report(promised, status="in_progress")
    with stage.on(OCTOBER):
        Commitment.objects.filter(pk=stage.commitment.pk).update(rationale="Rewritten since.")
    assert rows(stage.made(said=True), "said")[0][0].startswith("Staff asked for it.")
