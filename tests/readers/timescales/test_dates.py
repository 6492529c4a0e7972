"""Days, months and their years."""

import pytest

from tests.readers.timescales.told import CALENDAR, COUNCIL, NO_END, ONE_YEAR, doubts, read


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2024",
        "31.03.24",
        "31-03-2024",
        "31/3/24",
        "2024-03-31",
        "2024-03-31 00:00:00",
        "2024-03-31T00:00:00",
        "31 March 2024",
        "31st March 2024",
        "31st of March 2024",
        "31 Mar. 2024",
        "31-Mar-24",
        "by 31 March 2024",
        "By 31st March, 2024",
        "Sunday 31 March 2024",
        "March 31, 2024",
        "March 31st 2024",
        "no later than 31 March 2024",
        "31 March ’24",
        "31\u00a0March\u20092024",
        "31ˢᵗ March 2024",
    ],
)  # fmt: skip
def test_a_day_is_due_on_that_day_however_it_is_printed(text):
    assert read(text) == "..2024-03-31 (exact)"
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "February 2024",
        "FEBRUARY 2024",
        "Feb 2024",
        "Feb. 2024",
        "February2024",
        "Feb-24",
        "Feb 24",
        "February ‘24",
        "02/2024",
        "by February 2024",
        "by the end of February 2024",
        "By end Feb 2024",
        "end of February, 2024",
        "in February 2024",
        "early February 2024",
        "until February 2024",
        "to February 2024",
        "Rolled out by February 2024",
        "To be completed by February 2024",
        "Complete by February 2024",
        "February 2023/24",
        "February 2024 at the latest",
        "Deadline: February 2024",
        "2024-02",
        "Feb half term 2024",
        "February INSET 2024",
        "mid-February 2024",
    ],
)  # fmt: skip
def test_a_month_is_due_on_its_last_day_leap_years_too(text):
    assert read(text) == "..2024-02-29 (month)"
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("January – March 2024", "2024-01-01..2024-03-31 (month)"),
        ("Jan - Mar 24", "2024-01-01..2024-03-31 (month)"),
        ("Jan-Mar 2024", "2024-01-01..2024-03-31 (month)"),
        ("January to March 2024", "2024-01-01..2024-03-31 (month)"),
        ("between January and March 2024", "2024-01-01..2024-03-31 (month)"),
        ("January, February and March 2024", "2024-01-01..2024-03-31 (month)"),
        ("from January until March 2024", "2024-01-01..2024-03-31 (month)"),
        ("May/June 2024", "2024-05-01..2024-06-30 (month)"),
        ("Nov 2023 – Jan 2024", "2023-11-01..2024-01-31 (month)"),
        ("Nov – Jan 2024", "2023-11-01..2024-01-31 (month)"),
        ("November 2023 to January", "2023-11-01..2024-01-31 (month)"),
        ("Dec 2024/Jan 2025", "2024-12-01..2025-01-31 (month)"),
        ("From April 2023 to March 2025", "2023-04-01..2025-03-31 (month)"),
        ("April 2023 to end of March 2025", "2023-04-01..2025-03-31 (month)"),
        ("during October 2023", "2023-10-01..2023-10-31 (month)"),
        ("throughout July and August 2023", "2023-07-01..2023-08-31 (month)"),
        ("1 April 2024 – 31 March 2025", "2024-04-01..2025-03-31 (exact)"),
        ("01/04/2024 - 31/03/2025", "2024-04-01..2025-03-31 (exact)"),
        ("3rd - 7th June 2024", "2024-06-03..2024-06-07 (exact)"),
        ("28/29 May 2024", "2024-05-28..2024-05-29 (exact)"),
        ("w/c 3 June 2024", "2024-06-03..2024-06-09 (exact)"),
        ("week commencing 3 June 2024", "2024-06-03..2024-06-09 (exact)"),
        ("15 May 2024 to June 2024", "2024-05-15..2024-06-30 (month)"),
    ],
)  # fmt: skip
def test_a_window_runs_from_its_first_day_to_its_last(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("by 31 October", "..2023-10-31 (exact)"),
        ("October", "..2023-10-31 (month)"),
        ("by end of March", "..2024-03-31 (month)"),
        ("from April to June", "2023-04-01..2023-06-30 (month)"),
        ("Dec – Feb", "2023-12-01..2024-02-29 (month)"),
        ("throughout July and August", "2023-07-01..2023-08-31 (month)"),
        ("Starting September", "2023-09-01.. (month)"),
        ("Q2", "2023-07-01..2023-09-30 (quarter)"),
        ("Autumn term", "2023-09-01..2023-12-31 (season)"),
        ("Summer", "2023-06-01..2023-08-31 (season)"),
    ],
)  # fmt: skip
def test_what_names_no_year_falls_in_the_plan(text, reading):
    assert read(text, ONE_YEAR) == reading
    assert doubts(text, ONE_YEAR) == []


