"""What a connection of the web server gives up on, and that a server may be restarted between two requests."""

import runpy
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse

from tests.audit.checks import execute
from tests.postgresql.conftest import served_by

pytestmark = pytest.mark.xdist_group("servers")

WSGI = Path(__file__).resolve().parents[2] / "edi_tracker/wsgi.py"


def shown(*names):
    with connection.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in names]


def ask(application, path):
    """Ask as a web server does: Django opens and closes its connections around it."""
    answers = []
    environ = RequestFactory()._base_environ(PATH_INFO=path)
    response = application(environ, lambda status, headers: answers.append(status))
    assert b"".join(response)
    response.close()
    return answers[0]


@pytest.mark.usefixtures("as_web")
def test_locks_and_forgotten_transactions_are_given_up_and_commands_take_their_time():
    given_up = shown("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout")
    assert given_up == ["2s", "30s", "0"]


def test_the_web_server_gives_up_on_a_statement_after_a_while(as_web, monkeypatch):
    for name in ("DATABASE_STATEMENT_TIMEOUT", "SQLITE_LOCK_TIMEOUT"):
        monkeypatch.setenv(name, "")
    runpy.run_path(str(WSGI))
    with served_by(DATABASE_URL=as_web.url("edi_web")):
        assert shown("statement_timeout") == ["15s"]


def test_the_while_may_be_chosen(as_web, monkeypatch):
    monkeypatch.setenv("DATABASE_STATEMENT_TIMEOUT", "1")
    with served_by(DATABASE_URL=as_web.url("edi_web")), pytest.raises(OperationalError, match="statement timeout"):
        execute("SELECT pg_sleep(5)")


def test_a_restart_between_two_requests_is_not_noticed(as_web):
    application, path = get_wsgi_application(), reverse("council-list")
    assert ask(application, path) == "200 OK"
    before = connection.connection
    assert ask(application, path) == "200 OK"
    assert connection.connection is before  # it is used again
    as_web.stop()
    as_web.start()
    assert ask(application, path) == "200 OK"
    assert connection.connection is not before
