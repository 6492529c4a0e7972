"""A browser that remembers what broke the content policy, and people signed in to it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

WIDTHS = [1280, 320]


@pytest.fixture
def violations(page):
    """Every breach of the Content-Security-Policy and every error in the console, as they happen."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def sign_in(context, live_server):
    """Sign a person in without typing: their session goes straight into the browser."""

    def put(user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return put


@pytest.fixture
def look(page, live_server, violations):
    """Open an address at a width; check it with axe, for sideways scrolling and against the content policy.

    Without an address, the page that is open is checked.
    """

    def at(address="", width=1280, *, expect_errors=False):
        page.set_viewport_size({"width": width, "height": 900})
        response = page.goto(live_server.url + address) if address else None
        found = Axe().run(page)
        problems = [f"{v['id']}: {v['help']} {v['nodes'][0]['target']}" for v in found.response["violations"]]
        assert problems == [], f"{address} at {width}px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} scrolls sideways"
        assert expect_errors or violations == [], f"{address} at {width}px"
        return response

    return at
