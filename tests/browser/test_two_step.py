"""Two-step sign-in in a real browser: set up at the first sign-in, used at the next, lost and found again."""

import re
from base64 import b32decode
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from plans.accounts import recovery_codes
from tests.accounts.two_step.conftest import after_password, code_at, give_app
from tests.browser.conftest import WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long sentence of mine"


@pytest.fixture
def half_sign_in(context, live_server):
    """Put the session of somebody who gave their password alone into the browser."""

    def put(user, **when):
        session = after_password(user, **when).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return put


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def shown_key(page):
    """The secret that the set-up page shows to be typed, in hexadecimal digits."""
    letters = page.locator("p.edi-code").inner_text().replace(" ", "")
    return b32decode(letters).hex()


def give_password(page, live_server, person, wanted):
    page.goto(live_server.url + wanted)
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def test_an_equality_lead_sets_it_up_at_the_first_sign_in(page, live_server, violations, equality_lead):
    equality_lead.set_password(PASSWORD)
    equality_lead.save()
    give_password(page, live_server, equality_lead, reverse("admin:index"))
    assert page.get_by_role("heading", level=1).inner_text() == "Set up two-step sign-in"
    page.get_by_role("textbox", name="Code").fill(code_at(shown_key(page)))
    press(page, "Turn on two-step sign-in")
    codes = page.locator("li.edi-code").all_inner_texts()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a text file").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8").splitlines()[-10:] == codes
    with page.expect_navigation():
        page.get_by_role("link", name="I have saved my codes").click()
    assert page.url.endswith(reverse("admin:index"))
    assert violations == []


def test_the_next_sign_in_asks_for_a_code_and_a_recovery_code_will_do(page, live_server, violations, officer):
    officer.set_password(PASSWORD)
    officer.save()
    give_app(officer)
    code, *_ = recovery_codes.make(officer)
    give_password(page, live_server, officer, reverse("my-actions"))
    page.get_by_role("textbox", name="Code").fill(code)
    press(page, "Continue")
    assert page.url.endswith(reverse("my-actions"))
    assert "You have 9 recovery codes left." in page.content()
    assert violations == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_that_asks_for_a_code(page, look, half_sign_in, officer, width):
    give_app(officer)
    half_sign_in(officer)
    look(reverse("two-step"), width)
    press(page, "Continue")
    look(width=width)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_setting_it_up(page, look, half_sign_in, equality_lead, width):
    half_sign_in(equality_lead)
    look(reverse("two-step-set-up"), width)
    page.get_by_role("textbox", name="Code").fill(code_at(shown_key(page)))
    press(page, "Turn on two-step sign-in")
    look(width=width)
    look(reverse("account"), width)
    look(reverse("two-step-codes"), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_who_may_turn_it_off(look, sign_in, officer, width):
    sign_in(officer)
    look(reverse("account"), width)
    give_app(officer)
    for name in ("account", "two-step-remove", "two-step-set-up"):
        look(reverse(name), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_that_asks_to_sign_in_again(page, look, half_sign_in, officer, width):
    half_sign_in(officer, minutes_ago=11)
    look(reverse("two-step-set-up"), width)
    press(page, "Sign out and sign in again")
    assert re.search(r"/sign-in/\?next=%2Faccount%2Ftwo-step%2Fset-up%2F$", page.url)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_admins_page_that_resets_it(look, sign_in, officer, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("admin:plans_user_reset_two_step", args=[officer.pk]), width)
