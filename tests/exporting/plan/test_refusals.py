"""A file of ours that was changed wrongly is refused with a sentence that names the row and the column."""

import pytest

from actions.importing.own_files import read_own_file
from tests.exporting.plan.changing import (
    as_csv,
    changed_csv,
    changed_json,
    changed_workbook,
    csv_rows,
    problem_of,
    saved,
    workbook,
)
from tests.exporting.plan.made_up import whole_plan, written


@pytest.mark.parametrize(
    ("kind", "column", "value", "sentence"),
    [
        ("Action", "Due on", "31 February", "Row 44, “Due on”: give a date, such as 2027-03-31 or 31/03/2027."),
        ("Action", "Due on", "2027-02-31", "Row 44, “Due on”: there is no such day."),
        ("Action", "Status", "Done", "Row 44, “Status”: choose one of: Not started, In progress, On hold"),
        ("Action", "Status", "", "Row 44, “Status”: choose one of"),
        ("Action", "Text", "", "Row 44, “Text”: it must not be empty."),
        ("Action", "Reference", "1" * 21, "Row 44, “Reference”: Ensure this value has at most 20 characters"),
        ("Action", "Timescale", "7", "Row 44, “Timescale”: there is no Timescale 7 in this file."),
        ("Action", "Timescale", "March", "Row 44, “Timescale”: give a whole number from 1 to 32,767."),
        ("Action", "Part of", "Commitment 9", "Row 44, “Part of”: there is no Commitment 9 in this file."),
        ("Action", "Part of", "", "Row 44, “Part of”: say which commitment it is part of, as in “Commitment 2”."),
        ("Action", "Part of", "Theme 1", "Row 44, “Part of”: say which commitment it is part of"),
        ("Action", "Number", "2", "Row 48, “Number”: Action 2 is there twice. A new row needs no number."),
        ("Action", "Number", "0", "Row 44, “Number”: give a whole number"),
        ("Action", "Leads", "Nobody", "Row 44, “Lead roles”: give as many lines as “Leads” has, 1."),
        ("Action", "Lead roles", "Boss\nLead", "Row 44, “Lead roles”: choose one of: Lead, Supporting."),
        ("Action", "Leads", "A\nB", "Row 44, “Leads”: “A” is not among the leads of this file. Add it there."),
        ("Action", "Unit", "cases", "Row 44, “Unit”: a row of this kind has nothing here. Empty the cell."),
        ("Theme", "Part of", "Theme 2", "“Part of”: themes nest one level deep."),
        ("Lead", "Council", "durham", "“Council”: “durham” is not a partner council of the plan."),
        ("Measure", "Target", "many", "“Target”: give a number, such as 12.5."),
        ("Measure", "Target", "0.00001", "“Target”: Ensure that there are no more than 4 decimal places."),
        ("Measure", "Is about people", "Maybe", "“Is about people”: say Yes or No."),
        ("Measure", "Owner", "Nobody", "“Owner”: “Nobody” is not among the leads of this file."),
        ("Reading", "Part of", "Measure 9", "“Part of”: there is no Measure 9 in this file."),
        ("Reading", "Read on", "", "“Read on”: it must not be empty."),
        ("Timescale", "Reviews", "soon", "“Reviews”: give a date"),
        ("Timescale", "Kind", "Timescales", "“Kind”: choose one of: Plan, Theme, Commitment"),
        ("Plan", "Text", "EDI Tracker plan 9", "This file was made by another version of EDI Tracker"),
        ("Plan", "Name", "formats", "“Name”: a plan has nothing of this name."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(kind, column, value, sentence):
    assert sentence in problem_of(changed_csv(kind, column, value))


def test_a_sheet_and_its_own_heading_are_named():
    problem = problem_of(changed_workbook("Actions", "text", ""))
    assert problem == "Row 3 of the sheet “Actions”, “Action”: it must not be empty."
    problem = problem_of(changed_workbook("Timescales", "due_on", "soon", row=4))
    assert problem.startswith("Row 4 of the sheet “Timescales”, “Due”: give a date")


def test_a_place_in_json_is_named():
    def change(file):
        file["themes"][0]["commitments"][0]["actions"][1]["rag"] = "purple"

    expected = "Theme 1, commitment 1, action 2, “rag”: choose one of: Not rated, Green, Amber, Red."
    assert problem_of(changed_json(change)) == expected


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda file: file.pop("themes"), "The file lacks “themes”."),
        (lambda file: file["leads"][0].pop("kind"), "Lead 1 lacks “kind”."),
        (lambda file: file["plan"].update(colour="red"), "“plan” has “colour”, which no plan has."),
        (lambda file: file.update(leads={}), "The file, “leads”: give a list."),
        (lambda file: file["leads"].append("Head"), "Lead 3: give an object with names and values."),
        (lambda file: file["leads"][0].update(name=7), "Lead 1, “name”: give words."),
        (lambda file: file["leads"][0].update(spellings="x"), "Lead 1, “spellings”: give a list."),
        (lambda file: file["leads"][0].update(name="\0"), "Lead 1, “name”: it has characters that no text has."),
        (lambda file: file["leads"][0].update(name="\ud800"), "Lead 1, “name”: it has characters that no text has."),
        (lambda file: file["plan"].update(starts_on=None), "Plan, “starts_on”: it must not be empty."),
        (lambda file: file["plan"].update(is_public="yes!"), "Plan, “is_public”: say Yes or No."),
        (lambda file: file["measures"][0].update(target=True), "Measure 1, “target”: give a number, such as 12.5."),
        (lambda file: file["measures"][0].update(target=float("nan")), "This file has a number that is none, NaN."),
    ],
)
def test_what_is_wrong_in_json_is_told(change, sentence):
    assert problem_of(changed_json(change)).startswith(sentence)


