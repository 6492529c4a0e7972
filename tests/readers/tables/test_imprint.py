"""Lines that say when a document holds, or which version it is, are no themes."""

import pytest

from actions.readers.tables.goals import Headings
from actions.readers.tables.imprint import is_imprint, is_period
from plans.files.grids import Grid, Line
from tests.readers.tables.test_rows import HEAD, read, said

ACTION = ("1.1", "Ours", "Train staff", "HR", "May")


def over(*lines):
    headings = Headings(lines)
    headings.pass_by(lines)
    return [goal.title for goal in headings.over_table()]


@pytest.mark.parametrize(
    "text",
    ["April 2022 to March 2023", "19 January 2021", "1st April 2022 – 31st March 2025", "Version 3", "v2.1",
     "2022-2025", "2022/23", "Final", "Draft version 2, January 2021", "Updated: May 2024", "01/04/2022",
     "(April to March 2023)", "Version 1.2 | June 2023", "For the period April 2022 to March 2023"],
)  # fmt: skip
def test_a_period_a_date_or_a_version_is_known(text):
    assert is_imprint(text)


@pytest.mark.parametrize(
    "text",
    ["Priorities for 2022/23", "Year 1", "Short term", "March with Pride 2023", "May we help", "Finalists", "Our staff",
     "Phase 2", "Version control", "Census 2021", "", "   ", "Section 2022", "1. Leadership", "Draft policies"],
)  # fmt: skip
def test_words_that_say_more_are_none(text):
    assert not is_imprint(text)


def test_a_period_is_told_from_a_single_date_and_a_version():
    assert is_period("April 2022 to March 2023")
    assert is_period("2022/23")
    assert not is_period("19 January 2021")
    assert not is_period("Version 3")


def test_a_period_a_date_or_a_version_over_a_table_is_no_theme():
    for text in ("April 2022 to March 2023", "19 January 2021", "Version 3"):
        assert over(Line("Final action plan", 1), Line(text, 1)) == []
        assert over(Line("Our plan", 1), Line("Our staff", 2), Line(text, 2)) == ["Our staff"]


def test_the_title_stays_the_title_beside_its_period():
    assert over(Line("Fair for all", 1), Line("April 2022 to March 2023", 1), Line("Our staff", 2)) == ["Our staff"]


def test_several_periods_divide_the_plan():
    assert over(Line("Our plan", 1), Line("2022/23", 2), Line("2023/24", 2)) == ["2023/24"]


def test_a_table_under_its_period_alone_has_the_untitled_theme():
    above = (Line("Final action plan", 1), Line("April 2022 to March 2023", 1))
    (row,) = read(Grid("Table 1", (HEAD, ACTION), above)).rows
    assert row.theme == ""


def test_a_numbered_version_above_the_headings_of_a_sheet_is_left_out_and_told():
    result = read(Grid("Sheet", (("2.0 January 2021", "", "", "", ""), HEAD, ACTION)))
    assert [row.theme for row in result.rows] == [""]
    assert "2.0 January 2021" in said(result, "row-left-out")[0]
