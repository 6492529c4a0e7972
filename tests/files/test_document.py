"""A document is handed over bit by bit, by whatever reads it, and comes out as grids."""

import pytest

from plans.files.checks import LAST_ROW, MOST_LINES, MOST_TABLES, Room
from plans.files.document import MOST_BLANK_COLUMNS, Document
from plans.files.grids import Line, Refused


def document_of(*rows, document=None):
    """Hand over one table; a cell is words, or (words, across, down)."""
    document = document or Document(Room())
    document.begin_table()
    for row in rows:
        document.begin_row()
        for cell in row:
            words, across, down = cell if isinstance(cell, tuple) else (cell, 1, 1)
            document.begin_cell()
            document.write(words)
            document.end_cell(across, down)
        document.end_row()
    document.end_table()
    return document


def block(document, words, level=0, *, is_item=False):
    document.write(words)
    return document.end_block(level, is_item=is_item)


def test_spans_in_both_directions_make_one_cell():
    (grid,) = document_of([("a", 2, 2), "b"], ["c"], ["d", "e", "f"]).tables()
    assert grid.rows == (("a", "", "b"), ("", "", "c"), ("d", "e", "f"))
    assert grid.covered == {(0, 1), (1, 0), (1, 1)}


def test_spans_that_meet_push_cells_on():
    (grid,) = document_of([("a", 1, 2), "b", ("c", 1, 3)], ["d"], ["e", "f"]).tables()
    assert grid.rows == (("a", "b", "c"), ("", "d", ""), ("e", "f", ""))


def test_what_is_covered_beyond_the_last_words_is_not_told():
    (grid,) = document_of([("a", 50, 9), ""], ["", ""]).tables()
    assert grid.rows == (("a",),)
    assert grid.covered == frozenset()


def test_lines_stand_above_the_next_table_only():
    document = Document(Room())
    block(document, "Goal", 2)
    document_of(["a", "b"], document=document)
    block(document, "one", is_item=True)
    document_of(["c", "d"], document=document)
    first, second = document.tables()
    assert (first.above, second.above) == ((Line("Goal", 2),), (Line("• one"),))


def test_words_that_no_block_ends_are_a_line():
    document = Document(Room())
    document.write("loose")
    document_of(["a", "b"], document=document)
    assert document.tables()[0].above == (Line("loose"),)


def test_a_block_says_whether_it_had_words():
    document = Document(Room())
    assert block(document, " words ")
    assert not block(document, " \n ")
    assert not document.end_block()


def test_lines_of_a_block_are_trimmed_and_blank_ones_left_out():
    document = Document(Room())
    block(document, " one \n\n  two ")
    assert document.above == [Line("one\ntwo")]


@pytest.mark.parametrize("bullet", ["•", "· ", "▪  ", "●", "\uf0b7 "])
def test_a_bullet_that_was_typed_is_a_bullet(bullet):
    document = Document(Room())
    block(document, f"{bullet}words", 3)
    assert document.above == [Line("• words")]


def test_a_bullet_is_not_drawn_twice():
    document = Document(Room())
    block(document, "• words", is_item=True)
    assert document.above == [Line("• words")]


def test_a_row_that_is_left_out_leaves_nothing_covered():
    document = Document(Room())
    document.begin_table()
    document.begin_row()
    document.begin_cell()
    document.write("gone")
    document.end_cell(across=3)
    document.end_row(is_left_out=True)
    document.begin_row()
    for words in ("a", "b", "c"):
        document.begin_cell()
        document.write(words)
        document.end_cell()
    document.end_row()
    document.end_table()
    (grid,) = document.tables()
    assert (grid.rows, grid.covered) == ((("a", "b", "c"),), frozenset())


def test_lists_are_a_grid_beside_boxes_but_not_beside_a_table():
    def tables_of(*rows):
        document = document_of(*rows)
        block(document, "Theme", 1)
        for words in "abc":
            block(document, words, is_item=True)
        return [grid.name for grid in document.tables()]

    assert tables_of(["a box"]) == ["Table 1", "Headings and lists"]
    assert tables_of(["a", "b"], ["c", "d"]) == ["Table 1"]


def test_parts_of_tables_that_stand_in_none_do_no_harm():
    document = Document(Room())
    for part in (document.end_cell, document.end_row, document.end_table, document.end_caption, document.begin_row):
        part()
    document.skip_cells(3)
    assert document.tables() == ()


def test_cells_without_a_row_begin_one():
    document = Document(Room())
    document.begin_table()
    document.begin_cell()
    document.write("a")
    document.end_cell()
    document.end_table()
    assert document.tables()[0].rows == (("a",),)


def test_blank_cells_far_right_are_let_be_and_words_are_refused():
    assert document_of(["a", *[""] * 100]).tables()[0].rows == (("a",),)
    for row in (["a", *[""] * 100, "b"], [""] * (MOST_BLANK_COLUMNS + 1)):
        with pytest.raises(Refused, match="60 columns"):
            document_of(row)


def test_too_many_tables_rows_or_lines_are_refused():
    with pytest.raises(Refused, match="rows"):
        document_of(*[[]] * (LAST_ROW + 1))
    document = Document(Room())
    for _ in range(MOST_TABLES):
        document_of(document=document)
    with pytest.raises(Refused, match="300 tables"):
        document_of(document=document)
    for _ in range(MOST_LINES):
        block(document, "words")
    with pytest.raises(Refused, match="more than a plan can be"):
        block(document, "words")
