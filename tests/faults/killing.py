"""Doing something in a process of its own that is killed (-9) at a chosen moment of its writing."""

import os
import signal
import warnings

import pytest
from django.db import connection

from tests.faults.writes import is_write


def killed(work, after=None):
    """Run ``work`` in a child that is killed right after so many writes, or with None just before it commits any.

    Returns how many writes it had sent. Fails where the child lived to the end.
    """
    told, tell = os.pipe()
    connection.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forking where threads run
        child = os.fork()
    if child == 0:
        _run_until_killed(work, after, tell)
    os.close(tell)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told) as pipe:
        said = pipe.read()
    assert os.WIFSIGNALED(status), f"It was not killed: {said[-2000:]}"
    assert os.WTERMSIG(status) == signal.SIGKILL
    return int(said)


def _run_until_killed(work, after, tell):
    sent, commit = [], connection.commit

    def die():
        os.write(tell, str(len(sent)).encode())
        os.kill(os.getpid(), signal.SIGKILL)

    def count(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if is_write(sql):
            sent.append(sql)
            if len(sent) == after:
                die()
        return result

    try:
        if after is None:
            connection.commit = lambda: die() if sent else commit()
        with connection.execute_wrapper(count):
            work()
        os.write(tell, b"lived")
    except BaseException as error:
        os.write(tell, repr(error).encode())
    finally:
        os._exit(1)


def transactions_of(work):
    """Run ``work`` to its end and return in how many transactions it wrote, sessions aside."""
    commit, number, sent = connection.commit, 0, []

    def count(execute, sql, params, many, context):
        nonlocal number
        result = execute(sql, params, many, context)
        if is_write(sql):
            sent.append(sql)
            number += not connection.in_atomic_block
        return result

    def counted():
        nonlocal number
        number += bool(sent)
        sent.clear()
        return commit()

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(count):
        patch.setattr(connection, "commit", counted)
        work()
    return number
