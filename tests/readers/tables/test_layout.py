"""Where a grid's header stands, and which of its rows are records."""

from actions.readers.tables.by_role import ByRole
from actions.readers.tables.columns import Role
from actions.readers.tables.layout import Record, find_header, laid_out_in_rows
from actions.readers.tables.levels import ACTION, COMMITMENT, THEME, level_of
from plans.files.grids import Grid

HEAD = ("Action", "Lead", "When")
BODY = ("Train all staff", "HR", "May")


def header(*rows):
    return find_header(Grid("Table 1", rows))


def test_the_first_row_of_headings_is_the_header():
    assert header(HEAD, BODY) == (0,)
    assert header(("Our plan for everyone", "", ""), HEAD, BODY) == (1,)
    assert header(BODY, BODY) == ()


def test_a_single_heading_is_no_header():
    assert header(("Goal", "Work together", ""), ("Lead", "HR", "")) == ()


def test_a_row_that_splits_headings_belongs_to_the_header():
    assert header(("Action", "Timeframe", ""), ("", "Start", "End"), BODY) == (0, 1)
    assert header(HEAD, ("", "Finance", ""), BODY) == (0,)


def test_blank_and_repeated_rows_are_no_records():
    table = laid_out_in_rows(Grid("Table 1", (HEAD, BODY, ("", " ", ""), HEAD, ("Ask", "", "June"))))
    assert [record.row for record in table.records] == [1, 4]


def test_a_record_knows_what_merges_cover():
    grid = Grid("Table 1", (HEAD, BODY, ("Ask", "", "")), covered=frozenset({(2, 1)}))
    assert laid_out_in_rows(grid).records[1] == Record(2, ("Ask", "", ""), frozenset({1}))


def test_one_cell_over_the_whole_row_is_wide():
    grid = Grid("Table 1", (HEAD, ("Our people", "", ""), BODY), covered=frozenset({(1, 1), (1, 2)}))
    assert [record.wide for record in laid_out_in_rows(grid).records] == [True, False]


def test_words_of_a_role_stand_below_each_other():
    by_role = ByRole([Role.LEADS, Role.ACTION, Role.LEADS])
    assert by_role.words(Record(0, ("HR", "Ask", "Finance")), Role.LEADS) == "HR\nFinance"
    assert by_role.words(Record(0, ("HR", "Ask", "Finance")), Role.STATUS) == ""


def test_a_role_is_covered_when_all_its_columns_are():
    by_role = ByRole([Role.LEADS, Role.ACTION, Role.LEADS])
    assert by_role.is_covered(Record(0, ("", "Ask", ""), frozenset({0, 2})), Role.LEADS)
    assert not by_role.is_covered(Record(0, ("", "Ask", ""), frozenset({0})), Role.LEADS)
    assert not by_role.is_covered(Record(0, ("", "Ask", ""), frozenset({0})), Role.STATUS)


def level(*rows):
    """The level of the measures in the last column; before it theme, commitment and action."""
    return level_of([Record(place, cells) for place, cells in enumerate(rows)], 3, [0], [1], [2])


def test_measures_printed_once_for_a_theme_or_commitment_are_its_own():
    assert level(("T", "C", "a", "10%"), ("", "", "b", ""), ("", "D", "c", "")) == THEME
    assert level(("T", "C", "a", "10%"), ("", "", "b", ""), ("", "D", "c", "5%")) == COMMITMENT
    assert level(("T", "C", "a", "10%"), ("", "", "b", "20%")) == ACTION


def test_measures_repeated_in_each_row_are_printed_once():
    assert level(("T", "C", "a", "10%"), ("T", "C", "b", "10%"), ("U", "D", "c", "5%")) == THEME


def test_measures_of_single_rows_are_the_actions():
    assert level(("T", "C", "a", "10%"), ("U", "D", "b", "20%")) == ACTION
