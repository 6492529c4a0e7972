"""The list of actions: the same filters as the dashboard, sorted by its columns, in pages, on any day."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, ActionLead
from plans.audit.context import audit
from tests.builders import make_action, make_commitment, make_lead, make_plan, make_user, name_lead

LONG_AGO = timezone.now() - timedelta(days=100)


def page(client, user, **query):
    client.force_login(user)
    response = client.get(reverse("action-list"), query)
    assert response.status_code == 200
    return response


def shown(response):
    return [standing.pk for standing in response.context["page_obj"]]


@pytest.fixture
def three(action, lead):
    """Three actions: due first and last reported on, due last, and without a date."""
    late, undated = (make_action(commitment=action.commitment) for _ in range(2))
    Action.objects.filter(pk=action.pk).update(due_on="2026-01-31")
    Action.objects.filter(pk=late.pk).update(due_on="2027-01-31")
    return action, late, undated


def test_it_sorts_by_each_column_and_says_which(client, manager, equality_lead, three):
    first, late, undated = three
    undated.report(by=equality_lead, status="in_progress", rag="red", reason="Late.")
    late.report(by=equality_lead, status="completed")
    orders = {
        "plan": [first, late, undated], "due": [first, late, undated], "status": [first, undated, late],
        "rag": [undated, first, late], "reported": [first, undated, late],
    }  # fmt: skip
    for sort, expected in orders.items():
        response = page(client, manager, sort=sort)
        assert shown(response) == [action.pk for action in expected], sort
        assert response.content.decode().count('aria-sort="ascending"') == 1


def test_it_is_in_pages_of_fifty_that_keep_the_question(client, manager, action):
    for _ in range(60):
        make_action(commitment=action.commitment)
    response = page(client, manager, state="open", sort="due")
    assert (len(shown(response)), response.context["page_obj"].paginator.count) == (50, 61)
    assert "?state=open&amp;sort=due&amp;page=2" in response.content.decode()
    assert len(shown(page(client, manager, state="open", page=2))) == 11
    assert len(shown(page(client, manager, page="last"))) == 50


def test_words_are_looked_for_in_the_wording_and_the_reference(client, manager, three):
    first, late, _ = three
    Action.objects.filter(pk=late.pk).update(current_text="Publish 100% of the pay_gap figures")
    assert shown(page(client, manager, q="PAY_GAP publish")) == [late.pk]
    assert shown(page(client, manager, q="100%")) == [late.pk]
    assert shown(page(client, manager, q="1.1")) == [first.pk]
    assert shown(page(client, manager, q="pay%gap")) == []


def test_it_finds_the_actions_of_a_lead_and_of_a_theme(client, manager, three, lead, plan):
    assert shown(page(client, manager, lead=lead.pk)) == [three[0].pk]
    theme = three[0].commitment.theme
    assert len(shown(page(client, manager, plan=plan.pk, theme=theme.pk))) == 3


@pytest.fixture
def then(council, officer):
    """Three actions and their lead as they were a hundred days ago; since then nothing has stayed."""
    with audit(by=officer, reason="Begun", moment=LONG_AGO):
        plan = make_plan(council, title="The old plan")
        lead = make_lead(council, "Old post")
        commitment = make_commitment(plan)
        actions = [make_action(commitment=commitment, due_on="2026-12-31") for _ in range(3)]
        for action in actions:
            name_lead(action, lead)
    withdrawn, deleted, led_by_another = actions
    ActionLead.objects.filter(action=led_by_another).update(lead=make_lead(council, "New post"))
    Action.objects.filter(pk=led_by_another.pk).update(current_text="Other words", due_on="2027-12-31")
    deleted.delete()
    with_right = make_user("Edie", council=council, role="equality_lead")
    withdrawn.report(by=with_right, status="withdrawn", reason="Not needed.")
    return [withdrawn.pk, led_by_another.pk], {"as_at": (LONG_AGO + timedelta(days=1)).date()}


def test_a_past_day_shows_actions_as_they_were_deleted_ones_too(client, manager, then):
    left, asked = then
    response = page(client, manager, **asked)
    rows = list(response.context["page_obj"])
    assert len(rows) == 3
    assert {row.status for row in rows} == {"not_started"}
    assert {row.lead_names for row in rows} == {"Old post"}
    assert {str(row.due_on) for row in rows} == {"2026-12-31"}
    assert "Other words" not in response.content.decode()
    assert [row.pk for row in rows if not row.is_gone] == left


def test_an_action_that_is_gone_has_no_page_to_lead_to(client, manager, then):
    left, asked = then
    words = page(client, manager, **asked).content.decode()
    assert {int(pk) for pk in re.findall(r'href="/actions/(\d+)/"', words)} == set(left)
    assert "from the history" in words


def test_today_shows_what_is_left(client, manager, then):
    left, _ = then
    rows = list(page(client, manager).context["page_obj"])
    assert [row.pk for row in rows] == left
    assert [row.lead_names for row in rows] == ["Old post", "New post"]
    assert rows[1].wording == "Other words"


def test_before_the_plan_was_known_there_is_nothing(client, manager, then):
    response = page(client, manager, as_at=(LONG_AGO - timedelta(days=2)).date())
    assert shown(response) == []
    assert "No action fits." in response.content.decode()


def test_the_number_of_queries_does_not_grow(client, manager, action, django_assert_max_num_queries):
    client.force_login(manager)
    for asked in ({}, {"as_at": "2026-01-01"}, {"q": "thing", "sort": "due"}):
        with django_assert_max_num_queries(9):
            client.get(reverse("action-list"), asked)
        for _ in range(20):
            name_lead(make_action(commitment=action.commitment), make_lead(action.plan.council))
