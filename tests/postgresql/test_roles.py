"""The roles that the docs give: what each of them cannot do, however it tries."""

from itertools import product

import psycopg
import pytest
from django.core.management import CommandError, call_command

from actions.models import Action
from plans.audit.seals import seal_all
from tests.audit.checks import assert_history_is_whole, execute, tables
from tests.postgresql.conftest import served_by

pytestmark = pytest.mark.xdist_group("servers")

ROW, HISTORY = tables(Action)
NOTHING_RECORDED = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
ON_HISTORY = {
    "forge a history row": f"INSERT INTO {HISTORY} SELECT * FROM {HISTORY} LIMIT 1",
    "rewrite history": f"UPDATE {HISTORY} SET status = 'completed'",
    "delete history": f"DELETE FROM {HISTORY}",
    "empty the history": f"TRUNCATE {HISTORY}",
    "switch the triggers off": f"ALTER TABLE {ROW} DISABLE TRIGGER ALL",
    "drop a trigger": f"DROP TRIGGER edi_record ON {ROW}",
    "write as a replica does": "SET session_replication_role = replica",
    "replace what is recorded": f"CREATE OR REPLACE FUNCTION public.edi_record_{ROW}() {NOTHING_RECORDED}",
}
AROUND_IT = {
    "seal": "INSERT INTO plans_historyseal (chain) VALUES (2)",
    "take a seal off": "DELETE FROM plans_historyseal",
    "use up the numbers of history": f"SELECT nextval(pg_get_serial_sequence('{HISTORY}', 'history_id'))",
    "empty a table": f"TRUNCATE {ROW} CASCADE",
    "add a trigger": f"CREATE TRIGGER mine BEFORE INSERT ON {ROW} EXECUTE FUNCTION edi_append_only()",
    "drop a table": f"DROP TABLE {ROW} CASCADE",
    "create a table": "CREATE TABLE mine (id int)",
    "create a passing table": f"CREATE TEMPORARY TABLE {ROW} (id int)",
    "create a function": f"CREATE FUNCTION public.mine() {NOTHING_RECORDED}",
    "create a schema": "CREATE SCHEMA mine",
    "take a migration back": "DELETE FROM django_migrations",
    "become the owner": "SET ROLE edi_owner",
    "become the sealer": "SET ROLE edi_seal",
    "make a role": "CREATE ROLE mine",
    "read other roles' passwords": "SELECT rolpassword FROM pg_authid",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "read a file of the server": "COPY plans_user (name) FROM '/etc/passwd'",
}
COMMON = [*ON_HISTORY, "take a seal off", "become the owner", "create a table", "run a program"]
OF_SEALING = {("edi_seal", "rewrite history")}  # whoever may not change a table may not lock it
OTHERS = [pair for pair in product(["edi_read", "edi_seal"], COMMON) if pair not in OF_SEALING]
READING = {"write": f"UPDATE {ROW} SET text = 'x'", "sign in": "INSERT INTO django_session VALUES ('a', 'b', now())"}


def refused(server, role, statement):
    with server.connect(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("attack", ON_HISTORY)
def test_the_web_server_cannot_touch_history(primary, attack):
    refused(primary, "edi_web", ON_HISTORY[attack])


@pytest.mark.parametrize("attack", AROUND_IT)
def test_the_web_server_cannot_get_around_it(primary, attack):
    refused(primary, "edi_web", AROUND_IT[attack])


def test_the_web_server_gives_itself_nothing(primary):
    with primary.connect("edi_web") as web:
        web.execute(f"GRANT ALL ON {HISTORY} TO edi_web")  # PostgreSQL only warns that it granted nothing
    refused(primary, "edi_web", f"DELETE FROM {HISTORY}")


@pytest.mark.parametrize(("role", "attack"), OTHERS)
def test_no_more_can_those_who_read_and_seal(primary, role, attack):
    refused(primary, role, (ON_HISTORY | AROUND_IT)[attack])


def test_the_right_to_lock_history_lets_nobody_rewrite_it(primary, web_world):
    with primary.connect("edi_seal") as sealer, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        sealer.execute(ON_HISTORY["rewrite history"])


@pytest.mark.parametrize("deed", READING)
def test_who_reads_writes_nothing(primary, deed):
    refused(primary, "edi_read", READING[deed])
    refused(primary, "edi_seal", READING[deed])


def test_who_seals_reads_no_people(primary):
    refused(primary, "edi_seal", "SELECT email FROM plans_user")


def test_nobody_else_even_connects(primary):
    primary.psql("-c", "CREATE ROLE stranger LOGIN")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        primary.connect("stranger")


def test_other_tables_in_the_path_change_nothing_that_is_recorded(as_web, web_world):
    with as_web.connect("edi_web") as web:
        web.execute("SET search_path = pg_temp, pg_catalog")
        web.execute(f"UPDATE public.{ROW} SET current_text = 'x' WHERE id = %s", [web_world.action.pk])
        newest = f"SELECT current_text, source FROM public.{HISTORY} ORDER BY history_id DESC LIMIT 1"
        assert web.execute(newest).fetchone() == ("x", "outside the application")


@pytest.mark.usefixtures("as_owner")
def test_a_new_table_has_its_rights_after_the_next_migration(primary):
    execute("CREATE TABLE newcomer (id bigint GENERATED BY DEFAULT AS IDENTITY, text text)")
    execute(f"GRANT DELETE ON {HISTORY} TO edi_web")
    call_command("migrate", verbosity=0)
    with primary.connect("edi_web") as web:
        web.execute("INSERT INTO newcomer (text) VALUES ('x')")
    execute("DROP TABLE newcomer")
    refused(primary, "edi_web", f"DELETE FROM {HISTORY}")


@pytest.mark.usefixtures("as_owner")
def test_what_an_administrator_added_to_the_schema_is_left_alone(primary):
    with primary.connect() as administrator:
        administrator.execute("CREATE VIEW public.figures AS SELECT count(*) FROM pg_stat_activity")
        call_command("migrate", verbosity=0)
        administrator.execute("DROP VIEW public.figures")


@pytest.mark.usefixtures("as_web")
def test_the_web_server_s_role_does_not_migrate():
    with pytest.raises(CommandError, match="edi_web may not change tables. .* DATABASE_URL that names edi_owner."):
        call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("web_world")
def test_sealing_and_verifying_need_no_more_than_their_roles(primary):
    with served_by(DATABASE_URL=primary.url("edi_seal")):
        assert seal_all()
    for role in ("edi_read", "edi_web"):
        with served_by(DATABASE_URL=primary.url(role)):
            assert_history_is_whole()


def test_a_backup_needs_no_more_than_reading(primary):
    primary.run("pg_dump", "-h", primary.home, "-U", "edi_read", "-d", "edi", "-f", "/dev/null")
