"""Downloads of a whole plan: for those who read it from the inside, and a sentence where a file cannot be made."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.importing.own_files import read_own_file
from actions.importing.stored import content_of
from plans.models import Plan
from tests.builders import make_action, make_commitment, make_theme, make_timescale, name_lead
from tests.exporting.plan.made_up import WRITERS

each_kind = pytest.mark.parametrize("kind", WRITERS)


def address(plan, kind):
    return reverse("plan-export", args=[plan.council.slug, plan.slug, kind])


@each_kind
def test_the_download_is_the_whole_plan(client, action, manager, kind):
    client.force_login(manager)
    answer = client.get(address(action.plan, kind))
    assert read_own_file(answer.content).said == content_of(action.plan)
    name = f"plan-alderford-council-our-plan-{timezone.localdate()}.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@each_kind
def test_a_resident_may_read_a_public_plan_but_not_download_it(client, plan, outsider, kind):
    Plan.objects.filter(pk=plan.pk).update(is_public=True)
    assert client.get(address(plan, kind)).url.startswith(reverse("sign-in"))
    client.force_login(outsider)
    assert client.get(address(plan, kind)).status_code == 403


def test_a_draft_is_for_equality_leads(client, plan, officer, equality_lead):
    Plan.objects.filter(pk=plan.pk).update(status="draft")
    client.force_login(officer)
    assert client.get(address(plan, "json")).status_code == 404
    client.force_login(equality_lead)
    assert client.get(address(plan, "json")).status_code == 200


def test_a_partner_downloads_the_plan_that_it_shares(client, plan, outsider, other_council):
    plan.plan_partners.create(council=other_council)
    client.force_login(outsider)
    assert client.get(address(plan, "csv")).status_code == 200


@pytest.mark.parametrize("kind", ["pdf", "XLSX", "docx"])
def test_there_are_no_other_kinds(client, plan, manager, kind):
    client.force_login(manager)
    assert client.get(address(plan, kind)).status_code == 404


@each_kind
def test_whoever_asks_for_the_head_gets_no_body(client, plan, manager, kind):
    client.force_login(manager)
    answer = client.head(address(plan, kind))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Type"] == client.get(address(plan, kind))["Content-Type"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_text_that_does_not_fit_is_a_sentence_on_the_plans_page(client, plan, manager, kind):
    make_action(plan, text="x" * 40_000)
    client.force_login(manager)
    answer = client.get(address(plan, kind), follow=True)
    assert answer.redirect_chain == [(reverse("plan-detail", args=[plan.council.slug, plan.slug]), 302)]
    assert "Download the plan as JSON instead" in answer.content.decode()
    assert client.get(address(plan, "json")).status_code == 200


def test_the_page_of_a_plan_offers_its_file_to_insiders_only(client, plan, manager, outsider):
    Plan.objects.filter(pk=plan.pk).update(is_public=True)
    here = reverse("plan-detail", args=[plan.council.slug, plan.slug])
    for person in (None, outsider):
        if person:
            client.force_login(person)
        assert "Download this plan" not in client.get(here).content.decode()
    client.force_login(manager)
    page = client.get(here).content.decode()
    assert all(address(plan, kind) in page for kind in WRITERS)


def test_the_file_says_where_the_plan_is(client, plan, manager):
    client.force_login(manager)
    book = load_workbook(BytesIO(client.get(address(plan, "xlsx")).content))
    said = dict(book["About this file"].iter_rows(values_only=True))
    assert said["Address of the plan"] == reverse("plan-detail", args=[plan.council.slug, plan.slug])
    assert said["What this is"] == f"The plan “{plan.title}” of {plan.council.name}, whole"


def test_the_queries_do_not_grow_with_the_plan(client, action, lead, manager, django_assert_max_num_queries):
    client.force_login(manager)
    with django_assert_max_num_queries(25) as first:
        client.get(address(action.plan, "csv"))
    for _ in range(20):
        commitment = make_commitment(theme=make_theme(action.plan))
        name_lead(make_action(commitment=commitment, timescale=make_timescale(action.plan)), lead)
    with django_assert_max_num_queries(len(first)):
        client.get(address(action.plan, "csv"))
