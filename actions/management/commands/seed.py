from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actions import demo
from actions.models import Action, LeadHolder
from actions.seeding import COUNCILS, seed
from plans.models import Membership, Plan

REFUSED = (
    "No demonstration was added: this installation has people of its own, "
    "and the demonstration's people and password are public knowledge."
)
NOT_FOR_USE = (
    "No demonstration was added: the password of its people is public knowledge, and this installation is not for "
    "trying out. In a copy that is, and that no council's own data is in, set DEBUG=true."
)
BOTH = "People of your own are here too. Before real use, remove the demonstration: manage.py seed --remove-demo"
WHERE = (
    "The documents as published are in fixtures/published; fixtures/README.md says how each was read, "
    "and docs/data-model.md what the words mean."
)


class Command(BaseCommand):
    help = "Load the published plans of five councils. Safe to run again: what is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--demo", action="store_true", help="add people to sign in as and a few dated reports, plainly marked"
        )
        group.add_argument(
            "--remove-demo", action="store_true", help="only remove what --demo added, and say what was done"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove_demo"]:
            self.remove_demo()
            return
        if options["demo"] and not settings.FOR_TRYING_OUT:
            raise CommandError(NOT_FOR_USE)
        plans = [self.load(council) for council in COUNCILS]
        if options["demo"]:
            self.add_demo(plans)
        self.stdout.write(WHERE)

    def load(self, council: str) -> Plan:
        """Load a council's plan and say so in one line."""
        plan, is_new = seed(council)
        counts = f"{Action.objects.filter(commitment__theme__plan=plan).count()} actions"
        if measures := plan.measures.count():
            counts += f", {measures} measures"
        done = f"loaded with {counts}" if is_new else "there already, left as it is"
        self.stdout.write(f"{plan.council}: {plan.title}: {done}.")
        return plan

    def add_demo(self, plans: list[Plan]) -> None:
        """Add the demonstration unless it is there or real people are, and say who to sign in as."""
        real = demo.has_real_people()
        if real and not demo.is_here():
            self.stdout.write(REFUSED)
            return
        if not demo.is_here():
            demo.add(plans)
        self.stdout.write(f"Sign in with the password {demo.PASSWORD} as")
        self.stdout.write(f"  {demo.ADMINISTRATOR} (runs the whole product)")
        for plan in plans:
            self.stdout.write(f"  {self.who(plan)}")
        if real:
            self.stdout.write(BOTH)

    def who(self, plan: Plan) -> str:
        """The demonstration people of a plan's council, in one line."""
        people = ", ".join(demo.address(role, plan.council) for role in Membership.Role)
        holds = LeadHolder.objects.filter(lead__council=plan.council, user__in=demo.people()).exists()
        return people if holds else f"{people} (the officer holds no lead, for the plan names none)"

    def remove_demo(self) -> None:
        """Remove the demonstration and say what was done."""
        removed = demo.remove()
        self.stdout.write(f"Demonstration reports deleted: {removed.reports}.")
        self.stdout.write(f"Actions put back where they stood before: {removed.actions}.")
        self.stdout.write(f"Demonstration people who can no longer sign in: {removed.people}.")
        if removed.reports_kept:
            self.stdout.write(
                f"Reports that were made by hand as one of them stay, as every report does: {removed.reports_kept}."
            )
