"""Making a backup: what it holds, that it is verified, and that nothing is lost where it is not whole."""

import json
import os
import stat
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from plans.audit.seals import head_of_seals, seal_all
from plans.backups import checking, making
from plans.backups.beside import KINDS
from plans.backups.folder import whole
from plans.backups.making import back_up
from plans.backups.manifest import SCHEDULED, place, sha256_of
from plans.backups.problem import BackupProblem
from plans.backups.rotation import Keep
from tests.audit.checks import execute, tables, without_triggers
from tests.backups.looking import names, rows
from tests.backups.making import made_up
from tests.builders import make_upload

pytestmark = pytest.mark.usefixtures("places_beside")


def named():
    """How the database of the test is called."""
    return KINDS[connection.vendor].name_of(connection.settings_dict)


def test_a_manifest_says_what_the_backup_holds(action, folder, said):
    seal_all()
    backup = back_up("default", folder, keep=Keep(), say=said.append)
    manifest = json.loads(place(backup.file).read_text())
    assert manifest["facts"]["rows"] == rows()
    assert manifest["facts"]["head"] == head_of_seals().digest
    assert "plans.0001_people_councils_plans" in manifest["facts"]["migrations"]
    assert (manifest["size"], manifest["sha256"]) == (backup.file.stat().st_size, sha256_of(backup.file))
    assert (manifest["vendor"], manifest["why"]) == (connection.vendor, SCHEDULED)


def test_it_says_in_a_sentence_each_what_it_did(backed_up, folder, said):
    wrote, verified, kept = said
    assert wrote.startswith(f"Wrote {backed_up.file.name}: ")
    assert verified.startswith("Restored it beside the database: ")
    assert kept == f"Backups of this database in {folder}: 1."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_backup_is_its_owners_alone(backed_up, folder):
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in names(folder)} == {0o600}


def test_a_file_that_somebody_brought_is_in_the_backup(equality_lead, council, folder, elsewhere, said):
    brought = make_upload(equality_lead, council, "Ref,Action\n1,Train every manager\n")
    backup = back_up("default", folder, keep=Keep(), say=said.append)
    making_beside = checking.kind_of("default")
    with making.beside("default", backup.file) as side:
        assert bytes(type(brought).objects.using(side).get().content) == brought.content
    assert making_beside.can_load(connection)


def test_nothing_is_left_beside_the_database(backed_up, tmp_path):
    if connection.vendor == "sqlite":
        assert not list(tmp_path.rglob("*.beside*"))
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{named()}_edi%"])
            assert cursor.fetchall() == []


def test_old_backups_are_removed_after_the_new_one_is_there_and_only_this_databases(plan, folder, said):
    year_ago = timezone.now() - timedelta(days=365)
    old = made_up(folder, year_ago, database=named(), vendor=connection.vendor)
    others = made_up(folder, year_ago - timedelta(days=1), database="another", vendor=connection.vendor)
    new = back_up("default", folder, keep=Keep(1, 1, 1), say=said.append)
    assert whole(folder) == [new, others]
    assert f"Removed {old.file.name}, which has been kept for long enough." in said


def test_a_backup_that_is_not_whole_is_none_and_no_older_one_is_removed(action, folder, said):
    old = made_up(folder, timezone.now() - timedelta(days=365), database=named(), vendor=connection.vendor)
    with without_triggers():
        execute(f"UPDATE {tables(type(action))[0]} SET current_text = 'Forged'")
    with pytest.raises(BackupProblem, match=f"{type(action)._meta.label} {action.pk}: it differs from its newest"):
        back_up("default", folder, keep=Keep(0, 0, 0), say=said.append)
    assert whole(folder) == [old]
    assert [name for name in names(folder) if name.endswith(".unverified")]


def test_rows_that_did_not_arrive_are_found(plan, folder, said, monkeypatch):
    of = making.Facts.of

    def one_more(using):
        facts = of(using)
        return making.Facts(facts.migrations, facts.rows | {"plans_plan": facts.rows["plans_plan"] + 1}, facts.head)

    monkeypatch.setattr(making.Facts, "of", lambda using: one_more(using) if using == "default" else of(using))
    with pytest.raises(BackupProblem, match="plans_plan: 1 rows instead of 2"):
        back_up("default", folder, keep=Keep(), say=said.append)


def test_an_empty_database_is_not_backed_up_in_silence(elsewhere, folder, said):
    with pytest.raises(BackupProblem, match="has no tables of this product. Is DATABASE_URL the right one"):
        back_up(elsewhere, folder, keep=Keep(), say=said.append)
    assert whole(folder) == []


def test_a_full_disk_is_said_and_leaves_nothing_half_written(plan, folder, said, monkeypatch):
    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.folders, "settle", full)
    with pytest.raises(OSError, match="No space left"):
        back_up("default", folder, keep=Keep(), say=said.append)
    assert names(folder) == []


def test_no_personal_word_is_said_or_stands_in_a_manifest(officer, backed_up, said):
    text = place(backed_up.file).read_text() + " ".join(said)
    assert officer.name not in text
    assert officer.email not in text
