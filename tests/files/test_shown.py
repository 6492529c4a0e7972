"""Whatever a cell holds and whatever its format, it is shown in words."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plans.files.shown import GENERAL, in_full, parts_of_date, shown, shows_date, shows_duration

FORMATS = [
    GENERAL, "@", "", "0", "0.00", "#,##0", "0%", "d/m/yy", "mmm-yy", "[h]:mm", '"£"#,##0;[Red]-"£"#,##0', "# ??/??",
    "0.0E+0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', ";;;", "\\", '"', "[", "0.0.0", "#" * 99,
]  # fmt: skip


def test_nothing_is_shown_as_nothing_and_text_as_it_is():
    assert shown(None) == ""
    assert shown("  two\r\nlines\r") == "two\nlines"
    assert shown("1.10", "0") == "1.10"


@pytest.mark.parametrize(("value", "words"), [(True, "Yes"), (False, "No")])
def test_yes_and_no_are_words_even_where_a_format_is_for_numbers(value, words):
    assert shown(value, "0.00") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "1"), (-1.5, "-1.5"), (10**14, "100000000000000"), (1.1 + 2.2, "3.3"), (0.00001, "1e-05"), (1e300, "1e+300")],
)
def test_a_number_without_a_format_is_shown_to_fifteen_digits(value, words):
    assert shown(value) == words


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (0.62375, "0%", "62.375%"), (0.619047619047619, "0.0%", "61.9047619047619%"), (1200, "#,##0", "1200"),
        (1.5, '"£"#,##0', "1.5"), (0.00001, GENERAL, "0.00001"), (1e18, GENERAL, "1" + "0" * 18), (-3, "0", "-3"),
    ],
)  # fmt: skip
def test_in_full_a_number_keeps_its_digits_whatever_its_format(value, number_format, words):
    assert in_full(value, number_format) == words


@pytest.mark.parametrize("value", [None, True, "1.10", date(2027, 3, 31), time(12), timedelta(hours=1)])
def test_in_full_all_but_numbers_is_as_shown(value):
    assert in_full(value, "0%") == shown(value, "0%")


@pytest.mark.parametrize("number_format", ["0.000", "0.###", "#,##0.0##"])
def test_a_number_too_large_for_its_format_is_shown_without_it(number_format):
    assert shown(2e15, number_format) == shown(2e15)


@pytest.mark.parametrize(
    ("number_format", "is_date", "is_duration"),
    [
        ("dd/mm/yyyy", True, False), ("[h]:mm", True, True), ("0.00", False, False), (GENERAL, False, False),
        ('0" days"', False, False), ("[Red]0", False, False), ("mmm", True, False), ("@", False, False),
    ],
)  # fmt: skip
def test_a_format_says_whether_it_is_for_dates(number_format, is_date, is_duration):
    assert shows_date(number_format) is is_date
    assert shows_duration(number_format) is is_duration


@pytest.mark.parametrize(
    ("number_format", "parts"),
    [
        ("dd/mm/yyyy", "dmy"),
        ("[$-en-US]mmmm yyyy", "my"),
        ('"Due by the end of "mmm', "m"),
        ("d\\s\\t mmm", "dm"),
        ("h:mm", "mh"),
    ],
)
def test_words_in_a_format_are_no_parts_of_its_date(number_format, parts):
    assert parts_of_date(number_format) == parts


def test_a_date_of_any_format_names_a_day_a_month_or_a_year():
    assert shown(date(1999, 1, 2), "General") == "2 January 1999"
    assert shown(date(999, 1, 2), "yyyy") == "999"


def test_midnight_is_no_time_of_day():
    assert shown(datetime(2027, 3, 31), "dd/mm/yyyy hh:mm") == "31 March 2027"
    assert shown(timedelta(minutes=-90)) == "-2:30"


values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.text(max_size=9),
)  # fmt: skip


@settings(max_examples=300, deadline=None, phases=[Phase.generate])
@given(values, st.sampled_from(FORMATS) | st.text('0#?.,%"[]\\;dmyhs E+-/_*@£$', max_size=12))
def test_anything_is_shown_in_words(value, number_format):
    assert isinstance(shown(value, number_format), str)
    assert shown(time(1, 2), number_format) == "01:02"
