import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ConnectionHandler, connections

from edi_tracker.environment import env_databases
from plans import replica
from plans.models import Membership
from tests.admin.world import fill
from tests.builders import PASSWORD, make_council, make_plan, make_theme, make_user
from tests.postgresql.server import AS_SERVER, ROLES, Server

# With SQLite there is nothing to see. `make test` runs all tests on PostgreSQL too.
collect_ignore_glob = [] if connections["default"].vendor == "postgresql" else ["test_*.py"]


@pytest.fixture(scope="session")
def home():
    """A folder that the servers' user may enter; sockets ask for a short path."""
    home = Path(tempfile.mkdtemp(prefix="edi-servers.", dir="/tmp"))
    home.chmod(0o755)
    for name in ("primary", "standby"):
        (home / name).mkdir()
        if AS_SERVER:
            shutil.chown(home / name, "postgres")
    yield home
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def primary(home, django_db_blocker):
    """A server with the roles that the docs give, on which their owner has migrated."""
    server = Server(home / "primary")
    server.make()
    server.start()
    try:
        server.psql("-v", "name=edi", "-f", ROLES)
        with django_db_blocker.unblock(), served_by(DATABASE_URL=server.url("edi_owner")):
            call_command("migrate", verbosity=0)
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def standby(home, primary):
    """A second server, to which the first one streams."""
    server = Server(home / "standby")
    server.copy(primary)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def served_by(**urls):
    """Let the product, in this process, use other databases than the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "DATABASE_REPLICA_URL"):
            patch.setenv(name, urls.get(name, ""))
        handler = ConnectionHandler(env_databases(default=""))
        usual = {alias: connections[alias] for alias in connections}
        for alias in handler.settings:
            patch.setitem(connections.settings, alias, handler.settings[alias])
            connections[alias] = handler[alias]
        try:
            yield
        finally:
            for alias in handler.settings:
                handler[alias].close()
                del connections[alias]
            for alias, connection in usual.items():
                connections[alias] = connection


@pytest.fixture
def as_web(primary, django_db_blocker):
    """The product connected as its web server is: by the role that owns nothing."""
    with django_db_blocker.unblock(), served_by(DATABASE_URL=primary.url("edi_web")):
        yield primary


@pytest.fixture
def with_replica(primary, standby, django_db_blocker, monkeypatch):
    """The product with a primary and a replica that has caught up."""
    monkeypatch.setattr(replica, "_last_said", {})
    urls = {"DATABASE_URL": primary.url("edi_web"), "DATABASE_REPLICA_URL": standby.url("edi_read")}
    with django_db_blocker.unblock(), served_by(**urls):
        yield standby
        standby.resume()


@pytest.fixture
def as_owner(primary, django_db_blocker):
    """The product connected as whoever migrates."""
    with django_db_blocker.unblock(), served_by(DATABASE_URL=primary.url("edi_owner")):
        yield primary


@pytest.fixture(scope="session")
def _worlds():
    """What was made on the servers, which keep it: no test's work is rolled back there."""
    return {}


@pytest.fixture
def web_world(as_web, _worlds):
    """A council with one of everything, made by the web server's role; each test has its own."""
    return make_world(_worlds)


@pytest.fixture
def streamed_world(with_replica, primary, _worlds):
    """The same, which the replica has got, and gets no more: what is written now is on the primary alone."""
    world = make_world(_worlds)
    with_replica.catch_up(primary)
    with_replica.pause()
    return world


def make_world(_worlds):
    number = _worlds["made"] = _worlds.get("made", 0) + 1
    world = fill(make_council(f"Council {number} of the servers"))
    world.user.set_password(PASSWORD)
    world.user.save()
    world.spare_theme = make_theme(make_plan(world.council, status="draft"))
    role = Membership.Role.EQUALITY_LEAD
    world.equality_lead = make_user(f"Edie {number}", council=world.council, role=role)
    return world
