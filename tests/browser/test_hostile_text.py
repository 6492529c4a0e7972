"""In Chromium, in a world whose every text would do harm: no script of it runs, and nothing of it asks for anything."""

import pytest
from django.urls import reverse

from plans.accounts import recovery_codes
from tests.input.hostile import spoil
from tests.input.world import World

pytestmark = pytest.mark.django_db(transaction=True)

RAN = "window.hostile = () => { window.harmDone = true; }"


@pytest.fixture
def hostile(monkeypatch):
    monkeypatch.setattr(recovery_codes, "ROUNDS", 1)
    world = World()
    spoil(world)
    return world


def pages(world):
    """The five pages that are read most, and the admin's list, form and history of an action."""
    plan, action = world.here.plan, world.here.action
    yield reverse("plan-detail", args=[plan.council.slug, plan.slug])
    yield reverse("action-detail", args=[action.pk])
    yield from (reverse(name) for name in ("dashboard", "my-actions", "committee-report"))
    yield reverse("admin:actions_action_changelist")
    yield from (reverse(f"admin:actions_action_{page}", args=[action.pk]) for page in ("change", "history"))


def test_no_text_runs(page, context, live_server, sign_in, hostile):
    asked, dialogs = [], []
    context.add_init_script(RAN)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    sign_in(hostile.people["lead"])
    for address in pages(hostile):
        assert page.goto(live_server.url + address).status == 200, address
        assert "hostile-x" in page.content(), address
        assert page.evaluate("window.harmDone") is None, address
    assert dialogs == []
    assert {url for url in asked if not url.startswith(live_server.url)} == set()
    assert {url for url in asked if url.rpartition("/")[2] == "x"} == set()
