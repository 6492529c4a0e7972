"""Which migrations a database has had, beside those that this code has."""

from collections.abc import Iterable

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def applied(using: str = "default") -> list[str]:
    """Return the migrations that a database has had, such as "plans.0001_people_councils_plans", in their order."""
    return sorted(".".join(name) for name in MigrationRecorder(connections[using]).applied_migrations())


def unknown(had: Iterable[str]) -> list[str]:
    """Return those migrations that this code does not know, as a newer release made them.

    What an app left behind that this release no longer has makes no database a newer one.
    """
    here = on_disk()
    known = {name for each, replaced in here.items() for name in (each, *replaced)}
    apps = {_app(name) for name in here}
    return sorted(name for name in set(had) - known if _app(name) in apps)


def lacking(had: Iterable[str]) -> list[str]:
    """Return the migrations that a database which had these has not had yet, as it is of an earlier release."""
    had = set(had)
    return sorted(
        name for name, replaced in on_disk().items() if name not in had and not (replaced and had.issuperset(replaced))
    )


def on_disk() -> dict[str, list[str]]:
    """Return every migration of the code, with those that it replaces."""
    loader = MigrationLoader(None, load=False, ignore_no_migrations=True)
    loader.load_disk()
    found = loader.disk_migrations.items()
    return {".".join(name): [".".join(each) for each in migration.replaces] for name, migration in found}


def refuse_a_newer_database(using: str) -> None:
    """Raise CommandError, with what to do, where a newer release has migrated a database.

    This code would put its own triggers there, and what the newer release added would no longer be recorded.
    """
    if newer := unknown(applied(using)):
        raise CommandError(
            f"This database is of a newer release than this one ({newer[0]}). Install that release, "
            "or restore a backup from before it: docs/upgrading.md says how."
        )


def _app(name: str) -> str:
    return name.partition(".")[0]
