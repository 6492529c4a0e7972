"""What people find in the files of a plan, and what they may do with them before they bring them back."""

import json
from datetime import date

import pytest

from actions.exporting.plan.cells import heading_in_csv
from actions.exporting.plan.csv_file import HEADINGS, NAMES
from actions.exporting.plan.kinds import FACTS, KINDS, PLAN_FACTS
from actions.importing.content import LeadContent
from actions.importing.own_files import read_own_file
from actions.importing.stored import facts_of
from plans.models import Plan
from tests.exporting.plan.changing import as_csv, as_json, changed_csv, changed_workbook, csv_rows, saved, workbook
from tests.exporting.plan.made_up import ABOUT, facts, make_action, make_plan, whole_plan, written
from tests.files.test_texts import FORMULAS

SHEETS = ["Plan", "Themes", "Commitments", "Actions", "Leads", "Timescales", "Measures", "Readings", "Tags"]


def said_by(content):
    return read_own_file(content).said


def test_all_facts_of_a_plan_are_in_a_file():
    assert [column.name for column in PLAN_FACTS] == list(facts_of(Plan()))
    assert len(FACTS) == len(PLAN_FACTS) + 4


def test_a_workbook_has_a_sheet_for_each_kind_and_one_about_itself():
    book = workbook()
    assert book.sheetnames == [*SHEETS, "About this file"]
    assert dict(book["About this file"].iter_rows(values_only=True))["What this is"] == ABOUT.title


def test_a_sheet_has_headings_in_the_plans_own_words_above_its_rows():
    said = make_plan(make_action(), facts=facts(action_word="Specific action", lead_word="Who", theme_word="Priority"))
    book = workbook(said)
    headings = [cell.value for cell in book["Actions"][2]]
    assert {"Specific action", "Who", "Status", "Due", "Priority (see Themes)"} <= set(headings)
    assert all(cell.font.bold for cell in book["Actions"][2])
    assert "Priority" in [cell.value for cell in book["Themes"][2]]


def test_the_row_for_the_import_is_hidden_and_the_headings_stay_in_view():
    sheet = workbook()["Actions"]
    assert [cell.value for cell in sheet[1]][:3] == ["number", "part_of", "reference"]
    assert sheet.row_dimensions[1].hidden
    assert not sheet.row_dimensions[2].hidden
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A3", "A2:V4", "$2:$2")


def test_an_action_has_its_theme_commitment_and_timescale_beside_it():
    row = [cell.value for cell in workbook()["Actions"][3]]
    assert row[-3:] == ["Our people", "Be fair", "March 2027"]
    assert [cell.value for cell in workbook()["Readings"][3]][-1] == "M4"


def test_codes_are_words_in_tables_and_days_are_days():
    sheet = workbook()["Actions"]
    row = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[3]), strict=True))
    assert (row["status"], row["lead_roles"], row["due_on"].date()) == (
        "Embedded", "Lead\nSupporting", date(2027, 3, 31),
    )  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_a_file_runs(text):
    said = make_plan(make_action(f"{text}".replace("\0", "")))
    cells = [cell for row in csv_rows(written(said, "csv")) for cell in row]
    assert [cell for cell in cells if cell.strip()[:1] in tuple("=+-@")] == []
    assert {cell.data_type for row in workbook(said)["Actions"] for cell in row} <= {"s", "n", "d"}


def test_csv_begins_with_its_header_and_names_the_kind_of_each_row():
    rows = csv_rows()
    assert rows[0][:7] == ["Kind", "Number", "Part of", "Name", "Reference", "Title", "Text"]
    kinds = list(dict.fromkeys(row[0] for row in rows[1:]))
    assert kinds == ["Plan", "Lead", "Tag", "Timescale", "Measure", "Theme", "Commitment", "Action", "Reading", "About"]


def test_no_two_columns_of_csv_have_the_same_heading():
    assert len({heading.casefold() for heading in HEADINGS}) == len(HEADINGS)
    assert {name for kind in KINDS.values() for name in [column.name for column in kind.columns]} == set(NAMES)


