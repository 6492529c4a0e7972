"""Importing a plan in a real browser: every step looked at with axe, at both widths, and without JavaScript."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.models.plan_upload import PlanUpload
from plans.models import Plan
from tests.browser.conftest import WIDTHS
from tests.builders import PLAN_FILE, make_lead, make_upload

pytestmark = pytest.mark.django_db(transaction=True)

COMPLETED = PLAN_FILE.replace("when funding allows,Not started", "when funding allows,Completed")


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def fill_date(page, name, said):
    for part, typed in zip(("day", "month", "year"), said.split(), strict=True):
        page.locator(f"[name={name}_{part}]").fill(typed)


@pytest.fixture
def no_script(browser, sign_in, live_server, context, equality_lead):
    """A page in a browser that runs no script, signed in."""
    sign_in(equality_lead)
    without = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    yield without.new_page()
    without.close()


def bring(page, live_server, council, content=COMPLETED):
    page.goto(live_server.url + reverse("plan-import", args=[council.slug]))
    page.get_by_label("File").set_input_files({"name": "plan.csv", "mimeType": "text/csv", "buffer": content.encode()})
    page.get_by_label("Title of the plan").fill("Equality plan")
    fill_date(page, "starts_on", "1 4 2026")
    press(page, "Go on")


def test_a_plan_nobody_has_seen_becomes_a_draft(page, live_server, look, sign_in, council, equality_lead):
    sign_in(equality_lead)
    make_lead(council, "Director for Finance")
    look(reverse("council-detail", args=[council.slug]))
    with page.expect_navigation():
        page.get_by_role("link", name="Import a plan").click()
    bring(page, live_server, council)
    look()
    page.get_by_label("What is in “Budget”?").select_option("progress")
    press(page, "Go on to the preview")
    look()
    page.get_by_label("The same as “Director for Finance”").check()
    press(page, "Save which leads are the same")
    with page.expect_navigation():
        page.get_by_role("link", name="the action is completed").click()
    look()
    fill_date(page, "completed_on", "1 5 2026")
    press(page, "Save and go back")
    look()
    press(page, "Import this plan")
    look()
    assert "Imported: 3 actions from plan.csv." in page.content()
    plan = Plan.objects.get()
    assert (plan.status, plan.title) == ("draft", "Equality plan")
    assert str(Action.objects.get(reference="2.1").completed_on) == "2026-05-01"


def test_it_works_without_javascript(no_script, live_server, council):
    bring(no_script, live_server, council, PLAN_FILE)
    press(no_script, "Go on to the preview")
    press(no_script, "Import this plan")
    assert no_script.get_by_role("heading", name="Equality plan").is_visible()
    assert Action.objects.count() == 3


@pytest.mark.parametrize("width", WIDTHS)
def test_every_step_at_every_width(look, sign_in, council, equality_lead, width):
    sign_in(equality_lead)
    make_lead(council, "Director for Finance")
    upload = make_upload(equality_lead, council, COMPLETED)
    for step in ("tables", "columns", "preview"):
        assert look(reverse(f"plan-import-{step}", args=[upload.pk]), width).status == 200
    assert look(reverse("plan-import", args=[council.slug]), width).status == 200
    assert look(f"{reverse('plan-import', args=[council.slug])}?kept={upload.pk}", width).status == 200
    assert look(reverse("plan-import-row", args=[upload.pk, "1.4.1"]), width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_newer_version_changes(page, look, sign_in, council, equality_lead, width):
    sign_in(equality_lead)
    first = make_upload(equality_lead, council)
    look(reverse("plan-import-preview", args=[first.pk]), width)
    press(page, "Import this plan")
    newer = make_upload(equality_lead, council, PLAN_FILE.replace("2.1,", "3.1,"), plan=Plan.objects.get())
    look(reverse("plan-import-preview", args=[newer.pk]), width)
    assert page.get_by_role("button", name="Update the plan").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_mistakes_are_told_where_they_are(page, look, sign_in, council, equality_lead, width):
    sign_in(equality_lead)
    upload = make_upload(equality_lead, council)
    look(reverse("plan-import", args=[council.slug]), width)
    press(page, "Go on")
    look(width=width)
    assert page.title().startswith("Error: ")
    look(reverse("plan-import-row", args=[upload.pk, "1.4.1"]), width)
    page.get_by_label("Where does the action stand?").select_option("completed")
    press(page, "Save")
    look(width=width)
    assert "Say on which day it was completed" in page.content()


def test_a_double_click_makes_one_plan(page, live_server, sign_in, council, equality_lead):
    sign_in(equality_lead)
    upload = make_upload(equality_lead, council)
    page.goto(live_server.url + reverse("plan-import-preview", args=[upload.pk]))
    page.get_by_role("button", name="Import this plan").dblclick()
    page.get_by_role("heading", name="Equality plan").wait_for()
    assert (Plan.objects.count(), PlanUpload.objects.count()) == (1, 0)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_of_our_own(page, live_server, look, sign_in, action, equality_lead, width):
    sign_in(equality_lead)
    council = action.plan.council
    export = reverse("plan-export", args=[council.slug, action.plan.slug, "json"])
    content = page.request.get(live_server.url + export).body()
    look(reverse("plan-import", args=[council.slug]), width)
    page.get_by_label("File").set_input_files({"name": "ours.json", "mimeType": "application/json", "buffer": content})
    press(page, "Go on")
    look(width=width)
    press(page, "Import this plan")
    assert Plan.objects.count() == 2
