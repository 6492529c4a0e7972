"""How many measures are on target and how many are not, with what each of the words means."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from measures.judging.targets import Verdict
from measures.standing import MeasureStanding

VERDICT_MEANS: dict[Verdict, str] = {
    Verdict.ON_TARGET: "The newest figure is where it has to be: at the target, or without a target better than the "
    "baseline.",
    Verdict.NOT_ON_TARGET: "The newest figure is not where it has to be. It may still get there in time.",
    Verdict.NO_READING: "Nothing has been read yet, or nothing since the baseline.",
    Verdict.NOT_JUDGED: "There is a reading, but nothing to judge it by: it is told in words, by group only or not at "
    "all, or no target or direction is stated.",
}


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many measures have a verdict."""

    verdict: Verdict
    number: int

    @property
    def label(self) -> str:
        return self.verdict.label

    @property
    def means(self) -> str:
        return VERDICT_MEANS[self.verdict]


def count_verdicts(standings: Iterable[MeasureStanding]) -> list[VerdictCount]:
    """Return how many of these measures have each verdict, none left out."""
    numbers = Counter(standing.judgement.verdict for standing in standings)
    return [VerdictCount(verdict, numbers[verdict]) for verdict in Verdict]
