"""My actions: the actions of the leads I hold, sorted by what needs me."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.builders import make_action, make_lead, name_lead


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
