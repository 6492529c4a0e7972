"""CSV and its like are read by what their rows have in common."""

import pytest

from plans.files.comma_separated import text_grid
from plans.files.grids import Refused
from plans.files.open import open_file, open_pasted
from plans.files.texts import to_csv
from tests.files.making import csv_of

ROWS = [["Ref", "Action", "Lead"], ["1.1", "Train all, and soon", "HR"], ["1.2", "Ask; listen", "Chief Executive"]]


def rows_of(text):
    return text_grid("plan", text).rows


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(between):
    text = "".join(between.join(f'"{cell}"' for cell in row) + "\n" for row in ROWS)
    assert rows_of(text) == tuple(map(tuple, ROWS))


def test_commas_within_words_do_not_mislead():
    assert rows_of("Ref;Action\n1;Train, ask, tell\n2;Listen\n")[1] == ("1", "Train, ask, tell")
    assert rows_of("Ref\tAction, lead\n1\tTrain, ask\n2\tListen, too\n")[1] == ("1", "Train, ask")


def test_a_first_line_that_names_the_sign_is_obeyed_and_left_out():
    assert rows_of("sep=;\na;b,c\n") == (("a", "b,c"),)


def test_cells_in_quotes_keep_their_lines_and_quotes():
    assert rows_of('Ref,Action\r\n1,"Do this\r\nand ""that"""\r\n') == (("Ref", "Action"), ("1", 'Do this\nand "that"'))


def test_ragged_rows_are_filled_up():
    assert rows_of("a,b,c\n1\n1,2,3,4\n\n,x\n") == (
        ("a", "b", "c", ""),
        ("1", "", "", ""),
        ("1", "2", "3", "4"),
        ("", "", "", ""),
        ("", "x", "", ""),
    )


def test_what_is_blank_at_the_end_is_left_off():
    assert rows_of("a,b,,\n1,2, ,\n,,,\n\n") == (("a", "b"), ("1", "2"))


@pytest.mark.parametrize("text", ["=1+1", "-5", "@x", "- Provide training", "'=1"])
def test_the_apostrophe_before_what_could_run_is_taken_off(text):
    assert rows_of(f'Action,Lead\n"{to_csv(text)}",HR\n')[1] == (text, "HR")


def test_one_column_is_a_table_too():
    assert rows_of("Action\nTrain\nListen\n") == (("Action",), ("Train",), ("Listen",))


def test_a_file_is_named_by_its_name():
    (grid,) = open_file("Our plan 2027.csv", csv_of([["a", "b"]]))
    assert (grid.name, grid.rows) == ("Our plan 2027", (("a", "b"),))


@pytest.mark.parametrize("name", ["plan.csv", "plan.TSV", "plan.txt", "plan", "export.xls"])
def test_text_is_read_by_these_names(name):
    assert open_file(name, csv_of([["a", "b"], ["c", "d"]], "\t"))[0].rows == (("a", "b"), ("c", "d"))


def test_what_is_pasted_from_a_spreadsheet_is_read():
    (grid,) = open_pasted('Ref\tAction\n1\t"Two\nlines, here"\n')
    assert (grid.name, grid.rows) == ("Pasted table", (("Ref", "Action"), ("1", "Two\nlines, here")))


@pytest.mark.parametrize("text", ["", " \n\t", "\ud800\0"])
def test_nothing_pasted_is_refused(text):
    with pytest.raises(Refused):
        open_pasted(text)


def test_rows_that_cannot_be_told_apart_are_refused():
    with pytest.raises(Refused, match="Open it in Excel"):
        rows_of('a,"b\n' + "x,y\n" * 50_000)
