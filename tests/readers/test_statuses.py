"""Where an action stands by the words of real plans, and what is left to a person."""

import json
from datetime import date

import pytest
from django.conf import settings

from actions.readers.statuses import read_completed, read_status, status_in_timescale
from actions.readers.warnings import WarningCode
from tests.readers.real_words import rows_of

READ = {
    "not_started": [
        "Not started",
        "Not yet started.",
        "Not yet due",
        "not yet progressed",
        "Not yet scheduled",
        "No progress",
        "Planned",
        "0%",
    ],
    "in_progress": [
        "Underway",
        "Underway and ongoing",
        "Work currently underway",
        "Programme has commenced",
        "In progress",
        "Ongoing",
        "On-going",
        "On Track / on-going as planned",
        "On track",
        "Partially achieved",
        "Partly complete",
        "Work has started",
        "75% complete",
        "Complete for this reporting period",
        "Completed for 2022/23",
    ],
    "on_hold": ["On hold", "Paused", "Deferred", "Postponed"],
    "embedded": ["Embedded", "BAU", "Business as usual", "Signed off as embedded practice", "Complete - now BAU"],
    "withdrawn": ["Withdrawn", "Cancelled", "No longer required", "Superseded"],
}
COMPLETED = [
    "Completed",
    "Complete",
    "Done",
    "Fully achieved",
    "Action complete",
    "This action has been completed",
    "Status: Complete",
    "Blue",
    "Complete (Blue)",
    "100% complete",
    "Completed. Training delivered to 120 staff.",
]
COMPLETED_ON = {
    "Completed January 2016": date(2016, 1, 31),
    "Complete - March 2016": date(2016, 3, 31),
    "Completed on 19/10/2015": date(2015, 10, 19),
    "Completed: 5 June 2022": date(2022, 6, 5),
    "Done (June 2023)": date(2023, 6, 30),
    "Green - completed, May 2021": date(2021, 5, 31),
}
NOT_READ = [
    "We have met twice and will meet again",
    "Presented and approved by CMT on 19/10/2015",
    "Limited / No Progress",
    "Completed and ongoing",
    "Complete by June 2023",
    "To be completed by June 2023",
    "Completed by March 2016",
    "Red/Amber",
    "Closed",
    "Training was completed by 40 staff and is underway for the rest",
]
RATED = {
    "Green": (None, "green"),
    "RAG: Amber": (None, "amber"),
    "RED": (None, "red"),
    "G": (None, "green"),
    "Green – On track": ("in_progress", "green"),
    "In progress (amber)": ("in_progress", "amber"),
    "Amber: delayed": ("in_progress", "amber"),
    "Red - not started": ("not_started", "red"),
}
BEGUN = [
    "Underway",
    "Underway and ongoing",
    "Work currently underway, initial decision expected December 2020",
    "Programme has commenced, timeframe is anticipated to be 12-18 months",
    "Commenced April 2021",
    "In progress",
]
NO_STATUS_IN_TIMESCALE = [
    "Ongoing",
    "Complete by June 2023",
    "To be completed by June 2023",
    "Completed by June 2023",
    "Not yet underway",
    "Once underway, quarterly",
    "To be underway by June",
    "Work to have started by May",
    "four-year Action Plan commencing from April 2012",
    "Start October 2020 with quarterly updates",
    "Embedded",
    "",
]


def codes(read):
    return [warning.code for warning in read.warnings]


@pytest.mark.parametrize(("status", "text"), [(status, text) for status, texts in READ.items() for text in texts])
def test_plain_words_say_a_status(status, text):
    read = read_status(text)
    assert (read.status, read.rag, read.completed_on, codes(read)) == (status, None, None, [])
    assert read.because


@pytest.mark.parametrize("text", COMPLETED)
def test_a_completion_without_a_day_asks_for_it(text):
    read = read_status(text)
    assert (read.status, read.completed_on) == ("completed", None)
    assert codes(read) == [WarningCode.STATUS_NEEDS_DATE]
    assert read.warnings[0].words == "Say when it was completed."


@pytest.mark.parametrize("text", COMPLETED_ON)
def test_a_completion_with_its_day_is_read_to_the_last_day_that_is_stated(text):
    read = read_status(text)
    assert (read.status, read.completed_on, codes(read)) == ("completed", COMPLETED_ON[text], [])


