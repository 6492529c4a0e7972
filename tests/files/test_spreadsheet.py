"""Excel workbooks are read as a person sees them, or with their values."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from plans.files.grids import Refused
from plans.files.open import open_file
from plans.files.spreadsheet import read_sheets
from plans.files.texts import to_xlsx
from tests.files.making import saved, sheet_xml, with_shared_texts, xlsx, xlsx_of


def grid_of(content):
    (grid,) = open_file("plan.xlsx", content)
    return grid


def words_of(value, number_format="General"):
    """The words of one cell."""

    def fill(sheet):
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    return grid_of(xlsx(fill)).rows[0][0]


def test_a_sheet_is_a_grid_with_its_name_and_rows_as_wide_as_the_widest():
    grid = grid_of(xlsx_of([["Ref", "Action"], ["1.1"], ["1.2", "Do it", "by May"]]))
    assert grid.name == "Plan"
    assert grid.rows == (("Ref", "Action", ""), ("1.1", "", ""), ("1.2", "Do it", "by May"))


def test_blank_rows_and_columns_stay_so_that_rows_keep_their_numbers():
    grid = grid_of(xlsx(lambda sheet: sheet.cell(4, 3, "Here")))
    assert grid.rows == (("", "", ""), ("", "", ""), ("", "", ""), ("", "", "Here"))


def test_what_is_blank_at_the_end_is_left_off():
    assert grid_of(xlsx_of([["a", " ", None], [" \n", ""], [None]])).rows == (("a",),)


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (1.1, "General", "1.1"), (12.0, "General", "12"), (1.1, "0.00", "1.10"), (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"), (0.125, "0%", "13%"), (-0.5, "0", "-1"),
        (7, "000", "007"), (1234567.5, "#,##0.00", "1,234,567.50"), (-3, "0", "-3"),
        (1500, '"£"#,##0', "£1,500"), (1500, "[$£-809]#,##0", "£1,500"), (3, '0" months"', "3 months"),
        (0.1 + 0.2, "General", "0.3"), (2.5, "0.##", "2.5"), (2, "0.##", "2"), (0.5, "# ?/?", "0.5"),
        (1e20, "0E+00", "100000000000000000000"),
        (True, "General", "Yes"), (False, "General", "No"), (5, '"Year "0', "Year 5"), (12, "_-* #,##0_-", "12"),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format(value, number_format, words):
    assert words_of(value, number_format) == words


@pytest.mark.parametrize(
    ("number_format", "words"),
    [
        ("dd/mm/yyyy", "15 October 2015"), ("mm-dd-yy", "15 October 2015"), ("d-mmm", "15 October 2015"),
        ("[$-F800]dddd\\, mmmm dd\\, yyyy", "15 October 2015"), ("mmm-yy", "October 2015"),
        ("mmmm yyyy", "October 2015"),
        ("yyyy", "2015"), ("mmmm", "October"), ('"by "mmm yyyy', "October 2015"), ("yyyy-mm-dd;@", "15 October 2015"),
    ],
)  # fmt: skip
def test_a_date_is_shown_by_its_format(number_format, words):
    assert words_of(date(2015, 10, 15), number_format) == words


def test_a_time_is_shown_where_there_is_one():
    assert words_of(datetime(2021, 3, 1, 9, 30), "dd/mm/yyyy hh:mm") == "1 March 2021 09:30"
    assert words_of(time(14, 5), "h:mm") == "14:05"
    assert words_of(timedelta(hours=26, minutes=30), "[h]:mm") == "26:30"


def test_a_number_that_no_date_can_be_stays_a_number():
    assert words_of(99_999_999_999, "dd/mm/yyyy") == "99999999999"


def test_a_workbook_that_counts_from_1904_has_the_same_dates():
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    content = xlsx(lambda sheet: sheet.append([date(2021, 3, 31)]), book=book)
    assert grid_of(content).rows == (("31 March 2021",),)


def test_a_formula_is_the_value_that_it_had():
    row = "<row><c><f>1+1</f><v>2</v></c><c t='str'><f>A1</f><v>two</v></c><c><f>9</f></c></row>"
    assert grid_of(sheet_xml(row)).rows == (("2", "two"),)


def test_an_error_is_the_words_that_excel_prints():
    assert grid_of(sheet_xml('<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')).rows == (("#DIV/0!",),)


def test_rich_text_is_read_whole():
    rich = CellRichText("Work ", TextBlock(InlineFont(b=True), "with"), " staff")
    assert words_of(rich) == "Work with staff"


def test_texts_that_cells_share_are_read():
    texts = ["<si><t>Train</t></si>", '<si>\n<r><t xml:space="preserve">all </t></r>\n<r><rPr/><t>staff</t></r></si>']
    texts += ["<si/>", "<si><t>_x005F_x0041_ _x000D_</t></si>"]
    assert grid_of(with_shared_texts(*texts)).rows == (("Train", "all staff", "", "_x0041_"),)


def test_small_print_above_asian_letters_is_left_out():
    text = "<si><r><t>東</t></r><rPh><t>ひがし</t></rPh><r><t>京</t></r></si>"
    assert grid_of(with_shared_texts(text)).rows == (("東京",),)


@pytest.mark.parametrize("text", ["_x0041_", "a\x0bb", "two\nlines", "=1+1", "'=1", "x_x000D_y", "_x005F_"])
def test_text_that_the_product_wrote_comes_back_as_it_was(text):
    def fill(sheet):
        sheet["A1"] = to_xlsx(text)
        sheet["A1"].data_type = "s"

    assert grid_of(xlsx(fill)).rows == ((text,),)


def test_line_ends_of_windows_are_line_feeds():
    assert words_of("one_x000D_\ntwo") == "one\ntwo"


def test_cells_of_a_merge_are_covered_and_have_no_words():
    def fill(sheet):
        for row in ("abc", "def", "ghi"):
            sheet.append(list(row))
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:A9")

    grid = grid_of(xlsx(fill))
    assert grid.rows == (("a", "", ""), ("d", "e", "f"), ("", "h", "i"))
    assert grid.covered == {(0, 1), (0, 2), (2, 0)}


def test_words_that_a_merge_covers_are_not_shown():
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert grid_of(sheet_xml(row, after=merge)).rows == (("1", "", "3"),)


def test_hidden_sheets_are_left_out_and_hidden_rows_are_kept():
    book = Workbook()
    for name, state in [("Shown", "visible"), ("Lists", "hidden"), ("More", "veryHidden")]:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append([name])
        sheet.row_dimensions[1].hidden = True
    assert [grid.name for grid in open_file("plan.xlsx", saved(book))] == ["Shown"]


def test_sheets_come_in_their_order_without_those_that_are_empty():
    book = Workbook()
    for name in ("B", "A"):
        book.create_sheet(name).append([name])
    book.create_chartsheet("Chart")
    assert [grid.name for grid in open_file("plan.xlsx", saved(book))] == ["B", "A"]


def test_cells_and_rows_need_not_say_where_they_stand():
    content = sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='B2'><v>3</v></c><c><v>4</v></c></row>")
    assert grid_of(content).rows == (("1", "2", ""), ("", "3", "4"))


def test_read_sheets_gives_values():
    moment = datetime(2021, 3, 1, 9, 30)
    row = ["text", 1.5, 12.0, True, date(2021, 3, 31), moment, None, "last"]
    (sheet,) = read_sheets(xlsx_of([row, ["short"]]))
    assert sheet.name == "Plan"
    assert sheet.rows == (tuple(row), ("short", *[None] * 7))
    assert [type(value) for value in sheet.rows[0][2:6]] == [int, bool, date, datetime]


def test_read_sheets_keeps_an_empty_sheet_and_refuses_what_opening_refuses():
    assert read_sheets(xlsx()) == read_sheets(xlsx_of([[]]))
    assert read_sheets(xlsx())[0].rows == ()
    with pytest.raises(Refused, match="empty"):
        read_sheets(b"")
    with pytest.raises(Refused, match="damaged"):
        read_sheets(b"not a workbook")


@pytest.mark.parametrize(
    "row",
    ['<row r="x"/>', '<row r="0"><c r="A0"><v>1</v></c></row>', '<row><c r="1A"><v>1</v></c></row>',
     '<row><c t="s"><v>99</v></c></row>', '<row><c s="x"><v>1</v></c></row>', "<row><c><v>one</v></c></row>",
     '<row><c t="d"><v>yesterday</v></c></row>', "<row><c></row>", "<row>&nope;</row>"],
)  # fmt: skip
def test_a_damaged_sheet_is_refused(row):
    with pytest.raises(Refused):
        open_file("plan.xlsx", sheet_xml(row))


def test_numbers_that_are_none_are_text():
    assert grid_of(sheet_xml("<row><c><v>nan</v></c><c><v>1e999</v></c></row>")).rows == (("nan", "1e999"),)
