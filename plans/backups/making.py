"""Making a backup: written while people work, verified by loading it, and only then given its name."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from django.db import connections
from django.utils import timezone

from plans.audit import triggers
from plans.backups import folder as folders
from plans.backups.beside import beside, kind_of
from plans.backups.checking import prove
from plans.backups.folder import HALF_WRITTEN, NOT_VERIFIED, Backup
from plans.backups.manifest import SCHEDULED, Facts, Manifest, place, sha256_of
from plans.backups.problem import BackupProblem
from plans.backups.rotation import Keep, outlived
from plans.migrated import lacking, unknown
from plans.release import release

Say = Callable[[str], None]
RESTORED, READ_THROUGH = "restored beside the database", "read through"


def back_up(using: str, folder: Path, *, keep: Keep, say: Say, must_restore: bool = False) -> Backup:
    """Make a backup in a folder, and remove those that have been kept for long enough.

    ``say`` is told in a sentence each what was done. Raises BackupProblem, with nothing removed, where no backup
    could be made and verified; with ``must_restore`` also where the role may not load it beside the database.
    """
    with folders.alone():
        if must_restore:
            refuse_if_not_loadable(using)
        backup = write(using, folder, why=SCHEDULED, say=say)
        ours = [each for each in folders.whole(folder) if each.of == backup.of]
        for each in (gone := outlived(ours, keep)):
            folders.remove(each)
            say(f"Removed {each.file.name}, which has been kept for long enough.")
        say(f"Backups of this database in {folder}: {len(ours) - len(gone)}.")
    return backup


def write(using: str, folder: Path, *, why: str, say: Say) -> Backup:
    """Write and verify one backup; the caller keeps others out.

    Raises BackupProblem where it could not be verified; it is then kept under a name that is no backup's.
    """
    connection, kind, started, now = connections[using], kind_of(using), perf_counter(), timezone.now()
    folders.made_ready(folder)
    for name in folders.clear_up(folder):
        say(f"Removed {name}, which an earlier backup did not finish or could not verify.")
    folders.refuse_if_full(folder, kind.size(connection))
    file = folder / folders.new_name(kind.ENDING, why, now)
    part = file.with_name(file.name + HALF_WRITTEN)
    folders.create(part)
    try:
        with triggers.dialect(using).snapshot(connection):
            kind.write(connection, part)
            facts = Facts.of(using)
        folders.settle(part)
        size, rows = part.stat().st_size, sum(facts.rows.values())
        say(f"Wrote {file.name}: {size / 1e6:,.1f} MB, {rows:,} rows, in {perf_counter() - started:.1f} s.")
        verified = _verified(using, part, facts, say)
        named = kind.name_of(connection.settings_dict)
        manifest = Manifest(now, release(), connection.vendor, named, why, verified, size, sha256_of(part), facts)
        _give_its_name(part, file, manifest)
    finally:
        part.unlink(missing_ok=True)
    return Backup(file, manifest)


def refuse_if_not_loadable(using: str) -> None:
    """Raise BackupProblem where the role may not create the side place."""
    if not kind_of(using).can_load(connections[using]):
        raise BackupProblem(
            "This role may not create databases, so no backup can be loaded beside the one in use. "
            "Let it (ALTER ROLE … CREATEDB), or use a role that may."
        )


def _verified(using: str, part: Path, facts: Facts, say: Say) -> str:
    """Verify what was written, and return how; raise BackupProblem, and set the file aside, where it is not whole."""
    if not facts.migrations:
        raise BackupProblem("The database has no tables of this product. Is DATABASE_URL the right one?")
    if newer := unknown(facts.migrations):
        raise BackupProblem(f"The database is of a newer release than this one ({newer[0]}). Back it up with that one.")
    if not kind_of(using).can_load(connections[using]):
        kind_of(using).read_through(part)
        say("Read it through. It was not restored to verify it, as this role may not create databases.")
        return READ_THROUGH
    started = perf_counter()
    with beside(using, part) as side:
        checked, problems = prove(side, facts)
    if problems:
        part.replace(aside := part.with_name(part.name.removesuffix(HALF_WRITTEN) + NOT_VERIFIED))
        raise BackupProblem(
            f"{'. '.join(problems[:10])}. The backup was written, but is not whole ({len(problems):,} problems), "
            f"and no older one was removed. It is {aside.name} until the next backup. Run verify_history."
        )
    waiting = f" after {len(older)} waiting migrations" if (older := lacking(facts.migrations)) else ""
    took = perf_counter() - started
    say(f"Restored it beside the database{waiting}: {checked:,} history rows, no problems, in {took:.1f} s.")
    return RESTORED


def _give_its_name(part: Path, file: Path, manifest: Manifest) -> None:
    """Name the manifest, then the file: a file that has a backup's name has been verified and has its manifest."""
    written = place(file).with_name(place(file).name + HALF_WRITTEN)
    folders.create(written)
    written.write_text(manifest.as_json(), encoding="utf-8")
    folders.settle(written)
    written.replace(place(file))
    part.replace(file)
    folders.settle(file.parent)
