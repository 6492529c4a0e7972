"""Measure on a temporary SQLite file and, where a server is found, on a temporary PostgreSQL."""

import os
import subprocess
import sys
import tempfile

import tests  # noqa: F401 (sets the environment before Django reads its settings)

WITH_POSTGRES = "tests/with_postgres.sh"
MEASURE = [
    sys.executable,
    "manage.py",
    "shell",
    "--no-imports",
    "--command",
    "from tests.bench.audit import report; report()",
]
MIGRATE = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]


def measure(before: list[str]) -> None:
    """Migrate the database that the environment names and measure on it; ``before`` goes before each command."""
    script = " && ".join(" ".join(f"'{word}'" for word in command) for command in (MIGRATE, MEASURE))
    subprocess.run([*before, "sh", "-c", script], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        measure([])
    if subprocess.run([WITH_POSTGRES, "--found"]).returncode == 0:
        measure([WITH_POSTGRES])
    else:
        print("PostgreSQL: no server was found, so it is not measured")


main()
