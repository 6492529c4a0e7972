"""What a date is for: the start, the day due, a review, or nothing."""

import pytest

from tests.readers.timescales.told import codes, doubts, read


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Start October 2023", "2023-10-01.. (month)"),
        ("Starting October 2023", "2023-10-01.. (month)"),
        ("Commencing in October 2023", "2023-10-01.. (month)"),
        ("To commence October 2023", "2023-10-01.. (month)"),
        ("Beginning October 2023", "2023-10-01.. (month)"),
        ("October 2023 start", "2023-10-01.. (month)"),
        ("Start date: October 2023", "2023-10-01.. (month)"),
        ("From October 2023", "2023-10-01.. ongoing (month)"),
        ("with effect from 1 October 2023", "2023-10-01.. ongoing (exact)"),
        ("October 2023 onwards", "2023-10-01.. ongoing (month)"),
        ("October 2023 – ongoing", "2023-10-01.. ongoing (month)"),
        ("October 2023 to present", "2023-10-01.. ongoing (month)"),
        ("Ongoing from October 2023", "2023-10-01.. ongoing (month)"),
        ("Starting October 2023 and ongoing", "2023-10-01.. ongoing (month)"),
        ("Started October 2023", "2023-10-01.. ongoing (month)"),
        ("Commenced in 2023", "2023-01-01.. ongoing (year)"),
        ("From 2024/25", "2024-04-01.. ongoing (year)"),
        ("From Q2 2024/25", "2024-07-01.. ongoing (quarter)"),
    ],
)  # fmt: skip
def test_a_start_is_the_first_day_and_from_goes_on(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Start April 2024, complete by March 2025", "2024-04-01..2025-03-31 (month)"),
        ("From April 2024, complete by March 2025", "2024-04-01..2025-03-31 (month)"),
        ("Start date: April 2024 End date: March 2025", "2024-04-01..2025-03-31 (month)"),
        ("Start: 01/04/2024 End: 31/03/2025", "2024-04-01..2025-03-31 (exact)"),
        ("Ongoing until March 2025", "..2025-03-31 ongoing (month)"),
        ("Ongoing to March 2025", "..2025-03-31 ongoing (month)"),
        ("Ongoing – to be completed by March 2025", "..2025-03-31 ongoing (month)"),
        ("Work currently underway, decision expected December 2023", "..2023-12-31 ongoing (month)"),
        ("Ongoing April 2023 – March 2027", "2023-04-01..2027-03-31 ongoing (month)"),
        ("2023-2027 Ongoing as required.", "2023-04-01..2027-03-31 ongoing (year)"),
        ("Report to CLT May/June 2023", "2023-05-01..2023-06-30 (month)"),
        ("For the next year (2023-24)", "2023-04-01..2024-03-31 (year)"),
    ],
)
def test_a_start_and_an_end_stand_together(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Review in June 2024", "review 2024-06-30 (month)"),
        ("Review: June 2024", "review 2024-06-30 (month)"),
        ("Review date 1 June 2024", "review 2024-06-01 (exact)"),
        ("Next review due June 2024", "review 2024-06-30 (month)"),
        ("June 2024 review", "review 2024-06-30 (month)"),
        ("due for a full review in 2026", "review 2026-12-31 (year)"),
        ("Ongoing – review March 2024", "ongoing review 2024-03-31 (month)"),
        ("Ongoing (review March 2024)", "ongoing review 2024-03-31 (month)"),
        ("Start December 2023 and review April 2024", "2023-12-01.. review 2024-04-30 (month)"),
        ("April 2024 Reviewed October 2024", "..2024-04-30 review 2024-10-31 (month)"),
        ("March 2024, review March 2025", "..2024-03-31 review 2025-03-31 (month)"),
        (
            "To be reviewed in March and September 2024",
            "review 2024-03-31 review 2024-09-30 (month)",
        ),
        (
            "Review: October 2023 Review: December 2023 Review: Feb 2024",
            "review 2023-10-31 review 2023-12-31 review 2024-02-29 (month)",
        ),
        ("Ongoing, reviewed annually in March", "annual ongoing (month)"),
    ],
)  # fmt: skip
def test_a_review_is_not_a_deadline(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


def test_to_review_something_by_a_date_is_the_work_and_doubted():
    assert read("Review policy by June 2024") == read("Review of policies, June 2024") == "..2024-06-30 (month)"


def test_a_review_before_the_start_is_left_and_doubted():
    assert read("Start December 2024, review April 2024") == "2024-12-01.. (month)"
    assert "before the start" in doubts("Start December 2024, review April 2024")[0]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("before April 2024", "..2024-03-31 (month)"),
        ("After May 2024", "2024-06-01.. (month)"),
        ("March 2024 and March 2025", "..2025-03-31 (month)"),
        ("Phase 1: March 2024 Phase 2: March 2025", "..2025-03-31 (month)"),
        ("01/04/2024 31/03/2025", "2024-04-01..2025-03-31 (exact)"),
        ("2023 2027", "2023-04-01..2027-03-31 (year)"),
        ("April 2023 / March 2026", "2023-04-01..2026-03-31 (month)"),
        ("April 2024 and ongoing", "2024-04-01.. ongoing (month)"),
        ("April 2024 ongoing", "..2024-04-30 ongoing (month)"),
        ("March 2024 (full roll out June 2024)", "..2024-03-31 (month)"),
        ("The deadline for the figures of 2023 is 31 March 2024.", "..2024-03-31 (exact)"),
        ("March 2024, subject to funding", "..2024-03-31 (month)"),
        ("March 2024 or when budget allows", "..2024-03-31 (month)"),
        ("Start May 2024 (shadow Group from Jan 2024)", "2024-05-01.. (month)"),
        ("Starting November 2023, additional activities from January 2023.", "2023-11-01.. (month)"),
        ("Sept 2023 – July 2023", "2023-09-01..2024-07-31 (month)"),
        ("March 2025 to June 2023", "..2025-03-31 (month)"),
        ("Start June 2025, complete by March 2024", "2025-06-01.. (month)"),
        ("March 2025 (TBC)", "..2025-03-31 (month)"),
        ("June 2023 (complete)", "..2023-06-30 (month)"),
        ("Completed June 2023", "..2023-06-30 (month)"),
        ("Pride 2024", "..2024-12-31 (year)"),
        ("100 staff by March 2025", "..2025-03-31 (month)"),
        ("March 2024 as in action 2.1", "..2024-03-31 (month)"),
    ],
)
def test_what_was_chosen_or_left_is_doubted(text, reading):
    assert read(text) == reading
    assert set(codes(text)) == {"timescale-doubtful"}


@pytest.mark.parametrize(
    "text",
    [
        "TBC",
        "To be agreed.",
        "By xx",
        "Immediately",
        "ASAP",
        "Completed",
        "Immediately after the plan is agreed",
        "Subject to funding",
        "County to be informed and timescale to be advised",
        "See above",
        "Medium term",
        "次の春",
    ],
)  # fmt: skip
def test_what_gives_no_date_stays_words(text):
    assert read(text) == "(none)"
    assert codes(text) == ["timescale-not-read"]
    assert text in doubts(text)[0]


@pytest.mark.parametrize("text", ["", " ", "-", "–", "N/A", "n/a", "...", "\n", "None"])
def test_where_nothing_is_printed_there_is_no_doubt(text):
    assert read(text) == "(none)"
    assert codes(text) == []


@pytest.mark.parametrize("text", ["March 2034", "March 2013", "2023-2040", "Review March 2044"])
def test_a_date_far_outside_the_plan_is_warned_of(text):
    assert "timescale-outside-plan" in codes(text)


def test_a_date_a_little_outside_the_plan_is_not():
    assert codes("March 2023") == codes("March 2029") == []
