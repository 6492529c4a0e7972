"""Whether this installation works: asked every few seconds by whatever keeps it running and sends it visitors."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans import upkeep
from plans.audit import roles, triggers
from plans.migrated import applied, unknown

logger = logging.getLogger(__name__)

WAIT_FOR_THE_DATABASE = "2s"
LONGEST_UNSEALED = 60 * 60  # seconds, as is the next
OLDEST_BACKUP = 26 * 60 * 60  # a day, and time to make one


@require_safe
@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this process answers at all; asks no database, since no restart of ours would mend one."""
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when visitors may come, else 503 with the check that failed; what exactly failed is in the log.

    Warnings name what somebody should see to, though it keeps nobody from working.
    """
    for name, check in CHECKS.items():
        try:
            with _no_longer_than_told():
                problems = check()
        except Error:
            logger.exception("Readiness check %s: the database failed", name)
            problems = ["the database failed"]
        if problems:
            logger.error("Readiness check %s: %s", name, "; ".join(problems))
            return JsonResponse({"status": "failed", "check": name}, status=503)
    return JsonResponse({"status": "ok", "warnings": list(_warnings())})


@contextmanager
def _no_longer_than_told() -> Iterator[None]:
    """Give up on a PostgreSQL that does not answer in time; SQLite's readers wait for nobody."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{WAIT_FOR_THE_DATABASE}'")
        yield


def _database() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return []


def _migrations() -> list[str]:
    had = applied()
    return [f"{name} is not applied" for name in _newest_migrations() if name not in had]


@cache
def _newest_migrations() -> list[str]:
    """The last migration of each app; read from the files once, as they change only with the code."""
    return [".".join(name) for name in MigrationLoader(None).graph.leaf_nodes()]


def _triggers() -> list[str]:
    """A newer release puts its own in place, which record what this one writes too: it may go on serving people."""
    problems = triggers.missing()
    return [] if problems and unknown(applied()) else problems


def _disk() -> list[str]:
    """SQLite needs room beside its file to write at all; a PostgreSQL server's disk is not ours to see."""
    if connection.vendor != "sqlite":
        return []
    free = shutil.disk_usage(Path(connection.settings_dict["NAME"]).parent).free
    least = settings.LEAST_FREE_DISK
    return [f"{free:,} bytes are free on the database's disk, of at least {least:,}"] if free < least else []


def _warnings() -> Iterator[str]:
    figures = {name: value for name, (_, value) in upkeep.figures().items()}
    if (figures["history_unsealed_seconds"] or 0) >= LONGEST_UNSEALED:
        yield "history is waiting to be sealed"
    age = figures["backup_age_seconds"]
    if age is None or age >= OLDEST_BACKUP:
        yield "there is no backup of the last day"
    if unknown(applied()):
        yield "the database is of a newer release"


CHECKS: dict[str, Callable[[], list[str]]] = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "roles": roles.excess,
    "disk": _disk,
}
