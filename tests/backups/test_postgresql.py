"""PostgreSQL's own ways: roles that may not all do the same, rights that stay, and nobody connected."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from psycopg.conninfo import make_conninfo

from plans.audit import roles
from plans.backups import postgresql, restoring
from plans.backups.aliases import opened
from plans.backups.folder import whole
from plans.backups.making import READ_THROUGH, RESTORED, back_up
from plans.backups.problem import BackupProblem
from plans.backups.restoring import drill, restore
from plans.backups.rotation import Keep
from plans.models import Plan
from tests.audit.checks import execute
from tests.backups.looking import assert_whole, rows

pytestmark = pytest.mark.usefixtures("places_beside")

ROLES = Path(__file__).resolve().parents[2] / "docs/postgresql/roles.sql"
RIGHTS = """
SELECT 'database', grantee::regrole::text, privilege_type, datdba::regrole::text
FROM pg_database, aclexplode(datacl) WHERE datname = current_database()
UNION ALL SELECT 'schema', grantee::regrole::text, privilege_type, nspowner::regrole::text
FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' ORDER BY 1, 2, 3
"""
OWNERS = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"


def address(**changes):
    """Where a database of the tests' server is, for a program that is not Django."""
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("dbname", "user", "host", "port") if given.get(name)}
    return make_conninfo(**wanted | changes)


def asked(using, sql):
    with connections[using].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@contextmanager
def connected_as(role, name):
    """The alias of the database with roles, as one of them sees it."""
    settings = connection.settings_dict | {"NAME": name, "USER": f"{name}_{role}"}
    options = {key: value for key, value in settings["OPTIONS"].items() if key != "user"}
    with opened("elsewhere", settings | {"OPTIONS": options}):
        yield "elsewhere"


@pytest.fixture
def with_roles(places_beside):
    """The name of an empty database with roles, made by the SQL of the docs."""
    name = f"{connection.settings_dict['NAME']}_with"
    command = ["psql", "--quiet", f"--dbname={address()}", "-v", f"name={name}", "-f", str(ROLES)]
    subprocess.run(command, check=True, capture_output=True)
    yield name
    execute(f"DROP DATABASE {name} WITH (FORCE)")
    execute(f"DROP ROLE {', '.join(f'{name}_{role}' for role in roles.Roles._fields)}")


@pytest.fixture
def restored(with_roles, earlier, said):
    """The same, into which its owner has restored a backup of a database without roles."""
    execute(f"ALTER ROLE {with_roles}_owner CREATEDB")
    with connected_as("owner", with_roles) as using:
        before = asked(using, RIGHTS)
        restore(using, earlier.file, say=said.append)
        assert asked(using, RIGHTS) == before
    return with_roles


def test_what_is_restored_is_its_owners_and_the_roles_may_what_they_may(restored):
    with connected_as("owner", restored) as using:
        assert asked(using, OWNERS) == [(f"{restored}_owner",)]
        assert_whole(using)
    with psycopg.connect(address(dbname=restored, user=f"{restored}_web")) as web:
        assert web.execute("UPDATE plans_plan SET title = 'Newer'").rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("DELETE FROM plans_historicalplan")


def test_the_administrator_restores_for_the_owner(with_roles, earlier, said):
    with opened("elsewhere", connection.settings_dict | {"NAME": with_roles}):
        before = asked("elsewhere", RIGHTS)
        restore("elsewhere", earlier.file, say=said.append)
        assert asked("elsewhere", RIGHTS) == before
        assert asked("elsewhere", OWNERS) == [(f"{with_roles}_owner",)]


def test_an_owner_who_may_create_no_database_is_told_so(restored, earlier, said):
    execute(f"ALTER ROLE {restored}_owner NOCREATEDB")
    with connected_as("owner", restored) as using:
        before = rows(using)
        with pytest.raises(BackupProblem, match=r"may not create databases.+ALTER ROLE … CREATEDB"):
            restore(using, earlier.file, overwrite=restored, say=said.append)
        assert rows(using) == before


