"""Measure on a new SQLite and, where a server is found, a new PostgreSQL; exit 1 if anything is too slow.

    python -m tests.bench                        everything, on both; SCALE=nation measures the whole nation too
    python -m tests.bench --here                 on the database that DATABASE_URL names, which must be empty,
                                                 and on others beside it, one for each size
    python -m tests.bench --here --sizes 1k --only "my actions"
                                                 pages whose names have these words, without the audit's figures

The nations that ``--here`` builds stay and are used again, until their databases are removed.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

WITH_POSTGRES = Path(__file__).resolve().parent.parent / "with_postgres.sh"
SIZES = {"": "1k,10k", "nation": "1k,10k,nation"}


def main() -> int:
    """Run what the command line asks for; return the exit code."""
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--sizes", default=SIZES.get(os.environ.get("SCALE", "")))
    parser.add_argument("--only", default="")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--serve", nargs=2)
    options = parser.parse_args()
    if not options.sizes:
        parser.error("SCALE is nation or not set")
    if options.serve:
        set_up()
        import_module("tests.bench.serving").serve(*options.serve)
        return 0
    return measure_here(options) if options.here else measure_everywhere()


def measure_everywhere() -> int:
    """Measure on both databases, in processes of their own."""
    here = [sys.executable, "-m", "tests.bench", "--here", *sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        database = {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        codes = [subprocess.run(here, env=os.environ | database).returncode]
    if subprocess.run([WITH_POSTGRES, "--found"]).returncode == 0:
        codes.append(subprocess.run([WITH_POSTGRES, *here]).returncode)
    else:
        print("PostgreSQL: no server was found, so it is not measured.")
    return max(codes)


def measure_here(options: Namespace) -> int:
    """Measure on the database that DATABASE_URL names, and on others beside it."""
    with tempfile.TemporaryDirectory() as static:
        os.environ["STATIC_ROOT"] = static
        set_up()
        call_command("collectstatic", verbosity=0, interactive=False)
        sizes = options.sizes.split(",")
        good = [import_module("tests.bench.comparing").measure(sizes, options.only, options.turns)]
        if not options.only:
            good += [import_module("tests.bench.files").measure(sizes), import_module("tests.bench.audit").measure()]
            good.append(import_module("tests.bench.measured").measure())
    return 0 if all(good) else 1


def set_up() -> None:
    """Run as in production, but over plain HTTP."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "edi_tracker.settings", "STATIC_MANIFEST": "true", "DEBUG": "false"}
    django.setup()


sys.exit(main())
