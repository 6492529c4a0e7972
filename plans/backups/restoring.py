"""Restoring a backup: loaded and verified in the side place first, so that a bad one replaces nothing."""

from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections

from plans.backups import folder as folders
from plans.backups.beside import beside, kind_of
from plans.backups.checking import prove
from plans.backups.making import Say, refuse_if_not_loadable, write
from plans.backups.manifest import BEFORE_RESTORE, Facts, Manifest, sha256_of
from plans.backups.problem import BackupProblem
from plans.migrated import lacking, unknown
from plans.models import Council, User

OURS = (User._meta.db_table, Council._meta.db_table)
VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(
    using: str, file: Path, *, say: Say, overwrite: str = "", migrate: bool = False, with_safety_copy: bool = True
) -> None:
    """Put what a backup holds in place of a database; ``say`` is told in a sentence each what was done.

    Raises BackupProblem, with the database as it was, where the backup is not whole or does not fit this installation,
    where the database holds something and ``overwrite`` is not its name, and where somebody is using it. A backup of
    an earlier release is brought up to this one with ``migrate``, and refused without.
    """
    connection, kind, started = connections[using], kind_of(using), perf_counter()
    manifest = checked(using, file)
    if (older := lacking(manifest.facts.migrations)) and not migrate:
        raise BackupProblem(f"{file.name} is of an earlier release, {len(older)} migrations behind. Add --migrate.")
    refuse_if_not_loadable(using)
    with folders.alone(), kind.alone(connection):
        before = Facts.of(using)
        if holds := _holds_anything(before):
            _refuse_unless_named(kind.name_of(connection.settings_dict), before, overwrite)
        if holds and with_safety_copy:
            safety = write(using, settings.BACKUP_DIR, why=BEFORE_RESTORE, say=say)
            say(f"What was there is kept in {safety.file}.")
        with beside(using, file, to_stay=True) as side:
            history = _proven(side, file, manifest)
            sessions, _ = Session.objects.using(side).all().delete()
            forgotten = _forgotten(using) - _forgotten(side)
            after = Facts.of(side)
            _exchange(using, side, before)
    say(f"Restored {file.name} in {perf_counter() - started:.1f} s: {history:,} history rows, no problems.")
    _tell(before, after, sessions, forgotten, say)


def drill(using: str, file: Path | None, *, say: Say) -> None:
    """Restore a backup, the newest unless one is given, into the side place, verify it there and remove it.

    Raises BackupProblem where it could not be restored if it had to be.
    """
    started = perf_counter()
    if file is None:
        file = _newest(using)
    manifest = checked(using, file)
    refuse_if_not_loadable(using)
    with folders.alone(), beside(using, file) as side:
        history = _proven(side, file, manifest)
    rows, took = sum(manifest.facts.rows.values()), perf_counter() - started
    say(f"{file.name} can be restored: {rows:,} rows, {history:,} history rows, no problems, in {took:.1f} s.")


def checked(using: str, file: Path) -> Manifest:
    """Return the manifest of a backup that is as it was written and fits; raise BackupProblem for any other file."""
    if not file.is_file():
        raise BackupProblem(f"There is no file {file}.")
    manifest, vendor = Manifest.beside(file), connections[using].vendor
    if manifest.vendor != vendor:
        theirs, ours = VENDORS.get(manifest.vendor, manifest.vendor), VENDORS[vendor]
        raise BackupProblem(f"{file.name} is of a {theirs} database, and this one is {ours}.")
    if (size := file.stat().st_size) != manifest.size:
        raise BackupProblem(
            f"{file.name} has {size:,} bytes instead of {manifest.size:,}: it was cut short or changed. "
            "Copy it again, or use another backup."
        )
    if sha256_of(file) != manifest.sha256:
        raise BackupProblem(f"{file.name} was changed since it was written. Copy it again, or use another backup.")
    if newer := unknown(manifest.facts.migrations):
        raise BackupProblem(f"{file.name} is of a newer release ({newer[0]}). Install that release first.")
    return manifest


def _newest(using: str) -> Path:
    kind, connection = kind_of(using), connections[using]
    of = connection.vendor, kind.name_of(connection.settings_dict)
    files = [backup.file for backup in folders.whole(settings.BACKUP_DIR) if backup.of == of]
    if not files:
        raise BackupProblem(f"There is no backup of this database in {settings.BACKUP_DIR}. Name a file.")
    return files[0]


def _holds_anything(facts: Facts) -> bool:
    """Whether a database has people or councils, or is somebody else's; what migrations write does not count."""
    if set(OURS) <= facts.rows.keys():
        return any(facts.rows[table] for table in OURS)
    return any(facts.rows.values())


def _refuse_unless_named(name: str, facts: Facts, overwrite: str) -> None:
    if overwrite != name:
        rows = sum(facts.rows.values())
        raise BackupProblem(
            f"The database {name} holds {rows:,} rows, and nothing was changed. "
            f"To replace them by the backup's, add: --overwrite {name}"
        )


def _proven(side: str, file: Path, manifest: Manifest) -> int:
    """Return how many history rows of a side place were checked; raise BackupProblem where anything is wrong."""
    history, problems = prove(side, manifest.facts)
    if problems:
        raise BackupProblem(
            f"{'. '.join(problems[:10])}. {file.name} was not restored ({len(problems):,} problems); "
            "the database is as it was. Use another backup."
        )
    return history


def _exchange(using: str, side: str, before: Facts) -> None:
    """Exchange a database with its side place; undo it where somebody wrote into it since it was copied."""
    kind = kind_of(using)
    kind.exchange(connections[using], connections[side])
    if kind.REPLACED_STAYS_BESIDE and Facts.of(side) != before:
        kind.exchange(connections[using], connections[side])
        raise BackupProblem(kind.IN_USE)


def _forgotten(using: str) -> set[int]:
    """Return the ids of people who were forgotten; none where a database is too old to say or empty."""
    try:
        return set(User.objects.using(using).filter(forgotten_at__isnull=False).values_list("pk", flat=True))
    except DatabaseError:
        return set()


def _tell(before: Facts, after: Facts, sessions: int, forgotten: set[int], say: Say) -> None:
    """Say what is different from before, and what is left for people to do."""
    for table in sorted(before.rows.keys() | after.rows.keys()):
        old, new = before.rows.get(table, 0), after.rows.get(table, 0)
        if old != new:
            say(f"{table}: {old:,} rows before, {new:,} now.")
    say(f"Everybody signs in again: {sessions:,} sessions of the backup were removed.")
    if forgotten:
        ids = ", ".join(map(str, sorted(forgotten)))
        say(f"People who were forgotten after this backup was made are back. Forget them again, by their ids: {ids}.")
