"""A file of readings is opened with care, and its rows are told in words."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from measures.importing.sheet import MOST_READINGS, ReadingsRoom, Row, read_sheet
from plans.files.grids import Refused
from tests.files.making import docx, saved, table, xlsx, xlsx_of
from tests.measures.importing.desk import table as csv_table

ROW = ["Grievances", "31/03/2026", "12"]


def test_rows_are_told_by_the_names_of_their_columns():
    sheet = read_sheet("readings.csv", csv_table(ROW))
    assert sheet.rows == [Row(2, {"measure": "Grievances", "read_on": "31/03/2026", "value": "12"})]
    assert sheet.left_out == []


def test_a_pasted_table_has_tabs():
    sheet = read_sheet("Pasted table", b"Measure\tAs at\tValue\r\nGrievances\t31/03/2026\t1,200\r\n")
    assert sheet.rows[0].cells["value"] == "1,200"


def test_titles_above_and_blank_rows_between_are_passed_over():
    rows = [["Readings of 2026"], [], ["Measure", "Date", "Value"], [], ROW, [], ROW]
    assert [row.number for row in read_sheet("readings.xlsx", xlsx_of(rows)).rows] == [5, 7]


def numbers(sheet):
    sheet.append(["Measure", "Date", "Value", "How many", "First day"])
    sheet.append([1, date(2026, 3, 31), 0.62375, 1200, datetime(2025, 4, 1)])
    sheet["C2"].number_format, sheet["D2"].number_format = "0%", "#,##0"


def test_the_numbers_of_a_workbook_keep_all_their_digits():
    (row,) = read_sheet("readings.xlsx", xlsx(numbers)).rows
    assert row.cells == {
        "measure": "1", "read_on": "31 March 2026", "value": "62.375%", "numerator": "1200",
        "starts_on": "1 April 2025",
    }  # fmt: skip


def test_columns_and_sheets_that_are_not_read_are_told():
    book = Workbook()
    for name in ("Notes", "2026", "2025"):
        book.create_sheet(name)
    book["Notes"].append(["Ask Olive"])
    book["2026"].append(["Measure", "Date", "Ward"])
    book["2026"].append(["Grievances", "31/03/2026", "West"])
    book["2025"].append(["Measure", "Date"])
    assert read_sheet("readings.xlsx", saved(book)).left_out == ["the column “Ward”", "the sheet “2025”"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"), (b" \r\n ", "This file is empty"), (b"x" * (5 * 2**20 + 1), "larger than 5 MB"),
        (b"Name,Age\nx,y\n", "at least “Measure” and “Date”"), (b"Measure,Date\n", "no rows below"),
        (b"%PDF-1.7", "Readings are read from"), (b"<html><table></table></html>", "Readings are read from"),
        (b"PK\x03\x04", "damaged"), (b"Measure,Date\n\0,x\n", "NUL"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        read_sheet("readings.csv", content)


def test_a_word_document_is_refused_though_it_holds_a_table():
    content = docx(lambda document: table(document, [["Measure", "Date"], ["a", "b"]]))
    with pytest.raises(Refused, match="paste it here"):
        read_sheet("readings.docx", content)


@pytest.mark.parametrize("name", ["readings", "readings.csv", "x" * 200 + ".odd", "a.b c", ""])
def test_the_name_of_a_text_file_does_not_matter(name):
    assert len(read_sheet(name, csv_table(ROW)).rows) == 1


def test_a_number_that_a_comma_cut_in_two_is_refused():
    with pytest.raises(Refused, match="Row 2 has something in a column without a heading"):
        read_sheet("readings.csv", b"Measure,Date,Value\nGrievances,31/03/2026,1,200\n")


def test_ten_thousand_rows_are_read_and_one_more_is_refused():
    content = csv_table(*[ROW] * MOST_READINGS)
    assert len(read_sheet("readings.csv", content).rows) == MOST_READINGS
    with pytest.raises(Refused, match="more than 10,000 rows"):
        read_sheet("readings.csv", content + b"Grievances,31/03/2026,12\r\n")


def test_a_file_may_have_blank_rows_in_between_but_not_without_end():
    blank = b"\r\n" * (ReadingsRoom.last_row + 1)
    with pytest.raises(Refused, match="20,000 rows"):
        read_sheet("readings.csv", csv_table() + blank)
