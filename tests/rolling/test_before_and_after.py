"""Where an action came from and where it went, the plans before and after, and how a plan stood when it was closed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actions import edition
from actions.final_position import final_position_of, followers_of
from actions.models import Action
from plans.audit.context import audit
from plans.models import Plan
from tests.builders import make_action, make_commitment, make_plan


def plan_page(client, plan, user=None):
    if user:
        client.force_login(user)
    return client.get(reverse("plan-detail", args=[plan.council.slug, plan.slug])).content.decode()


def action_page(client, action, user=None):
    if user:
        client.force_login(user)
    return client.get(reverse("action-detail", args=[action.pk])).content.decode()


@pytest.fixture
def new(carried, begun):
    """The action that carries the old one on; its plan is a draft."""
    return carried(begun, close=True)


@pytest.fixture
def both_public(new, old):
    Plan.objects.filter(pk=old.pk).update(is_public=True)
    Plan.objects.filter(pk=new.plan.pk).update(status="active", is_public=True)


def test_an_action_leads_back_to_where_it_came_from(client, new, begun, equality_lead):
    html = action_page(client, new, equality_lead)
    assert "Carried on from</dt>" in html
    assert reverse("action-detail", args=[begun.pk]) in html
    assert "Equality plan (2026/27)" in html


def test_and_the_old_one_on_to_where_it_went(client, new, begun, equality_lead):
    html = action_page(client, begun, equality_lead)
    assert "Carried on as</dt>" in html
    assert reverse("action-detail", args=[new.pk]) in html


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_nobody_learns_of_a_draft_by_the_action_that_it_carries_on(request, client, new, begun, who):
    assert "Carried on as" not in action_page(client, begun, request.getfixturevalue(who))


def test_residents_follow_an_action_through_public_plans(client, both_public, new, begun):
    assert "Carried on as" in action_page(client, begun)
    assert "Carried on from" in action_page(client, new)


def test_residents_do_not_learn_of_a_private_plan_before_it(client, new, begun):
    Plan.objects.filter(pk=new.plan.pk).update(status="active", is_public=True)
    assert "Carried on from" not in action_page(client, new)


def test_an_action_without_kin_says_nothing_of_it(client, begun, equality_lead):
    html = action_page(client, begun, equality_lead)
    assert "Carried on" not in html


def test_the_history_of_the_new_action_begins_with_where_it_came_from(client, new, equality_lead):
    html = action_page(client, new, equality_lead)
    assert "Carried on from Equality plan (2026/27)" in html
    assert html.count("edi-timeline__item") == 1


def test_the_plans_lead_to_each_other(client, new, old, equality_lead):
    html = plan_page(client, new.plan, equality_lead)
    assert "Follows</dt>" in html
    assert reverse("plan-detail", args=[old.council.slug, old.slug]) in html
    assert "Followed by</dt>" in plan_page(client, old, equality_lead)


def test_officers_do_not_learn_of_the_draft_on_the_old_plans_page(client, new, old, officer):
    html = plan_page(client, old, officer)
    assert "Followed by" not in html
    assert new.plan.title not in html


def test_residents_do_not_learn_of_a_private_old_plan(client, new):
    Plan.objects.filter(pk=new.plan.pk).update(status="active", is_public=True)
    assert "Follows</dt>" not in plan_page(client, new.plan)


# The final position


def test_the_old_plan_shows_its_final_position(client, new, old, officer):
    html = plan_page(client, old, officer)
    today = timezone.localdate()
    assert f"Final position on {today:%-d %B %Y}" in html
    assert f"{reverse('action-list')}?plan={old.pk}&amp;as_at={today:%Y-%m-%d}" in html


def test_the_list_of_that_day_opens(client, new, old, officer):
    client.force_login(officer)
    answer = client.get(f"{reverse('action-list')}?plan={old.pk}&as_at={timezone.localdate():%Y-%m-%d}")
    assert "Train all panels" in answer.content.decode()


def test_it_says_how_many_actions_carry_on_and_where(client, both_public, old, new):
    html = " ".join(plan_page(client, old).split())
    assert f'1 action carries on in <a href="{reverse("plan-detail", args=[old.council.slug, new.plan.slug])}"' in html


def test_residents_see_the_position_without_the_list_that_is_not_for_them(client, both_public, old):
    html = plan_page(client, old)
    assert "Final position on" in html
    assert "Every action as it stood" not in html


@pytest.mark.parametrize("status", ["draft", "active"])
def test_a_plan_that_is_not_closed_has_none(old, status):
    Plan.objects.filter(pk=old.pk).update(status=status)
    old.refresh_from_db()
    assert final_position_of(old) is None


def test_a_plan_that_came_here_closed_has_none(client, council, equality_lead):
    closed = make_plan(council, status="closed")
    make_action(closed)
    assert final_position_of(closed) is None
    assert "Progress</h2>" in plan_page(client, closed, equality_lead)


def test_a_plan_without_actions_has_an_empty_one(old):
    old.status = "closed"
    old.save()
    assert final_position_of(old).progress.total == 0


def test_it_is_of_the_day_on_which_the_plan_was_closed(old):
    """Closed a month ago; since then somebody corrected an action in the admin."""
    then = timezone.now() - timedelta(days=30)
    with audit(by=None, reason="Before", moment=then - timedelta(days=5)):
        Plan.objects.filter(pk=old.pk).update(status="draft")
        Plan.objects.filter(pk=old.pk).update(status="active")
        action = make_action(commitment=make_commitment(old), status="in_progress")
    with audit(by=None, reason="The end", moment=then):
        Plan.objects.filter(pk=old.pk).update(status="closed")
    Action._base_manager.filter(pk=action.pk).update(status="withdrawn")
    old.refresh_from_db()
    found = final_position_of(old)
    assert (found.on, found.progress.counts["in_progress"]) == (timezone.localtime(then).date(), 1)


def test_a_plan_that_was_opened_again_is_of_its_last_close(old):
    for status, days in (("closed", 20), ("active", 15), ("closed", 10)):
        with audit(by=None, reason="", moment=timezone.now() - timedelta(days=days)):
            Plan.objects.filter(pk=old.pk).update(status=status)
    old.refresh_from_db()
    assert final_position_of(old).on == timezone.localdate(timezone.now() - timedelta(days=10))


def test_a_later_correction_of_the_closed_plan_is_no_close(old):
    closed_at = timezone.now() - timedelta(days=10)
    with audit(by=None, reason="", moment=closed_at):
        Plan.objects.filter(pk=old.pk).update(status="closed")
    Plan.objects.filter(pk=old.pk).update(is_public=True)
    old.refresh_from_db()
    assert final_position_of(old).on == timezone.localdate(closed_at)


def test_followers_are_those_that_one_may_read(new, old, officer, equality_lead):
    assert list(followers_of(old, officer)) == []
    (follower,) = followers_of(old, equality_lead)
    assert (follower, follower.carried) == (new.plan, 1)


# The public page is sent anew when what stands before or after it changes


@pytest.fixture
def mark(client, monkeypatch):
    """The mark of the page that a stranger gets of a plan; no answer is kept."""
    edition._newest_of.cache_clear()
    monkeypatch.setattr(edition, "_newest_of", edition._newest_of.__wrapped__)

    def read(plan):
        client.logout()
        client.cookies.clear()
        return client.get(reverse("plan-detail", args=[plan.council.slug, plan.slug])).headers["ETag"]

    return read


@pytest.mark.parametrize("column", ["title", "slug"])
def test_a_neighbour_that_changes_changes_the_page(mark, both_public, old, new, column):
    for page, neighbour in ((old, new.plan), (new.plan, old)):
        before = mark(page)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE plans_plan SET {column} = 'other' WHERE id = %s", [neighbour.pk])
        neighbour.refresh_from_db()
        assert mark(page) != before
        Plan.objects.filter(pk=neighbour.pk).update(slug=f"slug-{neighbour.pk}")
        neighbour.refresh_from_db()


def test_a_follower_that_becomes_public_changes_the_page(mark, new, old):
    Plan.objects.filter(pk=old.pk).update(is_public=True)
    before = mark(old)
    Plan.objects.filter(pk=new.plan.pk).update(title="A draft that nobody knows")
    assert mark(old) == before
    Plan.objects.filter(pk=new.plan.pk).update(status="active", is_public=True)
    assert mark(old) != before
