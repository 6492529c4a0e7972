"""Bringing readings in the browser: the file, what it would do, and the deed."""

from datetime import date
from html import unescape

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.importing.bringing import CHANGED_MEANWHILE
from measures.importing.changes import MOST_SHOWN
from measures.models import Reading
from measures.views.reading_import import GONE
from plans.models import TableUpload
from tests.builders import make_measure, make_plan, make_reading, make_user
from tests.measures.importing.desk import address, bring, confirm, history, table

FILE = table(("Grievances", "31/03/2026", "12"), ("Grievances", "30/06/2026", "9"))


def words(response):
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def preview(edie, plan, cases):
    """The preview of a new reading and a correction."""
    make_reading(cases, 7)
    return bring(edie, plan, FILE)


def test_the_first_page_says_how_a_file_is_read_and_offers_a_sheet(edie, plan):
    page = words(edie.get(address(plan)))
    assert "All of its rows are brought, or none." in page
    assert "<strong>Of how many</strong>: base, denominator, out of" in page
    assert address(plan, "reading-sheet", kind="xlsx") in page


def test_a_preview_says_what_the_file_would_do_and_writes_nothing(preview):
    page = words(preview)
    assert "Nothing has been written yet. This is what “readings.csv” would do:" in page
    assert "Grievances, 31 March 2026" in page
    assert ">7 cases<" in page
    assert ">12 cases<" in page
    assert (Reading.objects.count(), history().count()) == (1, 1)


def test_a_preview_holds_no_more_than_the_file(preview, equality_lead, plan):
    upload = TableUpload.objects.get()
    assert (upload.by, upload.file_name, bytes(upload.content)) == (equality_lead, "readings.csv", FILE)


def test_confirming_writes_and_says_how_much(edie, plan, preview):
    page = confirm(edie, plan, preview, reason="Recounted")
    assert page.redirect_chain == [(reverse("measure-list", args=[plan.council.slug, plan.slug]), 302)]
    assert "Readings of “readings.csv”: 1 new, 1 corrected, 0 as they were." in words(page)
    assert (Reading.objects.count(), TableUpload.objects.count()) == (2, 0)


def test_a_correction_needs_a_reason_and_nothing_is_lost_without(edie, plan, preview):
    page = confirm(edie, plan, preview, reason=" ")
    assert "Say why the readings are corrected" in words(page)
    assert Reading.objects.count() == 1
    confirm(edie, plan, page, reason="Recounted")
    assert Reading.objects.count() == 2


def test_new_readings_need_no_reason(edie, plan, cases):
    page = bring(edie, plan, FILE)
    assert "reason" not in page.context["form"].fields
    confirm(edie, plan, page)
    assert Reading.objects.count() == 2


def test_the_same_file_again_is_all_the_same_and_writes_no_history(edie, plan, preview):
    confirm(edie, plan, preview, reason="Recounted")
    lines = history().count()
    page = bring(edie, plan, FILE)
    assert "2 readings of the file are here already, just as the file says." in words(page)
    assert (history().count(), TableUpload.objects.count()) == (lines, 0)


def test_a_second_click_is_told_that_it_is_done(edie, plan, preview):
    confirm(edie, plan, preview, reason="Recounted")
    assert GONE in words(confirm(edie, plan, preview, reason="Recounted"))
    assert history().count() == 3


def test_a_change_in_between_is_shown_before_anything_is_written(edie, plan, cases, preview):
    make_reading(cases, 5, date(2026, 6, 30))
    page = confirm(edie, plan, preview, reason="Recounted")
    assert CHANGED_MEANWHILE in words(page)
    assert "30 June 2026" in words(page)
    assert Reading.objects.order_by("read_on").first().value == 7
    confirm(edie, plan, page, reason="Recounted")
    assert [float(one.value) for one in Reading.objects.order_by("read_on")] == [12, 9]


def test_a_change_in_between_that_leaves_nothing_to_do_is_told(edie, plan, cases):
    page = bring(edie, plan, FILE)
    for value, day in [(12, date(2026, 3, 31)), (9, date(2026, 6, 30))]:
        make_reading(cases, value, day)
    page = confirm(edie, plan, page)
    assert "There is nothing to bring" in words(page)
    assert "Bring these readings" not in words(page)


def test_a_measure_that_went_in_between_refuses_the_rows(edie, plan, cases, preview):
    cases.delete()
    page = confirm(edie, plan, preview, reason="Recounted")
    assert "There is no measure “Grievances” in this plan." in words(page)


def test_refusals_are_told_row_by_row_and_nothing_is_kept(edie, plan, cases):
    page = bring(edie, plan, table(("Grievances", "31/03/2026", "about 40"), ("Grievance", "soon", "1")))
    assert "<title>Error: Bring readings" in words(page)
    assert "Row 2" in words(page)
    assert "“about 40” is not a number. Write it like 1,234.5." in words(page)
    assert [one.column for one in page.context["changes"].refusals] == ["Value", "Measure", "Date"]
    assert not TableUpload.objects.exists()


