"""The page of somebody who leaves: all that they hold is seen, handed over in one step, and nothing goes unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import LeadHolder
from plans.models import Membership, User
from tests.builders import make_action, make_lead, make_measure, make_user, name_lead
from tests.people.world import TODAY, TOMORROW, YESTERDAY, leave


@pytest.fixture
def other_lead(council, officer):
    """Another post that the officer holds."""
    return make_lead(council, "Chair of the network", holder=officer)


@pytest.fixture
def successor(council):
    return make_user("Sue Successor", council=council)


def holders(lead, on=TODAY):
    rows = LeadHolder.objects.filter(lead=lead).order_by("starts_on", "pk")
    return [str(one.user) for one in rows if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)]


def errors(page):
    return " ".join(message for found in page.context["form"].errors.values() for message in found)


def test_the_page_shows_all_that_they_hold_and_what_hangs_on_it(desk, officer, lead, action, plan):
    name_lead(make_action(plan, due_on=TOMORROW), lead)
    name_lead(make_action(plan), lead).action.report(by=officer, status="completed")
    make_measure(plan, owner=lead)
    [row] = desk.get(reverse("person-leave", args=[officer.pk])).context["form"].held
    assert (row.open_actions, row.due_soon, row.measures, row.is_shared) == (2, 1, 1, False)


def test_what_they_no_longer_hold_is_not_asked_about(desk, officer, lead):
    LeadHolder.objects.filter(lead=lead).update(ends_on=YESTERDAY)
    assert desk.get(reverse("person-leave", args=[officer.pk])).context["form"].held == []


def test_one_person_takes_over_everything(desk, officer, successor, lead, other_lead):
    assert leave(desk, officer, to_all=successor.pk).status_code == 302
    assert holders(lead) == holders(other_lead) == ["Sue Successor"]
    assert holders(lead, YESTERDAY) == ["Olive Officer"]


def test_each_lead_can_go_to_somebody_else(desk, officer, manager, successor, lead, other_lead):
    own = {f"to_{lead.holders.get().pk}": manager.pk}
    assert leave(desk, officer, to_all=successor.pk, **own).status_code == 302
    assert (holders(lead), holders(other_lead)) == (["Mabel Manager"], ["Sue Successor"])


def test_from_a_later_day_nothing_changes_until_then(desk, officer, successor, lead):
    leave(desk, officer, TOMORROW, to_all=successor.pk)
    assert (holders(lead), holders(lead, TOMORROW)) == (["Olive Officer"], ["Sue Successor"])


def test_nobody_yet_is_said_and_stands_under_what_needs_a_decision(desk, officer, lead, action):
    page = desk.get(leave(desk, officer, to_all="nobody").url).content.decode()
    assert "Nobody will hold Head of People" in page
    assert desk.get(reverse("decision-list")).context["found"].unheld_leads == [lead]


def test_a_holder_who_may_not_sign_in_is_no_holder(desk, officer, lead, action):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert desk.get(reverse("decision-list")).context["found"].unheld_leads == [lead]


def test_a_holder_without_a_role_is_no_holder(desk, officer, lead, action):
    officer.memberships.all().delete()
    assert desk.get(reverse("decision-list")).context["found"].unheld_leads == [lead]


def test_a_lead_that_only_measures_hang_on_is_not_left_unseen(desk, plan, lead, officer):
    make_measure(plan, owner=lead)
    leave(desk, officer, to_all="nobody")
    assert desk.get(reverse("decision-list")).context["found"].unheld_leads == [lead]


def test_they_may_leave_for_a_time_and_keep_what_they_hold(desk, officer, lead):
    assert leave(desk, officer, to_all="keep", ends_access="on").status_code == 302
    officer.refresh_from_db()
    assert (holders(lead), officer.is_active) == (["Olive Officer"], False)


def test_with_their_access_their_sessions_end(desk, officer, lead):
    browser = Client()
    browser.force_login(officer)
    assert browser.get(reverse("my-actions")).status_code == 200
    leave(desk, officer, to_all="nobody", ends_access="on")
    assert browser.get(reverse("my-actions")).status_code == 302
    User.objects.filter(pk=officer.pk).update(is_active=True)
    assert browser.get(reverse("my-actions")).status_code == 302


def test_the_history_says_who_handed_over_and_why(desk, equality_lead, officer, successor, lead):
    leave(desk, officer, to_all=successor.pk, change_reason="Moved to housing.")
    for row in LeadHolder.history.filter(history_date__date=TODAY).exclude(starts_on__year=2020, history_type="+"):
        assert (row.history_user_id, row.history_change_reason) == (equality_lead.pk, "Moved to housing.")


def test_somebody_else_changed_what_they_hold_meanwhile(desk, officer, successor, lead, other_lead):
    page = desk.get(reverse("person-leave", args=[officer.pk]))
    revision = page.context["form"]["revision"].value()
    LeadHolder.objects.filter(lead=lead).update(ends_on=YESTERDAY)
    answer = leave(desk, officer, to_all=successor.pk, revision=revision)
    assert answer.status_code == 409
    assert (holders(lead), holders(other_lead)) == ([], ["Olive Officer"])
    assert str(successor.pk) in str(answer.context["form"]["to_all"].value())


def test_what_was_chosen_can_be_sent_again_after_a_conflict(desk, officer, successor, other_lead):
    answer = leave(desk, officer, to_all=successor.pk, revision="0.0/0")
    again = answer.context["form"]["revision"].value()
    assert leave(desk, officer, to_all=successor.pk, revision=again).status_code == 302
    assert holders(other_lead) == ["Sue Successor"]


@pytest.mark.parametrize("said", [{}, {"to_all": "keep"}, {"to_all": "999999"}])
def test_what_is_not_said_is_asked_for(desk, officer, lead, said):
    assert leave(desk, officer, **said).context["form"].errors
    assert holders(lead) == ["Olive Officer"]


def test_a_day_that_is_past_is_refused(desk, officer, successor, lead):
    assert "today or a later day" in errors(leave(desk, officer, YESTERDAY, to_all=successor.pk))


def test_nobody_of_another_council_takes_over(desk, officer, outsider, lead):
    assert leave(desk, officer, to_all=outsider.pk).context["form"].errors
    assert holders(lead) == ["Olive Officer"]


def test_what_they_hold_in_another_council_is_neither_seen_nor_touched(desk, officer, other_council, lead):
    Membership.objects.create(user=officer, council=other_council, role="officer")
    elsewhere = make_lead(other_council, "Post elsewhere", holder=officer)
    page = leave(desk, officer, to_all="nobody")
    assert (holders(lead), holders(elsewhere)) == ([], ["Olive Officer"])
    shown = desk.get(reverse("person-leave", args=[officer.pk])).content.decode()
    assert "Post elsewhere" not in shown + page.content.decode()


def test_the_access_of_somebody_with_more_than_my_councils_is_not_mine_to_end(desk, officer, other_council, lead):
    Membership.objects.create(user=officer, council=other_council, role="officer")
    leave(desk, officer, to_all="nobody", ends_access="on")
    officer.refresh_from_db()
    assert officer.is_active


def test_nobody_ends_their_own_access(desk, equality_lead, council):
    make_lead(council, holder=equality_lead)
    leave(desk, equality_lead, to_all="nobody", ends_access="on")
    equality_lead.refresh_from_db()
    assert equality_lead.is_active


def test_the_page_asks_as_often_for_many_leads_as_for_few(desk, officer, council, lead, django_assert_max_num_queries):
    for _ in range(2):
        with django_assert_max_num_queries(14):
            desk.get(reverse("person-leave", args=[officer.pk]))
        for _ in range(10):
            make_lead(council, holder=officer)
            make_user(council=council)
