"""A streaming replica: what is drawn from it, what never is, and that nobody notices when it lags or fails."""

import psycopg
import pytest
from django.db import OperationalError, connections
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from plans import replica
from plans.audit.revision import revision_of
from plans.replica import read_connection, reads_from_replica
from tests.postgresql.conftest import served_by

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("with_replica")]

OLD, NEW = "Do thing 1", "Somebody else&#x27;s words"
PAGES = {
    "dashboard": lambda plan: (reverse("dashboard"), {}),
    "list": lambda plan: (reverse("action-list"), {}),
    "CSV": lambda plan: (reverse("action-list-export", args=["csv"]), {}),
    "JSON": lambda plan: (reverse("action-list-export", args=["json"]), {}),
    "Excel": lambda plan: (reverse("action-list-export", args=["xlsx"]), {}),
    "coverage": lambda plan: (reverse("coverage"), {}),
    "committee report": lambda plan: (reverse("committee-report"), asked_of(plan)),
    "committee report in Word": lambda plan: (reverse("committee-report-word"), asked_of(plan)),
    "whole plan": lambda plan: (reverse("plan-export", args=[plan.council.slug, plan.slug, "json"]), {}),
}


def asked_of(plan):
    today = timezone.localdate()
    return {"plan": plan.pk, "starts": plan.starts_on.isoformat(), "ends": today.isoformat()}


def desk_of(person):
    desk = Client()
    desk.force_login(person)
    return desk


def said(response):
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


def someone_writes(action, server):
    with server.connect("edi_web") as other:
        other.execute("UPDATE actions_action SET current_text = %s WHERE id = %s", ["Somebody else's words", action.pk])


def drawn_from(desk, address, query=None):
    """From where the actions on a page were read, and the page."""
    found = set()

    def note(execute, sql, params, many, context):
        if "actions_action" in str(sql):
            found.add(context["connection"].alias)
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(note), connections["replica"].execute_wrapper(note):
        page = desk.get(address, query)
        text = said(page)
    assert page.status_code == 200, page
    assert "ETag" not in page or found != {"replica"}  # a browser keeps no page of one under the mark of the other
    return found, text


@pytest.mark.parametrize("name", PAGES)
def test_long_reads_are_drawn_from_the_replica_alone(streamed_world, name):
    found, _ = drawn_from(desk_of(streamed_world.equality_lead), *PAGES[name](streamed_world.plan))
    assert found == {"replica"}


def test_others_words_come_a_little_later_and_forms_have_them_at_once(primary, streamed_world):
    desk, action = desk_of(streamed_world.equality_lead), streamed_world.action
    someone_writes(action, primary)
    assert drawn_from(desk, reverse("action-list"))[0] == {"replica"}
    assert OLD in drawn_from(desk, reverse("action-list"))[1]
    for form in ("action-detail", "action-report"):
        assert NEW in said(desk.get(reverse(form, args=[action.pk])))
    plan = reverse("plan-detail", args=[streamed_world.council.slug, streamed_world.plan.slug])
    assert NEW in drawn_from(desk, plan)[1]


def test_who_writes_sees_it_at_once(streamed_world):
    desk, action = desk_of(streamed_world.user), streamed_world.action
    told = {"status": "in_progress", "rag": "amber", "revision": revision_of(action), "summary": "Begun."}
    assert desk.post(reverse("action-report", args=[action.pk]), told).status_code == 302
    found, page = drawn_from(desk, reverse("action-list"), {"rag": "amber"})
    assert found == {"default"}
    assert OLD in page
    del desk.cookies[replica.RECENT_WRITER]  # as the browser does when its time is over
    assert drawn_from(desk, reverse("action-list"))[0] == {"replica"}


def test_a_browser_is_marked_for_as_long_as_the_replica_may_be_behind(streamed_world):
    desk = desk_of(streamed_world.user)
    assert replica.RECENT_WRITER not in desk.get(reverse("my-actions")).cookies
    cookie = desk.post(reverse("sign-out")).cookies[replica.RECENT_WRITER]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (replica.FURTHEST_BEHIND, True, "Lax")


def test_who_may_see_what_changes_at_once(streamed_world):
    desk = desk_of(streamed_world.equality_lead)
    assert OLD in drawn_from(desk, reverse("action-list"))[1]
    streamed_world.equality_lead.memberships.all().delete()
    assert OLD not in drawn_from(desk, reverse("action-list"))[1]


def test_a_replica_too_far_behind_is_left_aside_and_said_once(primary, streamed_world, monkeypatch, caplog):
    monkeypatch.setattr(replica, "FURTHEST_BEHIND", 0)
    desk = desk_of(streamed_world.equality_lead)
    someone_writes(streamed_world.action, primary)
    for _ in range(2):
        found, page = drawn_from(desk, reverse("action-list"))
        assert found == {"default"}
        assert NEW in page
    assert len([record for record in caplog.records if "seconds behind" in record.getMessage()]) == 1


def test_a_replica_is_not_behind_while_nothing_is_written(with_replica, primary, monkeypatch):
    monkeypatch.setattr(replica, "FURTHEST_BEHIND", 0)
    with_replica.catch_up(primary)
    assert replica._is_fresh()


def test_pages_work_while_the_replica_is_down_and_it_is_used_again(with_replica, streamed_world, caplog):
    desk = desk_of(streamed_world.equality_lead)
    assert drawn_from(desk, reverse("dashboard"))[0] == {"replica"}
    with_replica.stop()
    try:
        for _ in range(2):
            assert drawn_from(desk, reverse("dashboard"))[0] == {"default"}
    finally:
        with_replica.start()
    assert caplog.text.count("The read replica cannot be asked") == 1
    replica._last_said.clear()  # as if a minute had gone by
    assert drawn_from(desk, reverse("dashboard"))[0] == {"replica"}


@pytest.mark.parametrize("database", ["edi", "postgres"])
def test_only_a_standby_of_this_database_is_read_from(primary, with_replica, caplog, database):
    server, role = (primary, "edi_read") if database == "edi" else (with_replica, "dba")
    urls = {"DATABASE_URL": primary.url("edi_web"), "DATABASE_REPLICA_URL": server.url(role, database)}
    with served_by(**urls):
        assert not replica._is_fresh()
    assert "is not a standby of this database" in caplog.text


def test_a_page_that_the_replica_fails_under_way_is_drawn_from_the_primary(with_replica, primary):
    @reads_from_replica
    def page(request):
        with read_connection().cursor() as cursor:
            if read_connection().alias == "replica":
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            cursor.execute("SELECT 'drawn'")
            return cursor.fetchone()[0]

    with_replica.catch_up(primary)
    assert page(RequestFactory().get("/")) == "drawn"


def test_what_takes_too_long_is_not_asked_again(with_replica, primary):
    asked = []

    @reads_from_replica
    def page(request):
        asked.append(read_connection().alias)
        with read_connection().cursor() as cursor:
            cursor.execute("SET statement_timeout = 10")
            cursor.execute("SELECT pg_sleep(5)")

    with_replica.catch_up(primary)
    with pytest.raises(OperationalError, match="statement timeout"):
        page(RequestFactory().get("/"))
    assert asked == ["replica"]


def test_the_replica_is_only_ever_read():
    with connections["replica"].cursor() as cursor, pytest.raises(Exception, match="read-only") as refusal:
        cursor.execute("UPDATE actions_action SET text = 'x'")
    assert isinstance(refusal.value.__cause__, psycopg.errors.ReadOnlySqlTransaction)
    assert Action.objects.db == "default"
