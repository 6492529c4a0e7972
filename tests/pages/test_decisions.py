"""What needs a decision: an equality lead's first page, and where each other person's work begins."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import LeadHolder
from tests.builders import make_action, make_council, make_lead, make_plan, make_timescale, make_user, name_lead

TODAY = timezone.localdate()


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("decision-list"), query)


def waiting(response):
    return {decision.label: decision.number for decision, _ in response.context["lines"]}


def test_each_number_leads_to_a_list_of_exactly_that_many(client, equality_lead, action, plan):
    for values in ({"rag": "red"}, {"status": "on_hold"}, {"status": "on_hold"}):
        other = make_action(commitment=action.commitment, due_on=TODAY - timedelta(days=1))
        other.report(by=equality_lead, reason="Because.", **values)
    response = page(client, equality_lead)
    assert waiting(response) == {"rated red": 1, "overdue": 3, "on hold": 2, "without a lead": 3, "not updated": 1}
    for decision, href in response.context["lines"]:
        assert client.get(href).context["page_obj"].paginator.count == decision.number


def test_the_review_of_an_embedded_action_waits_from_its_day(client, equality_lead, action):
    action.report(by=equality_lead, status="embedded", review_on=TODAY)
    assert list(page(client, equality_lead).context["found"].reviews) == [action]
    type(action).objects.filter(pk=action.pk).update(review_on=TODAY + timedelta(days=1))
    assert list(page(client, equality_lead).context["found"].reviews) == []


def test_a_plan_that_has_ended_and_is_still_active_waits(client, equality_lead, plan):
    plan.ends_on = TODAY - timedelta(days=1)
    plan.save()
    assert page(client, equality_lead).context["found"].ended == [plan]
    plan.status = "closed"
    plan.save()
    assert page(client, equality_lead).context["found"].ended == []


def test_a_lead_that_nobody_holds_waits_while_it_has_open_actions(client, equality_lead, action, lead):
    LeadHolder.objects.filter(lead=lead).update(ends_on=TODAY - timedelta(days=1))
    make_lead(action.plan.council)
    assert page(client, equality_lead).context["found"].unheld_leads == [lead]
    action.report(by=equality_lead, status="completed")
    assert page(client, equality_lead).context["found"].unheld_leads == []


def test_a_reading_that_nobody_confirmed_waits(client, equality_lead, plan):
    timescale = make_timescale(plan)
    assert page(client, equality_lead).context["found"].unconfirmed_timescales == 1
    type(timescale).objects.update(confirmed_by=equality_lead, confirmed_on=TODAY)
    assert page(client, equality_lead).context["found"].unconfirmed_timescales == 0


def test_when_nothing_waits_it_says_so(client, equality_lead, council):
    assert "Nothing waits for you." in page(client, equality_lead).content.decode()


def test_with_several_councils_one_is_chosen_first(client, superuser, action, other_council):
    response = page(client, superuser)
    assert "found" not in response.context
    assert "Alderford Council" in response.content.decode()
    assert waiting(page(client, superuser, council=action.plan.council.slug)) == {"not updated": 1}
    assert page(client, superuser, council="nowhere").status_code == 404


def test_another_council_s_decisions_are_not_mine(client, outsider, action):
    assert page(client, outsider, council=action.plan.council.slug).status_code == 404
    assert "Our plan" not in unescape(page(client, outsider).content.decode())


def test_the_number_of_queries_does_not_grow(client, equality_lead, action, django_assert_max_num_queries):
    client.force_login(equality_lead)
    for _ in range(2):
        with django_assert_max_num_queries(12):
            client.get(reverse("decision-list"))
        for _ in range(10):
            name_lead(make_action(commitment=action.commitment), make_lead(action.plan.council))
            make_plan(action.plan.council)


@pytest.mark.parametrize(
    ("role", "start"), [("officer", "my-actions"), ("manager", "dashboard"), ("equality_lead", "decision-list")]
)
def test_each_kind_of_person_starts_where_their_work_is(client, council, role, start):
    client.force_login(make_user(council=council, role=role))
    assert client.get(reverse("home")).url == reverse(start)


def test_who_runs_everything_starts_at_the_dashboard_and_strangers_at_the_councils(client, superuser):
    assert client.get(reverse("home")).url == reverse("council-list")
    client.force_login(superuser)
    assert client.get(reverse("home")).url == reverse("dashboard")


def test_with_several_roles_the_one_that_decides_most_counts(client, council):
    person = make_user(council=council, role="equality_lead")
    person.memberships.create(council=make_council(), role="officer")
    client.force_login(person)
    assert client.get(reverse("home")).url == reverse("decision-list")
