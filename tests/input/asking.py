"""To ask a page something and hear all that went wrong; whatever the question changed is undone."""

import logging
import re
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from django.db import connection, transaction
from django.utils.datastructures import MultiValueDict

LOGGERS = ["", "django", "django.request"]
TROUBLE = re.compile(r'class="errornote"|There is a problem|class="errorlist')


class Ear(logging.Handler):
    """Keeps what is logged as a fault of ours; Django logs what it refuses as an error too, but apart."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def emit(self, record):
        if record.levelno >= logging.ERROR and not record.name.startswith("django.security"):
            self.heard.append(logging.Formatter("%(name)s: %(message)s").format(record))


@contextmanager
def faults():
    """Collect the faults that the block logs."""
    ear = Ear()
    for name in LOGGERS:
        logging.getLogger(name).addHandler(ear)
    try:
        yield ear.heard
    finally:
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(ear)


@contextmanager
def undone(client):
    """Let the block change database and cookies, then put both back."""
    cookies = dict(client.cookies)
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        yield
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)


def ask(client, method, address, **sent):
    """What an address answers: its status, its bytes and the rows of history that came; fails where we are at fault."""
    client.raise_request_exception = False
    with undone(client), faults() as heard:
        before = rows_of_history() if method == "POST" else 0
        response = client.generic(method, address, **sent)
        content = response.getvalue()
        came = rows_of_history() - before if method == "POST" and response.status_code < 500 else 0
    if response.status_code >= 500 or heard:
        raise AssertionError("\n".join([f"{response.status_code} for {method} {address}", *heard]))
    return SimpleNamespace(status=response.status_code, content=content, headers=response.headers, came=came)


def is_refusal(answer):
    """Whether an answer says that nothing was done."""
    return answer.status in (400, 403, 404, 409, 413) or bool(TROUBLE.search(answer.content.decode(errors="replace")))


def rows_of_history():
    """How many rows the tables of the history have together: every change of a row that people edit adds one."""
    with connection.cursor() as cursor:
        if not _history_tables:
            names = connection.introspection.table_names(cursor)
            _history_tables.extend(name for name in names if "_historical" in name)
        counts = " + ".join(f'(SELECT COUNT(*) FROM "{name}")' for name in _history_tables)
        cursor.execute(f"SELECT {counts}")
        return cursor.fetchone()[0]


_history_tables: list[str] = []


@contextmanager
def names_read():
    """Collect the names that the block looks up in what was asked and sent."""
    read = set()

    def noting(look):
        def noted(self, name, *rest):
            read.add(str(name))
            return look(self, name, *rest)

        return noted

    looks = {name: getattr(MultiValueDict, name) for name in ("__getitem__", "getlist")}
    with patch.multiple(MultiValueDict, **{name: noting(look) for name, look in looks.items()}):
        yield read
