"""Headings between and above: how high they stand, and what is no heading at all."""

import pytest

from actions.readers.tables.goals import (
    Headings,
    Level,
    is_generic,
    is_note,
    looks_like_title,
    read_label,
    read_title,
)
from plans.files.grids import Line


@pytest.mark.parametrize(
    ("text", "level", "reference", "title"),
    [
        ("Section One: Inclusive Communities", Level.THEME, "", "Section One: Inclusive Communities"),
        ("Priority 2 - Our people", Level.THEME, "", "Priority 2 - Our people"),
        ("Goal: Work with communities", Level.GOAL, "", "Work with communities"),
        ("Objective 3: Fair pay", Level.OBJECTIVE, "", "Objective 3: Fair pay"),
        ("Desired outcome: All are heard", Level.OUTCOME, "", "All are heard"),
        ("1. Leadership", Level.UNKNOWN, "1.", "Leadership"),
        ("1.2 Trade unions", Level.UNKNOWN + 1, "1.2", "Trade unions"),
        ("Short term", Level.UNKNOWN, "", "Short term"),
        ("Priorities for 2022/23", Level.UNKNOWN, "", "Priorities for 2022/23"),
    ],
)
def test_a_title_says_how_high_it_stands(text, level, reference, title):
    goal = read_title(text)
    assert (goal.level, goal.reference, goal.title) == (level, reference, title)


def test_a_label_has_its_words_beside_it():
    assert read_label("Goal:", "Work together").title == "Work together"
    assert read_label("Desired Outcome", "All are heard").level == Level.OUTCOME
    assert read_label("Goal", "") is None
    assert read_label("Train the goalkeepers", "now") is None


@pytest.mark.parametrize(
    "text", ["Total", "Grand total: 12", "Note: see above", "Key: R = red", "* from 2023", "NB: x"]
)
def test_notes_and_totals_are_known(text):
    assert is_note(text)


@pytest.mark.parametrize("text", ["Key areas", "Noted by the board", "Total reward review", "Source more suppliers"])
def test_words_that_begin_like_a_note_are_none(text):
    assert not is_note(text)


def test_a_row_of_its_own_is_a_heading_when_it_looks_like_one():
    assert all(map(looks_like_title, ["Section Two", "Year 1", "OUR PEOPLE", "Recruitment:", "Medium term"]))
    assert not any(map(looks_like_title, ["Train all managers.", "• Ask", "Review\nit", "Ask staff what they need"]))


def test_headings_of_the_document_are_no_themes():
    assert is_generic("Equality Action Plan 2024")
    assert is_generic("Appendix 1")
    assert not is_generic("Section One: Planning together")


def over(*lines):
    headings = Headings(lines)
    headings.pass_by(lines)
    return [goal.title for goal in headings.over_table()]


def test_the_headings_over_a_table_are_its_themes_without_the_title_of_the_document():
    assert over(Line("Fair for all", 1), Line("Section One", 2), Line("Some words."), Line("Our staff", 3)) == [
        "Section One",
        "Our staff",
    ]
    assert over(Line("One", 2), Line("Other", 2)) == ["Other"]


def test_labelled_lines_count_and_other_text_does_not():
    lines = (
        Line("People", 2),
        Line("Objectives matter to us."),
        Line("Goal: Fair pay"),
        Line("Desired outcome: Equal"),
    )
    assert over(*lines) == ["People", "Fair pay", "Equal"]
    assert over(*lines, Line("Places", 2)) == ["Places"]
