"""The summary's sentences, at none, one and many."""

from datetime import date

import pytest

from actions.committee import summary
from actions.committee.period import Period
from actions.tally import Tally

ON = date(2026, 9, 30)


def tally(**counts):
    return Tally(counts)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "No action is"), (1, "1 action is"), (2, "2 actions are"), (1200, "1,200 actions are")],
)
def test_a_number_agrees_with_its_verb(number, said):
    assert summary.with_verb(number) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(parts, said):
    assert summary.listed(parts) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, ["At 30 September 2026 the plan had no actions."]),
        (
            {"not_started": 1},
            [
                "At 30 September 2026 the plan had 1 action.",
                "No action is done.",
                "1 action is still to be finished: 1 not started.",
            ],
        ),
        (
            {"completed": 1, "in_progress": 2},
            [
                "At 30 September 2026 the plan had 3 actions.",
                "1 action (33%) is done: completed.",
                "2 actions are still to be finished: 2 in progress.",
            ],
        ),
        (
            {"completed": 10, "embedded": 2, "not_started": 5, "in_progress": 20, "on_hold": 2, "withdrawn": 2},
            [
                "At 30 September 2026 the plan had 41 actions.",
                "12 actions (30%) are done: 10 completed and 2 embedded.",
                "27 actions are still to be finished: 5 not started, 20 in progress and 2 on hold.",
                "2 actions have been withdrawn and count in no percentage.",
            ],
        ),
        (
            {"withdrawn": 1},
            [
                "At 30 September 2026 the plan had 1 action.",
                "1 action has been withdrawn and counts in no percentage.",
            ],
        ),
    ],
)
def test_the_position_is_said_in_words_and_numbers(counts, said):
    assert summary.position(ON, tally(**counts)) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"completed": 3}, []),
        ({"in_progress": 1, "red": 1}, ["Its rating: red."]),
        ({"in_progress": 3, "green": 1, "red": 2}, ["Ratings of the 3 open actions: 2 red and 1 green."]),
    ],
)
def test_ratings_are_said_worst_first(counts, said):
    assert summary.ratings(tally(**counts)) == said


@pytest.mark.parametrize(
    ("overdue", "said"),
    [(0, "No open action is overdue."), (1, "1 open action is overdue."), (4, "4 open actions are overdue.")],
)
def test_lateness_is_said_even_when_there_is_none(overdue, said):
    assert summary.lateness(tally(in_progress=5, overdue=overdue)) == [said]


@pytest.mark.parametrize(
    ("silent", "said"),
    [
        (0, "No open action has gone without a report for more than 90 days, or never had one."),
        (1, "1 open action has gone without a report for more than 90 days, or never had one."),
        (7, "7 open actions have gone without a report for more than 90 days, or never had one."),
    ],
)
def test_silence_names_the_plans_interval(silent, said):
    assert summary.silence(tally(in_progress=9, not_updated=silent), 90) == [said]


def test_where_nothing_is_open_nothing_is_late_or_silent():
    assert summary.lateness(tally(completed=1)) == summary.silence(tally(completed=1), 90) == []


def changed(**changes):
    nothing = {"completed": 0, "statuses": {}, "ratings": {}, "slipped": 0, "new": 0, "gone": 0}
    return summary.changes(date(2026, 6, 30), **nothing | changes)


def test_that_nothing_changed_is_said():
    said = "Since 30 June 2026 no action has moved, and none was put off, added or taken out."
    assert changed() == said


def test_one_change_of_each_kind():
    said = changed(completed=1, statuses={"in_progress": 1}, ratings={("green", "amber"): 1}, slipped=1, new=1, gone=1)
    assert said == (
        "Since 30 June 2026: 1 action was completed or embedded, 1 was begun or taken up again, "
        "1 moved from green to amber, 1 was put off to a later date, 1 was added and 1 was taken out."
    )


def test_many_changes_of_each_kind_worst_ratings_first():
    ratings = {("not_rated", "green"): 2, ("green", "amber"): 3, ("amber", "red"): 2, ("green", "not_rated"): 2}
    said = changed(statuses={"withdrawn": 2, "on_hold": 2, "not_started": 2}, ratings=ratings, slipped=2)
    assert said == (
        "Since 30 June 2026: 2 actions were put on hold, 2 were withdrawn, 2 were set back to not started, "
        "2 moved from amber to red, 3 moved from green to amber, 2 were rated green for the first time, "
        "2 moved from green to not rated and 2 were put off to a later date."
    )


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (0, "No open action is due in the next period, October to December 2026."),
        (1, "1 open action is due in the next period, October to December 2026."),
        (2, "2 open actions are due in the next period, October to December 2026."),
    ],
)
def test_what_is_due_next_names_the_period(due, said):
    assert summary.ahead(Period(date(2026, 10, 1), date(2026, 12, 31)), due) == said
