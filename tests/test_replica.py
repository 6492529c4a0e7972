"""Which pages may be drawn from a read replica; tests/postgresql/test_replica.py draws them from one."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.views.decorators.http import require_safe

from actions.models import Action, Lead
from edi_tracker.urls import urlpatterns
from plans import replica
from plans.audit.records import history_of
from plans.models import Membership, Plan, User
from plans.replica import RecentWriters, Router, read_connection, reads_from_replica

LONG_READS = {
    "dashboard", "action-list", "action-list-export", "coverage", "committee-report", "committee-report-word",
    "plan-export",
}  # fmt: skip


def marked():
    views = {pattern.name: pattern.callback for pattern in urlpatterns if hasattr(pattern, "name")}
    return {name: view for name, view in views.items() if getattr(view, "reads_from_replica", False)}


def test_only_long_reads_are_drawn_from_a_replica():
    assert marked().keys() == LONG_READS


@pytest.mark.parametrize("name", sorted(LONG_READS))
def test_a_page_of_a_replica_takes_no_form_and_is_for_people_signed_in(name):
    view = marked()[name]
    assert view(RequestFactory().post("/")).status_code == 405
    assert getattr(view, "login_required", True)


def test_without_a_replica_everything_is_read_from_the_one_database():
    def page(request):
        return HttpResponse(read_connection().alias)

    assert reads_from_replica(page)(RequestFactory().get("/")).content == b"default"
    with pytest.raises(MiddlewareNotUsed):
        RecentWriters(page)


@pytest.fixture
def fresh(monkeypatch):
    """As if there were a replica, and it had all there is."""
    monkeypatch.setitem(connections.settings, "replica", {})
    monkeypatch.setattr(replica, "_is_fresh", lambda: True)


@pytest.mark.usefixtures("fresh")
def test_who_may_see_what_is_always_asked_of_the_primary():
    def page(request):
        models = (Action, Lead, history_of(Action), history_of(Plan), User, Membership, Plan)
        return HttpResponse(" ".join(Router().db_for_read(model) for model in models))

    read_from = reads_from_replica(page)(RequestFactory().get("/")).content.decode().split()
    assert read_from == ["replica"] * 4 + ["default"] * 3
    assert Router().db_for_read(Action) == "default"


@pytest.mark.usefixtures("fresh")
def test_a_file_that_is_sent_bit_by_bit_is_read_from_where_it_began():
    @require_safe
    @reads_from_replica
    def page(request):
        return StreamingHttpResponse(router.db_for_read(Action) for _ in range(2))

    router = Router()
    parts = []
    for part in page(RequestFactory().get("/")):
        parts.append(part)
        assert router.db_for_read(Action) == "default"  # what else this process does meanwhile
    assert parts == [b"replica", b"replica"]


@pytest.mark.usefixtures("fresh")
def test_nothing_is_ever_written_to_a_replica():
    def page(request):
        return HttpResponse(Router().db_for_write(Action))

    assert reads_from_replica(page)(RequestFactory().get("/")).content == b"default"
    assert not Router().allow_migrate("replica", "plans")
    assert Router().allow_relation(Action(), Plan())


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("method", "marks"), [("get", False), ("head", False), ("post", True), ("delete", True)])
def test_who_sends_a_form_is_known_for_a_while(method, marks):
    response = RecentWriters(lambda request: HttpResponse())(getattr(RequestFactory(), method)("/"))
    assert (replica.RECENT_WRITER in response.cookies) is marks
