"""/healthz: does this process answer; /readyz: may visitors come. Both public, never kept, without secrets."""

from datetime import timedelta
from time import perf_counter
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import Action
from plans import health, upkeep
from plans.audit import triggers
from plans.audit.seals import seal_all
from plans.backups.folder import Backup
from tests.audit.checks import tables, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backups(monkeypatch):
    """The backups that are found: one of an hour ago, unless a test says otherwise."""
    made = [Backup(None, SimpleNamespace(made_at=timezone.now() - timedelta(hours=1)))]
    monkeypatch.setattr(upkeep.folder, "whole", lambda folder: made)
    return made


def check(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def failed(name):
    return 503, {"status": "failed", "check": name}


def test_all_is_well(client):
    assert check(client) == (200, {"status": "ok", "warnings": []})
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_are_for_anyone_and_never_kept(client, address):
    answer = client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_machines_that_ask_on_this_machine_are_not_sent_to_https(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code in (200, 404)
    assert client.get("/").status_code == 301


def test_a_process_lives_whatever_has_become_of_the_database(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(health, "CHECKS", None)
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_readiness_asks_few_questions(client):
    check(client)
    with CaptureQueriesContext(connection) as questions:
        check(client)
    assert len(questions) <= len(upkeep.TRACKED) + 30


@pytest.mark.parametrize("table", [tables(Action)[0], tables(Action)[1], "plans_historyseal"])
def test_it_is_not_ready_when_a_trigger_is_missing(client, table):
    connection.check_constraints()
    with connection.cursor() as cursor:
        drop = [statement for statement in triggers.dialect().drops(cursor) if statement.strip('"').endswith(table)]
        cursor.execute(drop[0])
    assert check(client) == failed("triggers")


def test_it_is_not_ready_while_a_migration_is_not_applied(client):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("measures")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert check(client) == failed("migrations")


@pytest.mark.parametrize("name", ["database", "migrations", "triggers"])
def test_it_is_not_ready_when_the_database_fails_and_tells_no_secret(client, monkeypatch, log, name):
    def fail():
        raise OperationalError("password of edi refused")

    monkeypatch.setitem(health.CHECKS, name, fail)
    assert check(client) == failed(name)
    assert f"Readiness check {name}: the database failed" in log.getvalue()
    assert "password of edi" not in log.getvalue()


def test_what_failed_is_in_the_log(client, log):
    with without_triggers():
        check(client)
    assert f"{tables(Action)[0]}: its triggers are missing, switched off or altered" in log.getvalue()


@pytest.mark.parametrize(("free", "ready"), [(199, False), (200, True)])
def test_sqlite_is_not_ready_on_a_full_disk(client, monkeypatch, free, ready):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(free=free * 1024 * 1024))
    expected = ready or connection.vendor == "postgresql"
    assert check(client)[0] == (200 if expected else 503)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite answers in this process")
def test_a_database_that_does_not_answer_is_given_up_in_two_seconds(client, monkeypatch):
    def wait():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(30)")

    monkeypatch.setitem(health.CHECKS, "triggers", wait)
    began = perf_counter()
    assert check(client) == failed("triggers")
    assert perf_counter() - began < 4


def test_history_that_waits_for_its_seal_is_a_warning(client, action, monkeypatch):
    assert upkeep.figures()["history_rows_unsealed"][1] > 0
    assert check(client)[1]["warnings"] == []
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(upkeep.timezone, "now", lambda: later)
    assert check(client) == (200, {"status": "ok", "warnings": ["history is waiting to be sealed"]})


def test_sealed_history_waits_for_nothing(client, action, monkeypatch):
    seal_all()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(upkeep.timezone, "now", lambda: later)
    figures = upkeep.figures()
    assert figures["history_rows_unsealed"][1] == 0
    assert 7100 < figures["seal_age_seconds"][1] < 7300
    assert check(client)[1]["warnings"] == []


def test_no_backup_of_the_last_day_is_a_warning(client, backups, monkeypatch):
    assert 3500 < upkeep.figures()["backup_age_seconds"][1] < 3700
    later = timezone.now() + timedelta(hours=26)
    monkeypatch.setattr(upkeep.timezone, "now", lambda: later)
    assert "there is no backup of the last day" in check(client)[1]["warnings"]


def test_no_backup_at_all_is_a_warning(client, backups):
    backups.clear()
    assert check(client) == (200, {"status": "ok", "warnings": ["there is no backup of the last day"]})


def test_a_folder_of_backups_that_may_not_be_read_is_as_good_as_none(client, monkeypatch):
    def refuse(folder):
        raise PermissionError

    monkeypatch.setattr(upkeep.folder, "whole", refuse)
    assert check(client) == (200, {"status": "ok", "warnings": ["there is no backup of the last day"]})
