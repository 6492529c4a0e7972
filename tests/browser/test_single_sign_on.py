"""Single sign-on in a real browser: there, back and signed in, by links that the content policy lets pass."""

import pytest
from django.urls import reverse

from plans.models import SignOnIdentity
from tests.accounts.single_sign_on.conftest import configured, linked, provider, running_provider  # noqa: F401
from tests.accounts.single_sign_on.provider import DISCOVERY
from tests.browser.conftest import WIDTHS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("configured")]


@pytest.fixture
def service(configured):  # noqa: F811
    """The service, which shows a page of its own before it sends anybody back."""
    configured.asks_first = True
    return configured


def go_on(page):
    """Do on the service's page what one does there."""
    assert page.title() == "Alderford"
    with page.expect_navigation():
        page.get_by_role("link", name="Go on as Olive").click()


def test_from_the_button_to_the_page_that_was_wanted(page, live_server, service, linked, violations):  # noqa: F811
    page.goto(live_server.url + reverse("my-actions"))
    page.get_by_role("link", name="Sign in with your Alderford account").click()
    go_on(page)
    assert page.url == live_server.url + reverse("my-actions")
    assert page.locator(".edi-nav__account").get_by_text(linked.name).is_visible()
    assert violations == []


@pytest.mark.parametrize("width", WIDTHS)
def test_linking_and_unlinking(page, look, sign_in, service, officer, width):
    officer.set_password("a password of hers")
    officer.save()
    sign_in(officer)
    look(reverse("account"), width)
    page.get_by_role("link", name="Link your Alderford account").click()
    go_on(page)
    look(width=width)
    page.get_by_role("button", name="Link this account").click()
    assert page.get_by_text("You can now sign in with your Alderford account.").is_visible()
    look(width=width)
    page.get_by_role("link", name="Unlink your Alderford account").click()
    look(width=width)
    page.get_by_role("button", name="Unlink this account").click()
    assert page.get_by_text("is not linked any more").is_visible()
    assert not SignOnIdentity.objects.exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_refusal_can_be_read(page, look, live_server, service, officer, width):
    look(reverse("sign-in"), width)
    page.goto(live_server.url + reverse("sign-on"))
    go_on(page)
    assert "is not linked to anybody here yet" in page.inner_text("h1")
    look(width=width, expect_errors=True)
    look(reverse("sign-on-return"), width, expect_errors=True)
    look(reverse("sign-on-return") + "?error=access_denied", width, expect_errors=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_service_that_is_down(look, service, width):
    service.broken = {DISCOVERY: (500, b"", 0)}
    assert look(reverse("sign-on"), width, expect_errors=True).status == 503


@pytest.mark.parametrize("width", WIDTHS)
def test_the_admin_unlinks(look, sign_in, linked, equality_lead, width):  # noqa: F811
    sign_in(equality_lead)
    look(reverse("admin:plans_user_unlink", args=[linked.pk]), width)
