"""Timescales that public bodies print, each read by a person first."""

import pytest

from actions.readers.timescales.read import read_timescale
from tests.readers.timescales.told import PUBLISHED, UNSEEN, expected_of, period_of, rows_of, told


def wrong_in(path):
    """The rows that are read otherwise than the person read them, with the reading."""
    readings = [(row, read_timescale(row["text"], period_of(row))) for row in rows_of(path)]
    return [(row["text"], expected_of(row), reading) for row, reading in readings if told(reading) != expected_of(row)]


def shown(wrong):
    return [(text, expected, told(reading)) for text, expected, reading in wrong]


def test_all_but_two_of_the_collected_timescales_are_read_as_a_person_read_them():
    # The first was a review, and the second counted from another day, by the words around them.
    assert [text for text, _, _ in shown(wrong_in(PUBLISHED))] == ["in Spring/Summer 2008", "in 12 months’ time"]


def test_at_most_one_in_a_hundred_is_misread_without_a_warning():
    silent = [text for text, _, reading in wrong_in(PUBLISHED) if not reading.warnings]
    assert len(silent) <= len(rows_of(PUBLISHED)) / 100


def test_timescales_of_other_bodies_are_read_as_well():
    wrong = wrong_in(UNSEEN)
    assert len(wrong) <= len(rows_of(UNSEEN)) / 10, shown(wrong)


def test_timescales_of_other_bodies_are_not_misread_without_a_warning():
    assert [text for text, _, reading in wrong_in(UNSEEN) if not reading.warnings] == []


@pytest.mark.parametrize("path", [PUBLISHED, UNSEEN])
def test_a_third_at_most_is_read_with_a_warning(path):
    readings = [read_timescale(row["text"], period_of(row)) for row in rows_of(path)]
    assert sum(bool(reading.warnings) for reading in readings) <= 0.35 * len(readings)


@pytest.mark.parametrize("path", [PUBLISHED, UNSEEN])
def test_what_is_read_says_why_and_what_is_not_read_says_so(path):
    readings = [read_timescale(row["text"], period_of(row)) for row in rows_of(path)]
    silent = [reading.text for reading in readings if not reading.because and not reading.warnings]
    assert silent == []


@pytest.mark.parametrize("path", [PUBLISHED, UNSEEN])
def test_a_month_in_full_or_an_exact_day_alone_is_never_doubted(path):
    plain = [row for row in rows_of(path) if len(row["text"].split()) == 2 and row["certainty"] == "month"]
    doubted = [row["text"] for row in plain if read_timescale(row["text"], period_of(row)).warnings]
    assert len(plain) > 3
    assert [text for text in doubted if text[0].isupper() and text[-4:].isdigit() and "Completed" not in text] == []