def test_json_nests_each_thing_in_what_it_is_part_of():
    file = as_json()
    assert list(file) == ["about", "plan", "themes", "leads", "timescales", "measures", "tags"]
    action = file["themes"][0]["commitments"][0]["actions"][0]
    assert action["leads"][0] == {
        "lead": "Head of Housing", "role": "joint", "published_as": "Housing", "council": "brimley",
    }  # fmt: skip
    assert (action["status"], action["due_on"], action["timescale"]) == ("embedded", "2027-03-31", 2)
    assert action["measures"][0]["readings"][0]["value"] == 12.5
    assert file["themes"][0]["themes"][0]["title"] == "Pay"


def test_every_file_says_what_it_does_not_hold():
    for kind in ("csv", "json"):
        assert "It does not hold progress updates, the history, people" in written(whole_plan(), kind).decode()


def test_the_order_of_the_rows_does_not_matter():
    header, *rows = csv_rows()
    readings = [row for row in rows if row[0] == "Reading"]
    others = sorted((row for row in rows if row[0] != "Reading"), key=lambda row: row[6], reverse=True)
    assert said_by(as_csv([header, *others, *readings])) == whole_plan()


@pytest.mark.parametrize(("sign", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")])
def test_csv_may_be_saved_by_another_program(sign, encoding):
    assert said_by(as_csv(csv_rows(), sign, encoding)) == whole_plan()


def test_a_day_may_be_written_as_people_write_it():
    assert next(said_by(changed_csv("Action", "Due on", "1/4/2027")).actions()).due_on == date(2027, 4, 1)
    assert next(said_by(changed_workbook("Actions", "due_on", " 2027-04-01 ")).actions()).due_on == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("status", "code"), [("on hold", "on_hold"), ("ON_HOLD", "on_hold"), (" Embedded ", "embedded")]
)
def test_a_choice_may_be_in_words_or_a_code(status, code):
    assert next(said_by(changed_csv("Action", "Status", status)).actions()).status == code


@pytest.mark.parametrize(("value", "words"), [(1.1, "1.1"), (12, "12"), (True, "TRUE")])
def test_a_number_where_words_are_expected_is_words(value, words):
    assert next(said_by(changed_workbook("Actions", "reference", value)).actions()).reference == words


def test_a_day_where_words_are_expected_is_refused():
    with pytest.raises(Exception, match="it is a date where words are expected"):
        read_own_file(changed_workbook("Timescales", "text", date(2027, 3, 1)))


def test_a_new_row_without_a_number_comes_last():
    said = said_by(changed_csv("Measure", "Number", ""))
    assert [measure.name for measure in said.all_measures()] == ["M2", "M3", "M4", "M1"]
    book = workbook()
    book["Leads"].append([None, "Head of Law", "Post", None, None])
    assert said_by(saved(book)).leads[-1] == LeadContent("Head of Law")


def test_rows_that_were_deleted_leave_no_gap():
    rows = [row for row in csv_rows() if row[:2] not in (["Timescale", "1"], ["Measure", "1"])]
    said = said_by(as_csv(rows))
    assert next(said.actions()).timescale == 1
    assert [measure.place for measure in said.all_measures()] == [1, 2, 3]


def test_columns_and_sheets_of_ones_own_are_left_out():
    book = workbook()
    book["Actions"]["Z2"], book["Actions"]["Z3"] = "My notes", "Ask Jo"
    book.create_sheet("Notes")["A1"] = "Mine"
    assert said_by(saved(book)) == whole_plan()


def test_an_object_of_json_says_its_number():
    file = as_json()
    file["themes"][0]["number"] = None
    with pytest.raises(Exception, match="“part_of”: say which theme it is part of"):
        read_own_file(json.dumps(file).encode())


@pytest.mark.parametrize(("name", "heading"), [("due_on", "Due on"), ("kind", "Type"), ("rag", "RAG")])
def test_the_headings_of_csv_are_words(name, heading):
    assert heading_in_csv(name) == heading
