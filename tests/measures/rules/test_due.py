"""When a reading is due, and what is not read for a year."""

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.kinds import Frequency
from measures.taking.due import due_in_words, is_unread_for_a_year, months_after


@pytest.mark.parametrize(
    ("frequency", "read_on", "last_day"),
    [("monthly", date(2026, 1, 15), date(2026, 2, 15)), ("monthly", date(2026, 1, 30), date(2026, 2, 28)),
     ("monthly", date(2026, 2, 28), date(2026, 3, 31)), ("quarterly", date(2026, 6, 30), date(2026, 9, 30)),
     ("six_monthly", date(2025, 8, 31), date(2026, 2, 28)), ("annual", date(2024, 2, 29), date(2025, 2, 28)),
     ("annual", date(2027, 2, 28), date(2028, 2, 29)), ("quarterly", date(2026, 11, 1), date(2027, 2, 1))],
)  # fmt: skip
def test_a_reading_is_due_from_the_day_after_its_time_is_over(frequency, read_on, last_day):
    assert due_in_words(frequency, read_on, last_day) == ""
    assert due_in_words(frequency, read_on, last_day + timedelta(days=1)).startswith("A reading is due every")


@pytest.mark.parametrize(
    ("frequency", "every"),
    [("monthly", "every month"), ("quarterly", "every quarter"), ("six_monthly", "every six months"),
     ("annual", "every year")],
)  # fmt: skip
def test_a_reminder_says_how_often_and_how_long_ago(frequency, every):
    said = due_in_words(frequency, date(2025, 1, 1), date(2026, 6, 1))
    assert said == f"A reading is due {every}: the last was 516 days ago."
    assert due_in_words(frequency, None, date(2026, 6, 1)) == f"A reading is due {every}: there is none yet."


def test_what_is_not_read_regularly_is_never_due():
    assert due_in_words(Frequency.NOT_STATED, None, date(2026, 6, 1)) == ""
    assert due_in_words(Frequency.NOT_STATED, date(1999, 1, 1), date(2026, 6, 1)) == ""


@pytest.mark.parametrize(
    ("newest_on", "is_unread"),
    [(None, True), (date(2025, 6, 14), True), (date(2025, 6, 15), False), (date(2026, 6, 15), False)],
)
def test_a_year_without_a_reading_is_counted_to_the_day(newest_on, is_unread):
    assert is_unread_for_a_year(newest_on, date(2026, 6, 15)) == is_unread


@settings(phases=[Phase.generate], max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-24, 24))
def test_months_go_by_without_skipping_one(day, months):
    after = months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day or (day + timedelta(days=1)).day == 1
