"""Measure twenty officers who report at once, and what they wait for while large files are imported.

    python -m tests.bench.load            on a new SQLite and, where a server is found, a new PostgreSQL
    python -m tests.bench.load --here     on the database that DATABASE_URL names, which must be empty
    python -m tests.bench.load --small    few officers and short files, only to see that it works

Exit 1 if a report fails, or waits for too long, or the history does not verify.
"""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django

WITH_POSTGRES = Path(__file__).resolve().parent.parent / "with_postgres.sh"
QUICK, LONGEST = 0.5, 2.0  # seconds: of 95 in 100 reports, and of any while a file is imported


@dataclass(frozen=True)
class Size:
    """How much is measured: officers, the reports of each, and the rows of a plan's file and of a list's."""

    officers: int = 20
    each: int = 50
    plan_rows: int = 5_000
    rows: int = 1_000


SMALL = Size(officers=4, each=3, plan_rows=100, rows=40)


def main() -> int:
    """Measure on both databases, each in a process of its own; return the exit code."""
    if "--here" in sys.argv:
        return measure_here()
    here = [sys.executable, "-m", "tests.bench.load", "--here", *sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        database = {"DATABASE_URL": f"sqlite:///{folder}/load.sqlite3"}
        codes = [subprocess.run(here, env=os.environ | database).returncode]
    if subprocess.run([WITH_POSTGRES, "--found"]).returncode == 0:
        codes.append(subprocess.run([WITH_POSTGRES, *here]).returncode)
    return max(codes)


def measure_here() -> int:
    """Measure on the database that DATABASE_URL names."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "edi_tracker.settings", "LOG_FORMAT": "text"}
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        size = SMALL if "--small" in sys.argv else Size()
        good = import_module("tests.bench.loading").measure(Path(folder), size)
    return 0 if good else 1


def busy_in_background(deed):
    """Do something in a thread; return what says whether it goes on, and what waits for its end and what it gave."""
    gave, raised = [], []

    def run():
        try:
            gave.append(deed())
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def wait():
        thread.join()
        if raised:
            raise raised[0]
        return gave[0]

    return thread.is_alive, wait


if __name__ == "__main__":
    sys.exit(main())
