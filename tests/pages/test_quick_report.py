"""The quick update: several of my actions on one page, each row its own report."""

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from plans.audit.revision import revision_of
from tests.builders import make_action, name_lead

ADDRESS = "my-actions-report"


@pytest.fixture
def second(action, lead):
    return name_lead(make_action(commitment=action.commitment), lead).action


def row(action, **fields):
    """What one row of the page sends."""
    standing = {"status": action.status, "rag": action.rag, "revision": revision_of(action)}
    sent = {f"action-{action.pk}-{name}": value for name, value in (standing | fields).items()}
    shown = {f"initial-action-{action.pk}-{name}": standing[name] for name in ("status", "rag")}
    return sent | shown


def post(client, officer, *actions, **rows):
    client.force_login(officer)
    fields = {"shown": [action.pk for action in actions]}
    for data in rows.values():
        fields |= data
    return client.post(reverse(ADDRESS), fields, follow=True)


def test_the_page_shows_my_open_actions(client, officer, action, second):
    client.force_login(officer)
    assert len(client.get(reverse(ADDRESS)).context["rows"]) == 2


def test_only_the_rows_that_say_something_are_reported(client, officer, action, second):
    page = post(client, officer, action, second, a=row(action, status="in_progress"), b=row(second))
    assert "Saved: 1 report." in page.content.decode()
    assert list(ProgressUpdate.objects.values_list("action", flat=True)) == [action.pk]


def test_a_refused_row_stays_and_the_others_are_saved(client, officer, action, second):
    rows = {"a": row(action, status="in_progress"), "b": row(second, status="on_hold", summary="Stuck.")}
    page = post(client, officer, action, second, **rows).content.decode()
    assert "Saved: 1 report." in page
    assert "Say why the action is put on hold." in page
    assert "Stuck." in page


def test_a_row_that_somebody_else_changed_is_refused(client, officer, equality_lead, action):
    stale = row(action, summary="My words.")
    action.report(by=equality_lead, status="in_progress")
    page = post(client, officer, action, a=stale).content.decode()
    assert "Somebody else changed this action meanwhile" in page
    assert "My words." in page


def test_a_row_that_nobody_touched_is_no_conflict(client, officer, equality_lead, action):
    untouched = row(action)
    action.report(by=equality_lead, status="in_progress")
    assert "Nothing was changed" in post(client, officer, action, a=untouched).content.decode()


def test_it_takes_no_actions_that_are_not_mine(client, officer, action):
    others = make_action(commitment=action.commitment)
    post(client, officer, others, a=row(others, status="completed"))
    assert not ProgressUpdate.objects.exists()


def test_nonsense_in_place_of_actions_is_passed_over(client, officer, action):
    client.force_login(officer)
    response = client.post(reverse(ADDRESS), {"shown": ["x", "9" * 40, "-1", "\x00", ""]}, follow=True)
    assert response.status_code == 200