def test_a_role_that_only_reads_backs_up_and_says_how_far_it_verified(restored, folder, said):
    with connected_as("read", restored) as using:
        with pytest.raises(BackupProblem, match="may not create databases"):
            back_up(using, folder, keep=Keep(), say=said.append, must_restore=True)
        assert back_up(using, folder, keep=Keep(), say=said.append).manifest.verified == READ_THROUGH
        assert "Read it through. It was not restored to verify it, as this role may not create databases." in said
        execute(f"ALTER ROLE {restored}_read CREATEDB")
        backup = back_up(using, folder, keep=Keep(), say=said.append, must_restore=True)
        assert backup.manifest.verified == RESTORED
        drill(using, backup.file, say=said.append)


def test_an_archive_that_ends_too_early_is_found_by_reading_it_through(earlier):
    postgresql.read_through(earlier.file)
    earlier.file.write_bytes(earlier.file.read_bytes()[:-500])
    with pytest.raises(BackupProblem, match="pg_restore could not do its work"):
        postgresql.read_through(earlier.file)


def test_a_database_to_which_somebody_is_connected_is_not_replaced(earlier, elsewhere, said):
    name = connections[elsewhere].settings_dict["NAME"]
    with psycopg.connect(address(dbname=name)), pytest.raises(BackupProblem, match="The database is in use. Stop"):
        restore(elsewhere, earlier.file, say=said.append)
    assert rows(elsewhere) == {}


def test_who_connects_while_it_is_loaded_keeps_it_from_being_replaced(earlier, elsewhere, said, monkeypatch):
    name = connections[elsewhere].settings_dict["NAME"]
    came = []

    def somebody_comes(side, facts):
        came.append(psycopg.connect(address(dbname=name)))
        return 1, []

    monkeypatch.setattr(restoring, "prove", somebody_comes)
    with pytest.raises(BackupProblem, match="The database is in use. Stop"):
        restore(elsewhere, earlier.file, say=said.append)
    came[0].close()
    assert rows(elsewhere) == {}


def test_what_somebody_writes_while_it_is_loaded_is_not_lost(earlier, elsewhere, said, monkeypatch):
    restore(elsewhere, earlier.file, say=said.append)
    name = connections[elsewhere].settings_dict["NAME"]

    def somebody_writes(side, facts):
        with psycopg.connect(address(dbname=name)) as database:
            database.execute("UPDATE plans_plan SET title = 'Newer'")
        return 1, []

    monkeypatch.setattr(restoring, "prove", somebody_writes)
    with pytest.raises(BackupProblem, match="The database is in use. Stop"):
        restore(elsewhere, earlier.file, overwrite=name, with_safety_copy=False, say=said.append)
    assert Plan.objects.using(elsewhere).get().title == "Newer"
    assert_whole(elsewhere)


def test_no_password_is_seen_in_the_list_of_processes(monkeypatch, tmp_path):
    seen = {}

    def run(command, **options):
        seen.update(command=command, environment=options["env"])
        return subprocess.CompletedProcess(command, 0, stderr=b"")

    monkeypatch.setattr(postgresql.subprocess, "run", run)
    settings = connection.settings_dict | {"PASSWORD": "s3cret and spaces", "USER": "edi_read"}
    postgresql.load(tmp_path / "file", settings)
    assert "s3cret" not in " ".join(seen["command"])
    assert seen["environment"]["PGPASSWORD"] == "s3cret and spaces"


def test_programs_that_are_not_there_are_asked_for(plan, folder, said, settings, tmp_path):
    settings.PG_BIN = str(tmp_path)
    with pytest.raises(BackupProblem, match=r"pg_dump was not found.+postgresql-client.+or set PG_BIN"):
        back_up("default", folder, keep=Keep(), say=said.append)
    assert whole(folder) == []


def test_programs_are_found_where_debian_puts_them(monkeypatch, settings):
    monkeypatch.setattr(postgresql.shutil, "which", lambda *args, **options: None)
    if not list(postgresql.DEBIAN.glob("*/bin/pg_dump")):
        pytest.skip("This PostgreSQL is not Debian's")
    assert Path(postgresql._found("pg_dump")).is_file()


def test_a_complaint_is_told_by_its_first_line_alone(tmp_path):
    file = tmp_path / "junk.dump"
    file.write_text("junk")
    with pytest.raises(BackupProblem) as problem:
        postgresql.read_through(file)
    assert "\n" not in str(problem.value)
