"""Putting one row right: what is left as it is stays as it was read, what is changed is kept."""

from datetime import date

import pytest

from actions.importing.answers import Answers, Correction
from actions.importing.correcting import RowForm
from actions.importing.proposal import propose
from plans.files.open import open_file

FILE = (
    "Ref,Action,Lead,Timescale,Status\n"
    "1.1,Train every manager,Head of People; Web Team,March 2027,In progress\n"
    "1.2,Publish the pay gaps,,,\n"
)
AS_READ = {
    "text": "Train every manager", "reference": "1.1", "leads": "Head of People\nWeb Team", "supporting": "",
    "due_on_day": "31", "due_on_month": "3", "due_on_year": "2027",
    "recurrence": "none", "status": "in_progress",
}  # fmt: skip


def row_of(at=0, correction=None):
    key = f"1.{at + 2}.1"
    answers = Answers(title="Plan", starts_on=date(2026, 4, 1), ends_on=date(2028, 3, 31))
    answers.corrections = {key: correction} if correction else {}
    return propose(open_file("plan.csv", FILE.encode()), answers).rows[at]


def form(correction=None, at=0, **changes):
    return RowForm(AS_READ | changes, row=row_of(at, correction), correction=correction)


def corrected(correction=None, at=0, **changes):
    filled = form(correction, at, **changes)
    assert filled.is_valid(), filled.errors
    return filled.corrected


def day(name, said):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), said.split(), strict=True))


def test_a_row_that_is_left_as_it_is_is_not_corrected():
    assert corrected() == Correction()


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"text": "Train all"}, Correction(text="Train all")),
        ({"reference": ""}, Correction(reference="")),
        ({"leads": " Head of HR \n\nHead of HR\n"}, Correction(leads=["Head of HR"])),
        ({"leads": ""}, Correction(leads=[])),
        ({"supporting": "Unions"}, Correction(supporting=["Unions"])),
        ({"status": "on_hold"}, Correction(status="on_hold")),
        ({"is_left_out": "on"}, Correction(is_left_out=True)),
    ],
)
def test_only_what_was_changed_is_kept(changes, kept):
    assert corrected(**changes) == kept


def test_a_date_that_is_put_right_is_kept_with_the_whole_timescale():
    assert corrected(**day("due_on", "30 6 2027")) == Correction(
        is_dated=True, due_on=date(2027, 6, 30), recurrence="none", is_ongoing=False
    )


def test_an_empty_date_is_meant():
    empty = corrected(due_on_day="", due_on_month="", due_on_year="", is_ongoing="on")
    assert (empty.is_dated, empty.due_on, empty.is_ongoing) == (True, None, True)


def test_what_was_put_right_before_stays():
    before = Correction(text="Train all")
    assert corrected(before, text="Train all", reference="A") == Correction(text="Train all", reference="A")


def test_a_date_that_was_put_right_stays_when_something_else_is():
    before = Correction(is_dated=True, due_on=date(2027, 6, 30), recurrence="none", is_ongoing=False)
    again = corrected(before, **day("due_on", "30 6 2027"), status="on_hold")
    assert (again.due_on, again.is_dated, again.status) == (date(2027, 6, 30), True, "on_hold")


@pytest.mark.parametrize(
    ("changes", "box", "sentence"),
    [
        ({"text": ""}, "text", "Enter action"),
        ({"reference": "1" * 21}, "reference", "must be 20 characters or fewer"),
        ({"status": "completed"}, "completed_on", "Say on which day it was completed"),
        ({"status": "embedded"}, "review_on", "Say when it is reviewed next"),
        ({"status": "nearly"}, "status", "select one of the answers"),
        (day("starts_on", "1 4 2027"), "due_on", "It must be due after it starts"),
        (day("due_on", "31 2 2027"), "due_on", "must be a real date"),
    ],
)
def test_what_does_not_fit_is_told_at_its_box(changes, box, sentence):
    errors = form(**changes).errors
    assert list(errors) == [box]
    assert sentence in errors[box][0]


def test_a_row_that_is_left_out_needs_nothing():
    assert corrected(is_left_out="on", text="", status="completed").is_left_out


def test_the_next_review_goes_when_the_action_is_no_longer_embedded():
    before = Correction(status="embedded", review_on=date(2027, 5, 1))
    assert corrected(before, status="in_progress", **day("review_on", "1 5 2027")).review_on is None


def test_without_printed_words_about_time_no_date_is_asked_for():
    fields = RowForm(row=row_of(1), correction=None).fields
    assert "due_on" not in fields
    assert "status" in fields


def test_the_boxes_stand_beside_the_words_that_they_are_read_from():
    row = row_of()
    parts = RowForm(row=row, correction=None).parts(row.row)
    assert [(part.label, part.printed) for part in parts] == [
        ("Action", ["1.1", "Train every manager"]),
        ("Leads", ["Head of People; Web Team"]),
        ("Timescale", ["March 2027"]),
        ("Status", ["In progress"]),
    ]
    assert "due on its last day" in parts[2].because


def test_what_is_read_stands_in_the_boxes():
    shown = RowForm(row=row_of(), correction=None)
    assert shown["leads"].value() == "Head of People\nWeb Team"
    assert shown["due_on"].value() == date(2027, 3, 31)
    assert shown["status"].value() == "in_progress"
