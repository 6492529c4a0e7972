from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.accounts import two_step
from plans.models import User


class Command(BaseCommand):
    """Let somebody sign in by their password alone again, when nobody in the admin can do it for them."""

    help = (
        "Takes away the authenticator app and the recovery codes of a person who has lost both, and signs them out "
        "everywhere. For the last superuser; for everybody else the page of the person in the admin does the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="The e-mail address with which the person signs in.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        two_step.remove(person, by=None)
        self.stdout.write(f"The two-step sign-in of {email} was reset. They were signed out everywhere.")
