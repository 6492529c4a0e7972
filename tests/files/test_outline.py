"""A document without tables is read by its headings and lists."""

from plans.files.grids import Line
from plans.files.outline import COLUMNS, Outline


def grid_of(*lines):
    """Lines are words, "# " before a heading, "* " before an item."""
    outline = Outline()
    for words in lines:
        level = len(words) - len(words.lstrip("#"))
        is_item = words.startswith("* ")
        outline.take(Line(words.lstrip("#* "), level), is_item=is_item)
    return outline.grid()


def rows_of(*lines):
    return [row for row in grid_of(*lines).rows[1:]]


def test_each_item_stands_below_its_headings_and_beside_the_words_above_its_list():
    grid = grid_of("# Plan", "## Theme", "We aim to be fair.", "We will:", "* a", "* b", "## Other", "* c")
    assert grid.rows[0] == COLUMNS
    assert grid.rows[1:] == (
        ("Theme", "", "", "We aim to be fair.\nWe will:", "a"),
        ("Theme", "", "", "We aim to be fair.\nWe will:", "b"),
        ("Other", "", "", "", "c"),
    )


def test_fewer_than_three_items_are_no_plan():
    assert grid_of("# Plan", "* a", "* b") is None
    assert grid_of("# Plan", "words") is None


def test_the_documents_own_heading_stands_above():
    grid = grid_of("# The plan", "* before", "## Theme", "* a", "* b")
    assert grid.above == (Line("The plan", 1),)
    assert [row[:2] for row in grid.rows[1:]] == [("", ""), ("Theme", ""), ("Theme", "")]


def test_headings_of_which_none_is_above_all_are_all_columns():
    grid = grid_of("# One", "* a", "## Under", "* b", "# Two", "* c")
    assert grid.above == ()
    assert [row[:2] for row in grid.rows[1:]] == [("One", ""), ("One", "Under"), ("Two", "")]


def test_a_single_level_of_headings_is_a_column():
    assert [row[0] for row in rows_of("## Only", "* a", "* b", "* c")] == ["Only"] * 3


def test_levels_that_a_document_skips_leave_no_blank_columns():
    assert rows_of("## One", "#### Two", "* a", "## Three", "* b", "* c")[0][:3] == ("One", "Two", "")


def test_of_more_than_three_levels_the_lowest_share_a_column():
    lines = ("# A", "## B", "### C", "#### D", "* a", "* b", "# E", "* c")
    assert rows_of(*lines)[0][:3] == ("A", "B", "C – D")


def test_a_heading_above_a_list_leaves_the_words_above_it_standing():
    """Brighton & Hove prints "Key output", its words, "Activities" and then the list."""
    lines = (
        "# Plan",
        "## Theme",
        "### Key output",
        "1.1 - staff understand",
        "### Activities",
        "* a",
        "* b",
        "### Measures",
        "* c",
    )
    assert [row[1:4] for row in rows_of(*lines)] == [
        ("Activities", "", "1.1 - staff understand"),
        ("Activities", "", "1.1 - staff understand"),
        ("Measures", "", ""),
    ]


def test_a_higher_heading_begins_anew():
    assert rows_of("## One", "### Under", "words of one", "## Two", "* a", "* b", "* c")[0][3] == ""


def test_the_words_under_the_documents_own_heading_belong_to_no_list_further_down():
    assert rows_of("# Plan", "A long introduction.", "## Theme", "* a", "* b", "* c")[0][3] == ""


def test_words_after_a_list_belong_to_the_next():
    rows = rows_of("# Theme", "first", "* a", "second", "* b", "* c")
    assert [row[3] for row in rows] == ["first", "second", "second"]


def test_a_list_without_any_heading_is_read():
    assert rows_of("We will:", "* a", "* b", "* c")[0] == ("", "", "", "We will:", "a")
