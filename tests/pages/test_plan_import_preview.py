"""The preview of an import: the plan as it will look, its readings beside the printed words, doubts first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action
from plans.models import Plan
from tests.builders import PLAN_FILE, make_lead, make_upload
from tests.pages.test_plan_import import address, edie, words

__all__ = ["edie"]

COMPLETED = PLAN_FILE.replace("when funding allows,Not started", "March 2027,Completed")


def long_file(number):
    return "Action,Lead,Timescale\n" + "".join(f"Do thing {at},Head of People,March 2027\n" for at in range(number))


def preview(browser, upload, **query):
    return browser.get(address("preview", upload), query)


def texts(response):
    return [row.row.row.text for row in response.context["page_obj"]]


def test_the_counts_stand_on_top(edie, upload):
    counts = {count.label: count.number for count in preview(edie, upload).context["preview"].counts}
    assert counts == {"actions": 3, "read surely": 2, "to check": 1, "column left out": 1}


def test_each_row_shows_how_it_is_read_beside_its_printed_words(edie, upload):
    shown = words(preview(edie, upload))
    assert "Due 31 March 2027 (to the month)" in shown
    assert "due on its last day" in shown
    assert 'Head of People <span class="edi-note">(a new post)</span>' in shown
    assert "In progress" in shown


def test_a_lead_that_the_council_has_is_said_to_be_known(edie, upload, council):
    make_lead(council, "Head of People")
    assert "(a lead that you have)" in words(preview(edie, upload))


def test_rows_stand_under_the_headings_of_the_plan(edie, upload):
    (theme,) = preview(edie, upload).context["groups"]
    assert [(part.heading, len(part.parts)) for part in theme.parts] == [
        ("Be a fair employer", 2), ("Listen to communities", 1),
    ]  # fmt: skip


def test_doubtful_rows_come_first_with_their_warnings_in_words(edie, upload):
    response = preview(edie, upload)
    assert [row.row.row.text for row in response.context["check_first"]] == ["Hold listening events"]
    shown = words(response)
    assert shown.index("Rows to check") < shown.index("“when funding allows”") < shown.index("The plan as it will look")
    assert "No date can be read. The printed words stay." in shown


def test_a_plan_without_doubts_has_no_rows_to_check(edie, equality_lead, council):
    upload = make_upload(equality_lead, council, long_file(2))
    assert "Rows to check" not in words(preview(edie, upload))


def test_what_is_left_out_is_named(edie, upload):
    shown = words(preview(edie, upload))
    assert "What is not imported" in shown
    assert "Budget" in shown
    assert "for example “£400”" in shown


def test_words_about_progress_are_told_not_to_be_imported(edie, upload):
    upload.answers["columns"] = {"0": ["reference", "commitment", "action", "leads", "timescale", "status", "progress"]}
    upload.save()
    shown = words(preview(edie, upload))
    assert "2 rows say what happened so far" in shown
    assert "Not imported: report it on the action’s page." in shown


def test_a_measure_is_shown_with_what_is_read_from_it(edie, equality_lead, council):
    upload = make_upload(equality_lead, council, "Action,Lead,Measure of success\nTrain,HR,80% of managers trained\n")
    shown = words(preview(edie, upload))
    assert "80% of managers trained" in shown
    assert "Percentage, target 80" in shown


@pytest.mark.parametrize(
    ("show", "found"),
    [
        ("all", ["Train every manager", "Hold listening events"]),
        ("check", ["Hold listening events"]),
        ("corrected", []),
        ("out", ["Publish the pay gaps"]),
        ("nonsense", ["Train every manager", "Hold listening events"]),
    ],
)
def test_rows_are_filtered(edie, upload, show, found):
    upload.answers["corrections"] = {"1.3.1": {"is_left_out": True}}
    upload.save()
    assert texts(preview(edie, upload, show=show)) == found


def test_a_long_plan_is_shown_in_pages(edie, equality_lead, council):
    upload = make_upload(equality_lead, council, long_file(60))
    assert len(texts(preview(edie, upload))) == 50
    assert texts(preview(edie, upload, page=2))[-1] == "Do thing 59"


def test_the_number_of_queries_does_not_grow_with_the_rows(edie, equality_lead, council):
    counts = []
    for number in (2, 45):
        upload = make_upload(equality_lead, council, long_file(number))
        with CaptureQueriesContext(connection) as queries:
            preview(edie, upload)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_what_forbids_the_import_is_told_and_there_is_no_button(edie, equality_lead, council):
    upload = make_upload(equality_lead, council, COMPLETED)
    response = preview(edie, upload)
    assert "Before you can import the plan, put right 1 row" in words(response)
    assert "the action is completed. Say on which day" in words(response)
    assert f'action="{address("do", upload)}"' not in words(response)
    assert edie.post(address("do", upload)).url == address("preview", upload)
    assert not Plan.objects.exists()


def test_leads_that_may_be_known_are_asked_about_and_the_answer_holds(edie, upload, council):
    known = make_lead(council, "Director for Finance")
    shown = preview(edie, upload)
    assert "Leads that may be the same" in words(shown)
    assert shown.context["leads"]["lead-0"].value() == ""
    saved = edie.post(address("preview", upload), {"lead-0": "Director for Finance"}, follow=True)
    assert saved.context["leads"]["lead-0"].value() == "Director for Finance"
    edie.post(address("do", upload))
    assert [one.lead for one in Action.objects.get(text="Publish the pay gaps").action_leads.all()] == [known]
    assert "Director of Finance" in [spelling.text for spelling in known.spellings.all()]


def test_a_lead_stays_a_lead_of_its_own_until_somebody_says_otherwise(edie, upload, council):
    make_lead(council, "Director for Finance")
    edie.post(address("preview", upload), {"lead-0": "Director for Finance"})
    edie.post(address("preview", upload), {"lead-0": ""})
    edie.post(address("do", upload))
    (named,) = Action.objects.get(text="Publish the pay gaps").action_leads.all()
    assert named.lead.name == "Director of Finance"


def test_a_lead_that_was_not_offered_is_refused(edie, upload, council):
    make_lead(council, "Director for Finance")
    answer = edie.post(address("preview", upload), {"lead-0": "Somebody else"})
    assert "select one of the answers in the list" in words(answer)
    upload.refresh_from_db()
    assert upload.said.same_as == {}


def test_what_the_database_refuses_is_told_on_the_preview_and_nothing_is_lost(edie, upload, monkeypatch):
    monkeypatch.setattr(Plan._meta.get_field("title"), "max_length", 5)
    monkeypatch.setattr(Plan._meta.get_field("title").validators[-1], "limit_value", 5)
    answer = edie.post(address("do", upload))
    assert answer.status_code == 200
    assert "Nothing was imported" in words(answer)
    assert "5 characters" in words(answer)
    assert edie.get(reverse("plan-import-preview", args=[upload.pk])).status_code == 200
    assert not Plan.objects.exists()
