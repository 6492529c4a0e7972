"""The demonstration: plainly marked, safe to add twice, and removable without a trace in where things stand."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from actions import demo
from actions.demo_reports import REPORTS
from actions.models import Action, LeadHolder, ProgressUpdate
from actions.status import Rag, Status
from plans.audit.records import TRACKED
from plans.audit.verify import verify
from plans.models import Membership, User
from tests.seeds.test_history import history_counts


def standing():
    """Where every action stands."""
    return list(Action.objects.order_by("pk").values_list("pk", *demo.STANDING, "latest_update"))


def problems():
    return [problem for model in TRACKED.values() for problem in verify(model)[1]]


def signed_in(user):
    """Who the product takes this person for when they give the demonstration's password, or None."""
    return authenticate(HttpRequest(), username=user.email, password=demo.PASSWORD)


@pytest.fixture
def demonstrated(plans):
    demo.add(list(plans.values()))
    return plans


def test_every_report_is_written_and_plainly_marked(demonstrated):
    updates = ProgressUpdate.objects.all()
    assert len(updates) == len(REPORTS) == 11
    for update in updates:
        assert update.is_demonstration
        assert update.summary.startswith("Demonstration: ")
        assert all(
            not text or text.startswith(demo.MARK) for text in (update.next_steps, update.reason, update.evidence)
        )


def test_the_reports_show_every_way_in_which_an_action_can_stand(demonstrated):
    updates = ProgressUpdate.objects.all()
    shown = {Status.IN_PROGRESS, Status.ON_HOLD, Status.COMPLETED, Status.EMBEDDED}
    assert set(updates.values_list("status", flat=True)) == shown
    assert set(updates.values_list("rag", flat=True)) == set(Rag)
    assert updates.filter(is_period_done=True).exists()
    assert updates.get(status=Status.COMPLETED).evidence
    assert updates.get(rag=Rag.RED).reason
    assert Action.objects.get(status=Status.EMBEDDED).review_on > timezone.localdate()


def test_the_reports_are_recent_and_their_history_bears_their_dates(demonstrated):
    for update in ProgressUpdate.objects.select_related("action"):
        assert timedelta(days=11) < timezone.now() - update.reported_at < timedelta(days=101)
        row = update.action.history.get(latest_update=update)
        assert (row.history_date, row.history_user_id) == (update.reported_at, update.reported_by_id)


def test_there_are_three_people_in_each_council_and_an_administrator(demonstrated):
    assert demo.people().count() == User.objects.count() == 16
    for plan in demonstrated.values():
        assert set(plan.council.memberships.values_list("role", flat=True)) == set(Membership.Role)
    assert User.objects.get(is_superuser=True).email == demo.ADMINISTRATOR


def test_everybody_of_the_demonstration_can_sign_in_where_it_is_for_trying_out(demonstrated, settings):
    settings.FOR_TRYING_OUT = True
    assert all(signed_in(user) == user for user in demo.people())
    assert all(user.name.startswith("Demo ") for user in demo.people())


def test_nobody_of_the_demonstration_can_sign_in_where_it_is_for_use(demonstrated):
    assert [signed_in(user) for user in demo.people()] == [None] * 16


def test_officers_hold_posts_but_nobody_stands_in_for_a_person_or_an_invented_lead(demonstrated):
    holders = LeadHolder.objects.values_list("lead__council__slug", flat=True)
    assert {slug: list(holders).count(slug) for slug in holders} == {"oxfordshire": 4, "milton-keynes": 4, "bexley": 2}
    assert not LeadHolder.objects.filter(lead__kind="person").exists()
    assert not LeadHolder.objects.exclude(user__email__startswith="officer@").exists()


def test_removing_it_puts_every_action_back(plans):
    before = standing()
    demo.add(list(plans.values()))
    assert standing() != before
    removed = demo.remove()
    assert standing() == before
    assert (removed.reports, removed.actions, removed.people, removed.reports_kept) == (11, 9, 16, 0)
    assert not ProgressUpdate.objects.exists()


def test_removing_it_lets_nobody_in_and_ends_every_role(demonstrated):
    demo.remove()
    assert demo.people().count() == 16
    assert not any(signed_in(user) for user in demo.people())
    assert not any(user.has_usable_password() for user in demo.people())
    assert not Membership.objects.exists()
    assert not LeadHolder.objects.exclude(ends_on=timezone.localdate()).exists()


def test_state_and_history_agree_before_and_after_removing_it(demonstrated):
    assert problems() == []
    demo.remove()
    assert problems() == []


def test_removing_it_twice_changes_nothing_more(demonstrated):
    demo.remove()
    before = history_counts()
    assert demo.remove() == demo.Removed(reports=0, actions=0, people=0, reports_kept=0)
    assert history_counts() == before


def test_it_can_come_back(demonstrated):
    demo.remove()
    demo.add(list(demonstrated.values()))
    assert ProgressUpdate.objects.count() == 11
    assert demo.people().filter(is_active=True).count() == 16
    assert LeadHolder.objects.filter(ends_on=None).count() == LeadHolder.objects.count() == 10
    assert problems() == []


def test_an_officers_own_report_outlives_the_demonstration(demonstrated):
    officer = User.objects.get(email="officer@oxfordshire.example")
    action = Action.objects.get(reference="1.1", commitment__theme__plan=demonstrated["oxfordshire"])
    update = action.report(by=officer, status="completed", summary="Done by hand.")
    assert demo.remove().reports_kept == 1
    action.refresh_from_db()
    assert (action.status, action.latest_update) == (Status.COMPLETED, update)
    assert list(action.updates.all()) == [update]


def test_an_action_goes_back_to_the_report_that_stood_before(plans):
    action = Action.objects.get(text__startswith=REPORTS[0][1])
    boss = User.objects.create_superuser("sam@example.org", name="Sam")
    real = action.report(by=boss, status="in_progress", rag="red", reason="Late.")
    action.report(by=boss, status="completed", summary="Demonstration: done.", is_demonstration=True)
    demo.remove()
    action.refresh_from_db()
    assert (action.status, action.rag, action.completed_on) == (Status.IN_PROGRESS, Rag.RED, None)
    assert action.latest_update == real


def test_an_action_that_has_been_reported_on_is_left_alone(plans):
    action = Action.objects.get(text__startswith=REPORTS[0][1])
    action.report(by=User.objects.create_superuser("sam@example.org", name="Sam"), status="in_progress")
    demo.add(list(plans.values()))
    assert action.updates.count() == 1
    assert ProgressUpdate.objects.filter(is_demonstration=True).count() == 9


def test_no_demonstration_date_is_written_down(demonstrated):
    assert not [text for *_, values in REPORTS for text in map(str, values.values()) if re.search(r"\b20\d\d\b", text)]
