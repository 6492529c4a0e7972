"""The rule of a measure in words, and that it says what the judgement then does."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.figures.figure import Figure
from measures.judging.rules import HIDDEN_BASELINE, direction_in_words, rule_in_words
from measures.judging.targets import Aim, Verdict, judge
from measures.kinds import Direction, Kind

UP, DOWN, MAINTAIN, MATCH = Direction.UP, Direction.DOWN, Direction.MAINTAIN, Direction.MATCH
NOT_UNTIL_A_TARGET = "It is not judged until a target is stated."


def rule(kind=Kind.NUMBER, direction="", **stated):
    numbers = ("target", "baseline", "tolerance", "reference")
    return rule_in_words(
        Aim(kind=kind, direction=direction, **{k: Decimal(str(v)) if k in numbers else v for k, v in stated.items()})
    )


@pytest.mark.parametrize(
    ("kind", "direction", "words"),
    [
        (Kind.NUMBER, UP, "Higher is better"),
        (Kind.RATIO, DOWN, "Lower is better"),
        (Kind.RANK, UP, "Nearer to first place is better"),
        (Kind.RANK, DOWN, "Further from first place is better"),
        (Kind.YES_NO, DOWN, "No is better"),
        (Kind.LEVEL, MAINTAIN, "Stay the same"),
        (Kind.NUMBER, "", ""),
    ],
)
def test_which_way_is_better_is_said_in_words(kind, direction, words):
    assert direction_in_words(kind, direction) == words


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"direction": UP, "target": 5, "unit": "cases"}, "On target if the newest figure is 5 cases or more."),
        ({"direction": DOWN, "target": 5}, "On target if the newest figure is 5 or less."),
        (
            {"kind": Kind.RANK, "direction": UP, "target": 7},
            "On target if the newest figure is 7th or nearer to first place.",
        ),
        (
            {"kind": Kind.LEVEL, "direction": UP, "target": 2, "levels": "Low\nHigh"},
            "On target if the newest figure is High or a higher level.",
        ),
        (
            {"kind": Kind.PERCENTAGE, "direction": DOWN, "baseline": 20},
            "No target is stated, so it is on target if it is better than the baseline of 20%.",
        ),
        ({"direction": UP}, "It is not judged until a target or a baseline is stated."),
        ({"direction": UP, "is_baseline_hidden": True}, HIDDEN_BASELINE),
        ({"direction": MAINTAIN, "is_baseline_hidden": True}, HIDDEN_BASELINE),
    ],
)
def test_a_rising_or_falling_measure(stated, words):
    assert rule(**stated) == words


def test_a_measure_that_stays_on_a_side():
    percentage = {"kind": Kind.PERCENTAGE, "target": 40}
    above = "On target if the newest figure is above 40%. 40% itself is not enough."
    assert rule(direction=Direction.ABOVE, **percentage) == above
    assert rule(direction=Direction.BELOW, **percentage) == above.replace("above", "below")
    assert rule(direction=Direction.BELOW) == NOT_UNTIL_A_TARGET


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (
            {"kind": Kind.PERCENTAGE, "direction": MAINTAIN, "target": 40, "tolerance": 1},
            "On target if the newest figure is within 1 point of the target of 40%.",
        ),
        (
            {"kind": Kind.LEVEL, "direction": MAINTAIN, "baseline": 2, "levels": "Low\nHigh"},
            "On target if the newest figure is the same as the baseline of High.",
        ),
        (
            {"direction": MAINTAIN, "baseline": 3},
            "On target if the newest figure is the same as the baseline of 3. "
            "Others are not judged: how close is close enough is not stated.",
        ),
        (
            {"kind": Kind.PERCENTAGE, "direction": MATCH, "reference": 37, "reference_name": "staff", "tolerance": 2},
            "On target if the newest figure is within 2 points of the newest figure of staff, 37%.",
        ),
        (
            {"kind": Kind.RATIO, "direction": MATCH, "tolerance": 0.25},
            "On target from 0.8 to 1.25: close enough to parity, 1.",
        ),
        ({"direction": MATCH, "baseline": 3}, "It is not judged, as no figure is stated that it has to match."),
        ({"direction": MATCH, "reference_name": "staff"}, "It is not judged, as the figure of staff is not shown."),
        ({"direction": MAINTAIN}, "It is not judged until a target or a baseline is stated."),
    ],
)
def test_a_measure_that_stays_near_something(stated, words):
    assert rule(**stated) == words


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"kind": Kind.NARRATIVE, "direction": UP, "target": 3}, "It is told in words, so no figure is judged."),
        ({"kind": Kind.YES_NO, "direction": DOWN}, "On target if the answer is no."),
        ({"kind": Kind.YES_NO, "target": 1}, "On target if the answer is yes."),
        ({"kind": Kind.YES_NO, "direction": MAINTAIN, "baseline": 1}, "On target if the answer is yes."),
        ({"kind": Kind.YES_NO, "direction": MAINTAIN, "is_baseline_hidden": True}, HIDDEN_BASELINE),
        ({"kind": Kind.YES_NO}, NOT_UNTIL_A_TARGET),
        ({"target": 3}, "It is not judged until it is stated which way is better."),
        ({}, NOT_UNTIL_A_TARGET),
    ],
)
def test_words_answers_and_what_is_not_stated(stated, words):
    assert rule(**stated) == words


few = st.none() | st.integers(0, 2).map(Decimal)


@settings(phases=[Phase.generate], max_examples=300, deadline=None)
@given(
    aim=st.builds(
        Aim, kind=st.sampled_from(Kind), direction=st.sampled_from(Direction), target=few, baseline=few,
        tolerance=few, reference=few, reference_name=st.just("staff"), levels=st.just("Low\nHigh\nTop"),
    ),
    value=st.integers(0, 2).map(Decimal),
)  # fmt: skip
def test_a_measure_that_the_rule_says_is_not_judged_never_is(aim, value):
    from_date = Figure(pk=1, read_on=date(2026, 1, 1), words="", value=value)
    is_judged = judge(aim, from_date).verdict in (Verdict.ON_TARGET, Verdict.NOT_ON_TARGET)
    if is_judged:
        assert rule_in_words(aim).startswith(("On target", "No target is stated, so it is on target"))
    else:
        assert "not judged" in rule_in_words(aim) or aim.kind == Kind.NARRATIVE
