"""All of a file is imported or nothing of it, and the page says truly which, row by row and column by column."""

import pytest
from django.contrib.admin.models import LogEntry

from actions.models import Action, Lead, Tag, Timescale
from measures.models import Measure
from plans.models import Commitment, Plan, Theme
from tests.admin.exchange.desk import bring, confirm, exported, imported, sentences, wrong_with
from tests.builders import make_lead, make_tag

STALE = "This was changed after this file was exported."


@pytest.fixture
def leads(here):
    return [here.lead, make_lead(here.council, "Head of Parks"), make_lead(here.council, "Head of Roads")]


def renamed(desk):
    """The leads exported, each with another name."""
    rows = exported(desk, Lead)
    for row in rows:
        row["Name"] += " (new)"
    return rows


def nothing_was_written():
    return not Lead.objects.filter(name__contains="(new)").exists() and Lead.history.count() == Lead.objects.count()


def test_one_bad_row_keeps_all_from_being_imported(desk, leads):
    rows = renamed(desk)
    rows[1]["Kind"] = "Robot"
    page = bring(desk, Lead, rows)
    assert wrong_with(page) == [(3, "Kind", "“Robot” is none of these: Post, Team, Group, Person.")]
    assert page.context["token"] == ""
    assert nothing_was_written()


def test_everything_that_is_wrong_is_said_at_once(desk, here):
    rows = exported(desk, Measure)
    rows[0] |= {"Kind": "Odd", "Target": "many", "Target date": "soon", "Name": ""}
    page = bring(desk, Measure, rows)
    assert {(number, column) for number, column, _ in wrong_with(page)} == {
        (2, "Kind"), (2, "Target"), (2, "Target date"), (2, "Name"),
    }  # fmt: skip


def test_a_row_that_went_bad_after_the_preview_stops_all_and_nothing_is_called_a_success(desk, leads):
    page = bring(desk, Lead, renamed(desk))
    Lead.objects.filter(pk=leads[2].pk).update(kind="team")
    answer = confirm(desk, Lead, page)
    assert STALE in sentences(answer)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Nothing of “file.csv” was imported." in text
    assert "was imported:" not in text
    assert not Lead.objects.filter(name__contains="(new)").exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("revision", ["", "1", "999999999", "new", "9" * 40])
def test_a_revision_that_is_not_the_newest_is_refused(desk, leads, revision):
    rows = renamed(desk)
    rows[1]["Revision"] = revision
    page = bring(desk, Lead, rows)
    ((number, column, sentence),) = wrong_with(page)
    assert (number, column) == (3, "Revision")
    assert "changed after this file was exported" in sentence
    assert nothing_was_written()


def test_a_file_without_the_column_changes_nothing(desk, leads):
    rows = renamed(desk)
    for row in rows:
        del row["Revision"]
    assert "This row has no revision" in sentences(bring(desk, Lead, rows))


def test_a_file_that_was_imported_is_stale_from_then_on(desk, leads):
    rows = renamed(desk)
    imported(desk, Lead, rows)
    assert bring(desk, Lead, rows).context["outcome"].unchanged == 3
    rows[0]["Name"] = "Again"
    assert STALE in sentences(bring(desk, Lead, rows))


def test_no_row_is_named_twice(desk, leads):
    rows = renamed(desk)
    rows.append(rows[0] | {"Name": "Twice (new)"})
    page = bring(desk, Lead, rows)
    assert wrong_with(page) == [(5, "ID", f"This file names lead {rows[0]['ID']} more than once.")]


def test_names_may_not_clash_with_what_is_there_or_in_the_file(desk, leads):
    rows = renamed(desk)
    rows[1]["Name"] = rows[0]["Name"]
    page = bring(desk, Lead, rows)
    assert wrong_with(page) == [(3, "", "This council has a lead with this name.")]
    assert nothing_was_written()


def test_what_a_model_checks_is_checked(desk, here):
    row = exported(desk, Timescale)[0] | {"Starts": "1/1/2030", "Due": "1/1/2029"}
    assert "It must be due after it starts." in sentences(bring(desk, Timescale, [row]))
    row = exported(desk, Plan)[0] | {"Signed off on": "1/1/2027"}
    assert "Say who signed the plan off." in sentences(bring(desk, Plan, [row]))
    row = exported(desk, Measure)[0] | {"Target": "1" * 18}
    assert "digits" in sentences(bring(desk, Measure, [row]))


def test_a_new_row_says_what_it_lacks(desk, here):
    page = bring(desk, Action, [{"Reference": "9.9", "Commitment": ""}])
    assert set(wrong_with(page)) == {
        (2, "Commitment", "A new row needs this."), (2, "As published", "A new row needs this."),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "heading"),
    [(Commitment, "Text"), (Theme, "Title"), (Action, "As published"), (Timescale, "Published words"), (Plan, "Title")],
)
def test_the_words_of_a_published_plan_stay(desk, here, model, heading):
    rows = exported(desk, model)
    rows[0][heading] = "Other words"
    expected = [(2, heading, "The plan has been published, so this stays as published.")]
    assert wrong_with(bring(desk, model, rows)) == expected


def test_those_of_a_draft_can_be_changed(desk, draft):
    rows = exported(desk, Commitment)
    rows[0]["Text"] = "Other words"
    imported(desk, Commitment, rows)
    assert Commitment.objects.get().text == "Other words"


@pytest.mark.parametrize(("heading", "value"), [("Merged into", "x/y"), ("Council", "elsewhere")])
def test_what_cannot_be_typed_by_hand_stays(desk, here, heading, value):
    rows = exported(desk, Lead)
    rows[0][heading] = value
    assert wrong_with(bring(desk, Lead, rows)) == [
        (2, heading, "This stays as it is: it cannot be changed by an import.")
    ]


def test_everybodys_tags_stay(desk, here):
    tag = make_tag("Marriage", is_statutory=True)
    rows = [row | {"What it means": "Other"} for row in exported(desk, Tag) if row["ID"] == str(tag.pk)]
    assert sentences(bring(desk, Tag, rows)) == "You may not change this."


def test_a_plan_reported_on_cannot_become_a_draft(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="in_progress")
    rows = exported(desk, Plan)
    rows[0]["Status"] = "Draft"
    page = bring(desk, Plan, rows)
    assert wrong_with(page)[0][1] == "Status"
    assert "cannot become a draft again" in sentences(page)


@pytest.mark.parametrize("bad", ["a\0b", "x" * 301])
def test_words_that_cannot_be_kept_are_refused(desk, here, bad):
    rows = exported(desk, Lead)
    rows[0]["Name"] = bad
    assert bring(desk, Lead, rows).context.get("token", "") == ""
