from time import monotonic, sleep

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from plans.backups.aliases import opened
from plans.backups.beside import SIDE, kind_of
from plans.backups.folder import whole
from plans.backups.making import back_up
from plans.backups.manifest import place
from plans.backups.postgresql import SERVER
from plans.backups.problem import BackupProblem
from plans.backups.rotation import Keep
from tests.audit.checks import execute

# Each database's own ways are tested on that database only.
collect_ignore = ["test_sqlite.py" if connection.vendor == "postgresql" else "test_postgresql.py"]

BESIDE = {SIDE, SERVER, "elsewhere"}


@pytest.fixture
def places_beside(transactional_db, monkeypatch):
    """Let a test connect to databases beside its own, which Django refuses where they were not announced."""
    refusing = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self):
        if self.connection is None and self.alias in BESIDE:
            with self.wrap_database_errors:
                self.connect()
        else:
            refusing(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture
def nobody_else(places_beside):
    """Wait until the threads of earlier tests have let go of the tests' database."""
    waited_until = monotonic() + 10
    while True:
        try:
            with kind_of("default").alone(connection):
                return
        except BackupProblem:
            assert monotonic() < waited_until
            sleep(0.1)


@pytest.fixture
def folder(settings, tmp_path):
    """The folder of the backups."""
    settings.BACKUP_DIR = tmp_path / "backups"
    return settings.BACKUP_DIR


@pytest.fixture
def said():
    """What was said while backing up and restoring, a sentence each."""
    return []


@pytest.fixture
def backed_up(places_beside, folder, action, said):
    """A backup of a database that holds a plan with an action."""
    return back_up("default", folder, keep=Keep(), say=said.append)


@pytest.fixture(scope="session")
def _earlier():
    """The files of a backup that was made once."""
    return {}


@pytest.fixture
def earlier(places_beside, folder, _earlier, request):
    """A backup that was made earlier, of a database that held a plan with an action; the same for every test."""
    if not _earlier:
        made = request.getfixturevalue("backed_up")
        _earlier.update({path.name: path.read_bytes() for path in (made.file, place(made.file))})
    folder.mkdir(exist_ok=True)
    for name, content in _earlier.items():
        (folder / name).write_bytes(content)
    return whole(folder)[0]


@pytest.fixture
def elsewhere(places_beside, tmp_path):
    """The alias of another, empty database."""
    here = connection.settings_dict
    name = str(tmp_path / "elsewhere.sqlite3") if connection.vendor == "sqlite" else f"{here['NAME']}_elsewhere"
    if connection.vendor == "postgresql":
        execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        execute(f"CREATE DATABASE {name}")
    with opened("elsewhere", here | {"NAME": name}):
        yield "elsewhere"
    if connection.vendor == "postgresql":
        execute(f"DROP DATABASE {name} WITH (FORCE)")
