"""Whose import it is: a file that was brought is for its owner alone, while they run the council."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models.plan_upload import PlanUpload
from plans.models import Membership, Plan
from tests.builders import make_upload, make_user
from tests.pages.test_plan_import import address, bring, edie, first_step, words

__all__ = ["edie"]

STEPS = ["tables", "columns", "preview"]


@pytest.fixture
def another_lead(council):
    return make_user("Ann Other", council=council, role=Membership.Role.EQUALITY_LEAD)


def answers(browser, upload):
    """What each address of an import answers: its pages, then what is sent to it."""
    row = reverse("plan-import-row", args=[upload.pk, "1.2.1"])
    shown = [browser.get(page).status_code for page in (*(address(step, upload) for step in STEPS), row)]
    return shown + [browser.post(address(step, upload)).status_code for step in (*STEPS, "do", "discard")]


@pytest.mark.parametrize("person", ["another_lead", "superuser", "officer", "outsider"])
def test_a_file_is_nobody_elses(client, request, upload, person):
    client.force_login(request.getfixturevalue(person))
    assert set(answers(client, upload)) == {404}
    assert PlanUpload.objects.filter(pk=upload.pk).exists()
    assert not Plan.objects.exists()


def test_a_superuser_can_import_for_a_council_themselves(client, superuser, council):
    client.force_login(superuser)
    upload = make_upload(superuser, council)
    assert client.get(address("preview", upload)).status_code == 200


def test_who_no_longer_runs_the_council_has_no_import_there(edie, upload, equality_lead):
    equality_lead.memberships.update(role="officer")
    assert set(answers(edie, upload)) == {404}


def test_another_persons_file_is_not_offered_to_go_on_with(client, council, upload, another_lead):
    client.force_login(another_lead)
    page = client.get(first_step(council), {"kept": upload.pk})
    assert page.context["kept"] is None
    assert upload.file_name not in words(page)


def test_a_file_for_another_council_is_not_taken_over(edie, equality_lead, other_council, council):
    equality_lead.memberships.create(council=other_council, role="equality_lead")
    elsewhere = make_upload(equality_lead, other_council)
    assert edie.get(first_step(council), {"kept": elsewhere.pk}).context["kept"] is None


@pytest.mark.parametrize("kept", ["", "x", "-1", "9" * 30, "999"])
def test_a_file_that_is_not_there_is_passed_over(edie, council, kept):
    assert edie.get(first_step(council), {"kept": kept}).status_code == 200


def test_a_plan_of_another_council_cannot_be_chosen(edie, council, outsider, other_council):
    from_elsewhere = Plan.objects.create(council=other_council, title="Theirs", slug="theirs", starts_on="2026-04-01")
    again = bring(edie, council, plan=from_elsewhere.pk)
    assert list(again.context["form"].errors) == ["plan"]


def test_abandoned_files_are_deleted_when_the_next_is_brought(edie, council, upload, another_lead):
    long_ago = timezone.now() - timedelta(days=9)
    PlanUpload.objects.filter(pk=upload.pk).update(created_at=long_ago)
    fresh = make_upload(another_lead, council)
    bring(edie, council)
    kept = PlanUpload.objects.values_list("pk", flat=True)
    assert upload.pk not in kept
    assert fresh.pk in kept


def test_a_file_that_waits_is_offered_on_the_first_page(edie, council, upload):
    assert "Go on with plan.csv" in words(edie.get(first_step(council)))


def test_a_file_is_discarded(edie, council, upload):
    answer = edie.post(address("discard", upload), follow=True)
    assert "Discarded: plan.csv. Nothing was imported." in words(answer)
    assert not PlanUpload.objects.exists()
    assert not Plan.objects.exists()


def test_what_only_reads_changes_nothing(edie, upload):
    for step in ("do", "discard"):
        assert edie.get(address(step, upload)).status_code == 405


def test_a_fingerprint_leads_to_no_plan_of_another_council(client, outsider, edie, upload):
    edie.post(address("do", upload))
    client.force_login(outsider)
    assert client.post(address("do", upload), {"sha256": upload.sha256}).status_code == 404
