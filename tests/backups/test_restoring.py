"""Restoring: what is refused, that a refusal changes nothing, and what a restored database is like."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.utils import timezone

from plans.backups import checking, restoring
from plans.backups.beside import kind_of
from plans.backups.folder import whole
from plans.backups.making import back_up
from plans.backups.manifest import BEFORE_RESTORE, Facts, place, sha256_of
from plans.backups.problem import BackupProblem
from plans.backups.restoring import drill, restore
from plans.backups.rotation import Keep
from plans.models import Council, Plan, User
from tests.audit.checks import execute, tables, without_triggers
from tests.backups.looking import SESSIONS, assert_whole, rows
from tests.backups.making import say_otherwise
from tests.builders import make_plan, make_user

pytestmark = pytest.mark.usefixtures("places_beside")

OTHER = "postgresql" if connection.vendor == "sqlite" else "sqlite"


def name_of(using):
    return kind_of(using).name_of(connections[using].settings_dict)


def junk(backup):
    backup.file.write_bytes(b"This is not a database, and never was one." * 100)
    say_otherwise(backup, size=backup.file.stat().st_size, sha256=sha256_of(backup.file))


def cut_in_half(backup):
    backup.file.write_bytes(backup.file.read_bytes()[: backup.manifest.size // 2])
    say_otherwise(backup, size=backup.file.stat().st_size, sha256=sha256_of(backup.file))


def one_byte_changed(backup):
    content = bytearray(backup.file.read_bytes())
    content[len(content) // 2] ^= 1
    backup.file.write_bytes(content)


UNFIT = {
    "cut short": (lambda b: b.file.write_bytes(b.file.read_bytes()[:-1]), r"bytes instead of [\d,]+: it was cut short"),
    "changed": (one_byte_changed, "was changed since it was written"),
    "without a manifest": (lambda b: place(b.file).unlink(), "has no manifest, so nobody can say whether it is whole"),
    "with junk for a manifest": (lambda b: place(b.file).write_text("junk"), "is not a manifest of a backup"),
    "gone": (lambda b: b.file.unlink(), "There is no file"),
    "of another kind": (lambda b: say_otherwise(b, vendor=OTHER), "is of a .+ database, and this one is "),
    "of a newer release": (
        lambda b: say_otherwise(b, facts=Facts(["plans.9999_later"], {}, "")),
        "is of a newer release .plans.9999_later.. Install that release first",
    ),
    "junk with a manifest that fits": (junk, "cannot be read: file is not a database|could not do its work"),
    "half with a manifest that fits": (
        cut_in_half,
        "cannot be read: database disk image|damaged|could not do its work",
    ),
    "of other rows": (lambda b: say_otherwise(b, facts=facts(b, plans_plan=7)), "plans_plan: 1 rows instead of 7"),
    "of another seal": (lambda b: say_otherwise(b, facts=facts(b, head="abc")), "newest seal is not the one"),
}


def facts(backup, head="", **changed):
    said = backup.manifest.facts
    return Facts(said.migrations, said.rows | changed, head)


@pytest.mark.parametrize("unfit", UNFIT)
def test_an_unfit_file_is_refused_in_a_sentence_and_changes_nothing(unfit, earlier, elsewhere, said):
    spoil, sentence = UNFIT[unfit]
    spoil(earlier)
    for refused in (restore, drill):
        with pytest.raises(BackupProblem, match=sentence):
            refused(elsewhere, earlier.file, say=said.append)
    assert rows(elsewhere) == {}


def test_a_backup_whose_history_was_tampered_with_replaces_nothing(action, folder, elsewhere, said, monkeypatch):
    with without_triggers():
        execute(f"UPDATE {tables(type(action))[0]} SET current_text = 'Forged'")
    with monkeypatch.context() as patch:
        patch.setattr(checking, "verify_all", lambda using, head: (0, []))
        backup = back_up("default", folder, keep=Keep(), say=said.append)
    with pytest.raises(BackupProblem, match="it differs from its newest history row in current_text"):
        restore(elsewhere, backup.file, say=said.append)
    assert rows(elsewhere) == {}


@pytest.mark.parametrize("typed", ["", "another", "ELSEWHERE"])
def test_a_database_that_holds_something_is_replaced_only_by_its_name(typed, earlier, elsewhere, said):
    restore(elsewhere, earlier.file, say=said.append)
    Plan.objects.using(elsewhere).update(title="Newer")
    with pytest.raises(BackupProblem, match=f"nothing was changed.+ --overwrite {name_of(elsewhere)}$"):
        restore(elsewhere, earlier.file, overwrite=typed, say=said.append)
    assert Plan.objects.using(elsewhere).get().title == "Newer"


def test_what_is_replaced_is_kept_as_a_backup_that_restores(earlier, elsewhere, folder, said):
    restore(elsewhere, earlier.file, say=said.append)
    Plan.objects.using(elsewhere).update(title="Newer")
    restore(elsewhere, earlier.file, overwrite=name_of(elsewhere), say=said.append)
    assert Plan.objects.using(elsewhere).get().title == "Our plan"
    safety = whole(folder)[0]
    assert safety.manifest.why == BEFORE_RESTORE
    assert f"What was there is kept in {safety.file}." in said
    restore(elsewhere, safety.file, overwrite=name_of(elsewhere), with_safety_copy=False, say=said.append)
    assert Plan.objects.using(elsewhere).get().title == "Newer"
    assert_whole(elsewhere)


def test_without_a_safety_copy_there_is_none(earlier, elsewhere, folder, said):
    for _ in range(2):
        restore(elsewhere, earlier.file, overwrite=name_of(elsewhere), with_safety_copy=False, say=said.append)
    assert whole(folder) == [earlier]


def test_a_database_of_somebody_else_is_not_taken_for_empty(earlier, elsewhere, said):
    with connections[elsewhere].cursor() as cursor:
        cursor.execute("CREATE TABLE bins (day text)")
        cursor.execute("INSERT INTO bins VALUES ('Monday')")
    with pytest.raises(BackupProblem, match="holds 1 rows, and nothing was changed"):
        restore(elsewhere, earlier.file, say=said.append)


def test_everybody_signs_in_again(action, folder, elsewhere, said):
    SessionStore().save()
    backup = back_up("default", folder, keep=Keep(), say=said.append)
    restore(elsewhere, backup.file, say=said.append)
    assert Session.objects.count() == 1
    assert not Session.objects.using(elsewhere).exists()
    assert "Everybody signs in again: 1 sessions of the backup were removed." in said


def test_who_was_forgotten_since_is_named_by_id(earlier, elsewhere, said):
    person = make_user("Fern Former")
    newer = back_up("default", earlier.file.parent, keep=Keep(), say=said.append)
    restore(elsewhere, newer.file, say=said.append)
    User.objects.using(elsewhere).filter(pk=person.pk).update(forgotten_at=timezone.now(), name=f"Former {person.pk}")
    said.clear()
    restore(elsewhere, newer.file, overwrite=name_of(elsewhere), with_safety_copy=False, say=said.append)
    assert said[-1].endswith(f"Forget them again, by their ids: {person.pk}.")
    assert "Fern" not in " ".join(said)


def test_it_says_which_tables_have_other_numbers_of_rows(backed_up, elsewhere, said):
    restore(elsewhere, backed_up.file, say=said.append)
    assert "plans_plan: 0 rows before, 1 now." in said
    make_plan()
    newer = back_up("default", backed_up.file.parent, keep=Keep(), say=said.append)
    said.clear()
    restore(elsewhere, newer.file, overwrite=name_of(elsewhere), with_safety_copy=False, say=said.append)
    assert "plans_plan: 1 rows before, 2 now." in said
    assert not [sentence for sentence in said if sentence.startswith("actions_action:")]


def test_a_problem_found_while_it_is_verified_leaves_the_database_as_it_was(earlier, elsewhere, said, monkeypatch):
    monkeypatch.setattr(restoring, "prove", lambda side, facts: (1, ["The seals do not hold"]))
    with pytest.raises(BackupProblem, match="The seals do not hold.+ the database is as it was. Use another backup."):
        restore(elsewhere, earlier.file, say=said.append)
    assert rows(elsewhere) == {}


def test_the_restored_database_is_worked_with_as_before(earlier, elsewhere, said):
    restore(elsewhere, earlier.file, say=said.append)
    Council.objects.using(elsewhere).create(name="New Council", slug="new")
    Plan.objects.using(elsewhere).update(title="Another title")
    assert_whole(elsewhere)
    assert rows(elsewhere)[SESSIONS] == 0
