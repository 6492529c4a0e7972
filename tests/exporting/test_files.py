"""Each kind of file: what it holds, how it says what it is, and that it comes back the very same when read."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from actions.exporting import csv_file, json_file, xlsx_file
from actions.exporting.columns import COLUMNS
from actions.standing import NamedLead
from actions.status import Rag, Status
from tests.exporting import reading
from tests.exporting.made_up import ABOUT, make_standing
from tests.files.test_texts import FORMULAS, texts

THERE_AND_BACK = {
    "csv": lambda standings, about: reading.from_csv_file(reading.csv_bytes(standings, about)),
    "xlsx": lambda standings, about: reading.from_workbook(reading.workbook(standings, about)),
    "json": lambda standings, about: reading.from_json_file(reading.json_bytes(standings, about)),
}
each_kind = pytest.mark.parametrize("there_and_back", THERE_AND_BACK.values(), ids=THERE_AND_BACK.keys())
days = st.none() | st.dates(date(1890, 1, 1), date(2100, 1, 1))
leads = st.lists(st.builds(NamedLead, st.just(1), texts, st.sampled_from(["joint", "supporting"])), max_size=3)
any_standing = st.builds(
    make_standing, text=texts, wording=texts, plan=texts, theme=texts, commitment=texts, reference=texts,
    subheading=texts, timescale=texts, leads=leads, due_on=days, completed_on=days, review_on=days,
    status=st.sampled_from(Status.values), rag=st.sampled_from(Rag.values), is_open=st.booleans(),
    is_overdue=st.booleans(), reported_at=st.none() | st.just(make_standing().reported_at),
)  # fmt: skip


@each_kind
@settings(max_examples=40, deadline=None, phases=[Phase.generate])  # making a failure smaller takes minutes
@given(found=st.lists(any_standing, max_size=3))
def test_whatever_people_write_comes_back_as_it_was(there_and_back, found):
    assert there_and_back(found, ABOUT) == reading.expected(found, ABOUT)


def values(**fields):
    """The values of one action by heading, as they are written."""
    [found] = reading.expected([make_standing(**fields)], ABOUT)
    return found


def test_each_column_has_its_own_name_and_heading():
    assert len({column.name for column in COLUMNS}) == len({column.heading for column in COLUMNS}) == len(COLUMNS)


def test_a_gap_is_empty_and_no_words_are_put_in_its_place():
    gaps = values(leads=[], timescale="", due_on=None, reference="", reported_at=None)
    assert [gaps[name] for name in ("Leads", "Timescale as published", "Due", "Reference", "Last report")] == [None] * 5


def test_the_wording_is_given_only_where_it_differs_from_what_was_published():
    assert values(wording="Publish the pay gap")["Current wording"] is None
    assert values(wording="Publish it")["Current wording"] == "Publish it"


def test_supporting_leads_are_marked():
    named = [NamedLead(1, "Head of People", "joint"), NamedLead(2, "Unions", "supporting")]
    assert values(leads=named)["Leads"] == "Head of People; Unions (supporting)"


def test_only_an_open_action_has_a_rating():
    assert values(status="completed", rag="not_rated", is_open=False)["RAG"] is None
    assert values(rag="not_rated")["RAG"] == "Not rated"
    assert values()["Status"] == "In progress"


def test_the_day_of_a_report_is_of_local_time():
    assert values()["Last report"] == date(2026, 7, 2)


def test_csv_begins_with_its_header_and_says_on_each_row_what_made_it():
    content = reading.csv_bytes([make_standing(), make_standing(pk=8)], ABOUT)
    assert content.startswith(b"\xef\xbb\xbfID,Council,Plan,")
    for row in reading.csv_rows(content):
        assert row["As at"] == "2026-06-30"
        assert row["Filters"] == "Council: Alderford Council; Status: In progress"


def test_csv_has_no_cell_that_runs():
    content = reading.csv_bytes([make_standing(text=text, reference=text) for text in FORMULAS], ABOUT)
    cells = [cell for row in reading.csv_rows(content) for cell in row.values()]
    assert [cell for cell in cells if cell.strip()[:1] in tuple("=+-@")] == []


def test_csv_writes_days_so_that_they_sort_and_flags_in_words():
    [row] = reading.csv_rows(reading.csv_bytes([make_standing(due_on=date(2027, 3, 31), is_overdue=True)], ABOUT))
    assert (row["Due"], row["Overdue"], row["Not updated"]) == ("2027-03-31", "Yes", "Yes")


def test_csv_of_nothing_is_its_header():
    assert reading.csv_bytes([], ABOUT).count(b"\r\n") == 1


def test_a_search_that_could_run_is_inert_where_the_file_repeats_it():
    about = replace(ABOUT, filters={"=1+1": "=1+1"})
    [row] = reading.csv_rows(reading.csv_bytes([make_standing()], about))
    assert row["Filters"] == "'=1+1: =1+1"
    cells = [cell for row in reading.workbook([], about)["About this file"] for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


def test_a_workbook_holds_text_as_text_and_days_as_days():
    first = reading.workbook([make_standing(text="=1+1", wording="=1+1")], ABOUT)["Actions"][2]
    cells = dict(zip(reading.HEADINGS, first, strict=True))
    text, due = cells["Action as published"], cells["Due"]
    assert (text.value, text.data_type, text.quotePrefix) == ("=1+1", "s", True)
    assert (due.is_date, due.number_format) == (True, "d mmm yyyy")
    assert not cells["Plan"].quotePrefix


def test_a_day_before_excel_counts_days_is_written_out():
    days = [date(1900, 2, 28), date(1900, 3, 1)]
    sheet = reading.workbook([make_standing(due_on=day) for day in days], ABOUT)["Actions"]
    assert [sheet["M2"].value, sheet["M3"].value.date()] == ["1900-02-28", days[1]]


@pytest.mark.parametrize("text", [*FORMULAS, "#REF!", "#N/A", "2027-03-31", "1", "TRUE"])
def test_a_workbook_takes_no_text_for_anything_else(text):
    [cell] = [row[0] for row in reading.workbook([make_standing(text=text)], ABOUT)["Actions"]["I2:I2"]]
    assert cell.data_type == "s"


def test_a_workbook_has_a_bold_header_that_stays_in_view_and_can_be_filtered_by():
    sheet = reading.workbook([make_standing()], ABOUT)["Actions"]
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:U2", "$1:$1")
    assert sheet["I2"].alignment.wrap_text
    assert sheet.column_dimensions["I"].width == 60


def test_a_workbook_says_what_it_is_on_a_sheet_of_its_own():
    book = reading.workbook([make_standing()], ABOUT)
    assert book.sheetnames == ["Actions", "About this file"]
    said = dict(book["About this file"].iter_rows(values_only=True))
    assert said["What this is"] == "Actions as they stood at the end of 30 June 2026"
    assert (said["Council"], said["Status"]) == ("Alderford Council", "In progress")
    assert (said["Sorted by"], said["Number of actions"]) == ("Due date", 1)
    assert (said["Made"], said["Address of the list"]) == ("22 November 2026, 09:05", "/actions/?status=in_progress")


def test_a_workbook_refuses_a_text_that_it_would_have_to_cut():
    fits = "🧑" * (xlsx_file.LONGEST // 2)
    assert reading.from_workbook(reading.workbook([make_standing(text=fits)], ABOUT))[0]["Action as published"] == fits
    with pytest.raises(xlsx_file.TooLong, match="Action 7 has a text of more than 32,767 .* CSV or JSON"):
        reading.workbook([make_standing(text=f"{fits}..")], ABOUT)


def test_json_says_what_it_is_and_ends_with_the_number_of_its_actions():
    file = json.loads(reading.json_bytes([make_standing()], ABOUT))
    assert list(file) == ["about", "actions", "number_of_actions"]
    assert file["number_of_actions"] == 1
    about = file["about"]
    assert (about["as_at"], about["made_at"]) == ("2026-06-30", "2026-11-22T09:05:00+00:00")
    assert about["filters"] == {"Council": "Alderford Council", "Status": "In progress"}


def test_json_of_nothing_is_whole():
    assert json.loads(reading.json_bytes([], ABOUT))["actions"] == []


def test_json_leaves_text_as_it_is():
    [row] = json.loads(reading.json_bytes([make_standing(text="=1+1 ‘£’")], ABOUT))["actions"]
    assert (row["text"], row["is_overdue"], row["due_on"], row["completed_on"]) == (
        "=1+1 ‘£’",
        False,
        "2027-03-31",
        None,
    )


@pytest.mark.parametrize("stream", [csv_file.stream, json_file.stream])
def test_the_first_bytes_come_before_the_last_action_is_asked_for(stream):
    asked = []
    found = (asked.append(number) or make_standing(pk=number) for number in range(2000))
    parts = stream(found, ABOUT)
    next(parts), next(parts)
    assert len(asked) == 500


def test_a_file_of_today_says_that_its_revisions_matter_and_one_of_the_past_that_it_has_none():
    assert "has no revisions" in ABOUT.notes[-1]
    today = replace(ABOUT, is_past=False)
    assert "Leave them as they are" in today.notes[-1]
    assert today.title == "Actions as they stand on 30 June 2026"
