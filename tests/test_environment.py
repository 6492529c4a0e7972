import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from edi_tracker.environment import env_bool, env_database, env_databases, env_list, env_secret

WSGI = Path(__file__).resolve().parent.parent / "edi_tracker/wsgi.py"


@pytest.mark.parametrize(("value", "read"), [("true", True), ("False", False), ("", True), (" true ", True)])
def test_a_yes_or_no_is_read(monkeypatch, value, read):
    monkeypatch.setenv("HTTPS", value)
    assert env_bool("HTTPS", default=True) is read


def test_a_yes_or_no_must_be_true_or_false(monkeypatch):
    monkeypatch.setenv("HTTPS", "maybe")
    with pytest.raises(ImproperlyConfigured, match="HTTPS is 'maybe'. It must be true or false"):
        env_bool("HTTPS", default=True)


def test_a_list_drops_spaces_and_empty_parts(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example , ,b.example,")
    assert env_list("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env_secret("SECRET_KEY") == "from the file"


def test_a_missing_secret_file_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE is .*nowhere"):
        env_secret("SECRET_KEY")


def test_a_short_secret_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY has 7 characters") as refusal:
        env_secret("SECRET_KEY", at_least=50)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("url", ["mysql://me:hunter2@h/db", "nonsense", "postgres://u:hunter2@[h/db"])
def test_an_unreadable_database_address_is_refused_without_showing_it(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as refusal:
        env_database("DATABASE_URL", default="sqlite://:memory:")
    assert "hunter2" not in str(refusal.value)


def test_postgres_gives_up_on_a_lock(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://edi@/edi?host=/run/postgresql")
    database = env_database("DATABASE_URL", default="")
    assert "lock_timeout" in database["OPTIONS"]["options"]
    assert database["OPTIONS"]["host"] == "/run/postgresql"
    assert database["CONN_MAX_AGE"] == 60


def test_sqlite_waits_for_its_turn(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    database = env_database("DATABASE_URL", default="sqlite:////a%20folder/file.sqlite3")
    assert database["NAME"] == "/a folder/file.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


PRIMARY, STANDBY = "postgres://edi_web@db.example/edi", "postgres://edi_read@copy.example/edi"


def test_a_server_that_is_gone_is_noticed_within_a_minute(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", PRIMARY)
    options = env_database("DATABASE_URL", default="")["OPTIONS"]
    assert options["connect_timeout"] <= 5
    assert options["keepalives_idle"] + options["keepalives_interval"] * options["keepalives_count"] <= 60


def test_a_web_server_has_a_limit_for_statements_and_a_command_has_none(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", PRIMARY)
    assert env_database("DATABASE_URL", default="")["OPTIONS"]["options"].endswith("statement_timeout=0")
    monkeypatch.setenv("DATABASE_STATEMENT_TIMEOUT", "15")
    assert env_database("DATABASE_URL", default="")["OPTIONS"]["options"].endswith("statement_timeout=15000")


def test_who_waits_for_a_locked_file_is_told_soon_in_a_browser_and_late_by_a_command(monkeypatch):
    def waits():
        return env_database("DATABASE_URL", default="")["OPTIONS"]["timeout"]

    monkeypatch.setenv("DATABASE_URL", "sqlite:////edi.sqlite3")
    for name in ("DATABASE_STATEMENT_TIMEOUT", "SQLITE_LOCK_TIMEOUT"):
        monkeypatch.setenv(name, "")
    assert waits() == 20
    runpy.run_path(str(WSGI))
    assert waits() == 3
    monkeypatch.setenv("SQLITE_LOCK_TIMEOUT", "7")
    assert waits() == 7


def test_there_is_no_replica_unless_one_is_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", PRIMARY)
    monkeypatch.delenv("DATABASE_REPLICA_URL", raising=False)
    assert list(env_databases(default="")) == ["default"]


def test_a_replica_is_only_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", PRIMARY)
    monkeypatch.setenv("DATABASE_REPLICA_URL", STANDBY)
    databases = env_databases(default="")
    assert databases["replica"]["HOST"] == "copy.example"
    assert "default_transaction_read_only=on" in databases["replica"]["OPTIONS"]["options"]
    assert "read_only" not in databases["default"]["OPTIONS"]["options"]


@pytest.mark.parametrize(("primary", "standby"), [("", STANDBY), (PRIMARY, "sqlite:////edi.sqlite3")])
def test_a_replica_is_for_postgresql(monkeypatch, primary, standby):
    monkeypatch.setenv("DATABASE_URL", primary)
    monkeypatch.setenv("DATABASE_REPLICA_URL", standby)
    with pytest.raises(ImproperlyConfigured, match="must both name PostgreSQL"):
        env_databases(default="sqlite:////edi.sqlite3")
