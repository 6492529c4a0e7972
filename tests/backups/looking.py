"""What the tests of backups share: looking at what is in a database and in a folder, and dying at a chosen moment."""

import os
import signal
import warnings

from django.db import connections

from plans.audit.verify import verify_all
from plans.backups.beside import kind_of
from plans.backups.manifest import Facts

SESSIONS = "django_session"


def rows(using="default"):
    """How many rows each table of a database has; a database at rest."""
    return Facts.of(using).rows


def assert_whole(using):
    """What SQLite says of the file, and all that verify_history checks, the seals included."""
    assert kind_of(using).damage(connections[using]) == []
    _, problems = verify_all(using)
    assert problems == []


def names(folder):
    """The files in a folder, without the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def die(*args, **kwargs):
    """Kill this process (-9)."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work):
    """Run ``work`` in a process of its own, which must have killed itself before the end."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forking where threads run
        child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
