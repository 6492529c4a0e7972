"""Importing a plan in the browser: from a council's file to a draft, in four steps."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from actions.models import Action
from actions.models.plan_upload import PlanUpload
from plans.models import Plan
from tests.builders import PLAN_FILE, make_plan

FACTS = {
    "title": "Equality plan", "period": "2026-28", "year_starts_month": "4",
    "starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2026",
    "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2028",
}  # fmt: skip


@pytest.fixture
def edie(client, equality_lead):
    """A browser in which the equality lead is signed in."""
    client.force_login(equality_lead)
    return client


def first_step(council):
    return reverse("plan-import", args=[council.slug])


def address(step, upload):
    return reverse(f"plan-import-{step}", args=[upload.pk])


def file(content=PLAN_FILE, name="plan.csv"):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def bring(browser, council, **changes):
    return browser.post(first_step(council), {**FACTS, "file": file()} | changes, follow=True)


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def columns_as_shown(response):
    """The columns form as it stands on the page, to be sent as it is."""
    return {box.html_name: str(box.value()) for box in response.context["form"]}


def test_a_file_becomes_a_draft_in_four_steps(edie, council, equality_lead):
    columns = bring(edie, council)
    preview = edie.post(columns.request["PATH_INFO"], columns_as_shown(columns), follow=True)
    assert "Step 4 of 4" in words(preview)
    upload = PlanUpload.objects.get()
    done = edie.post(address("do", upload), {"sha256": upload.sha256}, follow=True)
    plan = Plan.objects.get()
    assert done.redirect_chain[-1][0] == reverse("plan-detail", args=[council.slug, plan.slug])
    assert (plan.status, plan.title, plan.period, plan.ends_on) == (
        "draft",
        "Equality plan",
        "2026-28",
        date(2028, 3, 31),
    )
    assert (plan.source_document, plan.source_sha256) == ("plan.csv", upload.sha256)
    assert [one.text for one in Action.objects.in_plan_order()] == [
        "Train every manager", "Publish the pay gaps", "Hold listening events",
    ]  # fmt: skip
    assert not PlanUpload.objects.exists()


def test_the_history_names_the_file_and_the_page_says_what_to_do_next(edie, upload, equality_lead):
    done = edie.post(address("do", upload), follow=True)
    history = Plan.objects.get().history.get()
    assert (history.history_user_id, history.history_change_reason) == (equality_lead.pk, "Imported from plan.csv")
    assert "Imported: 3 actions from plan.csv." in words(done)
    assert "Check and confirm how 3 timescales were read" in words(done)
    plan = Plan.objects.get()
    link = f"{reverse('admin:actions_timescale_changelist')}?reading=open&plan__id__exact={plan.pk}"
    assert edie.get(link).context["cl"].result_count == 3


def test_the_plan_shows_its_file_and_fingerprint_to_insiders_only(edie, client, upload):
    edie.post(address("do", upload))
    plan = Plan.objects.get()
    page = reverse("plan-detail", args=[plan.council.slug, plan.slug])
    assert "plan.csv" in words(edie.get(page))
    assert plan.source_sha256 in words(edie.get(page))
    Plan.objects.update(status="active", is_public=True)
    client.logout()
    assert plan.source_sha256 not in words(client.get(page))


def test_what_was_typed_and_the_file_are_kept_when_something_is_missing(edie, council):
    again = bring(edie, council, title="")
    assert again.context["form"].errors == {"title": ["Enter the title of the plan"]}
    kept = PlanUpload.objects.get()
    assert f'name="kept" value="{kept.pk}"' in words(again)
    assert again.context["form"]["period"].value() == "2026-28"
    edie.post(first_step(council), FACTS | {"kept": kept.pk})
    assert PlanUpload.objects.get().said.title == "Equality plan"


def test_the_first_day_that_a_title_states_is_offered(edie, council):
    again = bring(
        edie, council, title="Equality plan 2026/27", period="", starts_on_day="", starts_on_month="", starts_on_year=""
    )
    assert again.context["form"].errors["starts_on"] == ["Enter the first day of the plan. It seems to be 1 April 2026"]


def test_another_file_takes_the_place_of_the_one_that_was_kept(edie, council, upload):
    bring(edie, council, kept=upload.pk, file=file(name="newer.csv"))
    assert PlanUpload.objects.get().file_name == "newer.csv"


def test_going_back_to_the_first_step_keeps_what_was_said_of_rows(edie, council, upload):
    upload.answers["same_as"] = {"Head of People": "People"}
    upload.save()
    back = edie.get(first_step(council), {"kept": upload.pk})
    assert back.context["form"]["title"].value() == "Equality plan"
    edie.post(first_step(council), FACTS | {"kept": upload.pk, "title": "Another title"})
    upload.refresh_from_db()
    assert (upload.said.title, upload.said.same_as) == ("Another title", {"Head of People": "People"})


@pytest.mark.parametrize(
    ("changes", "box", "sentence"),
    [
        ({"file": ""}, "file", "Choose the file that holds the plan, or paste its table"),
        ({"file": file(b"%PDF-1.7 nothing", "plan.pdf")}, "file", "PDF"),
        ({"file": file(b"", "plan.csv")}, "file", "empty"),
        ({"file": file(b"x" * (5 * 2**20 + 1), "plan.csv")}, "file", "larger than 5 MB"),
        ({"pasted": "Action\tLead\nTrain\tHR"}, "pasted", "not both"),
        ({"starts_on_year": ""}, "starts_on", "must include a year"),
        ({"ends_on_year": "2025"}, "ends_on", "must not be before its first day"),
        ({"year_starts_month": "13"}, "year_starts_month", "select one of the answers"),
        ({"plan": "0"}, "plan", "select one of the answers"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_first_step_is_told_at_its_box(edie, council, changes, box, sentence):
    if changes.get("file"):
        changes["file"].seek(0)
    again = bring(edie, council, **changes)
    assert list(again.context["form"].errors) == [box]
    assert sentence in words(again)
    assert not Plan.objects.exists()


def test_a_pasted_table_is_read_like_a_file(edie, council):
    pasted = "Action\tLead\tTimescale\nTrain every manager\tHead of People\tMarch 2027\n"
    columns = bring(edie, council, file="", pasted=pasted)
    preview = edie.post(columns.request["PATH_INFO"], columns_as_shown(columns), follow=True)
    assert [row.row.row.text for row in preview.context["preview"].rows] == ["Train every manager"]
    assert PlanUpload.objects.get().file_name == "Pasted table"


def test_of_several_sheets_the_plan_is_ticked_and_others_can_be_chosen(edie, council):
    rows = [line.split(",") for line in PLAN_FILE.splitlines()]
    key = [["Colour", "Meaning"], ["Green", "On track"], ["Red", "Late"]]
    tables = bring(edie, council, file=file(workbook(Plan=rows, Key=key), "plan.xlsx"))
    assert "Step 2 of 4" in words(tables)
    assert tables.context["form"]["tables"].value() == [0]
    upload = PlanUpload.objects.get()
    assert edie.post(address("tables", upload)).context["form"].errors
    columns = edie.post(address("tables", upload), {"tables": ["0"]}, follow=True)
    upload.refresh_from_db()
    assert upload.said.tables == [0]
    assert [group.name for group in columns.context["form"].groups] == ["Plan"]


def test_a_column_can_be_something_else_than_was_guessed(edie, upload):
    sent = columns_as_shown(edie.get(address("columns", upload)))
    assert sent["column-0-6"] == "left_out"
    preview = edie.post(address("columns", upload), sent | {"column-0-6": "measure"}, follow=True)
    assert preview.context["preview"].columns_left_out == []
    assert edie.get(address("columns", upload)).context["form"]["column-0-6"].value() == "measure"


def test_one_column_has_to_hold_the_actions(edie, upload):
    sent = columns_as_shown(edie.get(address("columns", upload)))
    again = edie.post(address("columns", upload), sent | {"column-0-2": "left_out"})
    assert "Say which column holds the actions" in words(again)
    assert again.context["form"]["column-0-2"].value() == "left_out"


def test_tables_with_the_same_headings_are_asked_about_once(edie, council):
    rows = [line.split(",") for line in PLAN_FILE.splitlines()]
    bring(edie, council, file=file(workbook(First=rows, Second=rows), "plan.xlsx"))
    upload = PlanUpload.objects.get()
    columns = edie.get(address("columns", upload))
    assert [group.name for group in columns.context["form"].groups] == ["First and 1 more with the same headings"]
    edie.post(address("columns", upload), columns_as_shown(columns) | {"column-0-6": "progress"})
    upload.refresh_from_db()
    assert upload.said.columns[0] == upload.said.columns[1]
    assert upload.said.columns[1][6] == "progress"


def test_where_nothing_can_be_read_the_columns_are_shown_again_with_why(edie, upload):
    upload.answers["columns"] = {"0": ["left_out"] * 7}
    upload.save()
    answer = edie.get(address("preview", upload), follow=True)
    assert answer.redirect_chain[-1][0] == address("columns", upload)
    assert "No action was found" in words(answer)


def test_a_step_that_is_too_early_leads_to_the_first(edie, council, upload):
    upload.answers = {}
    upload.save()
    for step in ("tables", "columns", "preview"):
        assert edie.get(address(step, upload)).url == f"{first_step(council)}?kept={upload.pk}"


def test_the_council_page_and_the_decisions_lead_to_the_import(edie, council):
    for page in (reverse("council-detail", args=[council.slug]), reverse("decision-list")):
        assert f'href="{first_step(council)}"' in words(edie.get(page))


def test_only_plans_that_are_not_closed_can_have_a_newer_version(edie, council, plan):
    make_plan(council, title="Old plan", status="closed")
    offered = edie.get(first_step(council)).context["form"].fields["plan"].queryset
    assert list(offered) == [plan]
