"""A newer version of a plan's file: what it changes is shown row by row, and progress stays."""

import pytest

from actions.importing.importing import CHANGED_MEANWHILE
from actions.models import Action
from actions.models.plan_upload import PlanUpload
from plans.models import Plan
from tests.builders import PLAN_FILE, make_upload
from tests.pages.test_plan_import import FACTS, address, columns_as_shown, edie, file, first_step, words

__all__ = ["edie"]

NEWER = PLAN_FILE.replace("31 March 2027", "30 June 2027").replace(
    "2.1,Listen to communities,Hold listening events,Community Team,when funding allows,Not started,£90",
    "2.2,Listen to communities,Translate the ten most used pages,Web Team,May 2027,Not started,£10",
)


@pytest.fixture
def imported(edie, upload):
    """A plan that was imported, with a report on its first action."""
    edie.post(address("do", upload))
    plan = Plan.objects.get()
    Plan.objects.update(status="active")
    Action.objects.get(reference="1.1").report(by=upload.by, rag="amber", summary="We have begun.")
    return plan


@pytest.fixture
def newer(equality_lead, council, imported):
    return make_upload(equality_lead, council, NEWER, plan=imported, file_name="plan v2.csv")


def fingerprint(browser, upload):
    changes = browser.get(address("preview", upload)).context["preview"].proposal.changes
    return {"fingerprint": changes.fingerprint, "sha256": upload.sha256}


def shown_changes(response):
    return [(one.label, one.change.name, one.change.fields) for one in response.context["page_obj"]]


def test_a_newer_version_needs_only_its_file(edie, council, imported):
    sent = {name: "" for name in FACTS} | {"year_starts_month": "4", "plan": imported.pk, "file": file(NEWER)}
    columns = edie.post(first_step(council), sent, follow=True)
    preview = edie.post(columns.request["PATH_INFO"], columns_as_shown(columns), follow=True)
    assert "Check what will change" in words(preview)
    assert PlanUpload.objects.get().said.starts_on == imported.starts_on


def test_what_will_change_is_shown_before_and_after(edie, newer):
    shown = shown_changes(edie.get(address("preview", newer)))
    assert [(label, name.split()[-1]) for label, name, _ in shown] == [
        ("Changed", "gaps"), ("New", "pages"), ("Not in the file", "events"),
    ]  # fmt: skip
    assert ("31 March 2027", "30 June 2027") in [(before, after) for _, before, after in shown[0][2]]


def test_what_is_not_in_the_new_file_is_told_and_stays(edie, newer):
    assert "Not in the new file: these stay" in words(edie.get(address("preview", newer)))
    edie.post(address("do", newer), fingerprint(edie, newer))
    assert Action.objects.filter(text="Hold listening events").exists()


def test_the_plan_is_updated_and_what_was_reported_stays(edie, newer, imported):
    done = edie.post(address("do", newer), fingerprint(edie, newer), follow=True)
    assert "1 changed and 1 new, from plan v2.csv." in words(done)
    first = Action.objects.get(reference="1.1")
    assert (first.rag, first.latest_update.summary) == ("amber", "We have begun.")
    assert str(Action.objects.get(reference="1.2").due_on) == "2027-06-30"
    imported.refresh_from_db()
    assert (imported.source_document, imported.status) == ("plan v2.csv", "active")
    assert Plan.objects.count() == 1


def test_the_rows_themselves_can_still_be_looked_at(edie, newer):
    page = edie.get(address("preview", newer), {"show": "all"})
    assert [row.row.row.reference for row in page.context["page_obj"]] == ["1.1", "1.2", "2.2"]


def test_the_same_file_changes_nothing_and_there_is_nothing_to_press(edie, equality_lead, council, imported):
    same = make_upload(equality_lead, council, plan=imported)
    shown = words(edie.get(address("preview", same)))
    assert "Nothing changes: the plan says already what the file says." in shown
    assert "Nothing to import" in shown
    assert f'action="{address("do", same)}"' not in shown


def test_a_plan_whose_words_changed_meanwhile_is_not_overwritten(edie, newer):
    shown = fingerprint(edie, newer)
    Action.objects.filter(reference="1.2").update(current_text="Publish every pay gap")
    answer = edie.post(address("do", newer), shown)
    assert CHANGED_MEANWHILE in words(answer)
    assert not Action.objects.filter(reference="2.2").exists()
    assert PlanUpload.objects.filter(pk=newer.pk).exists()


def test_a_plan_that_was_closed_meanwhile_stays_as_it_is(edie, newer):
    shown = fingerprint(edie, newer)
    Plan.objects.update(status="closed")
    assert "The plan is closed, so it stays as it is." in words(edie.post(address("do", newer), shown))
    assert not Action.objects.filter(reference="2.2").exists()


def test_a_second_click_makes_no_second_plan(edie, upload):
    for _ in range(2):
        answer = edie.post(address("do", upload), {"sha256": upload.sha256}, follow=True)
    assert "This file is imported already." in words(answer)
    assert Plan.objects.count() == 1


def test_a_second_click_at_the_same_time_makes_no_second_plan(edie, upload, monkeypatch):
    gone = PlanUpload.objects.get(pk=upload.pk)
    monkeypatch.setattr("actions.views.plan_import.deciding.own_upload", lambda request, pk: gone)
    upload.delete()
    assert edie.post(address("do", gone), {"sha256": gone.sha256}).status_code == 404
    assert not Plan.objects.exists()


def test_answers_that_changed_in_another_window_are_looked_at_first(edie, upload, monkeypatch):
    before = PlanUpload.objects.get(pk=upload.pk)
    monkeypatch.setattr("actions.views.plan_import.deciding.own_upload", lambda request, pk: before)
    upload.answers["title"] = "Another title"
    upload.save()
    assert "You changed something in another window" in words(edie.post(address("do", upload)))
    assert not Plan.objects.exists()
