"""A sheet of headings and lists in one column is read as a document of them is."""

from io import BytesIO

import openpyxl
import pytest

from plans.files.grids import Grid, Line
from plans.files.listed import listed
from plans.files.open import open_file, open_pasted
from plans.files.outline import COLUMNS

LINES = ("Our staff", "", "We aim to be fair.", "We will:", "• train", "• ask", "", "Our city", "", "• listen")


def sheet(*lines, name="Sheet"):
    return Grid(name, tuple((line,) for line in lines))


def rows_of(*lines):
    (grid,) = listed((sheet(*lines),))
    assert grid.rows[0] == COLUMNS
    return grid.rows[1:]


def test_lines_are_headings_text_and_items():
    assert rows_of(*LINES) == (
        ("Our staff", "", "", "We aim to be fair.\nWe will:", "train"),
        ("Our staff", "", "", "We aim to be fair.\nWe will:", "ask"),
        ("Our city", "", "", "", "listen"),
    )


def test_a_heading_that_comes_again_stands_below_the_others():
    found = rows_of("People", "Activities", "• a", "Measures", "• b", "Places", "Activities", "• c", "Measures", "• d")
    assert [row[:2] for row in found] == [
        ("People", "Activities"),
        ("People", "Measures"),
        ("Places", "Activities"),
        ("Places", "Measures"),
    ]


def test_a_number_makes_a_heading_and_a_number_within_it_the_text_above_a_list():
    lines = (
        "1. Staff",
        "Activities",
        "1.1 - good work",
        "• a",
        "Activities",
        "1.2 - fair pay",
        "• b",
        "1. Staff",
        "• c",
    )
    assert [(row[0], row[3], row[4]) for row in rows_of(*lines)] == [
        ("1. Staff", "1.1 - good work", "a"),
        ("1. Staff", "1.2 - fair pay", "b"),
        ("1. Staff", "", "c"),
    ]


def test_a_first_line_above_numbered_sections_is_the_title_of_all():
    (grid,) = listed((sheet("Fair for all", "1. Staff", "• a", "• b", "2. City", "• c"),))
    assert grid.above == (Line("Fair for all", 1),)
    assert [row[0] for row in grid.rows[1:]] == ["1. Staff", "1. Staff", "2. City"]


def test_long_lines_and_sentences_are_no_headings():
    long = "We have heard from many people in the city that this matters a lot to them"
    for line in (long, "We listen.", "We will:", "People, places,", "What next?"):
        assert [row[0] for row in rows_of(line, "• a", "• b", "• c")] == [""] * 3


def test_several_lines_in_a_cell_are_lines():
    assert [row[4] for row in rows_of("Our staff", "• train\n• ask", "· listen")] == ["train", "ask", "listen"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Action",), ("• a",), ("• b",)),
        (("Action",), ("Train staff",), ("Ask staff",), ("Tell staff",)),
        (("Action", "Lead"), ("• a\n• b", "HR"), ("• c", "HR")),
        (),
    ],
)
def test_a_table_or_a_sheet_of_few_bullets_stays_as_it_is(rows):
    grid = Grid("Sheet", rows)
    assert listed((grid,)) == (grid,)


def test_words_in_another_column_do_not_matter_as_long_as_no_row_has_two():
    grid = Grid("Sheet", (("Our staff", ""), ("", "• a"), ("", "• b"), ("", "• c")))
    assert [row[0] for row in listed((grid,))[0].rows[1:]] == ["Our staff"] * 3


def test_each_sheet_of_several_keeps_its_name():
    table = Grid("Key", (("Red", "Late"),))
    found = listed((sheet(*LINES, name="People"), table))
    assert [grid.name for grid in found] == ["Headings and lists, People", "Key"]
    assert listed((sheet(*LINES),))[0].name == "Headings and lists"


def test_workbooks_and_csv_and_pasted_text_are_read_so():
    book, file = openpyxl.Workbook(), BytesIO()
    for line in LINES:
        book.active.append([line])
    book.save(file)
    text = "\n".join(LINES)
    found = [open_file("plan.xlsx", file.getvalue()), open_file("plan.csv", text.encode()), open_pasted(text)]
    assert {grids[0].rows for grids in found} == {(COLUMNS, *rows_of(*LINES))}
