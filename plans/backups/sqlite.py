"""Backups in SQLite's way: its own backup API, never a copy of the file, which is malformed while people write."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import OperationalError

from plans.backups.folder import create, refuse_if_full
from plans.backups.problem import BackupProblem

ENDING = "sqlite3"
PAGES_AT_ONCE = 1000
REPLACED_STAYS_BESIDE = False
IN_USE = "The database is in use. Stop the service, and whatever else has it open, and try again."


def name_of(settings: dict[str, Any]) -> str:
    """The name that a person types to have the database overwritten."""
    return Path(settings["NAME"]).name


def size(connection) -> int:
    """Return how many bytes the database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return cursor.fetchone()[0]


def write(connection, path: Path) -> None:
    """Copy the database, as the caller's open snapshot sees it, into an empty file.

    The snapshot must be open before the first step: a copy in steps begins again whenever somebody has written
    since the last step, and would not end while people work.
    """
    connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        _copy(connection.connection, copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file that is whole by itself


def can_load(connection) -> bool:
    """A file can always be loaded beside the database."""
    return True


def prepare(connection, *, to_stay: bool) -> dict[str, Any]:
    """Clear the side place, a file in the folder of the database; return its settings."""
    side = connection.settings_dict | {"NAME": f"{connection.settings_dict['NAME']}.beside"}
    discard(connection, side)
    return side


def load(path: Path, side: dict[str, Any]) -> None:
    """Load a backup into the side place."""
    place = Path(side["NAME"])
    refuse_if_full(place.parent, path.stat().st_size)
    create(place)
    shutil.copyfile(path, place)


def discard(connection, side: dict[str, Any]) -> None:
    """Remove the side place."""
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{side['NAME']}{ending}").unlink(missing_ok=True)


def damage(connection) -> list[str]:
    """Return a sentence for each thing that is wrong with the database file itself."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [f"The file is damaged: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"{row[0]} {row[1]}: the row of {row[2]} that it refers to is not there" for row in cursor]


@contextmanager
def alone(connection) -> Iterator[None]:
    """Keep everybody else out of the database until the end; raise BackupProblem where somebody has it open.

    SQLite leaves its write-ahead log only when nobody else has the file open, not even to look at it.
    """
    connection.close()
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 1000")
            cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
            cursor.execute("PRAGMA journal_mode = DELETE")
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("COMMIT")
        yield
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BackupProblem(IN_USE) from error
    finally:
        connection.close()


def exchange(connection, side) -> None:
    """Put the database of the side place in place, in one transaction of the database that is replaced.

    Replacing the file instead would leave a program that opened it in between writing into a file without a name.
    """
    side.ensure_connection()
    _copy(side.connection, connection.connection)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database over another, in one transaction of the target; other threads go on between the steps."""
    source.backup(target, pages=PAGES_AT_ONCE, sleep=0)
