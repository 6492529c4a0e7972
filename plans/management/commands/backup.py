from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, Error

from plans.backups.checking import first_line
from plans.backups.making import back_up
from plans.backups.problem import BackupProblem
from plans.backups.rotation import Keep


def how_many(text: str) -> int:
    """Read how many backups to keep."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


class Command(BaseCommand):
    """Back the database up while people work, and prove that the backup restores."""

    help = (
        "Writes a backup of the database while people go on working, verifies it by loading it beside the database, "
        "and removes backups that have been kept for long enough. Exits with 1 if there is no new verified backup. "
        "The keys SECRET_KEY and SEAL_KEY are not in it: keep them elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The database to back up.")
        parser.add_argument("--to", type=Path, help="The folder of the backups, instead of BACKUP_DIR.")
        for name, number in Keep._field_defaults.items():
            said = f"How many {name} backups to keep ({number})."
            parser.add_argument(f"--keep-{name}", type=how_many, default=number, help=said)
        parser.add_argument(
            "--verify",
            choices=["auto", "restore"],
            default="auto",
            help="With 'restore', fail where the role may not create the database that verifying needs; "
            "with 'auto', read the backup through then, and say so.",
        )

    def handle(self, *args: Any, database: str, **options: Any) -> None:
        keep = Keep(*(options[f"keep_{name}"] for name in Keep._fields))
        folder, must_restore = options["to"] or settings.BACKUP_DIR, options["verify"] == "restore"
        try:
            back_up(database, folder, keep=keep, say=self.stdout.write, must_restore=must_restore)
        except (BackupProblem, Error, OSError) as error:
            raise CommandError(f"No backup was made. {first_line(error)}") from error
