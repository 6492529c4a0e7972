"""An equality lead meets only what belongs to their council; anything else is not there."""

import json

import pytest
from django.urls import reverse

from actions.models import ActionLead, ProgressUpdate
from plans.models import Membership, PlanPartner, Theme
from tests.admin.world import MODELS, address, sentences, typed
from tests.builders import make_plan

KINDS = list(MODELS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_holds_ones_own_only(desk, here, there, kind):
    page = desk.get(address("changelist", getattr(here, kind)))
    listed = {row.pk for row in page.context["cl"].queryset}
    assert getattr(here, kind).pk in listed
    assert getattr(there, kind).pk not in listed


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 30, "abc", "1_2F", "-1"])
def test_a_number_that_nothing_has_is_not_there(desk, here, number):
    for name in ("action", "lead", "timescale"):
        for page in ("change", "history", "delete"):
            assert desk.get(reverse(f"admin:actions_{name}_{page}", args=[number])).status_code == 404


def test_anothers_report_is_not_there(desk, there, outsider):
    update = there.action.report(by=outsider, status="in_progress")
    assert desk.get(address("change", update)).status_code == 404
    assert update.pk not in {row.pk for row in desk.get(address("changelist", update)).context["cl"].queryset}


CHOICES = [
    ("plans", "theme", "plan", "plan"),
    ("plans", "commitment", "theme", "theme"),
    ("actions", "action", "commitment", "commitment"),
    ("actions", "action", "timescale", "timescale"),
    ("actions", "actionlead", "lead", "lead"),
    ("actions", "leadholder", "user", "user"),
    ("plans", "membership", "user", "user"),
    ("plans", "membership", "council", "council"),
    ("plans", "plan", "council", "council"),
    ("measures", "measure", "action", "action"),
    ("measures", "reading", "measure", "measure"),
]


@pytest.mark.parametrize(("app", "model", "field", "kind"), CHOICES)
def test_typing_finds_ones_own_only(desk, here, there, app, model, field, kind):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
    found = {row["id"] for row in json.loads(desk.get(reverse("admin:autocomplete"), query).content)["results"]}
    assert str(getattr(here, kind).pk) in found
    assert str(getattr(there, kind).pk) not in found


def test_any_council_can_be_found_as_a_partner(desk, other_council):
    query = {"app_label": "plans", "model_name": "planpartner", "field_name": "council", "term": "Brim"}
    found = json.loads(desk.get(reverse("admin:autocomplete"), query).content)["results"]
    assert [row["id"] for row in found] == [str(other_council.pk)]


def test_the_leads_of_a_partner_council_can_be_found(desk, here, there):
    PlanPartner.objects.create(plan=here.plan, council=there.council)
    query = {"app_label": "actions", "model_name": "actionlead", "field_name": "lead", "term": there.lead.name}
    found = json.loads(desk.get(reverse("admin:autocomplete"), query).content)["results"]
    assert found == [{"id": str(there.lead.pk), "text": f"{there.lead}, {there.council}"}]


@pytest.mark.parametrize("field", ["themes", "title", "nothing", "plan_partners", "partners"])
def test_typing_asks_about_foreign_keys_only(desk, field):
    query = {"app_label": "plans", "model_name": "plan", "field_name": field}
    assert desk.get(reverse("admin:autocomplete"), query).status_code == 403


def test_a_filter_offers_ones_own_plans_only(desk, here, there):
    make_plan(here.council, title="Our second plan")
    page = desk.get(address("changelist", here.theme)).content.decode()
    assert "Our second plan" in page
    assert str(there.plan.title) not in page


@pytest.mark.parametrize("query", ["password__startswith=md5", "memberships__council__slug=x", "email__regex=("])
def test_nothing_but_the_filters_can_be_asked_for_in_the_address(desk, here, query):
    assert desk.get(f"{address('changelist', here.user)}?{query}").status_code == 400


MOVES = [("theme", "plan", "plan"), ("commitment", "theme", "theme"), ("action", "commitment", "commitment")]


@pytest.mark.parametrize(("kind", "field", "into"), MOVES)
def test_a_crafted_post_moves_nothing_to_another_council(desk, draft, there, kind, field, into):
    row = getattr(draft, kind)
    page = desk.get(address("change", row))
    desk.post(address("change", row), typed(page, **{field: getattr(there, into).pk}))
    before = getattr(row, f"{field}_id")
    row.refresh_from_db()
    assert getattr(row, f"{field}_id") == before


@pytest.mark.parametrize(
    ("kind", "field", "into"), [*MOVES, ("lead", "council", "council"), ("reading", "measure", "measure")]
)
def test_a_crafted_post_adds_nothing_to_another_council(desk, here, there, kind, field, into):
    url = address("add", getattr(here, kind))
    number = MODELS[kind].objects.count()
    sent = typed(desk.get(url), **{field: getattr(there, into).pk}, text="Words", title="Title", name="Name")
    page = desk.post(url, sent | {"read_on": "2026-05-01", "words": "Said", "kind": "post"})
    assert "Select a valid choice" in sentences(page)
    assert MODELS[kind].objects.count() == number


def test_a_lead_of_a_council_outside_the_plan_is_refused(desk, here, there):
    url = address("change", here.action)
    page = desk.post(url, typed(desk.get(url), **{"action_leads-0-lead": there.lead.pk}))
    assert "Select a valid choice" in sentences(page)
    assert ActionLead.objects.get(action=here.action).lead == here.lead


def test_an_inline_row_of_another_council_cannot_be_edited_through_ones_own(desk, draft, there):
    url = address("change", draft.plan)
    sent = typed(desk.get(url), **{"themes-0-id": there.theme.pk, "themes-0-title": "Mine now"})
    desk.post(url, sent)
    assert Theme.objects.get(pk=there.theme.pk).title == "Theme"


def test_who_manages_two_councils_cannot_carry_a_plan_across(desk, here, there, equality_lead):
    Membership.objects.create(user=equality_lead, council=there.council, role="equality_lead")
    url = address("change", here.plan)
    desk.post(url, typed(desk.get(url), council=there.council.pk))
    here.plan.refresh_from_db()
    assert here.plan.council == here.council


def test_reports_can_be_read_and_nothing_else(desk, here, equality_lead):
    update = here.action.report(by=equality_lead, status="in_progress", summary="Begun.")
    page = desk.get(address("change", update))
    assert page.status_code == 200
    assert "Reason for this change" not in page.content.decode()
    assert desk.post(address("change", update), {"summary": "Other"}).status_code == 403
    assert desk.get(address("add", update)).status_code == 403
    assert ProgressUpdate.objects.get().summary == "Begun."


def test_a_lead_of_another_council_stays_hidden_from_a_partner(signed_in, here, outsider, other_council):
    PlanPartner.objects.create(plan=here.plan, council=other_council)
    assert signed_in(outsider).get(address("change", here.lead)).status_code == 404
    assert signed_in(outsider).get(address("change", here.plan)).status_code == 404
