"""Quarters, years, seasons, terms and lengths of time."""

import pytest

from tests.readers.timescales.told import CALENDAR, COUNCIL, NO_END, SCHOOL, UNIVERSITY, codes, doubts, read


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Q1 2023/24", "2023-04-01..2023-06-30 (quarter)"),
        ("Q2 2023-24", "2023-07-01..2023-09-30 (quarter)"),
        ("Q3 2023/24", "2023-10-01..2023-12-31 (quarter)"),
        ("Q4 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("q4, 23/24", "2024-01-01..2024-03-31 (quarter)"),
        ("2023/24 Q4", "2024-01-01..2024-03-31 (quarter)"),
        ("FY23/24 Q4", "2024-01-01..2024-03-31 (quarter)"),
        ("Quarter 4 of 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("Quarter four 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("Qtr 4 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("4th quarter 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("final quarter of 2023/24", "2024-01-01..2024-03-31 (quarter)"),
        ("Q3 and Q4 2023/24", "2023-10-01..2024-03-31 (quarter)"),
        ("Q3 & 4 2023/24", "2023-10-01..2024-03-31 (quarter)"),
        ("Q3/4 2023/24", "2023-10-01..2024-03-31 (quarter)"),
        ("Q1-Q4 2023/24", "2023-04-01..2024-03-31 (quarter)"),
        ("Q3 2023/24 – Q1 2024/25", "2023-10-01..2024-06-30 (quarter)"),
        ("Q3/4 Oct 2024 - Mar 2025", "2024-10-01..2025-03-31 (quarter)"),
        ("Quarter 4 (January to March 2025)", "2025-01-01..2025-03-31 (quarter)"),
        ("by end of Q2 2024/25", "..2024-09-30 (quarter)"),
        ("H2 2024/25", "2024-10-01..2025-03-31 (quarter)"),
        ("H1 2024", "2024-01-01..2024-06-30 (quarter)"),
        ("first half of 2024/25", "2024-04-01..2024-09-30 (quarter)"),
        ("Year 1 Q2", "2023-07-01..2023-09-30 (quarter)"),
        ("Q2 of Year 1", "2023-07-01..2023-09-30 (quarter)"),
    ],
)  # fmt: skip
def test_a_quarter_is_one_of_the_financial_year(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


def test_a_quarter_of_a_lone_year_is_doubted():
    assert read("Q4 2024") == "2024-01-01..2024-03-31 (quarter)"
    assert read("Q4 2024", UNIVERSITY) == "2024-10-01..2024-12-31 (quarter)"
    assert codes("Q4 2024") == codes("Q4 2024", UNIVERSITY) == ["timescale-doubtful"]


@pytest.mark.parametrize(
    "text", ["2023/24", "2023-24", "2023/2024", "FY23/24", "23/24", "2023/4", "Financial year 2023-24"]
)
def test_a_year_of_a_council_runs_from_april_to_march(text):
    assert read(text) == "2023-04-01..2024-03-31 (year)"
    assert doubts(text) == []


@pytest.mark.parametrize("text", ["by 2023/24", "by end of 2023/24", "end of financial year 2023/24", "until 2023-24"])
def test_a_year_as_a_time_limit_has_no_start(text):
    assert read(text) == "..2024-03-31 (year)"


@pytest.mark.parametrize(
    "text", ["2025", "By 2025", "in 2025", "by end of 2025", "by the end 2025", "calendar year 2025"]
)
def test_a_lone_year_is_a_time_limit(text):
    assert read(text) == "..2025-12-31 (year)"
    assert doubts(text) == []


def test_a_year_of_work_is_a_window():
    assert read("During 2025") == read("throughout 2025") == "2025-01-01..2025-12-31 (year)"


def test_the_year_of_a_school_begins_in_september_and_of_a_university_in_august():
    assert read("2023/24", SCHOOL) == "2023-09-01..2024-08-31 (year)"
    assert read("2023/24", UNIVERSITY) == "2023-08-01..2024-07-31 (year)"


@pytest.mark.parametrize("text", ["2023/24 academic year", "Academic Year 2023-24", "AY 23/24", "school year 2023/24"])
def test_an_academic_year_is_one_whatever_the_body(text):
    assert read(text, COUNCIL) == read(text, SCHOOL) == "2023-09-01..2024-08-31 (year)"
    assert read(text, UNIVERSITY) == "2023-08-01..2024-07-31 (year)"


@pytest.mark.parametrize("text", ["2023-2027", "2023 - 2027", "2023 to 2027", "2023-27", "2023–2027"])
def test_years_from_to_follow_the_period_of_the_plan(text):
    assert read(text, COUNCIL) == "2023-04-01..2027-03-31 (year)"
    assert read(text, SCHOOL) == "2023-09-01..2027-08-31 (year)"
    assert read(text, CALENDAR) == "2023-01-01..2027-12-31 (year)"
    assert doubts(text, COUNCIL) == []


def test_years_are_doubted_when_the_plan_does_not_show_of_which_sort_they_are():
    assert read("2020 to 2023", NO_END) == "2020-01-01..2023-12-31 (year)"
    assert codes("2020 to 2023", NO_END) == ["timescale-doubtful"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Year 1", "2023-04-01..2024-03-31 (year)"),
        ("Year 2", "2024-04-01..2025-03-31 (year)"),
        ("Year2", "2024-04-01..2025-03-31 (year)"),
        ("Year two", "2024-04-01..2025-03-31 (year)"),
        ("Y2", "2024-04-01..2025-03-31 (year)"),
        ("Year 1-4", "2023-04-01..2027-03-31 (year)"),
        ("Years 2 and 3", "2024-04-01..2026-03-31 (year)"),
        ("Year 1 (2023/24)", "2023-04-01..2024-03-31 (year)"),
        ("by end of Year 1", "..2024-03-31 (year)"),
        ("Month 6", "2023-09-01..2023-09-30 (month)"),
        ("Months 1-3", "2023-04-01..2023-06-30 (month)"),
        ("Life of the plan", "2023-04-01..2027-03-31 (year)"),
        ("throughout the action plan", "2023-04-01..2027-03-31 (year)"),
        ("by the end of the plan", "..2027-03-31 (year)"),
        ("12 months", "2023-04-01..2024-03-31 (month)"),
        ("2 years", "2023-04-01..2025-03-31 (year)"),
        ("9-12 months", "2023-04-01..2024-03-31 (month)"),
        ("twelve to eighteen months", "2023-04-01..2024-09-30 (month)"),
        ("over the next 3 years", "2023-04-01..2026-03-31 (year)"),
        ("Medium term (1-2 years)", "2023-04-01..2025-03-31 (year)"),
        ("Within 6 months", "..2023-09-30 (month)"),
        ("Within the first six months of the plan", "2023-04-01..2023-09-30 (month)"),
        ("12m", "2023-04-01..2024-03-31 (month)"),
        ("18 mths", "2023-04-01..2024-09-30 (month)"),
        ("within the second year", "2024-04-01..2025-03-31 (year)"),
        ("1st year", "2023-04-01..2024-03-31 (year)"),
        ("within 2 weeks", "..2023-04-14 (month)"),
    ],
)  # fmt: skip
def test_what_counts_from_the_plan_counts_from_its_first_day(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("24 months from April 2024", "2024-04-01..2026-03-31 (month)"),
        ("Starting November 2023, anticipated 9-12 month roll out.", "2023-11-01..2024-10-31 (month)"),
        ("four-year plan commencing from April 2023", "2023-04-01..2027-03-31 (month)"),
        ("within 3 months of April 2024", "..2024-07-31 (month)"),
        ("within 6 months of 1 April 2024", "..2024-10-01 (exact)"),
        ("April 2023 to March 2024 (12 months)", "2023-04-01..2024-03-31 (month)"),
    ],
)
def test_a_length_counts_from_the_date_it_names(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "within three months of approval of the scheme",
        "6 months after launch",
        "within 6 months of plan approval",
        "12 weeks from appointment",
    ],
)
def test_a_length_from_an_event_has_no_date(text):
    assert read(text) == "(none)"
    assert codes(text) == ["timescale-not-read"]


