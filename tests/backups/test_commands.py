"""``manage.py backup`` and ``manage.py restore``: what they are told, what they say, and how they exit."""

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from plans.backups import checking
from plans.backups.beside import kind_of
from plans.backups.folder import whole
from plans.backups.manifest import place
from plans.management.commands import backup as backing_up
from plans.migrated import on_disk
from plans.models import Plan
from tests.backups.looking import assert_whole, names, rows

pytestmark = pytest.mark.usefixtures("places_beside")


def run(*words):
    """Run a command as a timer would; return its exit code."""
    try:
        execute_from_command_line(["manage.py", *map(str, words)])
    except SystemExit as end:
        return end.code
    return 0


def test_a_backup_goes_where_it_is_sent_and_a_drill_finds_it(plan, folder, tmp_path, capsys):
    assert run("backup", "--to", tmp_path / "usb") == 0
    (backup,) = whole(tmp_path / "usb")
    assert names(folder) == []
    assert run("restore", "--drill", backup.file) == 0
    assert "can be restored" in capsys.readouterr().out.splitlines()[-1]


def test_a_backup_and_a_restore_by_hand(plan, folder, elsewhere, capsys):
    assert run("backup") == 0
    (backup,) = whole(folder)
    assert run("restore", backup.file, "--database", elsewhere) == 0
    assert Plan.objects.using(elsewhere).get().title == plan.title
    assert_whole(elsewhere)


def test_a_restore_that_is_refused_exits_with_1_and_says_what_to_type(backed_up, nobody_else, capsys):
    before = rows()
    assert run("restore", backed_up.file) == 1
    name = kind_of("default").name_of(connection.settings_dict)
    assert capsys.readouterr().err.rstrip().endswith(f"--overwrite {name}")
    assert rows() == before


def test_without_a_file_or_a_drill_nothing_is_restored(folder):
    with pytest.raises(CommandError, match="Name the file to restore, or add --drill"):
        call_command("restore")


def test_a_drill_without_a_backup_exits_with_1(plan, folder, capsys):
    assert run("restore", "--drill") == 1
    assert "There is no backup of this database in" in capsys.readouterr().err


@pytest.mark.parametrize("error", [OperationalError("disk I/O error\nDETAIL: (Olive Officer)"), OSError(28, "full")])
def test_a_fault_is_a_sentence_and_its_details_are_not_said(error, folder, monkeypatch, capsys):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(backing_up, "back_up", fail)
    assert run("backup") == 1
    said = capsys.readouterr().err
    assert said.startswith("CommandError: No backup was made. ")
    assert "Olive" not in said


@pytest.mark.parametrize("number", ["-1", "many", "1.5"])
def test_how_many_to_keep_is_a_whole_number(number, folder, capsys):
    assert run("backup", f"--keep-daily={number}") == 2
    assert "is not a whole number" in capsys.readouterr().err


def test_how_many_to_keep_is_handed_on(folder, monkeypatch):
    told = []
    monkeypatch.setattr(backing_up, "back_up", lambda *args, **options: told.append(options["keep"]))
    call_command("backup", keep_weekly=3)
    call_command("backup", keep_daily=1, keep_monthly=0)
    assert told == [(14, 3, 12), (1, 8, 0)]


def test_a_backup_of_an_earlier_release_is_restored_with_migrate(backed_up, elsewhere, monkeypatch, capsys):
    migrated = []
    monkeypatch.setattr("plans.migrated.on_disk", lambda: KNOWN | {"plans.9999_later": []})
    monkeypatch.setattr(checking, "call_command", lambda *words, **options: migrated.append(options["database"]))
    assert run("restore", backed_up.file, "--database", elsewhere) == 1
    assert "is of an earlier release, 1 migrations behind. Add --migrate." in capsys.readouterr().err
    assert run("restore", backed_up.file, "--database", elsewhere, "--migrate") == 0
    assert migrated == ["edi_beside"]


KNOWN = on_disk()


def test_a_database_of_a_newer_release_is_not_backed_up(plan, folder, capsys):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("plans", "9999_later")
    try:
        assert run("backup") == 1
    finally:
        recorder.record_unapplied("plans", "9999_later")
    assert "is of a newer release than this one (plans.9999_later)" in capsys.readouterr().err
    assert [name for name in names(folder) if not place(folder / name).exists()] == []