def test_what_names_no_year_is_doubted_when_it_falls_more_than_once_in_the_plan():
    assert read("by 31 October", COUNCIL) == "..2023-10-31 (exact)"
    assert "more than once" in doubts("by 31 October", COUNCIL)[0]


def test_what_names_no_year_is_doubted_when_the_plan_has_no_end():
    assert read("by 31 October", NO_END) == "..2020-10-31 (exact)"
    assert "states no end" in doubts("by 31 October", NO_END)[0]


@pytest.mark.parametrize("text", ["by 31 October", "October", "from October to November"])
def test_what_never_falls_in_the_plan_is_not_read(text):
    summer = type(ONE_YEAR)(ONE_YEAR.starts_on, ONE_YEAR.starts_on.replace(month=8), 4)
    assert read(text, summer) == "(none)"
    assert "does not fall within the plan" in doubts(text, summer)[0]


def test_next_september_is_the_first_after_the_plan_begins_and_doubted():
    assert read("In time for next September.") == "..2023-08-31 (month)"
    assert len(doubts("Next September")) == 1


@pytest.mark.parametrize(
    "text", ["31 February 2024", "31/02/2024", "99/99/9999", "9999", "0/0/0", "2023-13-45", "13/2024", "00/00/2024"]
)
def test_no_date_is_made_of_what_is_none(text):
    assert read(text) == "(none)"
    assert len(doubts(text)) == 1


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("dates may change", "(none)"),
        ("Staff may attend in June 2024", "..2024-06-30 (month)"),
        ("by May", "..2023-05-31 (month)"),
        ("May 2024", "..2024-05-31 (month)"),
        ("March 15", "..2024-03-15 (exact)"),
    ],
)
def test_what_looks_alike_is_told_apart(text, reading):
    assert read(text) == reading


def test_a_number_behind_a_month_is_a_year_only_near_the_plan():
    assert read("By end of February 25") == "..2025-02-28 (month)"
    assert read("February 15", ONE_YEAR) == "..2024-02-15 (exact)"


@pytest.mark.parametrize("text", ["Septmeber 2024", "Setpember 2024", "Septemer 2024"])
def test_a_misspelt_month_is_read_and_doubted(text):
    assert read(text) == "..2024-09-30 (month)"
    assert doubts(text) == ["A word is misspelt; it was read as the word of time that it resembles."]


def test_christmas_and_easter_are_months_near_enough():
    assert read("by Christmas 2024", CALENDAR) == "..2024-12-31 (month)"
    assert read("by Easter 2024", CALENDAR) == "..2024-04-30 (season)"
    assert doubts("by Easter 2024", CALENDAR) != []


def test_month_and_short_year_in_figures_are_guessed_and_doubted():
    assert read("02/24") == "..2024-02-29 (month)"
    assert doubts("02/24") == ["Two figures were taken as month and year."]


@pytest.mark.parametrize("text", ["02/03", "02/99", "24/02/1", "2.14.1"])
def test_two_figures_that_name_no_year_of_the_plan_are_not_read(text):
    assert read(text) == "(none)"


def test_the_numbers_of_a_list_are_no_days():
    assert read("1. March 2024 2. June 2024") == "..2024-06-30 (month)"
    assert doubts("1. March 2024 2. June 2024") == ["More than one date is named; the latest was taken as due."]