def test_a_length_of_what_goes_on_already_has_no_start_and_is_doubted():
    assert read("Programme has commenced, 12-18 months") == "..2024-09-30 ongoing (year)"
    assert codes("Programme has commenced, 12-18 months") == ["timescale-doubtful"]


def test_a_year_of_pupils_is_not_a_year_of_the_plan():
    assert read("Year 6", SCHOOL) == "(none)"
    assert "pupils" in doubts("Year 2", SCHOOL)[0]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Spring 2024", "2024-03-01..2024-05-31 (season)"),
        ("Summer 2024", "2024-06-01..2024-08-31 (season)"),
        ("Autumn 2024", "2024-09-01..2024-11-30 (season)"),
        ("Winter 2023/24", "2023-12-01..2024-02-29 (season)"),
        ("Spring/Summer 2024", "2024-03-01..2024-08-31 (season)"),
        ("by Summer 2024", "..2024-08-31 (season)"),
        ("Autumn Term 2024", "2024-09-01..2024-12-31 (season)"),
        ("Spring term 2024", "2024-01-01..2024-03-31 (season)"),
        ("Summer Term 2024", "2024-04-01..2024-07-31 (season)"),
        ("Spring Term 2023/24", "2024-01-01..2024-03-31 (season)"),
        ("Autumn/Spring terms 2023/24", "2023-09-01..2024-03-31 (season)"),
        ("end of Summer term 2024", "..2024-07-31 (season)"),
        ("Autumn 2 2024", "2024-11-01..2024-12-31 (season)"),
        ("Michaelmas term 2024", "2024-10-01..2024-12-31 (season)"),
        ("Spr term 2024", "2024-01-01..2024-03-31 (season)"),
        ("Aut 1 2024", "2024-09-01..2024-10-31 (season)"),
        ("HT 2024", "2024-01-01..2024-03-31 (season)"),
    ],
)  # fmt: skip
def test_seasons_and_terms_have_their_months(text, reading):
    assert read(text, SCHOOL) == reading
    assert doubts(text, SCHOOL) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("early 2025", "2025-01-01..2025-03-31 (season)"),
        ("mid-2024", "2024-05-01..2024-08-31 (season)"),
        ("late 2024", "2024-10-01..2024-12-31 (season)"),
        ("beginning of 2025", "..2025-01-31 (month)"),
        ("start of 2024/25", "..2024-04-30 (month)"),
        ("by the summer holidays 2024", "..2024-08-31 (season)"),
        ("start of Autumn term 2024", "..2024-09-30 (season)"),
        ("Winter 2024", "2024-12-01..2025-02-28 (season)"),
        ("Autumn half term 2024", "2024-09-01..2024-10-31 (season)"),
        ("Semester 2 2023/24", "2024-02-01..2024-06-30 (season)"),
        ("academic year 2024", "2024-09-01..2025-08-31 (year)"),
        ("in 12 months’ time", "..2024-03-31 (month)"),
    ],
)
def test_what_is_estimated_is_doubted(text, reading):
    assert read(text) == reading
    assert codes(text) == ["timescale-doubtful"]
