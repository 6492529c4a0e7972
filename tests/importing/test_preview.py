"""What a person is shown of a proposal: honest counts, doubts first, each reading in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions.importing.answers import Answers, Correction
from actions.importing.changes import Change, Changes
from actions.importing.content import MeasureContent
from actions.importing.preview import Preview, grouped, in_order, measure_in_words, reading_of
from actions.importing.proposal import propose
from actions.readers.results import KnownLead, TimescaleRead
from plans.files.open import open_file

HEADINGS = "Theme,Objective,Ref,Action,Lead,Timescale,Status,Budget\n"
ROWS = (
    "Staff,Be fair,1.1,Train every manager,Head of People,March 2027,In progress,£4\n"
    "Staff,Be fair,1.2,Publish the pay gaps,Director of Finance,when funding allows,Not started,£5\n"
    "Staff,Be open,1.3,Publish the survey,Web Team,Every October,Not started,£6\n"
    "Services,Listen,2.1,Hold listening events,Web Team,31 March 2027,Completed,£7\n"
)
FIRST, SECOND, THIRD, LAST = "1.2.1", "1.3.1", "1.4.1", "1.5.1"


def preview(rows=ROWS, known=(), **said):
    answers = Answers(title="Plan", starts_on=date(2026, 4, 1), ends_on=date(2028, 3, 31), **said)
    proposal = propose(open_file("plan.csv", (HEADINGS + rows).encode()), answers, known=known)
    return Preview(proposal, answers, [lead.name for lead in known])


def counts(shown):
    return {count.label: count.number for count in shown.counts}


def keys(rows):
    return [row.row.key for row in rows]


def test_actions_are_read_surely_to_check_seen_or_left_out():
    seen = {FIRST: Correction(), THIRD: Correction(is_left_out=True)}
    assert counts(preview(corrections=seen)) == {
        "actions": 3, "read surely": 0, "to check": 2, "checked or corrected": 1, "row left out": 1,
        "column left out": 1,
    }  # fmt: skip


def test_the_counts_are_a_sentence_too():
    assert preview().sentence == "4 actions, 2 read surely, 2 to check, 1 column left out."


def test_what_there_is_none_of_is_not_counted_but_for_doubts():
    sure = ROWS.splitlines(keepends=True)[0]
    assert counts(preview(sure)) == {"action": 1, "read surely": 1, "to check": 0, "column left out": 1}


def test_a_row_with_a_doubt_or_a_problem_is_to_check():
    assert keys(preview().to_check) == [SECOND, LAST]


def test_a_doubt_that_somebody_looked_at_is_settled_but_a_problem_is_not():
    looked_at = {SECOND: Correction(), LAST: Correction()}
    assert keys(preview(corrections=looked_at).to_check) == [LAST]


def test_whether_a_lead_is_known_is_asked_elsewhere_and_makes_no_row_doubtful():
    shown = preview(known=[KnownLead("Head for People")])
    assert shown.proposal.resembling == (("Head of People", ("Head for People",)),)
    assert FIRST not in keys(shown.to_check)


@pytest.mark.parametrize(
    ("kind", "found"),
    [("all", [FIRST, SECOND, LAST]), ("check", [SECOND, LAST]), ("corrected", [FIRST]), ("out", [THIRD])],
)
def test_each_list_holds_its_rows(kind, found):
    seen = {FIRST: Correction(), THIRD: Correction(is_left_out=True)}
    assert keys(preview(corrections=seen).shown(kind)) == found


def test_the_next_row_to_check_comes_after_this_one_and_then_from_the_beginning():
    shown = preview()
    assert shown.next_to_check(FIRST).row.key == SECOND
    assert shown.next_to_check(SECOND).row.key == LAST
    assert shown.next_to_check(LAST).row.key == SECOND


def test_there_is_no_next_row_when_this_is_the_only_one():
    shown = preview(corrections={SECOND: Correction()})
    assert shown.next_to_check(LAST) is None


def test_rows_stand_under_theme_and_commitment_in_their_order():
    themes = grouped(preview().rows)
    assert [(theme.heading, [part.heading for part in theme.parts]) for theme in themes] == [
        ("Staff", ["Be fair", "Be open"]), ("Services", ["Listen"]),
    ]  # fmt: skip
    assert keys(themes[0].parts[0].parts) == [FIRST, SECOND]


def test_a_row_is_called_by_its_reference_or_its_number():
    assert [row.name for row in preview().rows][:2] == ["1.1", "1.2"]
    assert preview(ROWS.replace("1.1", "")).rows[0].name == "row 1"


def test_a_lead_says_whether_the_council_has_it():
    first, *_ = preview(known=[KnownLead("Head of People", ("Head of HR",))]).rows
    assert [(lead.name, lead.note) for lead in first.leads] == [("Head of People", "a lead that you have")]
    other = preview(ROWS.replace("Head of People", "Head of HR"), [KnownLead("Head of People", ("Head of HR",))]).rows[
        0
    ]
    assert other.leads[0].note == "a lead that you have, printed “Head of HR”"
    assert preview().rows[2].leads[0].note == "a new team"


def test_a_supporting_lead_is_said_to_be_one():
    read = preview(corrections={FIRST: Correction(supporting=["Unions"])}).rows[0]
    assert [lead.note.split(";")[0] for lead in read.leads] == ["a new post", "supporting"]


def test_the_status_is_said_with_its_day():
    day = {LAST: Correction(completed_on=date(2026, 5, 1))}
    assert preview(corrections=day).rows[3].status == "Completed on 1 May 2026"
    assert preview().rows[0].status == "In progress"


def test_a_rating_is_said_of_an_open_action():
    rated = HEADINGS.replace("Budget", "RAG") + ROWS.replace("£4", "Amber")
    answers = Answers(title="Plan", starts_on=date(2026, 4, 1))
    shown = Preview(propose(open_file("plan.csv", rated.encode()), answers), answers, [])
    assert shown.rows[0].status == "In progress, rated amber"


def test_columns_and_tables_that_are_left_out_are_named():
    shown = preview()
    assert [(one.heading, one.samples) for one in shown.columns_left_out] == [("Budget", ("£4", "£5", "£6"))]
    assert shown.leaves_anything_out


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (TimescaleRead("tbc"), ""),
        (TimescaleRead("March 2027", due_on=date(2027, 3, 31), certainty="month"), "Due 31 March 2027 (to the month)"),
        (TimescaleRead("Ongoing", is_ongoing=True), "Ongoing"),
        (TimescaleRead("Every year", recurrence="annual"), "Every year"),
        (TimescaleRead("Review in May", reviews=(date(2027, 5, 31),)), "Reviewed 31 May 2027"),
    ],
)  # fmt: skip
def test_a_reading_of_a_timescale_is_said_in_words(read, words):
    assert reading_of(read) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "In words"),
        (
            {"kind": "percentage", "baseline": Decimal(20), "target": Decimal(50), "direction": "up"},
            "Percentage, from 20, target 50, up",
        ),
        ({"kind": "number", "target_text": "more", "frequency": "annual"}, "Number, target more, every year"),
    ],
)
def test_a_reading_of_a_measure_is_said_in_words(fields, words):
    assert measure_in_words(MeasureContent(text="x", name="x", place=1, **fields)) == words


def test_what_changes_comes_before_what_stays_and_what_is_gone():
    kinds = ["missing", "new", "kept", "changed"]
    changes = Changes(tuple(Change(kind, "Action", kind) for kind in kinds), "")
    assert [one.change.kind for one in in_order(changes)] == ["new", "changed", "kept", "missing"]
    assert [one.label for one in in_order(changes)] == ["New", "Changed", "Stays", "Not in the file"]


def test_the_same_proposal_without_its_warnings_has_nothing_to_check():
    shown = preview(ROWS.replace("Completed", "Not started"))
    rows = tuple(replace(row, warnings=()) for row in shown.proposal.rows)
    answers = Answers(title="Plan", starts_on=date(2026, 4, 1))
    assert Preview(replace(shown.proposal, rows=rows), answers, []).to_check == []


def test_without_words_of_a_status_none_are_shown_as_printed():
    shown = preview(ROWS.replace("In progress", "")).rows[0]
    assert (shown.status_as_printed, shown.status) == ("", "Not started")
    assert preview().rows[0].status_as_printed == "In progress"


def test_a_status_that_is_printed_with_the_timescale_is_shown_with_its_words():
    shown = preview(ROWS.replace("March 2027,In progress", "Underway,")).rows[0]
    assert (shown.status_as_printed, shown.status) == ("Underway", "In progress")
