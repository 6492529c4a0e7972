"""Rolling a plan forward and starting a blank one in a browser: wide and narrow, by mouse and by keyboard."""

from datetime import date

import pytest
from django.urls import reverse

from actions.rolling import roll_forward
from tests.browser.conftest import WIDTHS
from tests.browser.test_journey import tab_to
from tests.builders import make_action, make_commitment, make_theme, make_timescale

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old(plan, action):
    """A plan that has ended, with an action in each state that the page tells apart."""
    plan.starts_on, plan.ends_on, plan.is_public = date(2025, 4, 1), date(2026, 3, 31), True
    plan.save()
    people = make_theme(plan, position=2, reference="B", title="A theme with a title of a great many words")
    promise = make_commitment(theme=make_theme(plan, position=3, parent=people, title="Recruitment"), text="Be fair")
    make_action(commitment=promise, status="embedded", review_on=date(2026, 12, 1))
    make_action(commitment=promise, status="completed", completed_on=date(2026, 1, 1))
    recurring = make_timescale(plan, "Every quarter, by the end of the month", recurrence="quarterly")
    make_action(commitment=make_commitment(theme=people, text=""), status="on_hold", timescale=recurring)
    return plan


@pytest.fixture
def address(old):
    return reverse("plan-roll-forward", args=[old.council.slug, old.slug])


@pytest.mark.parametrize("width", WIDTHS)
def test_what_carries_on_is_ticked(page, look, sign_in, address, equality_lead, width):
    sign_in(equality_lead)
    assert look(address, width).status == 200
    assert page.locator("input[name=actions]:checked").count() == 2
    page.get_by_text("What is carried on and what is not").click()
    look(width=width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_form_with_mistakes(page, look, sign_in, address, equality_lead, width):
    sign_in(equality_lead)
    look(address, width)
    page.get_by_label("Title of the new plan").fill("")
    for box in page.locator("input[name=actions]").all():
        box.uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Start the new plan").click()
    look(width=width)
    page.get_by_role("link", name="Tick at least one action").click()
    assert page.evaluate("document.activeElement.id") == "id_actions_0"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_plan_that_is_followed_already_warns(page, look, sign_in, old, address, action, equality_lead, width):
    roll_forward(
        old, by=equality_lead, title="Next plan", slug="next", starts_on=date(2026, 4, 1), actions=[action.pk],
        close=True,
    )  # fmt: skip
    sign_in(equality_lead)
    look(address, width)
    assert page.get_by_label("Start another plan that follows this one").is_visible()
    for slug in (old.slug, "next"):
        look(reverse("plan-detail", args=[old.council.slug, slug]), width)
    for one in (action, action.followed_by.get()):
        look(reverse("action-detail", args=[one.pk]), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_blank_plan_from_a_template(page, look, sign_in, council, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("plan-new", args=[council.slug]), width)
    page.get_by_label("Social Care Workforce Race Equality Standard").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Start the plan").click()
    look(width=width)
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Social Care Workforce Race Equality Standard").is_checked()


def test_an_equality_lead_rolls_a_plan_forward_with_the_keyboard(
    page, look, sign_in, old, address, equality_lead, violations
):
    sign_in(equality_lead)
    look(reverse("plan-detail", args=[old.council.slug, old.slug]))
    tab_to(page, "Roll it forward")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Roll forward").wait_for()
    tab_to(page, "Title of the new plan")
    page.keyboard.type("Our next plan")
    tab_to(page, "1.1 Do thing 1")
    page.keyboard.press("Space")
    tab_to(page, "Start the new plan")
    page.keyboard.press("Enter")
    page.get_by_text("Saved: 1 action carries on in this draft.").wait_for()
    new = old.followed_by.get()
    assert (new.title, new.starts_on, new.ends_on) == ("Our next plan", date(2026, 4, 1), date(2027, 3, 31))
    assert violations == []
