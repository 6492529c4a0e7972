"""On target or not: each rule at its edges, and the sentence that says why."""

from datetime import date
from decimal import Decimal

import pytest

from measures.figures.figure import Figure
from measures.judging import targets
from measures.judging.targets import Aim, Verdict, judge
from measures.kinds import Direction, Kind

MET, UNMET, OPEN = Verdict.ON_TARGET, Verdict.NOT_ON_TARGET, Verdict.NOT_JUDGED
LEVELS = "Developing\nAchieving\nExcellent"
FIGURED = [Kind.NUMBER, Kind.PERCENTAGE, Kind.RATIO]
STEPPED = [Kind.RANK, Kind.LEVEL]
NUMBERS = {"target", "tolerance", "baseline", "reference"}


def aim(direction, kind=Kind.NUMBER, **fields):
    fields = {name: Decimal(str(value)) if name in NUMBERS else value for name, value in fields.items()}
    return Aim(kind=kind, direction=direction, levels=LEVELS, **fields)


def judged(value, direction, kind=Kind.NUMBER, **fields):
    figure = Figure(pk=1, read_on=date(2026, 3, 31), words="", value=Decimal(str(value)))
    return judge(aim(direction, kind, **fields), figure)


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.PERCENTAGE, Kind.RATIO, Kind.LEVEL])
@pytest.mark.parametrize(
    ("direction", "verdicts"),
    [("up", [UNMET, MET, MET]), ("down", [MET, MET, UNMET]), ("above", [UNMET, UNMET, MET]),
     ("below", [MET, UNMET, UNMET])],
)  # fmt: skip
def test_one_below_the_target_the_target_and_one_above(kind, direction, verdicts):
    assert [judged(value, direction, kind, target=2).verdict for value in (1, 2, 3)] == verdicts


@pytest.mark.parametrize(
    ("direction", "verdicts"),
    [("up", [MET, MET, UNMET]), ("down", [UNMET, MET, MET]), ("above", [MET, UNMET, UNMET]),
     ("below", [UNMET, UNMET, MET])],
)  # fmt: skip
def test_a_rank_is_better_the_nearer_it_is_to_first(direction, verdicts):
    assert [judged(value, direction, Kind.RANK, target=7).verdict for value in (6, 7, 8)] == verdicts


@pytest.mark.parametrize("kind", FIGURED)
@pytest.mark.parametrize(("direction", "value"), [("up", "61.9999"), ("down", "62.0001"), ("above", 62), ("below", 62)])
def test_the_smallest_step_short_of_the_target_is_short(kind, direction, value):
    assert judged(value, direction, kind, target=62).verdict == UNMET


@pytest.mark.parametrize("direction", ["up", "down", "above", "below"])
@pytest.mark.parametrize("value", [61, 62, 63])
def test_a_tolerance_does_not_count_where_a_side_is_meant(direction, value):
    loose = judged(value, direction, target=62, tolerance=5)
    assert loose.verdict == judged(value, direction, target=62).verdict


@pytest.mark.parametrize("kind", [*FIGURED, *STEPPED])
@pytest.mark.parametrize("direction", ["maintain", "match"])
def test_an_equal_figure_is_on_target_without_any_tolerance(kind, direction):
    assert judged(2, direction, kind, target=2).verdict == MET


@pytest.mark.parametrize("kind", FIGURED)
@pytest.mark.parametrize("direction", ["maintain", "match"])
@pytest.mark.parametrize("value", ["61.9999", "62.0001"])
def test_a_figure_that_differs_is_not_judged_until_close_enough_is_stated(kind, direction, value):
    judgement = judged(value, direction, kind, target=62)
    assert judgement.verdict == OPEN
    assert judgement.why.endswith("Not judged: how close is close enough is not stated.")


