"""Whatever stands in a cell: never an error, never slow, never a date out of the air."""

import time
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from actions.models.timescale import Timescale
from actions.readers.period import PlanPeriod
from actions.readers.timescales.read import read_timescale
from tests.readers.timescales.told import COUNCIL, PUBLISHED, UNSEEN, codes, read, rows_of

PIECES = sorted({piece for path in (PUBLISHED, UNSEEN) for row in rows_of(path) for piece in row["text"].split()})
ODD = ["(", ")", "/", "-", ",", ".", "31", "2023", "99", "0", "9999", "\0", "😀", "\u202e", "٣", "½", "st", "bi", "Q"]
PERIODS = st.builds(
    PlanPeriod,
    st.dates(date(1, 1, 2), date(9999, 12, 1)),
    st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(1, 12),
)
PLANS = st.sampled_from([COUNCIL, PlanPeriod(date(2020, 10, 1)), PlanPeriod(date(2021, 9, 1), date(2024, 8, 31), 9)])
SHUFFLED = st.lists(st.sampled_from([*PIECES, *ODD]), max_size=30).map(" ".join)
QUICK = settings(phases=[Phase.generate], max_examples=80, deadline=None)


def holds_together(reading, period):
    """Whether a reading could be stored, and lies near its plan."""
    days = [day for day in (reading.starts_on, reading.due_on, *reading.reviews) if day]
    in_order = not (reading.starts_on and reading.due_on) or reading.starts_on <= reading.due_on
    reviews_after = not reading.starts_on or all(day >= reading.starts_on for day in reading.reviews)
    is_near = all(abs(day.year - period.starts_on.year) <= 100 for day in days)
    says_nothing = not days and reading.recurrence == "none"
    is_sure = says_nothing == (reading.certainty == "none") or reading.recurrence != "none"
    known = reading.recurrence in Timescale.Recurrence.values and reading.certainty in Timescale.Certainty.values
    return in_order and reviews_after and is_near and is_sure and known


@QUICK
@given(st.text(max_size=80), PERIODS)
def test_any_text_is_read_or_left(text, period):
    reading = read_timescale(text, period)
    assert reading.text == text
    assert holds_together(reading, period)


@QUICK
@given(SHUFFLED, PLANS)
def test_shuffled_pieces_of_real_timescales_are_read_or_left(text, period):
    assert holds_together(read_timescale(text, period), period)


@QUICK
@given(SHUFFLED, PERIODS)
def test_no_plan_is_too_early_or_too_late(text, period):
    assert holds_together(read_timescale(text, period), period)


@QUICK
@given(st.dates(date(2023, 4, 1), date(2027, 3, 31)))
def test_any_day_is_read_in_any_dress(day):
    dresses = ("%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d %b %y", "%d-%b-%Y", "%A %d %B %Y", "%B %d, %Y")
    assert {read_timescale(day.strftime(dress), COUNCIL).due_on for dress in dresses} == {day}


@QUICK
@given(st.dates(date(2023, 4, 1), date(2027, 3, 31)), st.dates(date(2023, 4, 1), date(2027, 3, 31)))
def test_a_range_of_months_begins_and_ends_with_them(one, other):
    first, last = sorted([one, other])
    reading = read_timescale(f"{first:%B %Y} to {last:%B %Y}", COUNCIL)
    assert (reading.starts_on, reading.due_on.month) == (first.replace(day=1), last.month)
    assert reading.due_on.year == last.year


@pytest.mark.parametrize(
    "piece",
    ["x", "1/", "every ", "2023-", "q1 and ", "(", "septembr ", "﷽", "may ", "1 and 2 and ", "a1", "- ", "\n", "the "],
)
def test_a_hundred_thousand_characters_take_no_time(piece):
    started = time.process_time()
    read_timescale(piece * (100_000 // len(piece)), COUNCIL)
    assert time.process_time() - started < 0.05


def test_only_the_beginning_of_a_long_text_is_read_and_it_says_so():
    assert read("March 2024 " + "words " * 100 + "June 2025") == "..2024-03-31 (month)"
    assert codes("March 2024 " + "words " * 100) == ["timescale-doubtful"]


@pytest.mark.parametrize(
    "text",
    [
        "March\0 2024",
        "Mar\u200bch 20\u200d24",
        "\u202eMarch 2024",
        "March 2024 😀",
        "**March 2024**",
        "<b>March 2024</b>",
    ],
)
def test_marks_around_a_date_do_not_hide_it(text):
    assert read(text) == "..2024-03-31 (month)"
