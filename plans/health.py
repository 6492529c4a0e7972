"""Whether this installation works: asked every few seconds by whatever keeps it running."""

import logging
from collections.abc import Callable
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plans.audit import triggers

logger = logging.getLogger(__name__)


@require_safe
@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, else 503 with the check that failed; what exactly failed is in the log."""
    for name, check in CHECKS.items():
        try:
            problems = check()
        except Error as error:
            problems = [f"the database failed: {error}"]
        if problems:
            logger.error("Health check %s: %s", name, "; ".join(problems))
            return JsonResponse({"status": "failed", "check": name}, status=503)
    return JsonResponse({"status": "ok"})


def _database() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return []


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return [f"{app}.{name} is not applied" for app, name in _newest_migrations() if (app, name) not in applied]


@cache
def _newest_migrations() -> list[tuple[str, str]]:
    """The last migration of each app; read from the files once, as they change only with the code."""
    return MigrationLoader(None).graph.leaf_nodes()


CHECKS: dict[str, Callable[[], list[str]]] = {
    "database": _database,
    "migrations": _migrations,
    "triggers": triggers.missing,
}
