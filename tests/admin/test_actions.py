"""The list and the form of actions: what an equality lead works with every day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from tests.admin.world import address, sentences, typed
from tests.builders import make_action, make_lead, make_timescale, name_lead

LIST = "admin:actions_action_changelist"


def listed(page):
    return set(page.context["cl"].queryset)


@pytest.fixture
def done(here, equality_lead):
    action = make_action(commitment=here.commitment, text="Finish the survey")
    action.report(by=equality_lead, status="completed")
    return action


def test_the_list_opens_on_what_is_open(desk, here, done):
    page = desk.get(reverse(LIST))
    assert listed(page) == {here.action}
    choices = page.context["cl"].filter_specs[0].choices(page.context["cl"])
    assert [choice["display"] for choice in choices if choice["selected"]] == ["Open"]


@pytest.mark.parametrize(("query", "finds"), [("all", 2), ("completed", 1), ("in_progress", 0), ("nonsense", 1)])
def test_other_statuses_are_a_click_away(desk, here, done, query, finds):
    assert len(listed(desk.get(reverse(LIST), {"status": query}))) == finds


def test_a_search_looks_through_everything(desk, here, done):
    assert listed(desk.get(reverse(LIST), {"q": "survey"})) == {done}
    assert listed(desk.get(reverse(LIST), {"q": "survey", "status": "open"})) == set()


@pytest.mark.parametrize("words", ["1.1", "thing 1", "better", "parks", "PARKS thing"])
def test_a_search_reads_the_reference_the_words_and_the_leads(desk, here, words):
    here.action.current_text = "Do it better"
    here.action.save()
    name_lead(here.action, make_lead(here.council, "Head of Parks"))
    name_lead(here.action, make_lead(here.council, "Parks team"))
    page = desk.get(reverse(LIST), {"q": words})
    assert [action.pk for action in page.context["cl"].result_list] == [here.action.pk]


@pytest.fixture
def needy(here, equality_lead):
    """Actions that each need something, by what they need."""
    today = timezone.localdate()
    lead = here.lead
    fields = {"overdue": today - timedelta(days=1), "due_soon": today, "no_date": None}
    needy = {need: make_action(commitment=here.commitment, due_on=day) for need, day in fields.items()}
    needy["no_lead"] = make_action(commitment=here.commitment, due_on=today + timedelta(days=99))
    needy["no_report"] = here.action
    for need, action in needy.items():
        if need != "no_lead" and action != here.action:
            name_lead(action, lead)
        if need != "no_report":
            action.report(by=equality_lead, status="in_progress")
    return needy


@pytest.mark.parametrize("need", ["overdue", "due_soon", "no_date", "no_lead", "no_report"])
def test_what_needs_doing_can_be_picked(desk, needy, need):
    assert listed(desk.get(reverse(LIST), {"needs": need})) == {needy[need]}


def test_a_row_says_where_the_action_stands(desk, here, equality_lead):
    here.action.due_on = date(2020, 1, 31)
    here.action.save()
    here.action.report(by=equality_lead, status="in_progress", rag="amber")
    page = desk.get(reverse(LIST)).content.decode()
    for words in ("In progress", "Amber", "31 January 2020", "Overdue", str(here.lead), str(here.plan)):
        assert words in page


def test_a_row_without_a_date_shows_the_published_words_or_that_there_are_none(desk, here):
    ongoing = make_action(commitment=here.commitment, timescale=make_timescale(here.plan, "Ongoing work"))
    make_action(commitment=here.commitment)
    page = desk.get(reverse(LIST)).content.decode()
    assert ongoing.timescale.text in page
    assert "Not stated" in page
    assert "No lead" in page


def test_where_an_action_stands_cannot_be_posted(desk, here):
    url = address("change", here.action)
    sent = typed(desk.get(url), current_text="Reworded")
    forged = {"status": "completed", "rag": "red", "completed_on": "2026-05-01", "review_on": "2027-05-01"}
    assert desk.post(url, sent | forged).status_code == 302
    here.action.refresh_from_db()
    assert here.action.current_text == "Reworded"
    assert (here.action.status, here.action.rag, here.action.completed_on) == ("not_started", "not_rated", None)


def test_the_form_leads_to_reporting_and_to_the_site(desk, here, draft):
    page = desk.get(address("change", here.action)).content.decode()
    assert reverse("action-report", args=[here.action.pk]) in page
    assert reverse("action-detail", args=[here.action.pk]) in page
    assert "Report progress</a>" not in desk.get(address("change", draft.action)).content.decode()


def test_the_latest_reports_are_shown_a_few(desk, here, equality_lead):
    for number in range(8):
        here.action.report(by=equality_lead, summary=f"Report number {number}")
    page = desk.get(address("change", here.action)).content.decode()
    assert [number for number in range(8) if f"Report number {number}" in page] == [3, 4, 5, 6, 7]


def test_a_due_date_moves_only_with_a_reason(desk, here):
    url = address("change", here.action)
    page = desk.post(url, typed(desk.get(url), due_on="2028-01-31"))
    assert "Say why the due date moves." in sentences(page)
    assert desk.post(url, typed(page, change_reason="New budget")).status_code == 302
    here.action.refresh_from_db()
    assert here.action.due_on == date(2028, 1, 31)


def test_in_a_draft_it_moves_without_one(desk, draft):
    url = address("change", draft.action)
    assert desk.post(url, typed(desk.get(url), due_on="2028-01-31")).status_code == 302


def test_an_action_gets_a_second_lead(desk, here):
    other = make_lead(here.council, "Head of Parks")
    url = address("change", here.action)
    row = {"action_leads-TOTAL_FORMS": 2, "action_leads-1-lead": other.pk, "action_leads-1-role": "joint"}
    assert desk.post(url, typed(desk.get(url), **row)).status_code == 302
    assert list(here.action.action_leads.values_list("position", "lead")) == [(1, here.lead.pk), (2, other.pk)]


def test_a_lead_can_be_taken_away(desk, here):
    url = address("change", here.action)
    assert desk.post(url, typed(desk.get(url), **{"action_leads-0-DELETE": "on"})).status_code == 302
    assert not here.action.action_leads.exists()


def test_published_actions_are_not_deleted_one_by_one_or_together(desk, here):
    assert desk.get(address("delete", here.action)).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [here.action.pk], "post": "yes", "index": 0}
    desk.post(reverse(LIST), sent)
    assert Action.objects.filter(pk=here.action.pk).exists()
    assert "delete_selected" not in desk.get(reverse(LIST)).content.decode()
