"""Headings of real plans get their roles: those that the rules were made with, and those met afterwards."""

import pytest

from actions.readers.tables.columns import ROLE_LABELS, Role
from actions.readers.tables.headings import Kind, plain, read_heading
from tests.readers.tables.heading_rows import guessed, heading_rows

ROWS = [*heading_rows("headers_expected.tsv"), *heading_rows("headers_unseen.tsv")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.source[:50])
def test_each_column_of_a_real_plan_gets_its_role(row):
    assert dict(zip(row.headings, guessed(row), strict=False)) == dict(zip(row.headings, row.roles, strict=True))


def test_every_role_has_a_label():
    assert set(ROLE_LABELS) == set(Role)


def test_capitals_brackets_plurals_and_marks_do_not_matter():
    assert plain(" PERSON(S)  RESPONSIBLE (include job title): ") == "persons responsible"
    assert plain("Lead/s") == "leads"
    assert plain("(blank)") == "(blank)".strip(" .:;?*-–—|\t")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("How will we know it has worked?", Kind.MEASURE),
        ("Who is going to do it", Kind.LEAD),
        ("Evidence of need", Kind.MEASURE),
        ("Timeframe: Start", Kind.START),
        ("Person responsible: Oversight", Kind.SUPPORT),
        ("Person responsible: Implementation", Kind.LEAD),
        ("Review dates?", Kind.WHEN),
        ("Review April 2017", Kind.PROGRESS),
        ("Areas for action", Kind.OBJECTIVE),
        ("What does good look like?", Kind.GOOD),
        ("Action plan signed off by", Kind.LEFT_OUT),
    ],
)
def test_a_heading_is_about_what_its_words_name(heading, kind):
    assert read_heading(heading).kind is kind


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "We will review the action plan with the lead officer every year.",
        "• Action",
        "Review how managers record the reasons that people give when they leave, and tell the board of it each year",
        "Blue",
    ],
)
def test_sentences_and_other_words_are_no_headings(words):
    assert read_heading(words) is None


def test_a_long_heading_is_not_sure():
    long = "Progress against the objectives that were set for the year before"
    assert read_heading(long) == (Kind.PROGRESS, False)
