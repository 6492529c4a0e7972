"""How many files a person may have waiting to be imported, and how they make room for another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models.plan_upload import MOST_WAITING, PlanUpload
from tests.builders import PLAN_FILE, make_upload, make_user
from tests.pages.test_plan_import import FACTS, address, bring, edie, first_step, words

__all__ = ["edie"]

REFUSED = f"You have {MOST_WAITING} files waiting"


@pytest.fixture
def waiting(council, equality_lead):
    """As many files as one person can have."""
    return [make_upload(equality_lead, council, file_name=f"plan {number}.csv") for number in range(MOST_WAITING)]


def test_the_last_one_that_there_is_room_for_is_taken(edie, council, waiting):
    waiting[0].delete()
    assert "Step 3 of 4" in words(bring(edie, council))
    assert PlanUpload.objects.count() == MOST_WAITING


def test_one_more_is_refused_with_what_to_do_and_the_list(edie, council, waiting):
    page = bring(edie, council)
    assert REFUSED in words(page)
    assert [f"Go on with {one}" in words(page) for one in waiting] == [True] * MOST_WAITING
    assert PlanUpload.objects.count() == MOST_WAITING


def test_what_was_typed_and_pasted_is_still_on_the_page(edie, council, waiting):
    page = edie.post(first_step(council), {**FACTS, "title": "Our words", "pasted": PLAN_FILE})
    assert list(page.context["form"].errors) == ["pasted"]
    assert 'value="Our words"' in page.text
    assert PLAN_FILE.splitlines()[0] in page.text


def test_a_form_that_has_other_mistakes_keeps_no_file_either(edie, council, waiting):
    bring(edie, council, title="")
    assert PlanUpload.objects.count() == MOST_WAITING


def test_who_discards_one_has_room_again(edie, council, waiting):
    edie.post(address("discard", waiting[3]))
    assert "Step 3 of 4" in words(bring(edie, council))


def test_another_file_instead_of_one_in_hand_is_taken(edie, council, waiting):
    assert "Step 3 of 4" in words(bring(edie, council, kept=waiting[0].pk))
    assert PlanUpload.objects.count() == MOST_WAITING


def test_one_in_hand_is_gone_on_with(edie, council, waiting):
    assert "Step 3 of 4" in words(bring(edie, council, kept=waiting[0].pk, file=""))


def test_files_older_than_a_week_do_not_count(edie, council, waiting):
    PlanUpload.objects.filter(pk=waiting[0].pk).update(created_at=timezone.now() - timedelta(days=9))
    assert "Step 3 of 4" in words(bring(edie, council))


def test_files_for_all_councils_count_and_are_listed(edie, council, other_council, equality_lead, waiting):
    equality_lead.memberships.create(council=other_council, role="equality_lead")
    page = bring(edie, other_council)
    assert REFUSED in words(page)
    assert f"for {council}" in words(page)


def test_other_people_s_files_take_no_room(client, council, waiting):
    client.force_login(make_user("Ann Other", council=council, role="equality_lead"))
    assert "Step 3 of 4" in words(bring(client, council))


def test_a_file_of_which_nothing_was_said_yet_can_be_discarded(edie, council):
    page = bring(edie, council, title="")
    assert "Discard this file" in words(page)
    edie.post(address("discard", PlanUpload.objects.get()))
    assert not PlanUpload.objects.exists()
