import gc
import os
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, connections, transaction
from django.http import HttpRequest
from django.test import Client, override_settings

from plans.accounts import sessions
from plans.audit import triggers

pytest_plugins = ["tests.cast", "tests.browser.policy"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
KEPT_TABLES = {"django_content_type", "auth_permission"}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


def pytest_report_header():
    browser = CHROMIUM or "Chromium was not found, so the browser tests are skipped"
    return f"database: {connection.display_name}, browser: {browser}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark whatever asks for a browser or the database, so that nobody has to remember to."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker(pytest.mark.browser)
        if asked & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish():
    """What was collected stays until the end: Python need not look through it again and again for what may go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("Chromium was not found. Debian's package is called chromium.")
    quiet = ["disable-background-networking", "disable-component-update", "disable-quic", "disable-sync", "disable-gpu"]
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
def flush_quickly():
    """Tests with real transactions empty the tables afterwards, which the append-only history refuses. Few rows are
    deleted much quicker than PostgreSQL truncates tables; what Django itself keeps in step with the models stays."""

    def handle(self, *, database, **options):
        connection = connections[database]
        with without_triggers(connection), connection.cursor() as cursor:
            for table in set(connection.introspection.django_table_names(only_existing=True)) - KEPT_TABLES:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@contextmanager
def without_triggers(connection):
    """A transaction in which no trigger runs."""
    if connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
    else:
        with triggers.removed(connection.alias):
            yield
