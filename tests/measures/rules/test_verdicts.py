"""Counting verdicts, and saying why a measure is judged as it is."""

import pytest

from measures.judging.targets import Judgement, Verdict
from measures.judging.verdicts import count_verdicts


class Judged:
    """A measure of which only the verdict matters."""

    def __init__(self, verdict):
        self.judgement = Judgement(verdict, "Because.")


def test_every_verdict_is_counted_also_those_that_no_measure_has():
    found = count_verdicts([Judged(Verdict.ON_TARGET), Judged(Verdict.NOT_JUDGED), Judged(Verdict.ON_TARGET)])
    assert [(one.label, one.number) for one in found] == [
        ("On target", 2), ("Not on target", 0), ("No reading yet", 0), ("Not judged", 1),
    ]  # fmt: skip


def test_each_verdict_says_what_it_means():
    assert all(one.means.endswith(".") for one in count_verdicts([]))
    assert len({one.means for one in count_verdicts([])}) == len(Verdict)


@pytest.mark.parametrize(
    ("verdict", "why", "reason"),
    [
        (Verdict.NO_READING, "No reading yet.", ""),
        (Verdict.NOT_JUDGED, "Not judged: there is no target.", "There is no target."),
        (Verdict.ON_TARGET, "It stays above 5.", "It stays above 5."),
        (Verdict.NO_READING, "No reading since the baseline.", "No reading since the baseline."),
    ],
)
def test_a_reason_does_not_say_the_verdict_again(verdict, why, reason):
    assert Judgement(verdict, why).reason == reason
