"""What each of PostgreSQL's roles may do, so that whoever breaks into the web server cannot rewrite the past.

``docs/postgresql/roles.sql`` makes the roles and a database that one of them owns. Every ``migrate`` then gives their
rights anew, so that a new table has them at once. A database with another owner is one without roles: all is as
whoever connects may do.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.management.base import CommandError
from django.db import connections, transaction

from plans.audit.records import TRACKED, history_of
from plans.models import HistorySeal

SEALS = HistorySeal._meta.db_table
WRITTEN_BY_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission")

OWNER = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
MAY_MIGRATE = "SELECT current_user, has_schema_privilege(current_schema(), 'CREATE')"
OURS = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = ANY(%s) AND pg_has_role(relowner, 'USAGE')
"""  # an extension's views, such as pg_stat_statements, are not ours to give
NUMBERING = """
SELECT s.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_class t ON t.oid = d.refobjid WHERE t.relname = ANY(%s) AND t.relnamespace = 'public'::regnamespace
"""
EXCESS = """
SELECT current_user, 'is a superuser' FROM pg_roles WHERE rolname = current_user AND rolsuper
UNION ALL SELECT current_user, 'may act as ' || %(owner)s WHERE pg_has_role(%(owner)s, 'MEMBER')
UNION ALL SELECT current_user, 'may create tables' WHERE has_schema_privilege('public', 'CREATE')
UNION ALL SELECT current_user, 'may write ' || relname FROM pg_class
    WHERE relname = ANY(%(guarded)s) AND relnamespace = 'public'::regnamespace
    AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
"""


class Roles(NamedTuple):
    """The names of a database's roles."""

    owner: str
    web: str
    seal: str
    read: str


def roles_of(using: str = "default") -> Roles | None:
    """Return the roles of a database, named after its owner; None where it has none."""
    if connections[using].vendor != "postgresql":
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(OWNER)
        owner = cursor.fetchone()[0]
        roles = Roles(*(f"{owner.removesuffix('_owner')}_{part}" for part in Roles._fields))
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", [list(roles)])
        return roles if roles.owner == owner and cursor.fetchone()[0] == len(roles) else None


def give(using: str = "default") -> None:
    """Give the roles their rights, and take any others from them; nothing where there are no roles."""
    roles = roles_of(using)
    if roles is None:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        tables, sequences = _names(cursor, OURS, ["r", "p", "v", "m"]), _names(cursor, OURS, ["S"])
        everybody = f"PUBLIC, {_quoted([roles.web, roles.seal, roles.read])}"
        cursor.execute(f"REVOKE ALL ON TABLE {_quoted(tables)} FROM {everybody}")
        cursor.execute(f"REVOKE ALL ON SEQUENCE {_quoted(sequences)} FROM {everybody}")
        for right, kind, names, role in _rights(cursor, roles, tables, sequences):
            if names:  # in a database that was migrated back, there may be none
                cursor.execute(f"GRANT {right} ON {kind} {_quoted(names)} TO {_quoted([role])}")


def excess() -> list[str]:
    """Return a sentence for each right that the web server holds and should not; none where there are no roles."""
    roles = roles_of()
    if roles is None:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(EXCESS, {"owner": roles.owner, "guarded": sorted(_guarded())})
        return [f"{role} {may}, which {roles.web} may not" for role, may in cursor.fetchall()]


def refuse_to_migrate_without_rights(using: str) -> None:
    """Raise CommandError, with what to do, where the connected role may not change tables."""
    if connections[using].vendor != "postgresql":
        return
    with connections[using].cursor() as cursor:
        cursor.execute(MAY_MIGRATE)
        role, may = cursor.fetchone()
    if not may:
        roles = roles_of(using)
        owner = roles.owner if roles else "the role that owns the tables"
        raise CommandError(f"{role} may not change tables. Run migrate with a DATABASE_URL that names {owner}.")


def _histories() -> set[str]:
    return {history_of(model)._meta.db_table for model in TRACKED.values()}


def _guarded() -> set[str]:
    """The tables that the web server only reads."""
    return _histories() | {SEALS, *WRITTEN_BY_MIGRATIONS}


def _rights(
    cursor: Any, roles: Roles, tables: list[str], sequences: list[str]
) -> Iterator[tuple[str, str, list[str], str]]:
    """Yield what is given: the right, to tables or sequences, which, and to whom.

    PostgreSQL lets only a role that may change a table lock it. Sealing locks the histories, whose triggers refuse
    the changes themselves.
    """
    written = sorted(set(tables) - _guarded())
    seals = [name for name in tables if name == SEALS]
    yield "SELECT", "TABLE", tables, roles.web
    yield "INSERT, UPDATE, DELETE", "TABLE", written, roles.web
    yield "USAGE", "SEQUENCE", _names(cursor, NUMBERING, written), roles.web
    yield "SELECT, UPDATE", "TABLE", [*sorted(_histories() & set(tables)), *seals], roles.seal
    yield "INSERT", "TABLE", seals, roles.seal
    yield "USAGE", "SEQUENCE", _names(cursor, NUMBERING, seals), roles.seal
    yield "SELECT", "TABLE", tables, roles.read
    yield "SELECT", "SEQUENCE", sequences, roles.read


def _names(cursor: Any, question: str, of: list[str]) -> list[str]:
    cursor.execute(question, [of])
    return [name for (name,) in cursor.fetchall()]


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
