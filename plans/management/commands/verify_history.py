from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from plans.audit.records import TRACKED
from plans.audit.verify import verify_all


class Command(BaseCommand):
    """Prove that the history is whole, or say what is wrong with it."""

    help = (
        "Checks that every tracked row agrees with its history, that the triggers which write and guard it are in "
        "place, and that the seals hold. Prints a sentence for each problem; exits with 1 if there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The database to check.")
        parser.add_argument("--head", default="", help="A head that seal_history printed: is it still there?")

    def handle(self, *args: Any, database: str, head: str, **options: Any) -> None:
        started = perf_counter()
        rows, problems = verify_all(database, head=head)
        for problem in problems:
            self.stdout.write(f"{problem}.")
        took = perf_counter() - started
        checked = f"{rows:,} history rows of {len(TRACKED)} tables checked in {took:.1f} s"
        if problems:
            raise CommandError(f"{checked}: {len(problems):,} problem{'s' if len(problems) > 1 else ''}.")
        self.stdout.write(f"{checked}: no problems.")
