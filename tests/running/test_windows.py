"""What Windows needs: the product serves under waitress, and starts without what only Unix has."""

import ast
import http.client
import http.cookiejar
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from contextlib import contextmanager
from threading import Thread

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from waitress.server import create_server
from waitress.wasyncore import close_all

from tests.builders import PASSWORD, make_user
from tests.test_architecture import HOUSE, ROOMS, imported, name_of

ONLY_UNIX = ["fcntl", "grp", "pwd", "resource", "termios", "syslog", "pty"]
TRUSTING = {  # as the options of waitress-serve in docs/deployment.md
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    "clear_untrusted_proxy_headers": True,
}


@pytest.fixture(autouse=True)
def no_connection_is_kept(monkeypatch):
    """The server's threads outlive a test; a connection kept in one would hold the test database."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)


@contextmanager
def serving():
    """Serve the product with waitress, as the settings are now; gives the port."""
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4, **TRUSTING)
    running = Thread(target=server.run, daemon=True)
    running.start()
    try:
        yield server.effective_port
    finally:
        server.trigger.pull_trigger(lambda: close_all(server._map))  # by its own thread, which waits for what they say
        running.join()
        server.task_dispatcher.shutdown()


def test_somebody_signs_in_under_waitress(transactional_db, council):
    make_user("Ann", email="ann@example.org", council=council, password=PASSWORD)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with serving() as port:
        address = f"http://127.0.0.1:{port}/sign-in/"
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', browser.open(address).read().decode())[1]
        told = {"username": "ann@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
        with browser.open(address, urllib.parse.urlencode(told).encode()) as home:
            assert (home.status, home.url) == (200, f"http://127.0.0.1:{port}/my-actions/")


@pytest.mark.parametrize(("proto", "status"), [("https", 200), ("http", 301)])
def test_waitress_passes_on_what_the_server_in_front_says(transactional_db, settings, proto, status):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    with serving() as port:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asked.request("GET", "/councils/", headers={"X-Forwarded-Proto": proto})
        assert asked.getresponse().status == status
        asked.close()


@pytest.mark.parametrize("path", ROOMS, ids=name_of)
def test_no_room_imports_what_only_unix_has(path):
    assert [module for module in imported(ast.parse(path.read_text("utf-8"))) if module in ONLY_UNIX] == []


def test_the_product_starts_without_what_only_unix_has():
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({ONLY_UNIX!r}))\n"
        "import edi_tracker.wsgi\n"
        "from django.urls import get_resolver; assert get_resolver().url_patterns\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, env=dict(os.environ), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
