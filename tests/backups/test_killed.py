"""Killed (-9) at every step: no half backup is taken for one, and the database is the old one or the new one, whole."""

import pytest
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper

from plans.backups import checking, making, restoring, sqlite
from plans.backups import folder as folders
from plans.backups.beside import kind_of
from plans.backups.folder import whole
from plans.backups.making import back_up
from plans.backups.restoring import drill, restore
from plans.backups.rotation import Keep
from plans.models import Plan
from tests.backups.looking import SESSIONS, assert_whole, die, killed, names, rows
from tests.builders import make_plan

KIND = kind_of("default")


def before_the_file_has_its_name(file, target):
    """Die where the manifest has its name already."""
    die() if target.suffix != ".json" else type(file).rename(file, target)


def in_the_middle_of_copying(source, target):
    source.backup(target, pages=1, progress=lambda status, left, pages: die() if left < pages / 2 else None)


def between_two_names(cursor, sql, params=None):
    """Die after the first of the databases has another name, which is not yet committed."""
    asked = EXECUTE(cursor, sql, params)
    if "RENAME" in str(sql):
        die()
    return asked


EXECUTE = CursorWrapper.execute
BACKING_UP = {
    "before a byte is written": (KIND, "write", die),
    "when all is written": (folders, "settle", die),
    "before it is loaded": (KIND, "load", die),
    "while it is verified": (checking, "verify_all", die),
    "before the file has its name": (making.Path, "replace", before_the_file_has_its_name),
}
RESTORING = {
    "before it is loaded": (KIND, "load", die),
    "while it is verified": (restoring, "prove", die),
    "before it is put in place": (KIND, "exchange", die),
    "in the middle": (sqlite, "_copy", in_the_middle_of_copying)
    if connection.vendor == "sqlite"
    else (CursorWrapper, "execute", between_two_names),
}
ALREADY = {"after it was put in place": (restoring, "_tell", die)}


def dying(work, moment, monkeypatch):
    """Run the work in a process that is killed at this moment."""
    with monkeypatch.context() as patch:
        patch.setattr(*moment)
        killed(work)


@pytest.mark.parametrize("moment", BACKING_UP)
def test_a_killed_backup_is_none_and_the_next_one_clears_up(moment, backed_up, folder, said, monkeypatch):
    dying(lambda: back_up("default", folder, keep=Keep(0, 0, 0), say=said.append), BACKING_UP[moment], monkeypatch)
    assert whole(folder) == [backed_up]
    drill("default", None, say=said.append)
    second = back_up("default", folder, keep=Keep(), say=said.append)
    assert whole(folder) == [second, backed_up]
    assert [name for name in names(folder) if not name.endswith((".json", KIND.ENDING))] == []


@pytest.mark.parametrize("moment", RESTORING)
def test_a_killed_restore_leaves_the_database_as_it_was(moment, earlier, elsewhere, said, monkeypatch):
    restore(elsewhere, earlier.file, say=said.append)
    before = rows(elsewhere)
    make_plan()
    make_plan()
    newer = back_up("default", earlier.file.parent, keep=Keep(), say=said.append)
    dying(lambda: over(elsewhere, newer, said), RESTORING[moment], monkeypatch)
    assert_whole(elsewhere)
    assert rows(elsewhere) == before
    over(elsewhere, newer, said)
    assert rows(elsewhere) == newer.manifest.facts.rows | {SESSIONS: 0}


def test_a_restore_that_is_killed_at_its_end_has_been_made(earlier, elsewhere, said, monkeypatch):
    dying(lambda: over(elsewhere, earlier, said), ALREADY["after it was put in place"], monkeypatch)
    assert_whole(elsewhere)
    assert Plan.objects.using(elsewhere).count() == 1


def over(using, backup, said):
    name = kind_of(using).name_of(connections[using].settings_dict)
    restore(using, backup.file, overwrite=name, with_safety_copy=False, say=said.append)
