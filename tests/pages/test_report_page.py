"""Reporting progress in the browser: one page, and nothing typed is ever lost."""

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from plans.audit.revision import revision_of
from tests.builders import make_action, make_timescale, name_lead


def told(action, **fields):
    """What the form sends."""
    return {"status": action.status, "rag": action.rag, "revision": revision_of(action)} | fields


@pytest.fixture
def address(action):
    return reverse("action-report", args=[action.pk])


def test_an_officer_reports_in_one_page(client, officer, action, address):
    client.force_login(officer)
    response = client.post(address, told(action, status="in_progress", rag="green", summary="Begun."), follow=True)
    assert "Saved: this action is now in progress, rated green." in response.content.decode()
    action.refresh_from_db()
    assert (action.status, action.latest_update.summary) == ("in_progress", "Begun.")


def test_a_withdrawal_needs_a_reason_and_keeps_what_was_typed(client, officer, action, address):
    client.force_login(officer)
    page = client.post(address, told(action, status="withdrawn", summary="We stop.")).content.decode()
    assert "Say why the action is withdrawn." in page
    assert "We stop." in page
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "on_hold"}, "Say why the action is put on hold."),
        ({"status": "in_progress", "rag": "red"}, "Say why the action is rated red."),
        ({"status": "embedded"}, "Give the date of the next review."),
        ({"status": "nonsense"}, "select one of the answers"),
        ({"due_on_day": "31", "due_on_month": "2", "due_on_year": "2027"}, "must be a real date"),
        ({"due_on_month": "2"}, "must include a day and a year"),
        ({"summary": "x" * 4001}, "must be 4000 characters or fewer"),
        ({"summary": "a\x00b"}, "hidden character"),
        ({"evidence": "y" * 501}, "at most 500 characters"),
        (
            {
                "status": "completed",
                "completed_on_day": "1",
                "completed_on_month": "1",
                "completed_on_year": "2099",
            },
            "cannot be in the future",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(client, officer, action, address, fields, sentence):
    client.force_login(officer)
    response = client.post(address, told(action, **fields))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_moving_a_due_date_needs_a_reason(client, officer, plan, lead, action):
    dated = make_action(commitment=action.commitment, due_on="2027-03-31")
    name_lead(dated, lead)
    client.force_login(officer)
    address = reverse("action-report", args=[dated.pk])
    moved = told(dated, due_on_day="30", due_on_month="6", due_on_year="2027")
    assert "Say why the due date moves." in client.post(address, moved).content.decode()
    assert client.post(address, moved | {"reason": "The survey is late."}).status_code == 302
    dated.refresh_from_db()
    assert str(dated.due_on) == "2027-06-30"


def test_done_for_this_period_keeps_it_open_and_moves_the_due_date_on(client, officer, plan, lead, action):
    yearly = make_timescale(plan, "31 March (annually)", recurrence="annual", due_on="2099-03-31")
    action.timescale, action.due_on = yearly, yearly.due_on
    action.save()
    client.force_login(officer)
    fields = told(action, status="in_progress", is_period_done="on")
    client.post(reverse("action-report", args=[action.pk]), fields)
    action.refresh_from_db()
    assert (action.status, str(action.due_on)) == ("in_progress", "2100-03-31")


def test_a_stale_form_gets_a_friendly_page_that_keeps_the_text(client, officer, equality_lead, action, address):
    stale = told(action, status="in_progress", summary="My words.")
    action.report(by=equality_lead, status="on_hold", reason="No money.")
    client.force_login(officer)
    response = client.post(address, stale)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Nothing of yours is lost" in page
    assert "My words." in page
    assert "from <del>Not started</del> to <ins>On hold</ins>" in page
    again = stale | {"revision": revision_of(action)}
    assert f'value="{again["revision"]}"' in page
    assert client.post(address, again).status_code == 302


def test_a_form_without_its_token_is_a_stale_form(client, officer, action, address):
    client.force_login(officer)
    fields = told(action, status="in_progress")
    del fields["revision"]
    assert client.post(address, fields).status_code == 409


def test_a_double_click_is_not_saved_twice(client, officer, action, address):
    client.force_login(officer)
    fields = told(action, summary="Once.")
    assert [client.post(address, fields).status_code for _ in range(2)] == [302, 409]
    assert ProgressUpdate.objects.count() == 1


def test_a_reader_may_not_report(client, manager, address):
    client.force_login(manager)
    assert client.get(address).status_code == 403


def test_a_stranger_does_not_learn_that_it_exists(client, outsider, address):
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_nobody_reports_on_a_closed_plan(client, officer, plan, address):
    plan.status = "closed"
    plan.save()
    client.force_login(officer)
    assert client.get(address).status_code == 403
