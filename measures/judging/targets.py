"""On target or not: one rule for each direction, the same for every kind of figure, said in words.

| direction | on target if the newest figure is | compared with |
|---|---|---|
| up | at least as good | the target; without one, better than the baseline |
| down | the same the other way | the target; without one, less than the baseline |
| stay above, stay below | above it, below it; the target itself is not enough | the target |
| stay the same | within the tolerance | the target, else the baseline |
| match another figure | within the tolerance | the target, else the group compared with, else for a ratio 1 |

For a rank, up and above mean nearer to first place. A yes or no is on target if it is what the target says; without a
target if it is yes for up, no for down, and what it was for stay the same. A tolerance counts both ways, its end
included; for a ratio it is a share: 0.25 is from four fifths to five quarters. Without a stated tolerance an
equal figure is on target, and one that differs is not judged where figures are never quite equal (a number, a
percentage, a ratio): how close is close enough is for the council to say. Figures in words are never judged.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from django.db import models

from measures.figures.figure import Figure, number_in_words, value_in_words
from measures.kinds import PARITY, PERCENT, Direction, Kind
from plans.days import in_words

STEPPED = (Kind.RANK, Kind.LEVEL, Kind.YES_NO)
"""Kinds whose figures are often equal, so that a difference of one is a difference without any tolerance."""

NOT_SAID = "Not judged: which way is better is not stated."
NO_TARGET = "Not judged: there is no target."
NOTHING_TO_BEAT = "Not judged: there is no target and no baseline."
BASELINE_NOT_TOLD = "Not judged: there is no target, and the baseline is not shown."
NOTHING_TO_MATCH = "Not judged: no figure is stated that it has to match."
TOLD_IN_WORDS = "Told in words, so it is not judged by a figure."
NOT_TOLD = "Not judged: the figure is not shown."


class Verdict(models.TextChoices):
    """Whether a measure is on target."""

    ON_TARGET = "on_target", "On target"
    NOT_ON_TARGET = "not_on_target", "Not on target"
    NO_READING = "no_reading", "No reading yet"
    NOT_JUDGED = "not_judged", "Not judged"


class Near(Enum):
    """What the figure is that another one has to be near to."""

    TARGET = auto()
    BASELINE = auto()
    REFERENCE = auto()
    PARITY = auto()


NEAR_TO = {Near.TARGET: "the target", Near.BASELINE: "the baseline", Near.PARITY: "parity"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the sentence that says why."""

    verdict: Verdict
    why: str

    @property
    def label(self) -> str:
        return self.verdict.label

    @property
    def reason(self) -> str:
        """Why, to stand beside the verdict without saying it twice; "" where the verdict says all."""
        why = self.why.removeprefix(f"{self.label}: ")
        return "" if why.rstrip(".") == self.label else why[:1].upper() + why[1:]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a measure has to reach, as its reader is told.

    ``baseline`` is None where there is none and where it is not told, which ``is_baseline_hidden`` says. ``reference``
    is the newest figure of the group that it is compared with, None where not told; ``reference_name`` is that group.
    """

    kind: str
    direction: str
    target: Decimal | None = None
    target_on: date | None = None
    tolerance: Decimal | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    is_baseline_hidden: bool = False
    reference: Decimal | None = None
    reference_name: str = ""
    unit: str = ""
    levels: str = ""

    @property
    def wanted_answer(self) -> Decimal | None:
        """What a yes or no has to be; None where nothing says so."""
        if self.target is not None:
            return self.target
        wanted = {Direction.UP: Decimal(1), Direction.DOWN: Decimal(0), Direction.MAINTAIN: self.baseline}
        return wanted.get(Direction(self.direction))

    @property
    def near_to(self) -> tuple[Decimal, Near] | None:
        """The figure that it has to match or to stay at, and which one that is; None where none is told."""
        if self.target is not None:
            return self.target, Near.TARGET
        if self.direction == Direction.MAINTAIN:
            return None if self.baseline is None else (self.baseline, Near.BASELINE)
        if self.reference is not None:
            return self.reference, Near.REFERENCE
        return (PARITY, Near.PARITY) if self.kind == Kind.RATIO else None

    def in_words(self, value: Decimal) -> str:
        """Write a value of this measure."""
        return value_in_words(value, kind=self.kind, unit=self.unit, levels=self.levels)

    def difference_in_words(self, value: Decimal, goal: Decimal) -> str:
        """Write how far a value is from another one: "4 points", "2 places", "1 level", "12 cases"."""
        number = number_in_words(abs(value - goal))
        if self.kind == Kind.PERCENTAGE or self.unit == PERCENT:
            return f"{number} point{'' if number == '1' else 's'}"
        if self.kind in (Kind.RANK, Kind.LEVEL):
            noun = "place" if self.kind == Kind.RANK else "level"
            return f"{number} {noun}{'' if number == '1' else 's'}"
        return f"{number} {self.unit}".strip()

    def is_better(self, value: Decimal, goal: Decimal, *, up: bool) -> bool:
        """Whether a value is truly better than another one, where up is better or not; a rank is better when less."""
        return value > goal if up != (self.kind == Kind.RANK) else value < goal


def judge(aim: Aim, newest: Figure | None) -> Judgement:
    """Judge the newest figure of a measure; None is that there is none."""
    if newest is None:
        return Judgement(Verdict.NO_READING, "No reading yet.")
    if aim.kind == Kind.NARRATIVE:
        return Judgement(Verdict.NOT_JUDGED, TOLD_IN_WORDS)
    if newest.value is None:
        return Judgement(Verdict.NOT_JUDGED, TOLD_IN_WORDS if newest.is_in_words else NOT_TOLD)
    return _judged(aim, newest.value, newest.read_on)


def _judged(aim: Aim, value: Decimal, read_on: date) -> Judgement:
    if aim.kind == Kind.YES_NO:
        return _answered(aim, value)
    rules: dict[str, Any] = {
        Direction.UP: _rising,
        Direction.DOWN: _rising,
        Direction.ABOVE: _staying_on_a_side,
        Direction.BELOW: _staying_on_a_side,
        Direction.MAINTAIN: _staying_the_same,
        Direction.MATCH: _matching,
    }
    rule = rules.get(aim.direction)
    if rule is None:
        return Judgement(Verdict.NOT_JUDGED, NO_TARGET if aim.target is None else NOT_SAID)
    return rule(aim, value, read_on)


def _answered(aim: Aim, value: Decimal) -> Judgement:
    """A yes or no: on target if it is what is wanted."""
    wanted = aim.wanted_answer
    if wanted is None:
        return _not_judged(aim) if aim.direction == Direction.MAINTAIN else Judgement(Verdict.NOT_JUDGED, NO_TARGET)
    return _verdict(
        value == wanted,
        f"It is {aim.in_words(value).lower()}, as wanted.",
        f"It has to be {aim.in_words(wanted).lower()}.",
        aim,
    )


def _rising(aim: Aim, value: Decimal, read_on: date) -> Judgement:
    """Up or down: at least as good as the target, or without one better than the baseline was."""
    up = aim.direction == Direction.UP
    if aim.target is not None:
        goal = aim.in_words(aim.target)
        is_met = not aim.is_better(aim.target, value, up=up)
        short = f"{_size(aim, value, aim.target)} the target of {goal}."
        return _verdict(is_met, _reached(aim, value, aim.target), short, aim)
    if aim.baseline is None:
        return _not_judged(aim)
    if aim.baseline_on and read_on <= aim.baseline_on:
        return Judgement(Verdict.NO_READING, f"No reading since the baseline of {in_words(aim.baseline_on)}.")
    was = aim.in_words(aim.baseline)
    better = f"Better than the baseline of {was}: {_size(aim, value, aim.baseline)} it."
    is_met = aim.is_better(value, aim.baseline, up=up)
    return _verdict(is_met, better, f"No better than the baseline of {was}.", aim)


def _staying_on_a_side(aim: Aim, value: Decimal, read_on: date) -> Judgement:
    """Stay above or below: the target itself is not enough."""
    if aim.target is None:
        return Judgement(Verdict.NOT_JUDGED, NO_TARGET)
    side = Direction(aim.direction).label.removeprefix("Stay ")
    is_met = aim.is_better(value, aim.target, up=aim.direction == Direction.ABOVE)
    goal = aim.in_words(aim.target)
    return _verdict(is_met, f"It stays {side} {goal}.", f"It is not {side} {goal}, where it has to stay.", aim)


def _staying_the_same(aim: Aim, value: Decimal, read_on: date) -> Judgement:
    return _near(aim, value, *aim.near_to) if aim.near_to else _not_judged(aim)


def _matching(aim: Aim, value: Decimal, read_on: date) -> Judgement:
    if aim.near_to:
        return _near(aim, value, *aim.near_to)
    if aim.reference_name:
        return Judgement(Verdict.NOT_JUDGED, f"Not judged: the figure of {aim.reference_name} is not shown.")
    return Judgement(Verdict.NOT_JUDGED, NOTHING_TO_MATCH)


def _near(aim: Aim, value: Decimal, goal: Decimal, near: Near) -> Judgement:
    """On target if a value is equal to the goal or within the tolerance of it."""
    against = f"{NEAR_TO.get(near, aim.reference_name)}, {aim.in_words(goal)}"
    if value == goal:
        return _verdict(True, f"The same as {against}.", "", aim)
    differs = f"{_size(aim, value, goal)} {against}"
    if aim.tolerance is None and aim.kind not in STEPPED:
        why = f"{_begun(differs)}. Not judged: how close is close enough is not stated."
        return Judgement(Verdict.NOT_JUDGED, why)
    is_near = _within(aim, value, goal)
    return _verdict(is_near, f"{differs}, which is close enough.", f"{differs}, which is not close enough.", aim)


def _within(aim: Aim, value: Decimal, goal: Decimal) -> bool:
    tolerance = aim.tolerance or Decimal(0)
    if aim.kind == Kind.RATIO:
        return value * (1 + tolerance) >= goal and value <= goal * (1 + tolerance)
    return abs(value - goal) <= tolerance


def _reached(aim: Aim, value: Decimal, goal: Decimal) -> str:
    if value == goal:
        return f"The target of {aim.in_words(goal)} is reached."
    return f"{_size(aim, value, goal)} the target of {aim.in_words(goal)}, as wanted."


def _size(aim: Aim, value: Decimal, goal: Decimal) -> str:
    """Say how far a value is above or below another one: "8 points below"; a better rank is above."""
    is_above = value < goal if aim.kind == Kind.RANK else value > goal
    side = "above" if is_above else "below"
    return f"{'just' if number_in_words(value - goal) == '0' else aim.difference_in_words(value, goal)} {side}"


def _not_judged(aim: Aim) -> Judgement:
    """There is no target, and no baseline to go by."""
    return Judgement(Verdict.NOT_JUDGED, BASELINE_NOT_TOLD if aim.is_baseline_hidden else NOTHING_TO_BEAT)


def _verdict(is_met: bool, met: str, unmet: str, aim: Aim) -> Judgement:
    if is_met:
        return Judgement(Verdict.ON_TARGET, _begun(met))
    when = f" The target is for {in_words(aim.target_on)}." if aim.target_on and aim.target is not None else ""
    return Judgement(Verdict.NOT_ON_TARGET, _begun(unmet) + when)


def _begun(sentence: str) -> str:
    """A sentence begins with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
