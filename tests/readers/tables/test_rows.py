"""Which words belong to which action, and what a blank cell means."""

import pytest

from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from plans.files.grids import Grid, Line

HEAD = ("Ref", "Commitment", "Action", "Lead", "Timescale")


def read(*grids):
    """The rows of all grids with the roles that are guessed."""
    return read_rows(grids, {guess.index: [column.role for column in guess.columns] for guess in guess_tables(grids)})


def rows_of(*rows, **more):
    return read(Grid("Table 1", rows, **more)).rows


def said(result, code):
    return [words for found, words in result.warnings if found == code]


def test_a_row_knows_its_key_and_where_it_stands():
    (row,) = rows_of(HEAD, ("1.1", "Ours", "Train staff", "HR", "May"))
    assert (row.key, row.where) == ("1.2.1", "Table 1, row 2")


def test_a_commitment_that_repeats_and_one_that_is_blank_below_are_the_same():
    found = rows_of(HEAD, ("1", "Ours", "A", "X", "May"), ("2", "Ours", "B", "X", "May"), ("3", "", "C", "X", "May"))
    assert {row.commitment for row in found} == {"Ours"}


def test_a_merged_lead_and_timescale_hold_on():
    covered = frozenset({(2, 3), (2, 4)})
    _, second = rows_of(HEAD, ("1", "Ours", "A", "HR", "May"), ("2", "Ours", "B", "", ""), covered=covered)
    assert (second.leads, second.continues_leads) == ("HR", True)
    assert (second.timescale, second.continues_timescale) == ("May", True)
    assert second.warnings == ()


def test_a_blank_lead_beside_other_words_is_not_stated():
    _, second = rows_of(HEAD, ("1", "Ours", "A", "HR", "May"), ("2", "Ours", "B", "", "June"))
    assert (second.leads, second.continues_leads) == ("", False)


def test_a_blank_lead_in_a_table_without_references_or_commitments_is_not_stated():
    _, second = rows_of(("Action", "Lead", "When"), ("Train all staff", "HR", "May"), ("Ask all staff", "", ""))
    assert (second.leads, second.timescale) == ("", "")


def test_nothing_goes_on_past_a_heading():
    heading = ("Section Two: Others", "", "", "", "")
    found = rows_of(HEAD, ("1", "Ours", "A", "HR", "May"), heading, ("", "", "Ask all staff", "", ""))
    assert (found[1].theme, found[1].commitment, found[1].leads) == ("Section Two: Others", "", "")


@pytest.mark.parametrize("title", ["Section One: Ours", "Priority 2 - Ours", "Short term", "1. Ours", "RECRUITMENT"])
def test_a_heading_between_the_rows_is_a_theme(title):
    found = rows_of(HEAD, (title, "", "", "", ""), ("1", "C", "A", "HR", "May"))
    assert " ".join(filter(None, [found[0].theme_reference, found[0].theme])) == title


def test_goals_with_their_outcomes_stand_under_the_section_above_the_table():
    rows = (
        ("Goal", "Thrive", "", "", ""),
        ("Desired Outcome", "All do", "", "", ""),
        HEAD,
        ("1", "C", "A", "X", "May"),
    )
    (row,) = rows_of(*rows, above=(Line("Title", 1), Line("Section One: Us", 2)))
    assert (row.theme, row.subtheme, row.outcome) == ("Section One: Us", "Thrive", "All do")


def test_an_objective_over_a_table_without_commitments_is_the_commitment():
    rows = (("Action", "Lead", "When"), ("Objective 1: Fair pay", "", ""), ("Ask all staff", "HR", "May"))
    assert [row.commitment for row in rows_of(*rows)] == ["Objective 1: Fair pay"]


def test_a_wide_merged_row_is_a_heading_even_over_a_column_of_actions():
    rows = (("Action", "Lead", "When"), ("Our people", "", ""), ("Ask all staff", "HR", "May"))
    found = rows_of(*rows, covered=frozenset({(1, 1), (1, 2)}))
    assert [(row.theme, row.text) for row in found] == [("Our people", "Ask all staff")]


def test_notes_totals_and_titles_are_left_out_and_told():
    title, total = ("EDI plan of ours", "", "", "", ""), ("Total", "", "", "2 actions", "")
    result = read(Grid("Sheet Plan", (title, HEAD, ("1", "C", "A", "HR", "May"), total)))
    assert len(result.rows) == 1
    assert said(result, "row-left-out") == [
        "Sheet Plan, row 1 is left out, because it stands above the headings of the columns: EDI plan of ours",
        "Sheet Plan, row 4 is left out, because it is a note or a total: Total | 2 actions",
    ]


def test_the_header_repeated_on_a_page_is_no_row():
    found = rows_of(HEAD, ("1", "C", "A", "HR", "May"), HEAD, ("2", "C", "B", "HR", "May"))
    assert [row.text for row in found] == ["A", "B"]


