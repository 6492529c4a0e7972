"""What nobody does in the admin, whoever they are; tests/test_who_may_admin.py says who may read what."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.admin.world import MODELS, address

PAGES = ["changelist", "add", "change", "history", "delete"]


@pytest.fixture
def client_as(request, client, signed_in):
    def for_role(role):
        return client if role == "stranger" else signed_in(request.getfixturevalue(role))

    return for_role


@pytest.fixture
def world(here, equality_lead):
    here.progressupdate = here.action.report(by=equality_lead, status="in_progress")
    return here


@pytest.mark.parametrize("kind", [*MODELS, "progressupdate"])
@pytest.mark.parametrize("role", ["stranger", "officer", "manager", "outsider"])
def test_writing_changes_nothing_for_those_who_may_not(client_as, world, role, kind):
    client, row = client_as(role), getattr(world, kind)
    before = row.history.count()
    for page in ("change", "delete"):
        response = client.post(address(page, row), {"post": "yes", "name": "X", "title": "X", "text": "X"})
        assert response.status_code in (302, 403, 404)
        assert response.status_code != 302 or "sign-in" in response["Location"] or "login" in response["Location"]
    assert row.history.count() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head"])
def test_other_methods_write_nothing(desk, world, method):
    before = world.action.history.count()
    for page in PAGES:
        response = getattr(desk, method)(address(page, world.action))
        assert response.status_code in (200, 403, 405), page
    assert world.action.history.count() == before


def test_no_list_can_be_edited_in_place():
    assert [type(one).__name__ for one in admin.site._registry.values() if one.list_editable] == []


def test_no_form_is_saved_without_its_forgery_token(equality_lead, here):
    client = Client(enforce_csrf_checks=True)
    client.force_login(equality_lead)
    for url in (address("change", here.lead), reverse("admin:actions_action_changelist")):
        assert client.post(url, {"name": "X"}).status_code == 403


@pytest.mark.parametrize("kind", MODELS)
def test_every_form_asks_for_a_reason(signed_in, superuser, draft, kind):
    page = signed_in(superuser).get(address("change", getattr(draft, kind))).content.decode()
    assert "Reason for this change" in page
    assert 'name="revision"' in page


def test_a_person_who_lost_their_role_is_out_at_once(desk, equality_lead, here):
    equality_lead.memberships.all().delete()
    assert desk.get(address("change", here.plan)).status_code == 403
