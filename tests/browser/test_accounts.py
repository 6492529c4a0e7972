"""The pages for signing in and for one's own account, in a real browser."""

import pytest
from django.urls import reverse

from tests.browser.conftest import WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sends_mail(settings):
    settings.CAN_SEND_EMAIL = True


@pytest.mark.parametrize("width", WIDTHS)
def test_what_strangers_sign_in_by(look, db, sends_mail, width):
    dead = reverse("password-set", args=["MQ", "made-up"])
    for address in (reverse("sign-in"), reverse("password-reset"), reverse("password-reset-sent"), dead):
        assert look(address, width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_person_sees_who_tried_too_often(page, look, db, settings, sends_mail, width):
    settings.AXES_FAILURE_LIMIT = 1
    look(reverse("sign-in"), width)
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong words")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
    look(width=width, expect_errors=True)
    assert "Too many wrong tries" in page.title()


@pytest.mark.parametrize("width", WIDTHS)
def test_ones_own_account(page, look, sign_in, officer, width):
    sign_in(officer)
    look(reverse("account"), width)
    officer.set_password("lemur quilt harbour")
    officer.save()
    sign_in(officer)
    look(reverse("password-change"), width)
    page.get_by_label("Present password").fill("lemur quilt harbour")
    page.get_by_label("New password", exact=True).fill("Password2026!")
    page.get_by_label("The new password again").fill("Password2026!")
    with page.expect_navigation():
        page.get_by_role("button", name="Change the password").click()
    look(width=width)
    assert page.title().startswith("Error: ")


@pytest.mark.parametrize("width", [1280])
def test_after_signing_out_the_back_button_shows_nothing_of_the_person(page, look, sign_in, officer, width):
    sign_in(officer)
    look(reverse("account"), width)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out", exact=True).click()
    page.go_back()
    assert officer.email not in page.content()
    assert "Sign in" in page.title()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_admins_page_that_signs_somebody_out(look, sign_in, officer, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("admin:plans_user_sign_out", args=[officer.pk]), width)
