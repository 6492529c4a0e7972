"""What counts in which figure, and of how many."""

import pytest

from actions.concerns import Concern, Gap
from actions.status import Rag, Status
from actions.tally import FIGURES, Tally, summed

SOME = Tally(
    {"not_started": 2, "in_progress": 3, "completed": 2, "embedded": 1, "withdrawn": 4, "red": 1, "overdue": 3}
)


def test_withdrawn_actions_are_in_the_total_and_in_no_percentage():
    assert (SOME.total, SOME.progress.counted) == (12, 8)
    assert SOME.percent(Status.COMPLETED) == 25
    assert SOME.percent(Status.WITHDRAWN) is None


def test_ratings_concerns_and_gaps_are_of_the_open_actions():
    assert SOME.open == 5
    assert (SOME.percent(Rag.RED), SOME.percent(Concern.OVERDUE), SOME.percent(Gap.NO_LEAD)) == (20, 60, 0)


def test_done_is_completed_or_embedded():
    assert SOME.done == 3


def test_nothing_has_no_percentage():
    only_withdrawn = Tally({"withdrawn": 3})
    assert only_withdrawn.percent(Status.COMPLETED) is None
    assert only_withdrawn.percent(Rag.RED) is None


def test_a_percentage_is_never_rounded_up_to_all():
    assert Tally({"completed": 199, "in_progress": 1}).percent(Status.COMPLETED) == 99


def test_tallies_add_up():
    both = summed([SOME, Tally({"red": 2, "no_lead": 1})])
    assert (both["red"], both["no_lead"], both["withdrawn"], both["green"]) == (3, 1, 4, 0)
    assert summed([]) == Tally(dict.fromkeys(FIGURES, 0))


def test_a_figure_that_is_none_is_an_error_not_a_nought():
    with pytest.raises(KeyError):
        SOME["open"]
