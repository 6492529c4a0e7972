"""The admin in a real browser: nothing inaccessible, nothing that the strict policy forbids, no sideways scrolling."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from actions.models import LeadSpelling, ReviewDate
from plans.models import PlanPartner
from tests.admin.world import FIRST_DAY, address
from tests.builders import make_action, make_council, make_lead

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [1280, 320]


def press(page, name):
    """Press the button with just this name, which sends a form, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def everything(draft, here, equality_lead):
    """One of everything, a draft beside it, and rows below each."""
    PlanPartner.objects.create(plan=here.plan, council=make_council())
    LeadSpelling.objects.create(lead=here.lead, text="Hd of People")
    ReviewDate.objects.create(timescale=here.timescale, review_on=FIRST_DAY)
    here.update = here.action.report(by=equality_lead, status="in_progress", rag="amber", summary="Begun.")
    here.draft = draft
    return here


@pytest.fixture
def at_desk(context, live_server, equality_lead):
    """The browser is signed in as our council's equality lead."""
    client = Client()
    client.force_login(equality_lead)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


@pytest.fixture
def broken(page):
    """Everything that the policy refused and every error in the console."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def check(page, broken):
    """Check the page that the browser shows. The policy first: axe itself puts styles in to look at them."""

    def at(width):
        assert broken == [], page.url
        found = Axe().run(page).response["violations"]
        problems = [f"{v['id']}: {v['help']} {json.dumps(v['nodes'][0]['target'])}" for v in found]
        assert problems == [], f"{page.url} at {width}px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} scrolls sideways"
        broken.clear()

    return at


def visit(page, live_server, url, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.goto(live_server.url + url).status == 200
    page.wait_for_function("document.querySelectorAll('.select2-selection__rendered[role]').length === 0")


KINDS = [
    "plan",
    "theme",
    "commitment",
    "action",
    "lead",
    "timescale",
    "measure",
    "reading",
    "user",
    "membership",
    "council",
]


NOT_ADDED = {"update", "council", "user"}


@pytest.mark.parametrize("kind", [*KINDS, "update"])
def test_the_pages_of_a_model(page, live_server, at_desk, check, everything, kind):
    row = getattr(everything, kind)
    for name in ["changelist", "change", "history"] + (["add"] if kind not in NOT_ADDED else []):
        visit(page, live_server, address(name, row), 1280)
        check(1280)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{page.url} scrolls sideways"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_beside_them(page, live_server, at_desk, check, everything, width):
    for url in (
        reverse("admin:index"),
        address("changelist", everything.action),
        address("change", everything.action),
        address("history", everything.action),
        reverse("admin:plans_user_link", args=[everything.user.pk]),
        address("delete", everything.draft.plan),
        address("change", everything.draft.plan),
        address("change", everything.draft.commitment),
        reverse("admin:actions_action_changelist") + "?q=nothing&_facets=True",
    ):
        visit(page, live_server, url, width)
        check(width)


@pytest.mark.parametrize("width", WIDTHS)
def test_reporting_on_several(page, live_server, at_desk, check, everything, width):
    make_action(commitment=everything.commitment)
    visit(page, live_server, reverse("admin:actions_action_changelist"), width)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("report_on_selected")
    press(page, "Go")
    check(width)
    page.get_by_label("Status").select_option("on_hold")
    press(page, "Report on 3 actions")
    assert "Nothing has been saved" in page.get_by_role("alert").inner_text()
    check(width)


@pytest.mark.parametrize("width", WIDTHS)
def test_merging_two_leads(page, live_server, at_desk, check, everything, council, width):
    make_lead(council, "Hd of People")
    visit(page, live_server, reverse("admin:actions_lead_changelist"), width)
    for box in page.locator(".action-select").all()[:2]:
        box.check()
    page.locator("select[name=action]").select_option("merge_selected")
    press(page, "Go")
    check(width)
    page.get_by_label("Hd of People").check()
    page.get_by_label("Why are they one").fill("One abbreviates the other")
    press(page, "Merge the two leads")
    assert "was merged into Hd of People" in page.locator(".messagelist").inner_text()
    check(width)


def test_a_lead_is_found_by_typing_and_named(page, live_server, at_desk, check, everything, council):
    make_lead(council, "Head of Parks")
    visit(page, live_server, address("change", everything.action), 1280)
    page.get_by_role("button", name="Add another Lead").click()
    page.get_by_role("combobox", name="Lead: Type to search").click()
    page.get_by_role("searchbox").last.fill("parks")
    page.get_by_role("option", name="Head of Parks").click()
    assert page.get_by_role("combobox", name="Lead: Head of Parks").count() == 1
    check(1280)
    press(page, "Save")
    assert everything.action.action_leads.filter(lead__name="Head of Parks").exists()


def test_a_conflict_is_shown_above_what_was_typed(page, live_server, at_desk, check, everything, superuser):
    visit(page, live_server, address("change", everything.action), 1280)
    page.get_by_label("Current wording").fill("Do it better")
    everything.action.report(by=superuser, rag="green", summary="Meanwhile.")
    press(page, "Save")
    assert "RAG of action from “Amber” to “Green”" in page.locator(".errorlist.nonfield").inner_text()
    assert page.get_by_label("Current wording").input_value() == "Do it better"
    check(1280)
    press(page, "Save")
    everything.action.refresh_from_db()
    assert (everything.action.current_text, everything.action.rag) == ("Do it better", "green")