@pytest.mark.parametrize("text", NOT_READ)
def test_a_story_or_a_contradiction_is_left_to_a_person(text):
    read = read_status(text)
    assert (read.status, read.rag, read.completed_on) == (None, None, None)
    assert codes(read) == [WarningCode.STATUS_NOT_READ]
    assert text in read.warnings[0].words


@pytest.mark.parametrize("text", RATED)
def test_a_colour_is_a_rating_beside_the_status(text):
    read = read_status(text)
    assert (read.status, read.rag) == RATED[text]


def test_on_track_is_a_status_and_no_rating_is_made_of_it():
    assert read_status("On track").rag is None


@pytest.mark.parametrize(
    "text", ["Delayed", "Off track", "Behind schedule", "Overdue", "At risk", "New or in progress"]
)
def test_words_of_delay_are_read_as_in_progress_with_a_doubt(text):
    read = read_status(text)
    assert read.status == "in_progress"
    assert read.rag is None
    assert codes(read) == [WarningCode.STATUS_NOT_READ]


def test_what_was_not_achieved_is_not_started_with_a_doubt():
    read = read_status("Not achieved")
    assert (read.status, codes(read)) == ("not_started", [WarningCode.STATUS_NOT_READ])


@pytest.mark.parametrize("text", ["", "  ", "-", "N/A", "TBC", "?"])
def test_an_empty_cell_says_nothing_and_warns_of_nothing(text):
    read = read_status(text)
    assert (read.status, read.rag, read.warnings) == (None, None, ())


def test_the_words_are_kept():
    assert read_status(" On Track\n").text == " On Track\n"


def test_each_word_of_the_real_vocabularies_is_read_or_says_that_it_was_not():
    for row in rows_of("statuses"):
        for text in row["vocabulary"].split(";"):
            read = read_status(text.strip())
            assert read.status or read.rag or codes(read) == [WarningCode.STATUS_NOT_READ], text


def test_a_date_in_a_column_of_completions_is_the_day_of_completion():
    assert read_completed("15/10/2015").completed_on == date(2015, 10, 15)
    assert read_completed("February 2015").completed_on == date(2015, 2, 28)
    assert read_completed("Completed January 2016").completed_on == date(2016, 1, 31)
    assert read_completed("Ongoing").status == "in_progress"
    assert read_completed("Spring 2016").completed_on == date(2016, 5, 31)
    assert read_completed("March").status is None
    assert read_completed("February 15").completed_on is None
    assert read_completed("").warnings == ()


@pytest.mark.parametrize("text", BEGUN)
def test_plain_words_in_a_timescale_say_that_work_has_begun(text):
    read = status_in_timescale(text)
    assert (read.status, read.warnings) == ("in_progress", ())


@pytest.mark.parametrize("text", NO_STATUS_IN_TIMESCALE)
def test_a_deadline_or_a_frequency_says_no_status(text):
    read = status_in_timescale(text)
    assert (read.status, read.warnings) == (None, ())


def test_a_completion_in_a_timescale_is_read_with_its_day():
    assert status_in_timescale("Completed January 2016").completed_on == date(2016, 1, 31)
    for text in ("Completed", "Complete.", "June 2023 (complete)", "June 2023 - completed"):
        read = status_in_timescale(text)
        assert (read.status, read.completed_on, codes(read)) == ("completed", None, [WarningCode.STATUS_NEEDS_DATE])


def test_of_the_real_timescales_only_those_that_say_so_have_a_status():
    said = {row["text"]: status_in_timescale(row["text"]).status for row in rows_of("timescales")}
    begun = [text for text, status in said.items() if status == "in_progress"]
    assert [text for text, status in said.items() if status == "completed"] == ["Completed January 2016"]
    assert len(begun) == 10
    assert all("nderway" in text or "commenced" in text for text in begun)


@pytest.mark.parametrize("council", ["oxfordshire", "milton-keynes", "bexley", "brighton-hove", "buckinghamshire"])
def test_the_seeds_have_the_status_that_their_timescales_say(council):
    rows = json.loads((settings.BASE_DIR / "fixtures" / f"{council}.json").read_text(encoding="utf-8"))
    timescales = {
        (*row["fields"]["plan"], row["fields"]["position"]): row["fields"]["text"]
        for row in rows
        if row["model"] == "actions.timescale"
    }
    actions = [row["fields"] for row in rows if row["model"] == "actions.action"]
    assert actions
    for action in actions:
        text = timescales.get(tuple(action.get("timescale") or ()), "")
        assert (status_in_timescale(text).status or "not_started") == action["status"]
