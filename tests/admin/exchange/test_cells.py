"""How each kind of cell is read and written."""

from datetime import date, datetime, time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from actions.status import Status
from plans.admin.exchange.cells import Choice, Day, Figure, Moment, WholeNumber, Words, YesOrNo
from plans.admin.exchange.tables import read_table
from plans.files.grids import Refused

SOME = settings(max_examples=60, phases=[Phase.generate], deadline=None)
EMPTY = ["", "  ", None]


@pytest.mark.parametrize("cell", [Choice(Status.choices), Day(), Figure(), WholeNumber(), Words(), YesOrNo()])
@pytest.mark.parametrize("typed", EMPTY)
def test_an_empty_cell_is_nothing(cell, typed):
    assert cell.clean(typed) is None
    assert cell.is_same(typed, None)
    assert cell.render(None) is None


@SOME
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_however_it_is_written(day):
    british = f"{day.day}/{day.month}/{day.year}"
    for typed in (day, datetime.combine(day, time()), day.isoformat(), british, f"{day} 00:00:00", f" {british} "):
        assert Day().clean(typed) == day


@pytest.mark.parametrize(
    "typed", ["13/13/2027", "2027-31-03", "31-03-2027", "March 2027", 46112, True, datetime(2027, 3, 31, 9, 30)]
)  # fmt: skip
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match="."):
        Day().clean(typed)


@SOME
@given(st.decimals(min_value=-(10**10), max_value=10**10, places=4))
def test_every_figure_comes_back(figure):
    assert Figure().clean(str(Figure().render(figure))) == figure
    assert Figure().clean(f"{figure:,}") == figure


@pytest.mark.parametrize(
    "typed", ["NaN", "Infinity", "1e999999", "1e3", "12%", "£5", "1,2", "--1", "٣", "1" * 19, "1.2.3"]
)
def test_what_is_no_figure_is_refused(typed):
    with pytest.raises(ValueError, match="is not a number"):
        Figure().clean(typed)


@pytest.mark.parametrize(("typed", "number"), [("12", 12), (12, 12), (12.0, 12), (" 7 ", 7), ("-3", -3)])
def test_whole_numbers(typed, number):
    assert WholeNumber().clean(typed) == number


@pytest.mark.parametrize("typed", [1.5, "1.5", "x", "9" * 19, "²", "1_0", True, date(2027, 1, 1)])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValueError, match="."):
        WholeNumber().clean(typed)


@pytest.mark.parametrize(
    ("typed", "read"), [("Yes", True), ("yes", True), (True, True), (1, True), ("NO", False), (0, False)]
)
def test_yes_and_no(typed, read):
    assert YesOrNo().clean(typed) is read
    assert YesOrNo().clean(YesOrNo().render(read)) is read


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(ValueError, match="Write Yes or No."):
        YesOrNo().clean("perhaps")


def test_every_choice_comes_back_by_its_label_and_its_code():
    cell = Choice([("", "Not stated"), *Status.choices])
    for code in Status.values:
        assert (cell.clean(cell.render(code)), cell.clean(code), cell.clean(code.upper())) == (code, code, code)
    assert cell.clean("Not stated") is None


def test_numbers_that_excel_made_of_words_are_words_again():
    assert [Words().clean(typed) for typed in (1.1, 12.0, 7, True)] == ["1.1", "12", "7", "Yes"]


@pytest.mark.parametrize("typed", ["a\0b", "a\ud800b"])
def test_letters_that_no_database_keeps_are_refused(typed):
    with pytest.raises(ValueError, match="cannot be kept"):
        Words().clean(typed)


def test_spaces_around_words_and_ends_of_lines_are_no_change():
    assert Words().is_same(" One\r\ntwo ", "One\ntwo\n")
    assert not Words().is_same("One two", "One\ntwo")


def test_a_moment_is_local_and_to_the_second():
    assert Moment().render(datetime.fromisoformat("2026-07-01T12:00:00.123456+00:00")) == datetime(2026, 7, 1, 13)


HEADINGS = {"id": "ID", "due_on": "Due", "text": "As published"}


def test_rows_keep_the_numbers_that_the_sheet_gives_them():
    table = read_table(b"\n\nID,Due\n\n1,x\n,\n2,y\n", HEADINGS)
    assert (table.numbers, table.rows.headers, list(table.rows)) == ([5, 7], ["ID", "Due"], [("1", "x"), ("2", "y")])


@pytest.mark.parametrize("headings", ["id,due_on", "ID,Due", " Id ,DUE", "ID;due_on", "ID\tDue"])
def test_headings_are_known_by_both_their_names(headings):
    assert read_table(f"{headings}\n".encode() + b"1,2\n1;2\n1\t2\n", HEADINGS).rows.headers[0] == "ID"


def test_a_heading_that_is_not_known_is_said_with_those_that_are():
    with pytest.raises(Refused, match="There is no column “Owner”. The columns are: ID, Due, As published."):
        read_table(b"ID,Owner\n1,2\n", HEADINGS)
