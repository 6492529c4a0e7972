"""How often, and what goes on without an end."""

import pytest

from tests.readers.timescales.told import codes, doubts, read

RHYTHMS = {
    "monthly": ["Monthly", "every month", "each month", "once a month", "Monthly meetings", "per month"],
    "bimonthly": ["every two months", "every other month", "every 2 months", "alternate months"],
    "quarterly": [
        "Quarterly", "every quarter", "each quarter", "every 3 months", "every three months", "four times a year",
        "4 times per year", "3 monthly", "quarterly updates",
    ],
    "termly": ["Termly", "every term", "each term", "once a term", "Termly meetings", "on a termly basis"],
    "six_monthly": [
        "every six months", "six-monthly", "6 monthly", "6-monthly", "twice a year", "twice yearly", "half-yearly",
        "two times a year", "every 6 mths", "semi-annually", "x2 per year",
    ],
    "annual": [
        "Annually", "Annual", "annual report", "yearly", "every year", "each year", "per annum", "p.a.", "once a year",
        "every 12 months", "each financial year", "every academic year", "on an annual basis",
    ],
    "two_yearly": ["every two years", "every 2 yrs", "two-yearly", "every other year", "every 2nd year", "biennial",
        "at intervals of two years",
    ],
    "three_yearly": ["every three years", "3 yearly", "every third year", "triennial"],
    "four_yearly": [
        "at intervals not greater than four years", "every four years", "on 4 yearly basis", "Reviewed every 4 years",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in RHYTHMS.items() for text in texts])
def test_a_rhythm_alone_has_no_date_and_no_doubt(code, text):
    assert read(text) == f"{code} (none)"
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Biannually", "six_monthly (none)"),
        ("bi-annual", "six_monthly (none)"),
        ("Bimonthly", "bimonthly (none)"),
        ("Bi-monthly", "bimonthly (none)"),
    ],
)
def test_what_means_twice_or_every_two_is_doubted(text, reading):
    assert read(text) == reading
    assert "may mean twice" in doubts(text)[0]


@pytest.mark.parametrize(
    "text",
    ["Weekly", "Daily", "Fortnightly", "every week", "Half-termly", "every 5 years", "every 2-3 years", "twice a term"],
)
def test_a_rhythm_that_cannot_be_held_stays_words(text):
    assert read(text) == "(none)"
    assert codes(text) == ["timescale-doubtful"]


def test_what_is_ongoing_stays_so_beside_a_rhythm_that_cannot_be_held():
    assert read("Ongoing, weekly") == "ongoing (none)"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("each October", "annual (month)"),
        ("every August", "annual (month)"),
        ("March (annually)", "annual (month)"),
        ("Annually in Sept", "annual (month)"),
        ("Dec each year", "annual (month)"),
        ("By end of March annually", "annual (month)"),
        ("Annually by 31 March", "annual (exact)"),
        ("31 August (annually)", "annual (exact)"),
        ("every 31 March", "annual (exact)"),
        ("each 1st April", "annual (exact)"),
        ("each summer", "annual (season)"),
        ("every spring term", "annual (season)"),
        ("Annual review in March", "annual (month)"),
        ("Feb, May, Aug and Nov each year", "quarterly (month)"),
        ("1 April and 1 October each year", "six_monthly (exact)"),
        ("6-monthly (April and October)", "six_monthly (month)"),
    ],
)  # fmt: skip
def test_when_in_each_year_it_recurs_is_no_deadline(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("March 2024 and annually thereafter", "..2024-03-31 annual (month)"),
        ("Start October 2023 with quarterly updates", "2023-10-01.. quarterly (month)"),
        ("Quarterly from April 2023", "2023-04-01.. quarterly ongoing (month)"),
        ("2023-2027 Quarterly", "2023-04-01..2027-03-31 quarterly (year)"),
        ("Ongoing quarterly", "quarterly ongoing (none)"),
        ("Underway, reported annually.", "annual ongoing (none)"),
        ("Ongoing – termly basis", "termly ongoing (none)"),
        ("Monthly until March 2024", "..2024-03-31 monthly (month)"),
        ("year on year", "annual ongoing (none)"),
        ("To be undertaken as part of an annual review process", "annual (none)"),
    ],
)
def test_a_rhythm_stands_beside_dates(text, reading):
    assert read(text) == reading
    assert doubts(text) == []


def test_of_two_rhythms_the_first_is_taken_and_doubted():
    assert read("Monthly monitoring, annual report") == "monthly (none)"
    assert codes("Monthly monitoring, annual report") == ["timescale-doubtful"]


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "on-going",
        "Underway",
        "under way",
        "Continuous",
        "Rolling programme",
        "As and when necessary",
        "when the need arises",
        "as issues arise",
        "as required",
        "Keep under review",
        "BAU",
        "business as usual",
        "In progress",
        "Underway and ongoing",
        "Immediately and with constant monitoring",
        "Started",
        "Ongoing. Work to build profiles currently underway",
    ],
)  # fmt: skip
def test_words_say_that_work_goes_on(text):
    assert read(text) == "ongoing (none)"
    assert doubts(text) == []


@pytest.mark.parametrize("text", ["Regularly", "Throughout", "Throughout the year", "In place", "Current"])
def test_words_that_may_say_that_work_goes_on_are_doubted(text):
    assert read(text) == "ongoing (none)"
    assert codes(text) == ["timescale-doubtful"]


@pytest.mark.parametrize("text", ["Not started", "not yet started", "To be confirmed", "Completed", "Short term"])
def test_words_that_say_otherwise_do_not(text):
    assert read(text) == "(none)"
