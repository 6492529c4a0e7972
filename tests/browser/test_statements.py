"""The accessibility statement, the privacy notice, and the page on which one finds what one typed while signed out."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.browser.conftest import WIDTHS
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_statements_of_a_council_and_of_the_installation(look, plan, width):
    plan.is_public = True
    plan.save()
    council = plan.council
    for name in ("accessibility-statement", "privacy-notice"):
        assert look(reverse(name), width).status == 200
    for name in ("council-accessibility-statement", "council-privacy-notice"):
        assert look(reverse(name, args=[council.slug]), width).status == 200
    council.accessibility_email, council.accessibility_phone = "web@council.example", "01632 960 001"
    council.accessibility_statement = council.privacy_notice = "https://www.council.example/"
    council.accessibility_answer_days, council.privacy_email, council.privacy_contact = 5, "dpo@council.example", "DPO"
    council.save()
    for name in ("council-accessibility-statement", "council-privacy-notice"):
        assert look(reverse(name, args=[council.slug]), width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_typed_while_signed_out(page, context, look, sign_in, action, officer, width):
    officer.set_password(PASSWORD)
    officer.save()
    sign_in(officer)
    look(reverse("action-report", args=[action.pk]), width)
    page.get_by_label("What happened").fill("My words are not lost.")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with page.expect_navigation():
        page.get_by_role("button", name="Save report").click()
    look(width=width, expect_errors=True)
    page.locator("[name=username]").fill(officer.email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith(reverse("sign-in-resume"))
    look(width=width, expect_errors=True)
    assert "My words are not lost." in page.content()
