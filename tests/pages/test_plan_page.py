"""A plan's page: the plan in its own words and order, with honest progress, to anyone who may see it."""

import pytest
from django.urls import reverse

from tests.builders import (
    make_action,
    make_commitment,
    make_measure,
    make_reading,
    make_theme,
    make_timescale,
    name_lead,
)


def address(plan):
    return reverse("plan-detail", args=[plan.council.slug, plan.slug])


def page(client, plan, user=None, **query):
    if user:
        client.force_login(user)
    return client.get(address(plan), query)


@pytest.fixture
def public_plan(plan):
    plan.is_public = True
    plan.save()
    return plan


def test_a_private_plan_does_not_exist_for_strangers(client, plan, outsider):
    assert page(client, plan).status_code == 404
    assert page(client, plan, outsider).status_code == 404


def test_a_public_plan_is_open_to_anyone(client, public_plan, action):
    assert action.text in page(client, public_plan).content.decode()


def test_a_draft_is_for_its_equality_leads(client, plan, officer, equality_lead):
    plan.status = "draft"
    plan.save()
    assert page(client, plan, officer).status_code == 404
    assert page(client, plan, equality_lead).status_code == 200


def test_a_partner_council_reads_a_shared_plan(client, plan, other_council, outsider):
    plan.plan_partners.create(council=other_council)
    assert page(client, plan, outsider).status_code == 200


def test_the_plan_is_shown_in_its_own_words_and_order(client, public_plan):
    public_plan.action_word = "Activity"
    public_plan.save()
    second = make_theme(public_plan, position=2, title="Second")
    first = make_theme(public_plan, position=1, title="First")
    make_action(commitment=make_commitment(theme=second), text="Later thing")
    make_action(commitment=make_commitment(theme=first), text="Earlier thing")
    html = page(client, public_plan).content.decode()
    assert html.index("Earlier thing") < html.index("Later thing")
    assert ">Activity</th>" in html


def test_a_gap_in_the_plan_is_shown_as_a_gap(client, public_plan, action):
    make_action(commitment=action.commitment, text="Nobody's")
    assert "Not stated in the published plan" in page(client, public_plan).content.decode()


def test_withdrawn_actions_are_in_no_percentage(client, public_plan, action, equality_lead):
    done, gone = (make_action(commitment=action.commitment) for _ in range(2))
    done.report(by=equality_lead, status="completed")
    gone.report(by=equality_lead, status="withdrawn", reason="Not ours to do.")
    assert page(client, public_plan).context["progress"].percent_done == 50


def test_a_filter_leaves_out_what_does_not_fit(client, public_plan, action, lead):
    make_action(commitment=make_commitment(public_plan), text="Quite another thing")
    for query in ({"q": "thing 1"}, {"lead": lead.pk}):
        response = page(client, public_plan, **query)
        assert response.context["shown"] == 1
        assert "Quite another thing" not in response.content.decode()


def test_a_filter_that_makes_no_sense_shows_the_whole_plan(client, public_plan, action):
    assert page(client, public_plan, lead="x", theme="9" * 40, status="?").context["shown"] == 1


def test_the_page_never_grows_in_queries(client, public_plan, action, lead, manager, django_assert_max_num_queries):
    def grow(number):
        theme = make_theme(public_plan)
        for _ in range(number):
            one = make_action(commitment=make_commitment(theme=theme), timescale=make_timescale(public_plan))
            name_lead(one, lead)
            make_reading(make_measure(public_plan, theme=theme, owner=lead), 7)

    grow(1)
    client.force_login(manager)
    with django_assert_max_num_queries(13) as first:
        client.get(address(public_plan))
    grow(41)
    with django_assert_max_num_queries(len(first)):
        client.get(address(public_plan))


def test_a_council_without_visible_plans_does_not_exist_for_strangers(client, plan, council, outsider, manager):
    here = reverse("council-detail", args=[council.slug])
    assert client.get(here).status_code == 404
    client.force_login(outsider)
    assert client.get(here).status_code == 404
    client.force_login(manager)
    assert plan.title in client.get(here).content.decode()


def test_the_council_list_names_only_councils_that_one_may_read(client, public_plan, other_council, outsider):
    assert other_council.name not in client.get(reverse("council-list")).content.decode()
    client.force_login(outsider)
    assert other_council.name in client.get(reverse("council-list")).content.decode()