def test_the_first_refusals_are_shown_and_all_are_counted(edie, plan, cases):
    page = words(bring(edie, plan, table(*[("Grievances", "soon", "1")] * (MOST_SHOWN + 5))))
    assert f"These are the first {MOST_SHOWN} of {MOST_SHOWN + 5} things that are wrong." in page
    assert page.count("“soon” is not a date") == MOST_SHOWN


def test_a_pasted_table_is_read_and_stays_when_it_is_refused(edie, plan, cases):
    page = edie.post(address(plan), {"pasted": "Measure\tDate\tValue\nGrievances\tsoon\t1"})
    assert "Grievances soon 1</textarea>" in words(page)
    page = edie.post(address(plan), {"pasted": "Measure\tDate\tValue\nGrievances\t31/03/2026\t1"})
    confirm(edie, plan, page)
    assert history().get().history_change_reason == "Readings brought from Pasted table"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose the file that holds the readings, or paste their table"),
        ({"pasted": "Name\tAge\nx\ty"}, "at least “Measure” and “Date”"),
        ({"pasted": "a\0b"}, "hidden character"), ({"pasted": "<table>"}, "Readings are read from"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_box(edie, plan, sent, sentence):
    page = edie.post(address(plan), sent)
    assert page.status_code == 200
    assert sentence in words(page)


def test_a_file_and_a_table_together_are_too_much(edie, plan):
    sent = {"file": SimpleUploadedFile("readings.csv", FILE), "pasted": "x"}
    assert "Choose a file or paste a table, not both" in words(edie.post(address(plan), sent))


def test_what_is_left_out_is_told(edie, plan, cases):
    rows = [("Grievances", "31/03/2026", "12", "West"), ("Grievances", "", "", "East")]
    page = words(bring(edie, plan, table(*rows, headings=("Measure", "Date", "Value", "Ward"))))
    assert "1 row without a figure is left out." in page
    assert "Not read: the column “Ward”." in page


@pytest.mark.parametrize("token", ["", "1", "x:y:z", "\0", "9" * 5000])
def test_a_made_up_token_is_refused(edie, plan, preview, token):
    sent = {"upload": token, "revision": preview.context["changes"].revision, "reason": "Recounted"}
    assert edie.post(address(plan, "reading-import-do"), sent).status_code == 400


def test_a_token_is_for_its_own_plan_and_person_only(client, edie, plan, council, preview):
    sent = {"upload": preview.context["form"]["upload"].value(), "reason": "Recounted"}
    assert edie.post(address(make_plan(council), "reading-import-do"), sent).status_code == 400
    client.force_login(make_user(council=council, role="equality_lead"))
    assert client.post(address(plan, "reading-import-do"), sent).status_code == 400
    assert signing.dumps(1) != sent["upload"]


def test_a_newer_file_takes_the_place_of_the_older(edie, plan, preview):
    bring(edie, plan, table(("Grievances", "31/03/2026", "99")))
    assert GONE in words(confirm(edie, plan, preview, reason="Recounted"))


def test_a_closed_plan_still_takes_readings_and_a_draft_does(edie, plan, cases):
    for status in ("closed", "draft"):
        type(plan).objects.filter(pk=plan.pk).update(status=status)
        assert bring(edie, plan, FILE).context["changes"].writes


def test_a_resident_of_a_public_plan_brings_nothing(client, outsider, plan):
    type(plan).objects.filter(pk=plan.pk).update(is_public=True)
    assert client.get(address(plan)).status_code == 302
    client.force_login(outsider)
    for name, more in [("reading-import", {}), ("reading-sheet", {"kind": "csv"})]:
        assert client.get(address(plan, name, **more)).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_a_longer_file_asks_no_more_questions(edie, plan, django_assert_num_queries, number):
    for place in range(number):
        make_reading(make_measure(plan, name=f"Measure {place}"), 1)
    rows = [(f"Measure {place}", "31/03/2026", "4") for place in range(number)]
    bring(edie, plan, FILE)
    with django_assert_num_queries(12):
        bring(edie, plan, table(*rows))


def test_no_words_of_a_file_run_on_the_page(edie, plan, cases):
    evil = "<script>alert(1)</script>"
    headings = ("Measure", "Date", "Value", "Group", evil)
    page = bring(edie, plan, table(("Grievances", "31/03/2026", "4", evil, evil), headings=headings), f"{evil}.csv")
    assert "<script>alert" not in page.content.decode()
    page = bring(edie, plan, table((evil, evil, evil)))
    assert "<script>alert" not in page.content.decode()