def test_a_second_table_goes_on_where_the_first_ended():
    first = Grid("Table 1", (HEAD, ("1", "C", "A", "HR", "May")), above=(Line("Title", 1), Line("People", 2)))
    found = read(first, Grid("Table 2", (HEAD, ("2", "C", "B", "HR", "May")))).rows
    assert [(row.theme, row.commitment, row.key) for row in found] == [
        ("People", "C", "1.2.1"),
        ("People", "C", "2.2.1"),
    ]


def test_a_commitment_without_actions_keeps_a_row():
    found = rows_of(HEAD, ("1", "C", "A", "HR", "May"), ("", "Empty one", "", "", ""), ("2", "D", "B", "HR", "May"))
    assert [(row.commitment, row.text) for row in found] == [("C", "A"), ("Empty one", ""), ("D", "B")]


def test_words_that_need_an_action_are_left_out_where_there_is_none():
    result = read(Grid("Table 1", (HEAD, ("1", "C", "A", "HR", "May"), ("", "", "", "Finance", "June"))))
    expected = "Table 1, row 3 is left out, because it prints no action: Finance | June"
    assert said(result, "row-left-out") == [expected]


def test_columns_and_tables_left_out_are_told():
    plan = Grid("Table 1", (("Action", "Lead", "Budget"), ("Train all staff", "HR", "£10")))
    key = Grid("Table 2", (("Red", "Late"), ("Green", "On time")))
    chosen = {0: [Role.ACTION, Role.LEADS, Role.LEFT_OUT]}
    result = read_rows([plan, key], chosen)
    assert said(result, "column-left-out") == ["Table 1: the column “Budget” is left out."]
    assert said(result, "table-left-out") == ["Table 2 is left out. It is a key to colours."]


def test_a_number_that_names_two_actions_is_told():
    result = read(Grid("Table 1", (HEAD, ("1.1", "C", "A", "HR", "May"), ("1.1", "C", "B", "HR", "May"))))
    assert said(result, "reference-repeats") == ["The reference 1.1 stands at 2 actions."]


def test_actions_of_one_cell_share_what_stands_beside_them():
    head = (*HEAD, "Progress")
    first, second = rows_of(head, ("1", "C", "• Ask all staff\n• Tell all staff", "HR", "May", "Begun"))
    assert (first.reference, second.reference) == ("1", "")
    assert (second.leads, second.timescale, second.continues_timescale) == ("HR", "May", True)
    assert (first.progress, second.progress) == ("Begun", "")


def test_measures_hang_where_they_are_printed():
    head = ("Theme", "Objective", "Action", "Measure")
    each = rows_of(head, ("T", "C", "Ask staff", "10%"), ("", "", "Tell staff", "20%"))
    assert [row.measures for row in each] == [("10%",), ("20%",)]
    once = rows_of(head, ("T", "C", "Ask staff", "10%"), ("", "", "Tell staff", ""), ("", "D", "Train staff", "5%"))
    assert [row.commitment_measures for row in once] == [("10%",), (), ("5%",)]


def test_two_columns_of_one_role_stand_below_each_other():
    head = ("Action", "Lead service", "Lead officer", "When")
    (row,) = rows_of(head, ("Train all staff", "People", "Head of HR", "May"))
    assert row.leads == "People\nHead of HR"


def test_a_row_carries_status_rating_and_progress():
    head = ("Action", "Lead", "Status", "RAG", "Date completed", "Update")
    (row,) = rows_of(head, ("Train all staff", "HR", "Complete", "G", "May 2024", "All trained"))
    assert (row.status, row.rag, row.completed, row.progress) == ("Complete", "G", "May 2024", "All trained")


def test_a_number_with_words_above_the_numbers_within_it_is_a_heading():
    head = ("Ref", "Action", "Lead", "When")
    found = rows_of(head, ("1", "Leadership", "", ""), ("1.1", "Ask all staff", "HR", "May"), ("2", "End it", "", ""))
    assert [(row.theme_reference, row.theme, row.text) for row in found] == [
        ("1", "Leadership", "Ask all staff"),
        ("1", "Leadership", "End it"),
    ]


def test_the_reference_of_a_commitment_without_actions_beside_it_is_its_own():
    found = rows_of(HEAD, ("1", "Fair pay", "", "", ""), ("1.1", "", "Ask all staff", "HR", "May"))
    assert [(row.commitment_reference, row.commitment, row.reference) for row in found] == [("1", "Fair pay", "1.1")]


def test_a_number_alone_is_no_heading_and_told():
    result = read(Grid("Table 1", (HEAD, ("1.1", "C", "A", "HR", "May"), ("1.2", "", "", "", ""))))
    assert said(result, "row-left-out") == ["Table 1, row 3 is left out, because it prints no action: 1.2"]
