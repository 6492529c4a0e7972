import hashlib
import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actions.importing.answers import Answers
from actions.importing.as_json import actions_as_json, rows_as_json
from actions.importing.changes import Changes, changes_between
from actions.importing.content import PlanContent
from actions.importing.first_day import period_said
from actions.importing.importing import free_slug, import_new, import_newer, reason_for
from actions.importing.own.records import OwnFile
from actions.importing.own_files import read_own_file
from actions.importing.proposal import known_leads, propose
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from actions.readers.period import PlanPeriod
from plans.files.grids import Grid, Refused
from plans.files.open import open_file
from plans.models import Council, Plan

NOTHING_READ = 1
WRONG_USAGE = 2
LINES_READ = 20
NO_FIRST_DAY = "Neither the title nor the document says when the plan starts. Give --starts, for example 2026-04-01."
ASSUMED = "Neither the title nor the document says when the plan starts: taken to be the year that runs now."


@dataclass(frozen=True)
class Brought:
    """What a file brings: the plan, its rows for programs, what it changes, and everything there is to say of it.

    ``slug`` is the short name of a plan in a file of our own, "" for any other file.
    """

    said: PlanContent
    rows: list[dict[str, Any]]
    changes: Changes | None
    about_file: Sequence[str] = ()
    about_rows: Sequence[str] = ()
    problems: Sequence[str] = ()
    slug: str = ""


