"""Starts a process for each size of the nation, with a database of its own, and tells it when to measure.

They take turns, so that what slows the machine for a while slows all of them.
"""

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

SERVE = "--serve"


class Worker:
    """A process that measures on one database, and waits between its turns."""

    def __init__(self, size: str, words: str) -> None:
        self.size = size
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench", SERVE, size, words],
            env=os.environ | {"DATABASE_URL": database_for(size)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, what: str) -> Any:
        """Say what is wanted next, and wait for what it gives."""
        print(what, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The process that measures {self.size} has ended: see above.")
        return json.loads(line)

    def end(self) -> None:
        """Let the process end."""
        self.process.stdin.close()
        self.process.wait()


def database_for(size: str) -> str:
    """The address of a database for a size beside the one that DATABASE_URL names; one that is there stays."""
    url = os.environ["DATABASE_URL"]
    if connection.vendor == "sqlite":
        return f"{url.removesuffix('.sqlite3')}-{size}.sqlite3"
    name = f"nation_{size}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(url)._replace(path=f"/{name}").geturl()