@pytest.mark.parametrize("broken", [b"", b"[" * 100_000, b", 1" * 5, b"\xff"])
def test_json_that_is_not_whole_is_damaged(broken):
    assert "This file is damaged" in problem_of(b'{"plan": {"format": "EDI Tracker plan 1"}' + broken)


def test_json_that_says_something_twice_is_refused():
    twice = written(whole_plan(), "json").replace(b'"about"', b'"plan": {}, "about"', 1)
    assert "says something twice" in problem_of(twice)


@pytest.mark.parametrize("sheet", ["Actions", "Tags", "Themes"])
def test_a_missing_sheet_is_named(sheet):
    book = workbook()
    del book[sheet]
    assert problem_of(saved(book)).startswith(f"The sheet “{sheet}” is missing.")


def test_a_missing_column_is_named():
    book = workbook()
    book["Actions"].delete_cols(8)
    assert problem_of(saved(book)).startswith("The sheet “Actions” lacks the column “Leads” or its first row.")
    rows = [row[:-1] for row in csv_rows()]
    assert "The file lacks the column" in problem_of(as_csv(rows))


def test_a_fact_that_is_missing_or_there_twice_is_named():
    rows = [row for row in csv_rows() if "title" not in row[:4]]
    assert problem_of(as_csv(rows)).startswith("The file does not say “Title” of the plan.")
    rows = csv_rows()
    assert "“Title” is there twice" in problem_of(as_csv([*rows, *(row for row in rows if "title" in row[:4])]))


def test_a_column_that_is_there_twice_is_refused():
    rows = [[*row, row[-1]] for row in csv_rows()]
    assert "twice. Delete one." in problem_of(as_csv(rows))


def test_other_files_are_none_of_ours():
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", b"{}", b"Kind,Number\n", b"Action,Lead\n1,2\n", b"\xff\xfe\x00"):
        assert read_own_file(content) is None
    book = workbook()
    book["Plan"]["A3"] = "format of the meeting"
    assert read_own_file(saved(book)) is None
