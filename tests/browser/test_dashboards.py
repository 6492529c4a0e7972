"""The dashboard, the list of actions and the decisions in a real browser, at both widths, and without a mouse."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.audit.context import audit
from tests.browser.conftest import WIDTHS
from tests.builders import make_action, make_commitment, make_lead, make_plan, make_theme, name_lead

pytestmark = pytest.mark.django_db(transaction=True)

EARLIER = timezone.localdate() - timedelta(days=50)


@pytest.fixture
def full_council(council, officer, equality_lead):
    """A council whose plan has moved in every way since it was published."""
    with audit(by=officer, moment=timezone.now() - timedelta(days=200)):
        plan = make_plan(council, title="A plan with a rather long title, as published plans have")
        top = make_theme(plan, title="Our services use good data and engage with users")
        commitments = [make_commitment(theme=top), make_commitment(theme=make_theme(plan, title="Goal", parent=top))]
        actions = [make_action(commitment=commitments[n % 2], due_on="2027-01-31") for n in range(8)]
        for action in actions:
            name_lead(action, make_lead(council))
    for action, status in zip(actions, ["in_progress", "on_hold", "completed", "embedded", "withdrawn"], strict=False):
        action.report(by=equality_lead, status=status, reason="Because.", review_on=timezone.localdate())
    actions[5].report(by=equality_lead, due_on=timezone.localdate() + timedelta(days=300), reason="The survey is late.")
    actions[6].report(by=equality_lead, rag="red", reason="No money.")
    actions[7].delete()
    make_action(commitment=commitments[0])
    return plan


@pytest.mark.parametrize("width", WIDTHS)
def test_what_managers_look_at(look, sign_in, full_council, manager, width):
    sign_in(manager)
    for name in ("dashboard", "action-list"):
        for query in ("", f"?as_at={EARLIER}", "?concern=not_updated&status=in_progress&foo=1", "?q=nothing+fits"):
            assert look(reverse(name) + query, width).status == 200
    assert look(f"{reverse('dashboard')}?compare={EARLIER}", width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wrong_question(look, sign_in, full_council, manager, width):
    sign_in(manager)
    for name in ("dashboard", "action-list"):
        assert look(f"{reverse(name)}?as_at=9999-01-01&rag=blue", width, expect_errors=True).status == 400


@pytest.mark.parametrize("width", WIDTHS)
def test_what_equality_leads_decide(look, sign_in, full_council, equality_lead, width):
    sign_in(equality_lead)
    assert look(reverse("decision-list"), width).status == 200


def test_from_a_number_to_its_list_by_keyboard(page, look, sign_in, full_council, manager):
    sign_in(manager)
    look(f"{reverse('dashboard')}?as_at={EARLIER}")
    page.get_by_role("link", name="Not updated").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("8 actions").is_visible()
    assert f"as_at={EARLIER}" in page.url
    with page.expect_navigation():
        page.get_by_role("columnheader", name="Due").get_by_role("link").press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Due")
    assert page.get_by_text("8 actions").is_visible()


def test_the_figures_of_each_chart_are_in_a_table(page, look, sign_in, full_council, manager):
    sign_in(manager)
    look(reverse("dashboard"))
    for chart in page.locator(".edi-chart").all():
        chart.get_by_text("Show the figures as a table").click()
        assert chart.get_by_role("table").is_visible()
    look()
