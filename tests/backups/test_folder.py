"""The folder of backups: what is taken for a backup, who may read it, and that nobody else's file is touched."""

import os
import stat
from datetime import timedelta

import pytest

from plans.backups import folder as folders
from plans.backups.manifest import Manifest, place
from plans.backups.problem import BackupProblem
from tests.backups.looking import names
from tests.backups.making import NOON, made_up


def test_whole_backups_are_listed_newest_first(tmp_path):
    old, new = (made_up(tmp_path, NOON + timedelta(days=days)) for days in (0, 1))
    safety = made_up(tmp_path, NOON + timedelta(hours=1), safety=True)
    assert folders.whole(tmp_path) == [new, safety, old]


@pytest.mark.parametrize("spoil", [
    lambda file: place(file).unlink(),
    lambda file: place(file).write_text("{"),
    lambda file: place(file).write_text('{"size": 3}'),
    lambda file: place(file).write_text("[]"),
    lambda file: place(file).write_bytes(b"\xff\xfe"),
    lambda file: file.unlink(),
    lambda file: file.rename(file.with_suffix(".part")),
    lambda file: file.rename(file.with_name("mine.sqlite3")),
])  # fmt: skip
def test_a_file_without_its_name_or_its_manifest_is_no_backup(tmp_path, spoil):
    spoil(made_up(tmp_path).file)
    assert folders.whole(tmp_path) == []


def test_a_folder_that_is_not_there_has_no_backups(tmp_path):
    assert folders.whole(tmp_path / "nowhere") == []


def test_a_manifest_says_the_same_when_it_is_read_again(tmp_path):
    backup = made_up(tmp_path)
    assert Manifest.beside(backup.file) == backup.manifest


def test_clearing_up_removes_what_was_never_finished_and_nothing_else(tmp_path):
    whole, half = made_up(tmp_path), made_up(tmp_path, NOON + timedelta(days=1))
    half.file.rename(f"{half.file}.part")
    orphan = made_up(tmp_path, NOON + timedelta(days=2))
    orphan.file.rename(f"{orphan.file}.unverified")
    others = ["notes.txt.part", "edi-tracker.sqlite3.part", "mine.dump", f"{whole.file.name}.bak"]
    for name in others:
        (tmp_path / name).write_text("Not ours")
    removed = folders.clear_up(tmp_path)
    assert removed == [f"{half.file.name}.part", f"{orphan.file.name}.unverified"]
    assert {*others, whole.file.name, place(whole.file).name} <= set(names(tmp_path))


def test_a_removed_backup_leaves_no_manifest(tmp_path):
    gone, stays = made_up(tmp_path), made_up(tmp_path, NOON + timedelta(days=1))
    folders.remove(gone)
    assert names(tmp_path) == [stays.file.name, place(stays.file).name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nobody_else_may_read_a_backup_or_look_into_the_folder(tmp_path):
    folders.made_ready(tmp_path / "new" / "backups")
    folders.create(file := tmp_path / "new" / "backups" / "file")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_backups_do_not_work_at_once(folder):
    with folders.alone(), pytest.raises(BackupProblem, match="Another backup or restore is at work"), folders.alone():
        pytest.fail("Two were let in")
    with folders.alone():
        pass


def test_a_full_disk_is_found_before_anything_is_written(tmp_path):
    folders.refuse_if_full(tmp_path, 1)
    with pytest.raises(BackupProblem, match=r"has [\d,]+ MB left, and 1,000,000,000,000 MB may be needed"):
        folders.refuse_if_full(tmp_path, 10**18)
