"""What `manage.py check --deploy` asks of an installation before it is used for real."""

import os
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

NAMED_BY = {"default": "DATABASE_URL", "replica": "DATABASE_REPLICA_URL"}


@register(Tags.security, deploy=True)
def two_steps_are_required(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse an installation whose equality leads and superusers may sign in by a password alone."""
    if settings.FOR_TRYING_OUT or settings.TWO_STEP_REQUIRED:
        return []
    return [
        Error(
            "TWO_STEP_REQUIRED is false: a password alone lets people into the admin.",
            hint="Take TWO_STEP_REQUIRED out of the environment, or set it to true.",
            id="plans.E001",
        )
    ]


@register(Tags.security, deploy=True)
def is_not_for_trying_out(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse an installation that the demonstration's people may sign in to, with a password that everybody knows."""
    if not settings.FOR_TRYING_OUT:
        return []
    hint = "Take DEBUG out of the environment, or set it to false."
    return [Error("DEBUG is true: this copy is for trying out, not for use.", hint=hint, id="plans.E002")]


@register(Tags.security)
def breached_passwords_can_be_read(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse a file of breached passwords that cannot be read: none would be refused by it."""
    path = settings.BREACHED_PASSWORDS_FILE
    if not path or os.access(path, os.R_OK):
        return []
    hint = "Give the path of the file, or take BREACHED_PASSWORDS_FILE out of the environment."
    return [Error(f"BREACHED_PASSWORDS_FILE is {path!r}, which cannot be read.", hint=hint, id="plans.E003")]


@register(Tags.security, deploy=True)
def databases_elsewhere_prove_who_they_are(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Warn of a database on another machine whose certificate is not checked: somebody between could read along."""
    return [
        Warning(
            f"{name} names a PostgreSQL server on another machine without sslmode=verify-full.",
            hint=f"Let {name} end in ?sslmode=verify-full&sslrootcert=/path/of/the/authority.pem",
            id="plans.W001",
        )
        for alias, name in NAMED_BY.items()
        if alias in settings.DATABASES and may_be_read_along(settings.DATABASES[alias])
    ]


def may_be_read_along(database: dict[str, Any]) -> bool:
    """Whether a database, as settings describe it, is reached over a network and need not prove who it is.

    OWASP ASVS 5.0, 12.3.1. Sockets and loopback addresses are of this machine.
    """
    if not database["ENGINE"].endswith("postgresql"):
        return False
    given = database.get("OPTIONS", {})
    hosts = str(given.get("hostaddr") or given.get("host") or database.get("HOST") or "")
    return given.get("sslmode") != "verify-full" and not all(_is_here(host) for host in hosts.split(","))


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
