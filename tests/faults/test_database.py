"""A database that is stopped, locked, full or gone, under a real web server: an honest page, soon, and nothing lost."""

import resource
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
from django.db import connection, transaction
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from tests.audit.checks import another_program, assert_history_is_whole
from tests.faults.pages import boxes_of
from tests.faults.proxy import Door
from tests.faults.serving import served

pytestmark = pytest.mark.django_db(transaction=True)

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a matter of SQLite's one file")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a matter of a database server")

SOON = 8.0  # seconds: PostgreSQL gives up a lock after 2, SQLite after 3; the rest is for a busy machine
STORY = "Nobody shall have to write this twice."


@pytest.fixture
def place(action):
    return reverse("action-report", args=[action.pk])


@pytest.fixture
def said(action):
    """What the officer's browser has on its screen."""
    return {"status": "in_progress", "rag": "green", "summary": STORY, "revision": action.history.latest().pk}


def assert_is_honest(answer, typed=STORY):
    """503, when to come back, and what was typed ready to be sent again."""
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert "Sorry, the service is busy" in answer.text
    assert typed in answer.text


def assert_sent_again(browser, answer):
    """The button on the page sends the same once more, and now it is saved, once."""
    address, boxes = boxes_of(answer)
    assert browser.post(address, boxes).status == 302
    assert [update.summary for update in ProgressUpdate.objects.all()] == [STORY]
    assert_history_is_whole()


@pytest.fixture
def door(tmp_path):
    """The way to PostgreSQL, open until somebody shuts it."""
    door = Door(tmp_path)
    door.open()
    yield door
    door.shut()


@on_postgresql
def test_a_database_that_stops_and_starts(door, officer, place, said):
    with served(url=door.url) as server:
        browser = server.browser(officer.email)
        assert browser.get(place).status == 200
        door.shut()
        refused = browser.post(place, said)
        assert_is_honest(refused)
        assert_is_honest(browser.get(place), typed="")
        assert refused.seconds < SOON
        door.open()
        assert browser.get(place).status == 200
        assert_sent_again(browser, refused)


@on_postgresql
def test_connections_that_the_database_cut_are_made_anew(officer, place):
    with served() as server:
        browser = server.browser(officer.email)
        assert {browser.get(place).status for _ in range(4)} == {200}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.fetchone()[0] >= 1
        assert {browser.get(place).status for _ in range(4)} == {200}


@on_postgresql
def test_a_row_that_somebody_else_locks(officer, action, place, said):
    with served() as server:
        browser = server.browser(officer.email)
        with held(action):
            refused = browser.post(place, said)
            assert browser.get(place).status == 200
        assert_is_honest(refused)
        assert 1.5 < refused.seconds < SOON
        assert_sent_again(browser, refused)


@contextmanager
def held(action):
    """Somebody else is writing: to the action's row on PostgreSQL, to the one file on SQLite."""
    if connection.vendor == "sqlite":
        with another_program() as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.rollback()
    else:
        with transaction.atomic():
            Action.objects.select_for_update().get(pk=action.pk)
            yield


@on_sqlite
def test_a_database_that_another_program_writes_for_long(officer, action, place, said):
    with served() as server:
        browser = server.browser(officer.email)
        with held(action):
            refused = browser.post(place, said)
            assert browser.get(place).status == 200
        assert_is_honest(refused)
        assert 2.5 < refused.seconds < SOON
        assert_sent_again(browser, refused)


def test_who_waits_for_a_short_write_is_saved_after_it(officer, action, place, said):
    with served() as server, ThreadPoolExecutor(1) as pool:
        browser = server.browser(officer.email)
        with held(action):
            waiting = pool.submit(browser.post, place, said)
            time.sleep(0.5)
            assert not waiting.done()
        assert waiting.result().status == 302
    assert ProgressUpdate.objects.get().summary == STORY


@on_sqlite
def test_a_disk_that_is_full_and_has_room_again(officer, place, said):
    with served() as server:
        browser = server.browser(officer.email)
        assert browser.get(place).status == 200
        server.limit_files_to(4096)
        refused = browser.post(place, said)
        assert_is_honest(refused)
        assert browser.get(place).status == 200
        server.limit_files_to(resource.RLIM_INFINITY)
        assert_sent_again(browser, refused)
    with another_program() as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@on_sqlite
def test_a_database_whose_folder_is_not_there_yet(tmp_path, officer, place, said):
    folder = tmp_path / "disk"
    with served(url=f"sqlite:///{folder}/copy.sqlite3") as server:
        browser = server.browser(officer.email)
        refused = browser.post(place, said)
        assert_is_honest(refused)
        folder.mkdir()
        with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy, another_program() as there:
            there.backup(copy)
        address, boxes = boxes_of(refused)
        assert browser.post(address, boxes).status == 302
        assert STORY in browser.get(reverse("action-detail", args=[place.split("/")[2]])).text


def test_a_worker_that_is_killed_in_the_middle_of_a_report(officer, action, place, said):
    with served("--workers", "2", "--threads", "2") as server, ThreadPoolExecutor(1) as pool:
        browser = server.browser(officer.email)
        assert browser.get(place).status == 200
        with held(action):
            waiting = pool.submit(browser.post, place, said)
            time.sleep(0.5)
            server.kill_workers()
            with pytest.raises(OSError, match="without response"):
                waiting.result()
        assert ProgressUpdate.objects.count() == 0
        assert browser.post(place, said).status == 302
    assert_history_is_whole()
