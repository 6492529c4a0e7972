"""Measure on a new SQLite and, where a server is found, a new PostgreSQL; exit 1 if anything is too slow."""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

WITH_POSTGRES = Path(__file__).resolve().parent.parent / "with_postgres.sh"
MEASURE_HERE = "--here"
MEASURE = [sys.executable, "-m", "tests.bench", MEASURE_HERE]


def main() -> int:
    """Run every measurement on every database; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        database = {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        codes = [subprocess.run(MEASURE, env=os.environ | database).returncode]
    if subprocess.run([WITH_POSTGRES, "--found"]).returncode == 0:
        codes.append(subprocess.run([WITH_POSTGRES, *MEASURE]).returncode)
    else:
        print("PostgreSQL: no server was found, so it is not measured.")
    return max(codes)


def measure_here() -> int:
    """Run every measurement on the database that DATABASE_URL names, which must be empty."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "edi_tracker.settings"
    django.setup()
    return 0 if import_module("tests.bench.audit").measure() else 1


sys.exit(measure_here() if MEASURE_HERE in sys.argv else main())
