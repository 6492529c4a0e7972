"""A file that the product made comes back in the browser: nothing in it is to be read or asked about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.importing.stored import content_of
from actions.models import Action
from actions.models.plan_upload import PlanUpload
from plans.models import Plan
from tests.pages.test_plan_import import address, edie, first_step, words

__all__ = ["edie"]

KINDS = ["xlsx", "csv", "json"]


def downloaded(browser, plan, kind, change=lambda content: content):
    """The plan as a file of this kind, ready to be brought again."""
    page = reverse("plan-export", args=[plan.council.slug, plan.slug, kind])
    return SimpleUploadedFile(f"our-plan.{kind}", change(browser.get(page).content))


def bring(browser, ours, kind="json", change=lambda content: content, **said):
    """Bring the plan's own file; only the file is given, as it says the rest itself."""
    sent = {"file": downloaded(browser, ours, kind, change), "year_starts_month": "4"} | said
    return browser.post(first_step(ours.council), sent, follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_becomes_the_same_plan_again_as_a_draft(edie, plan, action, kind):
    shown = bring(edie, plan, kind)
    assert "EDI Tracker made this file" in words(shown)
    edie.post(address("do", PlanUpload.objects.get()))
    again = Plan.objects.exclude(pk=plan.pk).get()
    assert (again.title, again.status, again.source_document) == (plan.title, "draft", f"our-plan.{kind}")
    assert content_of(again).themes == content_of(plan).themes


def test_a_public_plan_is_not_public_again_before_somebody_says_so(edie, plan, action):
    Plan.objects.update(is_public=True)
    bring(edie, plan)
    edie.post(address("do", PlanUpload.objects.get()))
    assert not Plan.objects.exclude(pk=plan.pk).get().is_public


@pytest.mark.parametrize("kind", KINDS)
def test_unchanged_it_changes_nothing_in_its_plan(edie, plan, action, kind):
    shown = words(bring(edie, plan, kind, plan=plan.pk))
    assert "Nothing changes: the plan says already what the file says." in shown
    assert "Nothing to import" in shown


def test_what_was_changed_in_it_is_shown_and_changes_the_plan(edie, plan, action):
    def reworded(content):
        return content.replace(action.text.encode(), b"Do it properly")

    shown = bring(edie, plan, change=reworded, plan=plan.pk)
    (change,) = shown.context["changes"].rows
    assert change.fields == (("Action", action.text, "Do it properly"),)
    edie.post(address("do", PlanUpload.objects.get()), {"fingerprint": shown.context["changes"].fingerprint})
    action.refresh_from_db()
    assert action.wording == "Do it properly"


def test_steps_about_tables_and_rows_are_passed_over(edie, plan, action):
    bring(edie, plan)
    upload = PlanUpload.objects.get()
    for step in ("tables", "columns"):
        assert edie.get(address(step, upload)).url == address("preview", upload)
    assert edie.get(reverse("plan-import-row", args=[upload.pk, "1.2.1"])).url == address("preview", upload)


def test_another_title_can_be_given(edie, plan, action):
    bring(edie, plan, title="Another title")
    edie.post(address("do", PlanUpload.objects.get()))
    assert Plan.objects.filter(title="Another title").exists()
    assert Action.objects.count() == 2


def test_one_that_does_not_fit_any_more_is_refused_at_its_box(edie, plan, action):
    again = bring(edie, plan, change=lambda content: content.replace(b'"not_started"', b'"nearly"'))
    assert "choose one of: Not started" in str(again.context["form"].errors["file"])
    assert not PlanUpload.objects.exists()
