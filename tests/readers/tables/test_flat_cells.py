"""A cell that lost its line feeds: sub-headings at the end of the bullet before are set apart, with a question."""

import pytest

from actions.readers.tables.cells import split_actions, split_subheading
from actions.readers.warnings import WarningCode
from plans.files.grids import Grid
from tests.readers.tables.test_rows import HEAD, read

CELL = (
    "Recruitment • Interview panels give feedback after the interview Missing Ethnicity • Ensure that records are "
    "full for the workforce Exit interviews • Ask each leaver why they go with the agreed Form"
)


def texts(cell):
    return [(action.subheading, action.text) for action in split_actions(cell).actions]


def test_capitals_at_the_end_of_a_bullet_are_the_next_subheading():
    assert texts(CELL) == [
        ("Recruitment", "Interview panels give feedback after the interview"),
        ("Missing Ethnicity", "Ensure that records are full for the workforce"),
        ("Exit interviews", "Ask each leaver why they go with the agreed Form"),
    ]


def test_the_split_is_asked_about():
    assert split_actions(CELL).doubt == (
        "Are “Missing Ethnicity” and “Exit interviews” sub-headings? They stand on one line with the action before."
    )
    one = split_actions("Staff • Tell them in the media Review of training • Train them")
    assert one.doubt == "Is “Review of training” a sub-heading? It stands on one line with the action before."
    assert split_actions("Staff • Tell them • Train them").doubt == ""


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("celebrate events in the media Review of training", "Review of training"),
        ("refreshed with the agreed frequency Response to incidents of racism", "Response to incidents of racism"),
        ("the interview Missing Ethnicity", "Missing Ethnicity"),
    ],
)
def test_few_words_after_a_capital_are_a_subheading(text, over):
    assert split_subheading(text) == (text.removesuffix(f" {over}"), over)


@pytest.mark.parametrize(
    "text",
    [
        "an overarching zero-tolerance policy Guidance on our response to incidents to be finalised",
        "run from the new Corporate Equalities Steering Group",
        "share it with the Cabinet",
        "resources for staff B.A.M.E. networks",
        "talk to staff HR managers",
        "report on Bexley to people Bexley knows",
        "ask each leaver, Managers too",
        "tell people Exit interviews matter.",
        "train everybody who does it",
        "Train",
        "",
    ],
)
def test_other_capitals_leave_a_bullet_whole(text):
    assert split_subheading(text) == (text, "")


@pytest.mark.parametrize(
    "cell",
    [
        "• Tell them in the media Review of training • Train them",
        "We will: • Tell them in the media Review of training • Train them",
        "Staff\n• Tell them in the media Review of training\n• Train them",
        "Staff • Tell them • Train them in the media Review of training",
    ],
)
def test_only_bullets_under_a_subheading_on_the_same_line_are_split_and_not_the_last(cell):
    assert any(text.endswith("in the media Review of training") for _, text in texts(cell))


def test_the_officer_is_asked_at_the_row():
    rows = read(Grid("Table 1", (HEAD, ("1", "Ours", CELL, "HR", "May")))).rows
    assert [row.subheading for row in rows] == ["Recruitment", "Missing Ethnicity", "Exit interviews"]
    assert [code for code, _ in rows[0].warnings] == [WarningCode.CELL_SPLIT]
