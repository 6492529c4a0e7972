"""Vertical cards: a label with its words beside it, below it, or after a colon."""

from actions.readers.tables.cards import laid_out_in_cards
from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from plans.files.grids import Grid

CARD = (
    ("No", "1"),
    ("Objective", "Fair pay"),
    ("Lead", "Head of HR"),
    ("Specific action", "• Ask all staff\n• Tell all staff"),
    ("Timeframe", "May 2024"),
)
SECOND = (("No", "2"), ("Objective", "Fair work"), ("Lead", ""), ("Specific action", "Train"), ("Timeframe", "June"))


def read(*rows):
    grid = Grid("Table 1", rows)
    (guess,) = guess_tables([grid])
    return read_rows([grid], {0: [column.role for column in guess.columns]})


def test_a_card_is_a_record_with_a_column_for_each_label():
    (guess,) = guess_tables([Grid("Table 1", (*CARD, *SECOND))])
    assert (guess.layout, guess.header_row, guess.number_of_rows) == ("card", None, 2)
    assert [column.role for column in guess.columns] == [
        Role.COMMITMENT_REFERENCE, Role.COMMITMENT, Role.LEADS, Role.ACTION, Role.TIMESCALE,
    ]  # fmt: skip


def test_the_lead_of_a_card_is_the_commitments_and_holds_for_each_action():
    first, second, third = read(*CARD, *SECOND).rows
    assert [row.leads for row in (first, second)] == ["Head of HR"] * 2
    assert [row.leads_of_commitment for row in (first, second, third)] == [True, True, False]
    assert (third.commitment_reference, third.leads, third.timescale) == ("2", "", "June")


def test_words_may_stand_below_their_label():
    below = [cell for label, words in CARD for cell in ((label, ""), (words, ""))]
    assert [row.text for row in read(*below).rows] == ["Ask all staff", "Tell all staff"]


def test_words_may_stand_after_a_colon():
    lines = [(f"{label}: {words}",) for label, words in CARD]
    found = read(*lines).rows
    assert [(row.commitment, row.leads, row.timescale) for row in found] == [("Fair pay", "Head of HR", "May 2024")] * 2


def test_a_label_that_comes_again_begins_a_further_action_of_the_card():
    issue = (("Action Ref:", "3"), ("Issue Identified:", "Few women"), ("Desired outcome(s):", "More of them"))
    actions = [(("Actions:", f"Do {n} for all"), ("Timescale:", f"202{n}"), ("Responsibility:", "HR")) for n in (3, 4)]
    found = read(*issue, *actions[0], *actions[1]).rows
    assert [(row.rationale, row.success, row.text, row.timescale) for row in found] == [
        ("Few women", "More of them", "Do 3 for all", "2023"),
        ("Few women", "More of them", "Do 4 for all", "2024"),
    ]


def test_a_table_of_two_columns_without_labels_is_no_card():
    assert laid_out_in_cards(Grid("Table 1", (("Red", "Late"), ("Green", "On time")))) is None
    assert laid_out_in_cards(Grid("Table 1", ())) is None
