"""Backups made up for tests: files with manifests, of no database."""

from dataclasses import replace
from datetime import UTC, datetime

from plans.backups.folder import Backup, new_name
from plans.backups.manifest import BEFORE_RESTORE, SCHEDULED, Facts, Manifest, place, sha256_of

ENDINGS = {"sqlite": "sqlite3", "postgresql": "dump"}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def made_up(folder, at=NOON, *, safety=False, database="edi", vendor="sqlite"):
    """Write a backup of that moment into a folder."""
    folder.mkdir(exist_ok=True)
    why = BEFORE_RESTORE if safety else SCHEDULED
    file = folder / new_name(ENDINGS[vendor], why, at)
    file.write_bytes(b"What was backed up")
    manifest = Manifest(
        made_at=at, release="abc", vendor=vendor, database=database, why=why, verified="restored",
        size=file.stat().st_size, sha256=sha256_of(file), facts=Facts(["plans.0001_first"], {"plans_plan": 1}, ""),
    )  # fmt: skip
    place(file).write_text(manifest.as_json())
    return Backup(file, manifest)


def say_otherwise(backup, **changes):
    """Change what the manifest of a backup says."""
    place(backup.file).write_text(replace(backup.manifest, **changes).as_json())
