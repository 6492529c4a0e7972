"""My actions: the actions of the leads I hold, sorted by what needs me."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.held import Holdings
from actions.models import Action
from actions.needs import SOON_DAYS, Need
from tests.builders import make_action, make_lead, make_plan, make_timescale, name_lead


def days(number):
    return timezone.localdate() + timedelta(days=number)


def page(client, user, **query):
    client.force_login(user)
    response = client.get(reverse("my-actions"), query)
    assert response.status_code == 200
    return response


def test_it_asks_strangers_to_sign_in(client, db):
    assert client.get(reverse("my-actions")).url.startswith(reverse("sign-in"))


def test_it_shows_the_actions_of_the_leads_i_hold_and_no_others(client, plan, action, officer):
    make_action(commitment=action.commitment, text="Nobody's action")
    response = page(client, officer)
    assert [row.pk for row in response.context["page_obj"]] == [action.pk]


def test_a_post_that_i_no_longer_hold_is_not_mine(client, action, lead, officer):
    lead.holders.update(ends_on=days(-1))
    assert list(page(client, officer).context["page_obj"]) == []


def test_what_needs_me_comes_first(client, action, lead, officer):
    def mine(**fields):
        return name_lead(make_action(commitment=action.commitment, **fields), lead).action

    due_later, overdue, due_soon = mine(due_on=days(200)), mine(due_on=days(-1)), mine(due_on=days(5))
    due_later.report(by=officer, summary="Going well.")
    done = mine()
    done.report(by=officer, status="completed")
    rows = [row.pk for row in page(client, officer).context["page_obj"]]
    assert rows == [overdue.pk, due_soon.pk, action.pk, due_later.pk, done.pk]


def test_it_counts_by_need_and_filters_by_it(client, action, lead, officer):
    name_lead(make_action(commitment=action.commitment, due_on=days(-1)), lead)
    response = page(client, officer, need="overdue")
    assert {need.value: count for need, count in response.context["counts"]}["overdue"] == 1
    assert len(response.context["page_obj"]) == 1


def test_it_searches_the_words(client, action, officer):
    assert len(page(client, officer, q="nonsense").context["page_obj"]) == 0
    assert len(page(client, officer, q="thing 1").context["page_obj"]) == 1


def test_a_filter_that_makes_no_sense_filters_nothing(client, action, officer):
    assert len(page(client, officer, status="nonsense", plan="x", page="x").context["page_obj"]) == 1


def test_somebody_who_holds_no_lead_is_told_what_to_do(client, manager):
    assert b"You hold no lead yet" in page(client, manager).content


def test_its_queries_do_not_grow_with_the_actions(
    client, council, action, lead, officer, django_assert_max_num_queries
):
    for number in range(200):
        name_lead(make_action(commitment=action.commitment, text=f"Thing {number}"), lead)
    name_lead(action, make_lead(council), role="supporting")
    client.force_login(officer)
    with django_assert_max_num_queries(12) as queries:
        client.get(reverse("my-actions"))
    few = len(queries)
    name_lead(make_action(commitment=action.commitment, due_on=days(-5)), lead)
    with django_assert_max_num_queries(few):
        client.get(reverse("my-actions"))


def test_what_is_sorted_is_what_the_person_holds(plan, action, lead, officer, council, other_council):
    closed = make_plan(council, status="closed")
    elsewhere = make_plan(other_council)
    for one in (closed, elsewhere, plan):
        name_lead(make_action(one), lead)
    past = make_lead(council, holder=officer)
    past.holders.update(ends_on=days(-1))
    name_lead(make_action(plan), past)
    name_lead(action, make_lead(council, holder=officer))
    held = [held.pk for held in Holdings(officer, days(0)).actions]
    assert sorted(held) == sorted(Action.objects.held_by(officer).values_list("pk", flat=True))


@pytest.mark.parametrize("due", [None, -1, 0, SOON_DAYS, SOON_DAYS + 1])
@pytest.mark.parametrize("reported", [None, 0, 89, 90, 91])
@pytest.mark.parametrize("status", ["in_progress", "completed"])
def test_a_need_is_what_the_action_itself_says(plan, action, lead, equality_lead, due, reported, status):
    action.due_on = None if due is None else days(due)
    action.save()
    if status == "completed":
        action.report(by=equality_lead, status=status)
    elif reported is not None:
        moment = timezone.now() - timedelta(days=reported)
        action.report(by=equality_lead, status=status, at=moment, is_demonstration=True)
    (held,) = Holdings(lead.holders.get().user, days(0)).actions
    assert held.need == slow_need(Action.objects.get(), days(0))


def slow_need(action, on):
    if action.is_closed:
        return Need.CLOSED
    if action.is_overdue(on):
        return Need.OVERDUE
    if action.is_due_soon(on):
        return Need.DUE_SOON
    return Need.NOT_UPDATED if action.is_not_updated(on) else Need.NOTHING


def test_a_row_says_what_is_known_and_escapes_it(client, plan, action, officer):
    action.text, action.reference = "<b>Words</b> " * 30, "<i>"
    action.timescale = make_timescale(plan, "By <u>June</u>")
    action.save()
    html = page(client, officer).content.decode()
    assert "“By &lt;u&gt;June&lt;/u&gt;”" in html
    assert '<span class="edi-ref">&lt;i&gt;</span> &lt;b&gt;Words&lt;/b&gt;' in html
    assert "Words&lt;/b&gt; …</a>" in html
    assert "None yet" in html
    assert f'href="{reverse("action-report", args=[action.pk])}"' in html


def test_it_filters_by_plan_and_status(client, council, action, lead, officer):
    other = name_lead(make_action(make_plan(council)), lead).action
    other.report(by=officer, status="in_progress")
    for query in ({"plan": other.plan.pk}, {"status": "in_progress"}, {"plan": other.plan.pk, "q": "thing"}):
        assert [row.pk for row in page(client, officer, **query).context["page_obj"]] == [other.pk]
    assert not page(client, officer, plan=other.plan.pk, status="not_started").context["page_obj"]
