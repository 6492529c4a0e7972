import os
import shutil

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.http import HttpRequest
from django.test import Client, override_settings

from plans.accounts import sessions
from plans.audit import triggers

pytest_plugins = ["tests.cast", "tests.browser.policy"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


def pytest_report_header():
    browser = CHROMIUM or "Chromium was not found, so the browser tests are skipped"
    return f"database: {connection.display_name}, browser: {browser}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark whatever asks for a browser, so that nobody has to remember to."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("Chromium was not found. Debian's package is called chromium.")
    quiet = ["disable-background-networking", "disable-component-update", "disable-quic", "disable-sync"]
    switches = ["no-sandbox", "no-first-run", *quiet]
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": [f"--{switch}" for switch in switches],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Keep SQLite's test database in a file, as in use: in memory, threads would share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "edi_tracker.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def quick_password_hashing():
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def force_login_takes_both_steps():
    """A test that is not about signing in begins with somebody who has signed in, as the product would have them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "_login", sign_in_with_both_steps)
        yield


def sign_in_with_both_steps(client, user, backend=None):
    request = HttpRequest()
    request.session = client.session
    sessions.begin(request, user, backend=backend, two_step="app")
    request.session.save()
    client._set_login_cookies(request)


@pytest.fixture(scope="session", autouse=True)
def flush_without_triggers():
    """Tests with real transactions empty the tables afterwards, which the append-only history refuses."""
    refused = flush.Command.handle

    def handle(self, **options):
        with triggers.removed(options["database"]):
            return refused(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield
