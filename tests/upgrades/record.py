"""Write what today's code writes into a database to ``releases/NAME.sql``, when a release is made.

    python -m tests.upgrades.record NAME

It uses an empty SQLite database of its own. Add NAME to ``releases.py`` with the newest migrations of then.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command


def main(name: str) -> None:
    """Fill a new database and write its rows down."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/new.sqlite3",
            "DJANGO_SETTINGS_MODULE": "edi_tracker.settings",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        filling = import_module("tests.upgrades.filling")
        filling.fill()
        Path(__file__).with_name("releases").joinpath(f"{name}.sql").write_text(filling.written(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