@pytest.mark.parametrize("kind", STEPPED)
@pytest.mark.parametrize(("value", "verdict"), [(1, UNMET), (2, MET), (3, UNMET)])
def test_a_step_from_a_level_or_a_rank_is_a_difference(kind, value, verdict):
    assert judged(value, "match", kind, target=2).verdict == verdict
    assert judged(value, "maintain", kind, baseline=2).verdict == verdict


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.PERCENTAGE])
@pytest.mark.parametrize("direction", ["maintain", "match"])
@pytest.mark.parametrize(("value", "verdict"), [("56.99", UNMET), (57, MET), (62, MET), (67, MET), ("67.01", UNMET)])
def test_a_tolerance_counts_both_ways_its_end_included(kind, direction, value, verdict):
    assert judged(value, direction, kind, target=62, tolerance=5).verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [("0.7999", UNMET), ("0.8", MET), (1, MET), ("1.25", MET), ("1.2501", UNMET)]
)
def test_the_tolerance_of_a_ratio_is_four_fifths_to_five_quarters(value, verdict):
    assert judged(value, "match", Kind.RATIO, tolerance="0.25").verdict == verdict


@pytest.mark.parametrize("kind", [*FIGURED, *STEPPED])
def test_a_tolerance_of_nothing_is_one(kind):
    assert judged(2, "match", kind, target=2, tolerance=0).verdict == MET
    assert judged(3, "match", kind, target=2, tolerance=0).verdict == UNMET


@pytest.mark.parametrize(
    ("kind", "direction", "verdicts"),
    [(Kind.NUMBER, "up", [UNMET, UNMET, MET]), (Kind.NUMBER, "down", [MET, UNMET, UNMET]),
     (Kind.RANK, "up", [MET, UNMET, UNMET]), (Kind.RANK, "down", [UNMET, UNMET, MET])],
)  # fmt: skip
def test_without_a_target_a_figure_has_to_be_better_than_the_baseline(kind, direction, verdicts):
    assert [judged(value, direction, kind, baseline=7).verdict for value in (6, 7, 8)] == verdicts


@pytest.mark.parametrize("read_on", [date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)])
def test_the_baseline_itself_is_no_reading_since_it(read_on):
    figure = Figure(pk=1, read_on=read_on, words="", value=Decimal(8))
    judgement = judge(aim("up", baseline=7, baseline_on=date(2026, 3, 31)), figure)
    is_later = read_on > date(2026, 3, 31)
    assert judgement.verdict == (MET if is_later else Verdict.NO_READING)
    assert is_later or judgement.why == "No reading since the baseline of 31 March 2026."


@pytest.mark.parametrize(
    ("value", "direction", "fields", "verdict"),
    [(1, "up", {}, MET), (0, "up", {}, UNMET), (0, "down", {}, MET), (1, "down", {}, UNMET),
     (0, "", {"target": 0}, MET), (1, "down", {"target": 1}, MET), (1, "maintain", {"baseline": 1}, MET),
     (0, "maintain", {"baseline": 1}, UNMET), (1, "", {}, OPEN), (1, "match", {}, OPEN), (1, "maintain", {}, OPEN)],
)  # fmt: skip
def test_a_yes_or_no_is_on_target_if_it_is_what_is_wanted(value, direction, fields, verdict):
    assert judged(value, direction, Kind.YES_NO, **fields).verdict == verdict


@pytest.mark.parametrize(("value", "verdict"), [(61, UNMET), (62, MET), (63, UNMET)])
def test_what_has_to_match_is_compared_with_the_target_before_the_group(value, verdict):
    fields = {"reference": 61, "reference_name": "White staff", "tolerance": "0.5"}
    assert judged(value, "match", target=62, **fields).verdict == verdict
    assert judged(value - 1, "match", **fields).verdict == verdict


def test_only_a_ratio_has_parity_to_match():
    assert judged(1, "match", Kind.RATIO).verdict == MET
    assert judged(1, "match", Kind.NUMBER).why == targets.NOTHING_TO_MATCH


@pytest.mark.parametrize("direction", Direction.values)
def test_no_reading_is_not_a_failure(direction):
    judgement = judge(aim(direction, target=62), None)
    assert (judgement.verdict, judgement.why) == (Verdict.NO_READING, "No reading yet.")


