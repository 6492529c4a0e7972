"""Readers of the environment: each value is checked, and a wrong one is refused in a sentence."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASE_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half way
        "timeout": 20,  # seconds; a command rather waits than fails
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    },
    "django.db.backends.postgresql": {
        "options": (
            "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000 "  # milliseconds
            "-c jit=off -c work_mem=32MB"  # compiling a dashboard's question takes longer than answering it
        ),
        "connect_timeout": 5,  # seconds, as are the next: a server that is gone is noticed within a minute
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,  # milliseconds
    },
}


def env_bool(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be true or false.")
    return value.lower() == "true"


def env_choice(name: str, *choices: str, default: str) -> str:
    value = os.environ.get(name, "").strip() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be {' or '.join(choices)}.")
    return value


def env_number(name: str, *, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a whole number.")
    return int(value) if value else default


def env_list(name: str, *, default: str = "") -> list[str]:
    """The parts of a comma-separated value."""
    parts = (os.environ.get(name) or default).split(",")
    return [part.strip() for part in parts if part.strip()]


def env_secret(name: str, *, at_least: int = 0) -> str:
    """The value of NAME, or else the content of the file that NAME_FILE names; never shown in an error."""
    secret = os.environ.get(name, "").strip()
    path = os.environ.get(f"{name}_FILE", "").strip()
    if path and not secret:
        try:
            secret = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE is {path!r}. It must name a text file.") from error
    if len(secret) < at_least:
        raise ImproperlyConfigured(
            f"{name} has {len(secret)} characters. It must have at least {at_least}; "
            f"set it, or set {name}_FILE to the path of a file that holds it."
        )
    return secret


def env_issuer(name: str, *, unencrypted: bool) -> str:
    """The address of a sign-on service, blank where there is none; ``unencrypted`` allows one on this computer."""
    issuer = os.environ.get(name, "").strip()
    loopback = ("http://127.0.0.1:", "http://localhost:") if unencrypted else ()
    if issuer and (not issuer.startswith(("https://", *loopback)) or len(issuer) > 200 or set(issuer) & set("?# {}")):
        raise ImproperlyConfigured(
            f"{name} is {issuer!r}. It must be an address that begins with https:// and is written exactly as the "
            "service's own discovery document writes its issuer."
        )
    return issuer


def env_database(name: str, *, default: str) -> dict[str, Any]:
    try:
        database: dict[str, Any] = {**dj_database_url.parse(env_secret(name) or default)}
        options = DATABASE_OPTIONS[database["ENGINE"]]
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read (its value is not shown, as it may hold a password). "
            "It must look like postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3."
        ) from error
    if "options" in options:
        options = options | {"options": f"{options['options']} -c statement_timeout={_longest_statement()}"}
    else:
        options = options | {"timeout": env_number("SQLITE_LOCK_TIMEOUT", default=options["timeout"])}
    return database | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | database.get("OPTIONS", {}),
    }


def env_databases(*, default: str) -> dict[str, dict[str, Any]]:
    """The database of DATABASE_URL, and its read replica where DATABASE_REPLICA_URL names one."""
    databases = {"default": env_database("DATABASE_URL", default=default)}
    if env_secret("DATABASE_REPLICA_URL"):
        replica = env_database("DATABASE_REPLICA_URL", default="")
        if {database["ENGINE"] for database in (replica, *databases.values())} != {"django.db.backends.postgresql"}:
            raise ImproperlyConfigured("DATABASE_REPLICA_URL is set, so it and DATABASE_URL must both name PostgreSQL.")
        replica["OPTIONS"]["options"] += " -c default_transaction_read_only=on"
        databases["replica"] = replica | {"TEST": {"MIRROR": "default"}}
    return databases


def _longest_statement() -> int:
    """Milliseconds after which PostgreSQL gives up on a statement; 0, never, unless the web server set its limit."""
    return env_number("DATABASE_STATEMENT_TIMEOUT", default=0) * 1000
