from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from plans.audit.seals import head_of_seals, seal_all


class Command(BaseCommand):
    """Seal the history, so that what is sealed cannot be rewritten unseen."""

    help = (
        "Seals the history rows written since the last seal with the key SEAL_KEY, and prints the head of the "
        "seals. Run it every few minutes, and keep the heads where whoever holds the database cannot change them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The database whose history to seal.")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="Begin again over the whole history: after the key was changed, or a migration removed or "
            "converted a tracked column. Run verify_history before that.",
        )

    def handle(self, *args: Any, database: str, anew: bool, **options: Any) -> None:
        try:
            seals = seal_all(database, anew=anew)
        except ImproperlyConfigured as error:
            raise CommandError(error) from error
        for seal in seals:
            self.stdout.write(f"{seal.table}: {seal.rows:,} history rows sealed, up to row {seal.last_history_id}.")
        head = head_of_seals(database)
        if head is None:
            self.stdout.write("There is no history to seal yet.")
        else:
            self.stdout.write(f"Head of the seals at {head.sealed_at:%Y-%m-%d %H:%M:%S} UTC: {head.digest}")
