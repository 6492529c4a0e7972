"""Who is about to be signed out for want of use is asked first, and stays signed in by one press (WCAG 2.2, 2.2.1)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from plans.accounts.sessions import SEEN_AT
from tests.browser.conftest import WIDTHS
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = (settings.SIGNED_OUT_AFTER_IDLE - settings.SIGNED_OUT_WARNING).total_seconds() * 1000 + 10_000
OVER = settings.SIGNED_OUT_WARNING.total_seconds() * 1000
STAY = "You will be signed out in 2 minutes"
SIGNED_OUT = "You were signed out"


@pytest.fixture
def left_alone(page, sign_in, officer, live_server):
    """Open a page as an officer, and let as much time pass there as it takes until somebody is asked."""

    def open_and_wait(address="account"):
        officer.set_password(PASSWORD)
        officer.save()
        sign_in(officer)
        page.clock.install()
        page.goto(live_server.url + reverse(address))
        was_seen(timezone.now() - settings.SIGNED_OUT_AFTER_IDLE + settings.SIGNED_OUT_WARNING)
        page.clock.run_for(ASKED)

    return open_and_wait


def was_seen(moment):
    """Let the only session have been used last at a moment."""
    store = Session.get_session_store_class()(Session.objects.get().pk)
    store[SEEN_AT] = int(moment.timestamp())
    store.save()


def seen_for(age):
    """Whether the only session was used within this time."""
    return timezone.now().timestamp() - Session.objects.get().get_decoded()[SEEN_AT] < age.total_seconds()


def dialog(page, name):
    return page.get_by_role("dialog", name=name)


@pytest.mark.parametrize("width", WIDTHS)
def test_who_is_asked_stays_by_one_press(page, left_alone, look, width):
    page.set_viewport_size({"width": width, "height": 900})
    left_alone()
    look(width=width)
    with page.expect_response("**" + reverse("stay-signed-in")):
        dialog(page, STAY).get_by_role("button", name="Stay signed in").press("Enter")
    dialog(page, STAY).wait_for(state="hidden")
    assert seen_for(timedelta(minutes=1))
    page.clock.run_for(ASKED)
    dialog(page, STAY).wait_for()


def test_who_types_is_not_asked(page, left_alone):
    left_alone("password-change")
    page.keyboard.press("Escape")
    page.get_by_label("Present password").press("x")
    with page.expect_response("**" + reverse("stay-signed-in")):
        page.clock.run_for(10_000)
    assert seen_for(timedelta(minutes=1))
    assert not dialog(page, STAY).is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_who_did_not_answer_is_told_and_what_was_typed_stays(page, left_alone, look, width):
    page.set_viewport_size({"width": width, "height": 900})
    left_alone("password-change")
    page.clock.run_for(OVER)
    assert not dialog(page, STAY).is_visible()
    look(width=width)
    dialog(page, SIGNED_OUT).get_by_role("button", name="Close").click()
    assert page.get_by_label("Present password").is_visible()


def test_who_was_signed_out_meanwhile_is_told_so(page, left_alone):
    left_alone()
    Session.objects.all().delete()
    dialog(page, STAY).get_by_role("button", name="Stay signed in").click()
    dialog(page, SIGNED_OUT).wait_for()


def test_who_goes_on_in_another_page_is_not_asked_in_this_one(page, context, live_server, left_alone):
    left_alone()
    assert dialog(page, STAY).is_visible()
    context.new_page().goto(live_server.url + reverse("my-actions"))
    dialog(page, STAY).wait_for(state="hidden")
    page.clock.run_for(OVER)
    assert not dialog(page, SIGNED_OUT).is_visible()


def test_without_a_connection_the_question_stands(page, context, left_alone):
    left_alone()
    context.set_offline(True)
    dialog(page, STAY).get_by_role("button", name="Stay signed in").click()
    page.clock.run_for(10_000)
    assert dialog(page, STAY).is_visible()


def test_the_admin_asks_too(page, sign_in, equality_lead, live_server, look):
    sign_in(equality_lead)
    page.clock.install()
    page.goto(live_server.url + reverse("admin:index"))
    page.clock.run_for(ASKED)
    dialog(page, STAY).wait_for()
    look(width=1280)


def test_nobody_is_asked_who_is_not_signed_in(page, live_server, db):
    page.goto(live_server.url + reverse("council-list"))
    assert page.locator("dialog, script[src*=stay]").count() == 0
