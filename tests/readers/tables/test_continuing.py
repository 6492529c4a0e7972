"""A table that a page break or a copy cut in several is read as one."""

import pytest

from actions.readers.tables.columns import Role
from actions.readers.tables.continuing import lay_out_all
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from plans.files.grids import Grid, Line
from plans.files.open import open_file
from tests.importing.published import document
from tests.readers.tables.test_rows import HEAD, read, said

FIRST = ("1.1", "Fair pay", "Review what we pay to men and women each year", "Head of HR", "May 2024")
SECOND = ("1.2", "Fair pay", "Publish what we found for everybody to read", "Head of Finance", "June 2024")
THIRD = ("1.3", "Fair work", "Train all managers in how to listen to staff", "Head of HR", "July 2024")
GOAL = ("Goal", "Work with partners to support all of our communities", "", "", "")


def tables(*several, above=()):
    return [Grid(f"Table {n + 1}", rows, above if n else ()) for n, rows in enumerate(several)]


def begun(*several, **more):
    return [table.goes_on_from for table in lay_out_all(tables(*several, **more))]


def test_a_table_without_a_header_goes_on_with_the_columns_of_the_one_before():
    first, second, third = guess_tables(tables((HEAD, FIRST), (SECOND,), (THIRD,)))
    assert [guess.is_plan for guess in (first, second, third)] == [True] * 3
    assert (second.because, third.because) == ("It goes on from Table 1.",) * 2
    assert [(each.role, each.heading) for each in third.columns] == [
        (each.role, each.heading) for each in first.columns
    ]
    assert (third.header_row, third.number_of_rows) == (None, 1)


def test_the_rows_are_those_of_one_table_with_keys_of_their_own():
    several = read(*tables((HEAD, FIRST), (SECOND, GOAL), (THIRD,))).rows
    whole = read(*tables((HEAD, FIRST, SECOND, GOAL, THIRD))).rows
    told = [(row.theme, row.commitment, row.reference, row.text, row.leads, row.timescale) for row in several]
    assert told == [(row.theme, row.commitment, row.reference, row.text, row.leads, row.timescale) for row in whole]
    assert [row.key for row in several] == ["1.2.1", "2.1.1", "3.1.1"]


def test_the_goal_and_the_section_of_the_first_hold_on():
    section = (Line("The plan", 1), Line("Section One: Ours", 2))
    grids = [Grid("Table 1", (GOAL, HEAD, FIRST), section), Grid("Table 2", (SECOND,))]
    found = {(row.theme, row.subtheme) for row in read(*grids).rows}
    assert found == {("Section One: Ours", "Work with partners to support all of our communities")}


def test_the_rest_of_a_row_that_a_page_break_cut_has_its_lead_and_time_from_the_page_before():
    rest = ("", "", "In our own papers we say what we expect of others", "", "")
    rows = read(*tables((HEAD, FIRST), (rest, SECOND))).rows
    assert (rows[1].commitment, rows[1].leads, rows[1].timescale) == ("Fair pay", "Head of HR", "May 2024")
    assert (rows[1].continues_leads, rows[1].continues_timescale) == (True, True)


def test_a_header_that_comes_again_below_rows_leaves_those_rows_in_the_table_before():
    result = read(*tables((HEAD, FIRST), (SECOND, GOAL, HEAD, THIRD)))
    assert [(row.reference, row.theme) for row in result.rows] == [("1.1", ""), ("1.2", ""), ("1.3", GOAL[1])]
    assert said(result, "row-left-out") == []


def test_a_goal_whose_words_name_a_partner_is_no_header():
    assert guess_tables(tables((HEAD, FIRST), (SECOND, GOAL, HEAD, THIRD)))[1].is_plan
    assert guess_tables(tables((GOAL, HEAD, FIRST)))[0].header_row == 1
    assert guess_tables(tables((("Goal", "Support", ""), ("Fair pay", "Head of HR", "May"))))[0].header_row == 0


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((("Year", "Men", "Women", "All", "Share"), ("2023", "401", "399", "800", "50%")), "other columns"),
        ((FIRST[:4],), "fewer columns"),
        ((HEAD, SECOND), "a header of its own"),
        ((("Signed off by", "The Cabinet", "A meeting of the whole of it", "Head of HR", "May 2024"),), "sign-off"),
        ((("Version 2", "Changed", "Put in the words of the Cabinet for it", "HR", "May 2024"),), "versions"),
        ((("", "", "", "", ""),), "nothing"),
        ((("Never", "Hardly", "What people told us in the survey that we held", "Many of us", "so"),), "other looks"),
    ],
)
def test_another_table_stands_by_itself(rows, why):
    assert begun((HEAD, FIRST), rows) == [None, None], why


def test_words_between_part_two_tables_and_blank_lines_do_not():
    assert begun((HEAD, FIRST), (SECOND,), above=(Line("What else we do"),)) == [None, None]
    assert begun((HEAD, FIRST), (SECOND,), above=(Line(" "), Line(""))) == [None, 0]


def test_nothing_goes_on_past_another_table_or_from_one_without_a_header():
    key = (("Red", "Late"), ("Green", "On time"))
    assert begun((HEAD, FIRST), key, (SECOND,)) == [None, None, None]
    assert begun((FIRST,), (SECOND,)) == [None, None]


def test_a_header_alone_at_the_foot_of_a_page_heads_the_next_table():
    result = read(*tables((HEAD,), (FIRST, SECOND)))
    assert [(row.reference, row.leads) for row in result.rows] == [("1.1", "Head of HR"), ("1.2", "Head of Finance")]


def test_what_goes_on_from_a_table_that_is_no_plan_is_judged_by_itself():
    minutes = (("Officer", "Date", "Comments"), ("Head of HR", "May 2024", "Said that she would look at it again"))
    more = (("Head of Finance", "June 2024", "Asked for the figures of the year before"),)
    assert begun(minutes, more) == [None, 0]
    assert [guess.is_plan for guess in guess_tables(tables(minutes, more))] == [False, False]


def test_measures_that_hold_on_are_told_once():
    head = ("Objective", "Action", "Measure")
    rows = [
        ("Fair pay", f"{deed} what we pay to men and women", "10% less") for deed in ("Review", "Tell", "Ask", "Say")
    ]
    found = read(*tables((head, *rows[:2]), rows[2:])).rows
    assert [row.commitment_measures for row in found] == [("10% less",), (), (), ()]


def test_a_part_chosen_without_its_beginning_is_read_by_itself():
    grids = tables((HEAD, FIRST), (SECOND,))
    roles = [Role.REFERENCE, Role.COMMITMENT, Role.ACTION, Role.LEADS, Role.TIMESCALE]
    (row,) = read_rows(grids, {1: roles}).rows
    assert (row.reference, row.text, row.leads) == ("1.2", SECOND[2], "Head of Finance")


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "csv"])
def test_a_published_plan_in_ten_tables_is_the_same_as_in_one_sheet(kind):
    rows = read(*open_file(f"plan.{kind}", document("oxfordshire", kind))).rows
    sheet = read(*open_file("plan.csv", document("oxfordshire", "csv"))).rows
    words = [(row.theme, row.subtheme, row.outcome, row.commitment, row.text, row.leads) for row in rows]
    assert len(words) == 31
    assert words == [(row.theme, row.subtheme, row.outcome, row.commitment, row.text, row.leads) for row in sheet]
