"""Which of a file's tables is the plan, and what its columns are when headings say little."""

import pytest

from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from plans.files.grids import Grid

HEAD = ("Ref", "Action", "Lead", "By when")
BODY = (("1.1", "Train all managers in inclusive recruitment", "Head of HR", "March 2024"),) * 3


def guess(*rows, **more):
    return guess_tables([Grid("Table 1", rows, **more)])[0]


def roles(*rows, **more):
    return [column.role for column in guess(*rows, **more).columns]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Red", "Off track"), ("Amber", "Some risk"), ("Green", "On track")], "It is a key to colours."),
        ([("Introduction", "3"), ("Our actions", "5"), ("Action plan", "12")], "It is a list of contents."),
        ([("Name", "Email"), ("A Person", "a@example.org"), ("B Person", "b@example.org")], "It lists contacts."),
        ([("Term", "Meaning"), ("EDI", "Equality, diversity and inclusion")], "It explains words."),
        ([("Approved by", "The Cabinet"), ("Date", "1 May 2024")], "It says who signed the plan off."),
        ([("Version", "Date", "Author"), ("1.0", "May 2024", "HR")], "It lists versions of the document."),
        ([("Year", "Staff"), ("2023", "4,011")], "It has no column of actions."),
        ([("", ""), ("", "")], "It is empty."),
        ([], "It is empty."),
        ([HEAD], "Its column of actions is empty."),
    ],
)
def test_a_table_that_is_no_plan_is_left_out_with_the_reason(rows, reason):
    found = guess(*rows)
    assert (found.is_plan, found.because) == (False, reason)


def test_a_table_of_actions_is_a_plan_and_tells_its_rows():
    found = guess(HEAD, *BODY)
    assert (found.is_plan, found.layout, found.header_row, found.number_of_rows) == (True, "rows", 0, 3)
    assert found.columns[1].samples == ("Train all managers in inclusive recruitment",)


def test_tables_with_the_same_columns_are_all_plan_and_judged_as_one():
    first = Grid("Table 1", (("No", "Objective", "Action"), ("1", "Ours", "Do this now"), ("", "", "And do that")))
    second = Grid("Table 2", (("No", "Objective", "Action"), ("2", "Theirs", "Do the other thing")))
    found = guess_tables([first, second])
    assert [each.is_plan for each in found] == [True, True]
    assert [each.columns[0].role for each in found] == [Role.COMMITMENT_REFERENCE] * 2


def test_the_header_is_found_below_titles():
    found = guess(("Equality action plan 2024", "", "", ""), ("", "", "", ""), HEAD, *BODY)
    assert (found.header_row, found.number_of_rows) == (2, 3)


def test_a_header_of_two_rows_splits_its_headings():
    top = ("Ref", "Action", "Timeframe", "", "Responsible", "")
    below = ("", "", "Start", "End", "Lead", "Oversight")
    body = ("1", "Train all managers", "May 2024", "June 2024", "HR", "Board")
    found = guess(top, below, body)
    assert found.header_row == 1
    assert [column.heading for column in found.columns][2:4] == ["Timeframe: Start", "Timeframe: End"]
    assert [column.role for column in found.columns][2:] == [Role.STARTS, Role.DUE, Role.LEADS, Role.SUPPORTING]


def test_without_headings_the_cells_speak():
    assert roles(*BODY) == [Role.REFERENCE, Role.ACTION, Role.LEADS, Role.TIMESCALE]
    assert guess(*BODY).is_plan
    assert not guess(*BODY).columns[1].is_sure


def test_objective_beside_action_is_a_commitment_and_alone_the_action():
    assert roles(("Objective", "Action", "Lead"), ("Ours", "Do it", "HR"))[0] is Role.COMMITMENT
    assert roles(("Objective", "Lead"), ("Do it", "HR"))[0] is Role.ACTION


def test_a_date_is_due_beside_a_start_and_else_the_timescale():
    assert roles(("Action", "Start date", "Target date"), ("Do it", "May", "June"))[1:] == [Role.STARTS, Role.DUE]
    assert roles(("Action", "Target date"), ("Do it", "June"))[1] is Role.TIMESCALE


def test_a_priority_of_high_and_low_is_no_theme():
    rows = [("Priority", "Action", "Lead"), ("High", "Do it", "HR"), ("Low", "Do that", "HR")]
    assert roles(*rows)[0] is Role.LEFT_OUT


def test_monitoring_is_people_or_a_way_to_judge_as_its_cells_show():
    head = ("Action", "Timescale", "Monitoring")
    assert roles(head, ("Do it", "May", "Governors"))[2] is Role.SUPPORTING
    way = "We will look at the results of the survey with the board"
    assert roles(head, ("Do it", "May", way))[2] is Role.MEASURE


def test_what_a_column_is_comes_with_the_reason():
    columns = guess(("", "Action", "Lead", "Colour"), ("1.1", "Do it", "HR", "a long blue word")).columns
    assert columns[0].because == "It has no heading; its cells are references."
    assert (columns[2].is_sure, columns[2].because) == (True, "Its heading names who leads.")
    assert (columns[3].role, columns[3].is_sure) == (Role.LEFT_OUT, False)
