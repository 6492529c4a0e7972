"""The role of a column depends on its neighbours."""

import pytest

from actions.readers.tables.columns import Role
from actions.readers.tables.judging import Column, judge
from actions.readers.tables.looks import Look


def roles(*headings, groups=()):
    columns = [Column(place, words, Look.EMPTY, place in groups) for place, words in enumerate(headings)]
    judge(columns)
    return " ".join(column.role.value for column in columns)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Target | Target date", "action timescale"),
        ("Target | Action", "commitment action"),
        ("Action | Target", "action measure"),
        ("Objective | Target | Lead", "commitment action leads"),
        ("Measure | Lead | Timetable", "action leads timescale"),
        ("Action | Measure", "action measure"),
        ("Targets | Strategies", "commitment action"),
        ("Action | Strategies", "commitment action"),
        ("Goal | Action", "theme action"),
        ("Priority | Objective | Action", "theme commitment action"),
        ("Theme | Priority | Objective | Action", "theme subtheme commitment action"),
        ("Theme | Key area | Section | Aim | Action", "theme subtheme left_out commitment action"),
        ("Outcome | Action | Lead", "commitment action leads"),
        ("Desired outcome | Action | Lead", "success action leads"),
        ("Theme | Desired outcome | Objective | Action", "theme outcome commitment action"),
        ("Action | Outcome", "action success"),
        ("Evidence | Action | Lead", "rationale action leads"),
        ("Action | Evidence | Lead", "action measure leads"),
        ("Current position | Action | Lead", "rationale action leads"),
        ("Action | Current position | Lead", "action progress leads"),
        ("Ref | Ref | Action", "commitment_reference reference action"),
        ("Objective no | Objective | Action", "commitment_reference commitment action"),
        ("Action | Start | Due date", "action starts due"),
        ("Action | End date", "action timescale"),
    ],
)
def test_a_heading_is_judged_beside_the_others(headings, expected):
    assert roles(*headings.split(" | ")) == expected


def test_a_reference_that_stands_once_for_several_actions_is_the_commitments():
    assert roles("No", "Aim", "Action", groups=[0]) == "commitment_reference commitment action"
    assert roles("Action no", "Aim", "Action", groups=[0]) == "reference commitment action"
    assert roles("No", "Action", groups=[0]) == "reference action"


def test_blank_headings_are_judged_by_their_cells_and_never_twice():
    columns = [Column(0, "", Look.LEAD), Column(1, "Action", Look.SENTENCES), Column(2, "", Look.LEAD)]
    judge(columns)
    assert [column.role for column in columns] == [Role.LEADS, Role.ACTION, Role.LEFT_OUT]


def test_every_column_gets_a_role_and_a_reason():
    columns = [Column(place, words, Look.WORDS) for place, words in enumerate(["", "Blue", "Aim", "Aim", "Aim"])]
    judge(columns)
    assert all(column.role is not None and column.because for column in columns)
