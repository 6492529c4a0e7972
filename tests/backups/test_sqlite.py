"""SQLite's own ways: copying while others write, and replacing a file that somebody may have open."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

from plans.backups import sqlite
from plans.backups.beside import kind_of
from plans.backups.making import back_up
from plans.backups.problem import BackupProblem
from plans.backups.restoring import restore
from plans.backups.rotation import Keep
from plans.models import Plan
from tests.audit.checks import another_program
from tests.backups.looking import assert_whole, rows

pytestmark = pytest.mark.usefixtures("places_beside")


def test_a_backup_ends_though_somebody_writes_between_all_its_steps(plan, folder, said, monkeypatch):
    written = []

    def write_between(source, target):
        def write(status, left, pages):
            assert len(written) < 5000, "The copy began again and again"
            with another_program() as database:
                database.execute("UPDATE plans_plan SET title = ?", [f"Title {len(written)}"])
            written.append(left)

        source.backup(target, pages=5, progress=write)

    monkeypatch.setattr(sqlite, "_copy", write_between)
    back_up("default", folder, keep=Keep(), say=said.append)
    assert written == sorted(written, reverse=True)
    assert len(written) > 20


def test_a_backup_is_one_file_that_any_program_opens(earlier, folder):
    with closing(sqlite3.connect(f"file:{earlier.file}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert database.execute("SELECT title FROM plans_plan").fetchall() == [("Our plan",)]


@pytest.mark.parametrize("doing", ["SELECT 1", "SELECT * FROM plans_plan", "BEGIN IMMEDIATE"])
def test_a_database_that_somebody_has_open_is_not_replaced(doing, earlier, elsewhere, said):
    restore(elsewhere, earlier.file, say=said.append)
    file = connections[elsewhere].settings_dict["NAME"]
    Plan.objects.using(elsewhere).update(title="Newer")
    connections[elsewhere].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("SELECT count(*) FROM plans_plan").fetchone()
        database.execute(doing)
        with pytest.raises(BackupProblem, match="The database is in use. Stop the service"):
            over(elsewhere, earlier, said)
    assert Plan.objects.using(elsewhere).get().title == "Newer"


def test_nobody_gets_in_while_it_is_replaced(earlier, elsewhere, said):
    restore(elsewhere, earlier.file, say=said.append)
    file = connections[elsewhere].settings_dict["NAME"]
    locked = pytest.raises(sqlite3.OperationalError, match="database is locked")
    with sqlite.alone(connections[elsewhere]), closing(sqlite3.connect(file, timeout=0)) as database, locked:
        database.execute("SELECT count(*) FROM plans_plan").fetchone()
    assert_whole(elsewhere)


def test_the_file_stays_the_same_file_and_is_used_as_before(earlier, elsewhere, said):
    restore(elsewhere, earlier.file, say=said.append)
    file = Path(connections[elsewhere].settings_dict["NAME"])
    file.chmod(0o640)
    before = file.stat()
    over(elsewhere, earlier, said)
    assert (file.stat().st_ino, file.stat().st_mode) == (before.st_ino, before.st_mode)
    with connections[elsewhere].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


def test_what_is_wrong_with_a_file_is_a_sentence(plan):
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_membership SET user_id = 10000")
    assert sqlite.damage(connection) == []
    assert kind_of("default") is sqlite
    assert rows()["plans_plan"] == 1


def over(using, backup, said):
    name = kind_of(using).name_of(connections[using].settings_dict)
    restore(using, backup.file, overwrite=name, with_safety_copy=False, say=said.append)
