"""The product at work as a role that owns nothing: everything that people do, they still can."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actions.models import Action
from actions.models.plan_upload import PlanUpload
from plans.audit import roles
from plans.audit.revision import revision_of
from plans.models import Plan
from tests.admin.world import address, typed
from tests.audit.checks import assert_history_is_whole, newest
from tests.builders import PASSWORD, make_reading
from tests.pages.test_plan_import import bring, columns_as_shown
from tests.postgresql.conftest import served_by

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("as_web")]


def desk_of(person):
    desk = Client()
    desk.force_login(person)
    return desk


def test_it_says_that_its_rights_are_as_they_should_be(client):
    assert roles.excess() == []
    assert client.get(reverse("readyz")).json()["status"] == "ok"


def test_people_sign_in_and_out_and_are_refused(web_world, client):
    who = {"username": web_world.user.email, "password": "wrong"}
    assert client.post(reverse("sign-in"), who).status_code == 200
    assert client.post(reverse("sign-in"), who | {"password": PASSWORD}).status_code == 302
    assert client.get(reverse("my-actions")).status_code == 200
    assert client.post(reverse("sign-out")).status_code == 302


def test_an_officer_reports_and_is_recorded(web_world):
    action = web_world.action
    told = {"status": "in_progress", "rag": "green", "revision": revision_of(action), "summary": "Begun."}
    told |= {"change_reason": "Why"}
    assert desk_of(web_world.user).post(reverse("action-report", args=[action.pk]), told).status_code == 302
    assert (newest(action).old_status, newest(action).history_user_id) == ("not_started", web_world.user.pk)


def test_an_equality_lead_changes_and_deletes_in_the_admin(web_world):
    desk, action, theme = desk_of(web_world.equality_lead), web_world.action, web_world.spare_theme
    page = desk.get(address("change", action))
    desk.post(address("change", action), typed(page, current_text="In other words", change_reason="Why"))
    assert newest(action).current_text == "In other words"
    page = desk.get(address("delete", theme))
    sent = {"post": "yes", "revision": page.context["form"]["revision"].value(), "change_reason": "Not needed"}
    assert desk.post(address("delete", theme), sent).status_code == 302
    assert newest(theme, pk=theme.pk).history_type == "-"


def test_a_file_becomes_a_plan_and_a_plan_a_file(web_world):
    desk = desk_of(web_world.equality_lead)
    columns = bring(desk, web_world.council)
    desk.post(columns.request["PATH_INFO"], columns_as_shown(columns), follow=True)
    upload = PlanUpload.objects.get()
    desk.post(reverse("plan-import-do", args=[upload.pk]), {"sha256": upload.sha256}, follow=True)
    plan = Plan.objects.get(title="Equality plan")
    file = desk.get(reverse("plan-export", args=[web_world.council.slug, plan.slug, "json"]))
    assert json.loads(file.content)
    assert Action.objects.filter(commitment__theme__plan=plan).count() == 3


def test_figures_come_in_and_are_shown(web_world):
    make_reading(web_world.measure, words="Better")
    for name in ("dashboard", "action-list", "coverage", "decision-list"):
        assert desk_of(web_world.equality_lead).get(reverse(name)).status_code == 200


@pytest.mark.usefixtures("web_world")
def test_the_commands_of_every_day_run():
    for command in (["clearsessions"], ["check", "--database", "default"], ["seed", "--remove-demo"]):
        call_command(*command)
    assert_history_is_whole()


def test_a_web_server_with_the_owner_s_rights_is_not_ready(as_web, client):
    with served_by(DATABASE_URL=as_web.url("edi_owner")):
        assert "edi_owner may act as edi_owner, which edi_web may not" in roles.excess()
        assert client.get(reverse("readyz")).json() == {"status": "failed", "check": "roles"}