def a_day(text: str) -> date:
    """Return the day that was typed as 2026-04-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day: give it as 2026-04-01.") from None


class Command(BaseCommand):
    help = (
        "Import a council's plan from a Word, Excel, CSV or HTML file as a draft. What each warning means stands in "
        "docs/importing.md. Ends with 1 when nothing could be read or written, with 2 for wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file: .docx, .xlsx, .csv or .html")
        parser.add_argument("--council", required=True, metavar="SLUG", help="the council's short name in addresses")
        parser.add_argument(
            "--title", help="the title of the plan, as published; a file that was downloaded from here has one"
        )
        parser.add_argument("--starts", type=a_day, metavar="DAY", help="its first day, as 2026-04-01")
        parser.add_argument("--ends", type=a_day, metavar="DAY", help="its last day, if it has one")
        parser.add_argument(
            "--year-starts", type=int, choices=range(1, 13), metavar="MONTH",
            help="the first month of its years, 1 to 12; the council's unless given (schools and universities: 8 or 9)",
        )  # fmt: skip
        parser.add_argument("--newer-of", metavar="SLUG", help="the plan of the council of which it is a newer version")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be imported")
        parser.add_argument("--json", action="store_true", help="print every row with its readings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        council = Council.objects.filter(slug=options["council"]).first()
        if council is None:
            wrong(f"There is no council “{options['council']}”. The short names: {', '.join(_slugs())}.")
        plan = self._plan(council, options["newer_of"]) if options["newer_of"] else None
        content = self._content(options["file"])
        try:
            own = read_own_file(content)
            brought = self._own(own, plan) if own else self._read(options, council, plan, content)
        except Refused as refused:
            raise CommandError(str(refused), returncode=NOTHING_READ) from refused
        self._tell(brought, as_json=options["json"])
        if not options["dry_run"]:
            self._write(brought, council, plan, options["file"].name, hashlib.sha256(content).hexdigest())

    def _own(self, own: OwnFile, plan: Plan | None) -> Brought:
        """What a file of our own brings: the plan as it was when it was downloaded, its status too."""
        changes = changes_between(content_of(plan), own.said, with_readings=True) if plan else None
        return Brought(own.said, actions_as_json(own.said), changes, slug=own.slug)

    def _read(self, options: dict[str, Any], council: Council, plan: Plan | None, content: bytes) -> Brought:
        """What a council's document brings, read from its words."""
        grids = open_file(options["file"].name, content)
        said = self._said_of(options, plan) if plan else self._said(options, council, grids)
        current = content_of(plan) if plan else None
        proposal = propose(grids, said, known=known_leads(council), current=current)
        told = [f"{row.where}: {warning.words}" for row in proposal.rows for warning in row.warnings]
        of_file = [warning.words for warning in proposal.warnings]
        return Brought(proposal.content, rows_as_json(proposal), proposal.changes, of_file, told, proposal.problems)

    def _plan(self, council: Council, slug: str) -> Plan:
        plan = Plan.objects.select_related("council").filter(council=council, slug=slug).first()
        return plan or wrong(f"{council} has no plan “{slug}”.")

    def _content(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as refused:
            wrong(f"{path} cannot be read: {refused.strerror}.")

    def _said_of(self, options: dict[str, Any], plan: Plan) -> Answers:
        """What the person said of a newer version; what they did not say is as it was."""
        return Answers(
            title=options["title"] or plan.title,
            period=plan.period,
            starts_on=options["starts"] or plan.starts_on,
            ends_on=options["ends"] or plan.ends_on,
            year_starts_month=options["year_starts"] or plan.council.year_starts_month,
        )

    def _said(self, options: dict[str, Any], council: Council, grids: Sequence[Grid]) -> Answers:
        """What the person said of a new plan; its period is read from the title or the document unless they gave it."""
        if not options["title"]:
            wrong("Give the plan’s title: --title.")
        month = options["year_starts"] or council.year_starts_month
        starts_on, ends_on = options["starts"], options["ends"]
        if starts_on is None:
            lines = [line.text for grid in grids for line in grid.above][:LINES_READ]
            period = period_said([options["title"], *lines], month) or self._assumed(options["dry_run"], month)
            starts_on, ends_on = period.starts_on, ends_on or period.ends_on
        if ends_on and ends_on < starts_on:
            wrong("The plan must end after it starts.")
        return Answers(title=options["title"], starts_on=starts_on, ends_on=ends_on, year_starts_month=month)

    def _assumed(self, is_dry_run: bool, month: int) -> PlanPeriod:
        """The year that runs now, good enough for a look but not for a plan."""
        if not is_dry_run:
            wrong(NO_FIRST_DAY)
        self.stderr.write(ASSUMED)
        today = timezone.localdate()
        return PlanPeriod(date(today.year - (today.month < month), month, 1), None, month)

    def _tell(self, brought: Brought, *, as_json: bool) -> None:
        for words in brought.about_file:
            self.stderr.write(words)
        if as_json:
            self.stdout.write(json.dumps(brought.rows, ensure_ascii=False, indent=2))
            return
        for words in brought.about_rows:
            self.stdout.write(words)
        for change in brought.changes.rows if brought.changes else ():
            fields = "; ".join(f"{label}: {before} -> {after}" for label, before, after in change.fields)
            self.stdout.write(f"{change.kind}: {change.where} {change.name}. {fields or change.reason}")

    def _write(self, brought: Brought, council: Council, plan: Plan | None, name: str, sha256: str) -> None:
        source: dict[str, Any] = {"by": None, "file_name": name, "sha256": sha256}
        try:
            if brought.problems:
                raise NotWritten("\n".join(brought.problems))
            if plan and brought.changes:
                source |= {"fingerprint": brought.changes.fingerprint, "with_readings": bool(brought.slug)}
                import_newer(brought.said, plan, **source)
            elif brought.slug:
                plan = write_new(
                    brought.said,
                    council=council,
                    slug=free_slug(council, brought.slug),
                    by=None,
                    reason=reason_for(name),
                )
            else:
                plan = import_new(brought.said, council=council, **source)
        except NotWritten as refused:
            raise CommandError(f"Nothing was imported.\n{refused}", returncode=NOTHING_READ) from refused
        number = sum(1 for _ in brought.said.actions())
        self.stderr.write(f"{plan} is at /councils/{council.slug}/{plan.slug}/: {number} actions.")


def wrong(words: str) -> NoReturn:
    """End the command because of how it was called."""
    raise CommandError(words, returncode=WRONG_USAGE)


def _slugs() -> list[str]:
    return list(Council.objects.order_by("slug").values_list("slug", flat=True))
