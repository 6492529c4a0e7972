"""/healthz: 200 only when the database answers, is migrated and has its triggers; cheap, public, without secrets."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from plans import health
from plans.audit import triggers
from tests.audit.checks import tables, without_triggers

pytestmark = pytest.mark.django_db

ADDRESS = "/healthz"


def check(client):
    answer = client.get(ADDRESS)
    return answer.status_code, answer.json()


def test_all_is_well(client):
    assert check(client) == (200, {"status": "ok"})


def test_it_is_for_anyone_and_never_kept(client):
    answer = client.head(ADDRESS)
    assert (answer.status_code, answer.content) == (200, b"")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert client.post(ADDRESS).status_code == 405


def test_it_asks_few_questions(client):
    check(client)
    with CaptureQueriesContext(connection) as questions:
        check(client)
    assert len(questions) <= 4


@pytest.mark.parametrize("table", [tables(Action)[0], tables(Action)[1], "plans_historyseal"])
def test_it_fails_when_a_trigger_is_missing(client, table):
    connection.check_constraints()
    with connection.cursor() as cursor:
        drop = [statement for statement in triggers.dialect().drops(cursor) if statement.strip('"').endswith(table)]
        cursor.execute(drop[0])
    assert check(client) == (503, {"status": "failed", "check": "triggers"})


def test_it_fails_while_a_migration_is_not_applied(client):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("measures")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert check(client) == (503, {"status": "failed", "check": "migrations"})


@pytest.mark.parametrize("name", ["database", "migrations", "triggers"])
def test_it_fails_without_secrets_when_the_database_does(client, monkeypatch, caplog, name):
    def fail():
        raise OperationalError("password of edi refused")

    monkeypatch.setitem(health.CHECKS, name, fail)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (503, {"status": "failed", "check": name})
    assert f"Health check {name}: the database failed: password of edi refused" in caplog.text


def test_what_failed_is_in_the_log(client, caplog):
    with without_triggers():
        check(client)
    assert f"{tables(Action)[0]}: its triggers are missing, switched off or altered" in caplog.text
