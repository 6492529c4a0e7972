"""Readers of the environment: each value is checked, and a wrong one is refused in a sentence."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASE_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half way
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    },
    "django.db.backends.postgresql": {
        "options": (
            "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000 "  # milliseconds
            "-c jit=off -c work_mem=32MB"  # compiling a dashboard's question takes longer than answering it
        ),
    },
}


def env_bool(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be true or false.")
    return value.lower() == "true"


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


def env_database(name: str, *, default: str) -> dict[str, Any]:
    try:
        database: dict[str, Any] = {**dj_database_url.parse(env_secret(name) or default)}
        options = DATABASE_OPTIONS[database["ENGINE"]]
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read (its value is not shown, as it may hold a password). "
            "It must look like postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3."
        ) from error
    return database | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | database.get("OPTIONS", {}),
    }
