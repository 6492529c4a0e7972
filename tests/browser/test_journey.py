"""The main journey by keyboard alone: sign in, find what needs me, report, see it saved."""

import pytest
from django.urls import reverse

from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page, name, limit=40):
    """Press Tab until the thing with this name has the focus; it must be visible there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] || document.activeElement).textContent.replace(/\\s+/g, ' ').trim()"
        )
        if focused.startswith(name):
            assert page.evaluate("document.activeElement.checkVisibility()")
            return
    pytest.fail(f"{name} cannot be reached with the Tab key")


def test_an_officer_reports_progress_with_the_keyboard(page, live_server, action, officer, violations):
    officer.set_password(PASSWORD)
    officer.save()
    page.goto(live_server.url + reverse("my-actions"))
    tab_to(page, "E-mail")
    page.keyboard.type(officer.email)
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="My actions").wait_for()
    tab_to(page, "Report on 1.1")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Report progress").wait_for()
    tab_to(page, "Not started")
    page.keyboard.press("ArrowDown")
    tab_to(page, "What happened")
    page.keyboard.type("We have begun.")
    tab_to(page, "Save report")
    page.keyboard.press("Enter")
    page.get_by_text("Saved: this action is now in progress.").wait_for()
    assert violations == []
    action.refresh_from_db()
    assert action.latest_update.summary == "We have begun."


def test_the_skip_link_comes_first_and_leads_to_the_page(page, live_server, db):
    page.goto(live_server.url + reverse("council-list"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
