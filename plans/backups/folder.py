"""The folder of backups: who may write there, how a backup is called, and which files are whole backups."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files import locks

from plans.backups.manifest import BEFORE_RESTORE, Manifest, place
from plans.backups.problem import BackupProblem

OURS = r"edi-tracker-\d{8}T\d{6}\.\d{6}Z(-before-restore)?\.(sqlite3|dump)"
MINE_ALONE = 0o600
HALF_WRITTEN, NOT_VERIFIED = ".part", ".unverified"


class Backup(NamedTuple):
    """A whole backup: the file, and what it says of itself."""

    file: Path
    manifest: Manifest

    @property
    def of(self) -> tuple[str, str]:
        """Which database it is of, so that two that share a folder do not push each other's backups out."""
        return self.manifest.vendor, self.manifest.database


@contextmanager
def alone() -> Iterator[None]:
    """Keep any other backup or restore of this installation out; the lock goes with the process that has it."""
    made_ready(settings.BACKUP_DIR)
    with (settings.BACKUP_DIR / ".lock").open("a") as lock:
        if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
            raise BackupProblem("Another backup or restore is at work. Try again when it has ended.")
        yield


def made_ready(folder: Path) -> None:
    """Make the folder, which nobody else may look into; one that is there already stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def new_name(ending: str, why: str, at: datetime) -> str:
    """How a backup of this moment is called."""
    mark = "-before-restore" if why == BEFORE_RESTORE else ""
    return f"edi-tracker-{at.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z{mark}.{ending}"


def whole(folder: Path) -> list[Backup]:
    """Return the whole backups in a folder, newest first: those whose manifest is there and can be read."""
    backups = []
    for file in folder.iterdir() if folder.is_dir() else ():
        if re.fullmatch(OURS, file.name) and place(file).is_file():
            try:
                backups.append(Backup(file, Manifest.beside(file)))
            except BackupProblem:
                continue
    return sorted(backups, key=lambda backup: backup.manifest.made_at, reverse=True)


def clear_up(folder: Path) -> list[str]:
    """Remove what a killed backup left half written, and what an earlier one could not verify; return their names."""
    left = re.compile(rf"{OURS}(\.json)?({re.escape(HALF_WRITTEN)}|{re.escape(NOT_VERIFIED)})(-journal)?")
    removed = [file for file in folder.iterdir() if left.fullmatch(file.name)]
    for file in removed:
        file.unlink()
    return sorted(file.name for file in removed)


def remove(backup: Backup) -> None:
    """Remove a backup; first the file, as a manifest without one is no backup."""
    backup.file.unlink()
    place(backup.file).unlink(missing_ok=True)


def create(path: Path) -> None:
    """Create an empty file that only its owner may read and write."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MINE_ALONE))


def settle(path: Path) -> None:
    """Return when a file, or a folder's list of names, is on the disk; Windows has no such thing for a folder."""
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def refuse_if_full(folder: Path, needed: int) -> None:
    """Raise BackupProblem where the disk of a folder has not so many bytes left."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupProblem(
            f"{folder} has {free / 1e6:,.0f} MB left, and {needed / 1e6:,.0f} MB may be needed. "
            "Make room there, or keep fewer backups."
        )
