"""Backups in PostgreSQL's way: pg_dump and pg_restore, and a database beside the one in use."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings as configured
from django.db import OperationalError, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from plans.audit import roles
from plans.backups.aliases import opened
from plans.backups.problem import BackupProblem

ENDING = "dump"
DEBIAN = Path("/usr/lib/postgresql")
SERVER = "edi_server"
LONGEST_NAME = 63
REPLACED_STAYS_BESIDE = True
SEPARATES, ESCAPED = r"([\\\s])", r"\\\1"  # how libpq reads its options
BESIDE, AWAY = "_edi_beside", "_edi_away"
IN_USE = "The database is in use. Stop the service, and whatever else is connected to it, and try again."
CHOSEN = (
    "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype "
    "FROM pg_database WHERE datname = current_database()"
)
GRANTS = """
WITH place AS (
    SELECT 1 AS number, format('DATABASE %%I', %s::text) AS name, datacl AS rights
    FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 2, 'SCHEMA public', nspacl FROM pg_namespace WHERE nspname = 'public'
)
SELECT format('ALTER SCHEMA public OWNER TO %%I', pg_get_userbyid(nspowner)), 0, 0
FROM pg_namespace WHERE nspname = 'public' AND nspowner <> 'pg_database_owner'::regrole
UNION ALL SELECT format('REVOKE ALL ON %%s FROM PUBLIC', name), number, 1 FROM place WHERE rights IS NOT NULL
UNION ALL
SELECT format('GRANT %%s ON %%s TO %%s', privilege_type, name,
              CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END), number, 2
FROM place, aclexplode(rights) ORDER BY 2, 3
"""
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def name_of(settings: dict[str, Any]) -> str:
    """The name that a person types to have the database overwritten."""
    return str(settings["NAME"])


def size(connection) -> int:
    """Return how many bytes the database has; a backup, which is compressed, has fewer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def write(connection, path: Path) -> None:
    """Dump the database, as the caller's open snapshot sees it, into an empty file."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    options = ["--format=custom", "--lock-wait-timeout=60000", f"--snapshot={snapshot}"]
    with path.open("wb") as file:
        _run("pg_dump", connection.settings_dict, *options, output=file)


def can_load(connection) -> bool:
    """Whether the role may create the database into which a backup is loaded to be verified."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def read_through(path: Path) -> None:
    """Read a whole archive, as if to restore it; raise BackupProblem where it ends too early."""
    _run("pg_restore", None, f"--file={os.devnull}", file=path)


def prepare(connection, *, to_stay: bool) -> dict[str, Any]:
    """Create the side place, a database on the same server, instead of any that was left; return its settings.

    One that is to stay belongs to whom the database belongs to, and so does all that is loaded into it.
    """
    settings = connection.settings_dict
    name = f"{settings['NAME'][: LONGEST_NAME - len(BESIDE)]}{BESIDE}"
    with connection.cursor() as cursor:
        cursor.execute(CHOSEN)
        owner, *chosen = cursor.fetchone()
        belonging = f"OWNER {connection.ops.quote_name(owner)}" if to_stay else ""
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")
        cursor.execute(
            f"CREATE DATABASE {connection.ops.quote_name(name)} {belonging} TEMPLATE template0 "
            "ENCODING %s LC_COLLATE %s LC_CTYPE %s",
            chosen,
        )
    role = f" -c role={re.sub(SEPARATES, ESCAPED, owner)}" if to_stay else ""
    return settings | {"NAME": name, "OPTIONS": settings["OPTIONS"] | {"options": f"-c jit=off{role}"}}


def load(path: Path, side: dict[str, Any]) -> None:
    """Load a backup into the side place; who may do what there is not the backup's to say."""
    _run("pg_restore", side, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file=path)


def discard(connection, side: dict[str, Any]) -> None:
    """Remove the side place."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(side['NAME'])} WITH (FORCE)")


def damage(connection) -> list[str]:
    """A database into which every row and every constraint could be loaded has no damage of its own."""
    return []


@contextmanager
def alone(connection) -> Iterator[None]:
    """Raise BackupProblem where somebody is connected; who comes later is found when the databases are exchanged."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        if cursor.fetchone()[0]:
            raise BackupProblem(IN_USE)
    yield


def exchange(connection, side) -> None:
    """Let the database and the side place change their names, both or neither; nobody may be connected to them."""
    quote = connection.ops.quote_name
    here, there = connection.settings_dict["NAME"], side.settings_dict["NAME"]
    away = quote(f"{here[: LONGEST_NAME - len(AWAY)]}{AWAY}")
    _take_over_rights(connection, side)
    connection.close()
    side.close()
    try:
        with _server(connection.settings_dict) as server, transaction.atomic(using=SERVER), server.cursor() as cursor:
            for before, after in ((quote(here), away), (quote(there), quote(here)), (away, quote(there))):
                cursor.execute(f"ALTER DATABASE {before} RENAME TO {after}")
    except OperationalError as error:
        raise BackupProblem(IN_USE) from error


def _take_over_rights(connection, side) -> None:
    """Give the side place the rights of the database: they are this server's, not the backup's."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTS, [side.settings_dict["NAME"]])
        grants = [row[0] for row in cursor.fetchall()]
    with side.cursor() as cursor:
        for grant in grants:
            cursor.execute(grant)
    roles.give(side.alias)


@contextmanager
def _server(settings: dict[str, Any]) -> Iterator[Any]:
    """A connection to the server that is to neither database: no database can be renamed from within."""
    name = "template1" if settings["NAME"] == "postgres" else "postgres"
    with opened(SERVER, settings | {"NAME": name}) as server:
        yield server


def _found(program: str) -> str:
    """Return the path of one of PostgreSQL's programs; the newest where Debian has several."""
    if configured.PG_BIN:
        found = shutil.which(program, path=configured.PG_BIN)
    else:
        newest = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]), reverse=True)
        found = shutil.which(program) or next(map(str, newest), None)
    if not found:
        raise BackupProblem(
            f"{program} was not found. Install PostgreSQL's client programs (Debian: postgresql-client), "
            "or set PG_BIN to the folder that has them."
        )
    return found


def _address(settings: dict[str, Any]) -> tuple[str, str]:
    """Return where a database is, in libpq's words, and the password; TLS and all else as Django connects to it."""
    given = DatabaseWrapper(settings).get_connection_params()
    known = {each.keyword.decode() for each in Conninfo.get_defaults()}
    password = given.pop("password", "")
    return make_conninfo(**{name: value for name, value in given.items() if name in known}), password


def _run(
    program: str,
    settings: dict[str, Any] | None,
    *options: str,
    output: IO[bytes] | None = None,
    file: Path | None = None,
) -> None:
    """Run a program on a database, or on none; the password is handed over in the environment, where nobody sees it.

    Raises BackupProblem with the first line that it complains in: the lines after that may quote what people wrote.
    """
    command, environment = [_found(program), *options], dict(os.environ)
    if settings:
        address, password = _address(settings)
        command += ["--no-password", f"--dbname={address}"]
        environment |= {"PGPASSWORD": password} if password else {}
    command += [str(file)] if file else []
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, env=environment)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it gave no reason"]
        raise BackupProblem(f"{program} could not do its work: {said[0]}")
