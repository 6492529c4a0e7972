"""The rule by which a measure is on target or not, and which way is better, in the words that people read."""

from decimal import Decimal

from measures.judging.targets import STEPPED, Aim, Near
from measures.kinds import Direction, Kind

BETTER = {Direction.UP: "Higher is better", Direction.DOWN: "Lower is better"}
OF_KIND = {
    (Kind.RANK, Direction.UP): "Nearer to first place is better",
    (Kind.RANK, Direction.DOWN): "Further from first place is better",
    (Kind.YES_NO, Direction.UP): "Yes is better",
    (Kind.YES_NO, Direction.DOWN): "No is better",
}
OR_BETTER = {
    (Kind.RANK, Direction.UP): "or nearer to first place",
    (Kind.RANK, Direction.DOWN): "or further from first place",
    (Kind.LEVEL, Direction.UP): "or a higher level",
    (Kind.LEVEL, Direction.DOWN): "or a lower level",
}
NEAR_TO = {
    Near.TARGET: "the target of {figure}",
    Near.BASELINE: "the baseline of {figure}",
    Near.REFERENCE: "the newest figure of {group}, {figure}",
    Near.PARITY: "parity, {figure}",
}
NOTHING_TO_JUDGE_BY = "It is not judged until a target is stated."
HIDDEN_BASELINE = "It is not judged, as no target is stated and the baseline is not shown."


def direction_in_words(kind: str, direction: str) -> str:
    """Say which way is better: "Higher is better", "Stay above"; "" where it is not stated."""
    if not direction:
        return ""
    way = Direction(direction)
    return OF_KIND.get((Kind(kind), way)) or BETTER.get(way) or way.label


def rule_in_words(aim: Aim) -> str:
    """Say when a measure is on target, and where nothing says so, that it is not judged."""
    if aim.kind == Kind.NARRATIVE:
        return "It is told in words, so no figure is judged."
    if aim.kind == Kind.YES_NO:
        return _answer(aim)
    if aim.direction in (Direction.UP, Direction.DOWN):
        return _rising(aim)
    if aim.direction in (Direction.ABOVE, Direction.BELOW):
        return _on_a_side(aim)
    if aim.direction in (Direction.MAINTAIN, Direction.MATCH):
        return _near(aim)
    return "It is not judged until it is stated which way is better." if aim.target is not None else NOTHING_TO_JUDGE_BY


def _answer(aim: Aim) -> str:
    wanted = aim.wanted_answer
    if wanted is None:
        return _unstated(aim) if aim.direction == Direction.MAINTAIN else NOTHING_TO_JUDGE_BY
    return f"On target if the answer is {aim.in_words(wanted).lower()}."


def _rising(aim: Aim) -> str:
    way = Direction(aim.direction)
    beyond = OR_BETTER.get((Kind(aim.kind), way), "or more" if way == Direction.UP else "or less")
    if aim.target is not None:
        return f"On target if the newest figure is {aim.in_words(aim.target)} {beyond}."
    if aim.baseline is not None:
        was = aim.in_words(aim.baseline)
        return f"No target is stated, so it is on target if it is better than the baseline of {was}."
    return _unstated(aim)


def _on_a_side(aim: Aim) -> str:
    if aim.target is None:
        return NOTHING_TO_JUDGE_BY
    side, goal = Direction(aim.direction).label.removeprefix("Stay "), aim.in_words(aim.target)
    return f"On target if the newest figure is {side} {goal}. {goal} itself is not enough."


def _near(aim: Aim) -> str:
    if aim.near_to is None:
        return _unmatched(aim) if aim.direction == Direction.MATCH else _unstated(aim)
    goal, near = aim.near_to
    what = NEAR_TO[near].format(figure=aim.in_words(goal), group=aim.reference_name)
    if aim.tolerance is None:
        same = f"On target if the newest figure is the same as {what}."
        return (
            same if aim.kind in STEPPED else f"{same} Others are not judged: how close is close enough is not stated."
        )
    if aim.kind == Kind.RATIO:
        least, most = goal / (1 + aim.tolerance), goal * (1 + aim.tolerance)
        return f"On target from {aim.in_words(least)} to {aim.in_words(most)}: close enough to {what}."
    size = aim.difference_in_words(aim.tolerance, Decimal(0))
    return f"On target if the newest figure is within {size} of {what}."


def _unstated(aim: Aim) -> str:
    """There is no target, and no baseline to go by."""
    return HIDDEN_BASELINE if aim.is_baseline_hidden else "It is not judged until a target or a baseline is stated."


def _unmatched(aim: Aim) -> str:
    if aim.reference_name:
        return f"It is not judged, as the figure of {aim.reference_name} is not shown."
    return "It is not judged, as no figure is stated that it has to match."