@pytest.mark.parametrize("direction", Direction.values)
def test_without_any_number_nothing_is_judged(direction):
    assert judged(5, direction).verdict == OPEN


@pytest.mark.parametrize("direction", Direction.values)
@pytest.mark.parametrize("kind", Kind.values)
def test_a_figure_that_is_not_shown_is_not_judged(kind, direction):
    hidden = Figure(pk=1, read_on=date(2026, 3, 31), words="fewer than 10")
    judgement = judge(aim(direction, kind, target=1), hidden)
    assert judgement.verdict == OPEN
    assert kind == Kind.NARRATIVE or judgement.why == targets.NOT_TOLD


def test_words_are_not_judged_by_a_figure():
    words = Figure(pk=1, read_on=date(2026, 3, 31), words="Better", is_in_words=True)
    assert {judge(aim("up", kind, target=1), words).why for kind in Kind.values} == {targets.TOLD_IN_WORDS}


def test_it_says_that_a_direction_is_missing_or_a_target():
    assert judged(5, "", target=6).why == targets.NOT_SAID
    assert judged(5, "", baseline=6).why == targets.NO_TARGET
    assert judged(5, "above", baseline=6).why == targets.NO_TARGET


@pytest.mark.parametrize("direction", ["up", "down", "maintain"])
def test_it_says_whether_there_is_no_baseline_or_it_is_not_shown(direction):
    assert judged(5, direction).why == targets.NOTHING_TO_BEAT
    assert judged(5, direction, is_baseline_hidden=True).why == targets.BASELINE_NOT_TOLD


def test_it_says_that_the_group_to_match_is_not_shown():
    assert judged(5, "match", reference_name="Men").why == "Not judged: the figure of Men is not shown."


@pytest.mark.parametrize(
    ("value", "direction", "kind", "fields", "why"),
    [(62, "up", Kind.PERCENTAGE, {"target": 62}, "The target of 62% is reached."),
     (66, "up", Kind.PERCENTAGE, {"target": 62}, "4 points above the target of 62%, as wanted."),
     (61, "up", Kind.PERCENTAGE, {"target": 62}, "1 point below the target of 62%."),
     ("61.9999", "up", Kind.PERCENTAGE, {"target": 62}, "Just below the target of 62%."),
     (12, "down", Kind.NUMBER, {"target": 20, "unit": "cases"}, "8 cases below the target of 20 cases, as wanted."),
     (9, "up", Kind.RANK, {"target": 7}, "2 places below the target of 7th."),
     (6, "up", Kind.RANK, {"target": 7}, "1 place above the target of 7th, as wanted."),
     (1, "up", Kind.LEVEL, {"target": 2}, "1 level below the target of Achieving."),
     (8, "up", Kind.NUMBER, {"baseline": 5}, "Better than the baseline of 5: 3 above it."),
     (5, "up", Kind.NUMBER, {"baseline": 5}, "No better than the baseline of 5."),
     (63, "above", Kind.PERCENTAGE, {"target": 62}, "It stays above 62%."),
     (62, "above", Kind.PERCENTAGE, {"target": 62}, "It is not above 62%, where it has to stay."),
     (2, "match", Kind.LEVEL, {"target": 2}, "The same as the target, Achieving."),
     ("1.2", "match", Kind.RATIO, {"tolerance": "0.25"}, "0.2 above parity, 1, which is close enough."),
     (0, "up", Kind.YES_NO, {}, "It has to be yes."), (1, "up", Kind.YES_NO, {}, "It is yes, as wanted."),
     ("5.001", "match", Kind.NUMBER, {"target": 5, "tolerance": 1},
      "Just above the target, 5, which is close enough.")],
)  # fmt: skip
def test_a_verdict_says_why(value, direction, kind, fields, why):
    assert judged(value, direction, kind, **fields).why == why


def test_a_target_that_is_missed_says_for_which_day_it_is():
    due = {"target": 62, "target_on": date(2027, 3, 31)}
    assert judged(61, "up", **due).why == "1 below the target of 62. The target is for 31 March 2027."
    assert "2027" not in judged(62, "up", **due).why
