"""A database on another machine has to prove who it is; one on this machine need not."""

from types import SimpleNamespace

import pytest

from edi_tracker.environment import env_database
from plans.checks import databases_elsewhere_prove_who_they_are, may_be_read_along

ELSEWHERE = "postgres://edi_web:secret@db.example/edi"


@pytest.fixture
def database(monkeypatch):
    def read(address):
        monkeypatch.setenv("DATABASE_URL", address)
        return env_database("DATABASE_URL", default="")

    return read


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////folder/edi.sqlite3",
        "postgres://edi_web@/edi",
        "postgres://edi_web@/edi?host=/run/postgresql",
        "postgres://edi_web@%2Frun%2Fpostgresql/edi",
        "postgres://edi_web:secret@localhost:5433/edi",
        "postgres://edi_web:secret@127.0.0.2/edi?sslmode=disable",
        "postgres://edi_web:secret@[::1]/edi",
        f"{ELSEWHERE}?hostaddr=127.0.0.1",
        f"{ELSEWHERE}?sslmode=verify-full&sslrootcert=/etc/ssl/certs/db-ca.pem",
    ],
)
def test_a_database_of_this_machine_or_with_a_certificate_that_is_checked_is_right(database, address):
    assert not may_be_read_along(database(address))


@pytest.mark.parametrize(
    "address",
    [
        ELSEWHERE,
        f"{ELSEWHERE}?sslmode=require",
        f"{ELSEWHERE}?sslmode=verify-ca",
        "postgres://edi_web:secret@10.0.0.5/edi",
        "postgres://edi_web:secret@[2001:db8::1]/edi",
        "postgres://edi_web:secret@localhost.example/edi",
        "postgres://edi_web@/edi?host=localhost,db.example",
        "postgres://edi_web@/edi?hostaddr=10.0.0.5",
    ],
)
def test_a_database_elsewhere_has_to_prove_who_it_is(database, address):
    assert may_be_read_along(database(address))


@pytest.mark.parametrize(("alias", "name"), [("default", "DATABASE_URL"), ("replica", "DATABASE_REPLICA_URL")])
def test_the_check_names_the_setting_and_says_what_to_put_there(database, monkeypatch, alias, name):
    monkeypatch.setattr("plans.checks.settings", SimpleNamespace(DATABASES={alias: database(ELSEWHERE)}))
    [told] = databases_elsewhere_prove_who_they_are(None)
    assert told.msg.startswith(f"{name} names")
    assert f"{name} end in ?sslmode=verify-full&" in told.hint
    assert "secret" not in told.msg + told.hint
