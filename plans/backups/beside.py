"""The side place: where a backup is loaded and looked at while the database goes on as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from django.db import connections

from plans.backups import postgresql, sqlite
from plans.backups.aliases import opened

KINDS = {"sqlite": sqlite, "postgresql": postgresql}
SIDE = "edi_beside"


def kind_of(using: str) -> ModuleType:
    """Return the module that backs up a database in its own way."""
    return KINDS[connections[using].vendor]


@contextmanager
def beside(using: str, file: Path, *, to_stay: bool = False) -> Iterator[str]:
    """Load a backup into a place beside a database, and let it be used under the alias that this gives.

    One that is ``to_stay`` may be exchanged with the database. Whatever is in the side place at the end is removed.
    """
    kind, connection = kind_of(using), connections[using]
    side = kind.prepare(connection, to_stay=to_stay)
    try:
        kind.load(file, side)
        with opened(SIDE, side):
            yield SIDE
    finally:
        kind.discard(connection, side)
