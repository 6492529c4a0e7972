"""The import in a process of its own, on the database of the test."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

HOUSE = Path(__file__).resolve().parents[2]


def database_url():
    """The address of the test's own database."""
    given = connection.get_connection_params()
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    host, port = given.get("host") or "", given.get("port") or ""
    return f"postgresql://{given.get('user', '')}@/{given['dbname']}?host={host}&port={port}"


@contextmanager
def importing(path, council, *options):
    """Run the import of a file; gives the process, whose output is a pipe of bytes. It is killed at the end."""
    command = [sys.executable, "manage.py", "import_plan", str(path), "--council", council.slug, *options]
    environment = os.environ | {"DATABASE_URL": database_url()}
    process = subprocess.Popen(
        command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_written_next(process):
    """Read what the import prints until it has printed every row, after which it writes."""
    printed = b""
    while not printed.rstrip().endswith(b"\n]"):
        piece = process.stdout.read(1 << 16)
        assert piece, process.stderr.read().decode()
        printed += piece


def big_file(path, number):
    """Write a CSV file of so many actions with leads, timescales and a theme for each hundred; return its path."""
    lines = ["Ref,Theme,Action,Lead,Timescale,Status"]
    leads = ("Head of HR", "Chief Executive", "Policy Officer / Head of HR", "Director of Place")
    timescales = ("March 2027", "Q2 2027/28", "Ongoing", "By end of October 2027", "From May 2026")
    for at in range(number):
        theme, place = divmod(at, 100)
        words = f"Do the {at}th thing for everybody who lives or works here"
        lead, timescale = leads[at % len(leads)], timescales[at % len(timescales)]
        lines.append(f"{theme + 1}.{place + 1},Theme {theme + 1},{words},{lead},{timescale},")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
