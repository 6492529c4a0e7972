from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, Error

from plans.backups.checking import first_line
from plans.backups.problem import BackupProblem
from plans.backups.restoring import drill, restore


class Command(BaseCommand):
    """Put a backup in place of the database, or prove that it could be."""

    help = (
        "Loads a backup beside the database, verifies it as verify_history does, and only then puts it in place of an "
        "empty database, or of one that --overwrite names. Stop the service first. Exits with 1, and the database as "
        "it was, if anything is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="The backup; its manifest lies beside it.")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The database to replace.")
        parser.add_argument(
            "--drill",
            action="store_true",
            help="Restore the newest backup, or FILE, beside the database, verify it and remove it again.",
        )
        parser.add_argument("--overwrite", default="", metavar="NAME", help="The name of the database to replace.")
        parser.add_argument("--migrate", action="store_true", help="Bring a backup of an earlier release up to this.")
        parser.add_argument(
            "--without-safety-copy", action="store_true", help="Do not back up first what is to be replaced."
        )

    def handle(self, *args: Any, database: str, file: Path | None, **options: Any) -> None:
        try:
            if options["drill"]:
                drill(database, file, say=self.stdout.write)
            elif file is None:
                raise CommandError("Name the file to restore, or add --drill to try the newest backup.")
            else:
                restore(
                    database,
                    file,
                    say=self.stdout.write,
                    overwrite=options["overwrite"],
                    migrate=options["migrate"],
                    with_safety_copy=not options["without_safety_copy"],
                )
        except (BackupProblem, Error, OSError) as error:
            raise CommandError(f"Nothing was restored. {first_line(error)}") from error
