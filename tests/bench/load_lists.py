"""The lists of which many rows are imported in the admin while officers report: each a file that changes every row."""

from collections.abc import Callable
from csv import DictReader
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, QuerySet
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from actions.models import Action, ActionLead, Lead
from measures.models import Measure, Reading
from plans.audit.context import audit
from plans.audit.records import history_of
from plans.models import Council, Membership
from tests.admin.exchange.desk import as_csv, name_of
from tests.bench.asking import CSRF
from tests.builders import make_commitment, make_lead, make_measure, make_plan, make_user
from tests.faults.pages import boxes_of

Row = dict[str, str]
FIRST = date(2001, 1, 1)


@dataclass
class Brought:
    """Rows of a list that are there, and what a file says of each, or the rows that it adds."""

    name: str
    model: type[Model]
    rows: QuerySet | list[Row]
    changed: Callable[[Row], Row] = dict
    what: type[Model] | None = None

    @property
    def written(self) -> type[Model]:
        return self.what or self.model


def lists(council: Council, number: int) -> list[Brought]:
    """Make so many rows of several kinds, of which officers report on none."""
    plan = make_plan(council)
    commitment, lead, measure = make_commitment(plan), make_lead(council), make_measure(plan)
    numbers = range(1, number + 1)
    with audit(reason="Made to be measured."):
        Action.objects.bulk_create(Action(commitment=commitment, position=n, text=f"Do {n}") for n in numbers)
        Lead.objects.bulk_create(Lead(council=council, name=f"Lead {n}") for n in numbers)
        Measure.objects.bulk_create(Measure(plan=plan, position=n + 1, text="Words", name=f"Measure {n}", kind="number",
                                            commitment=commitment, owner=lead) for n in numbers)  # fmt: skip
        days = [FIRST + timedelta(days=n) for n in numbers]
        Reading.objects.bulk_create(Reading(measure=measure, read_on=day, value=1) for day in days)
    actions = Action.objects.filter(commitment=commitment)
    key = "/".join(map(str, commitment.natural_key()))
    named = [{"Action": f"{key}/{n}", "Lead": f"{council.slug}/{lead}"} for n in numbers]
    return [
        Brought("actions' status", Action, actions, lambda row: row | {"Status": "In progress", "RAG": "Green"}),
        Brought("reports in words", Action, actions, lambda row: row | {"What happened": f"Event {row['ID']}."}),
        Brought("actions' wording", Action, actions, lambda row: row | {"Current wording": "Do it better"}),
        Brought("leads' names", Lead, Lead.objects.exclude(pk=lead.pk).filter(name__startswith="Lead "),
                lambda row: row | {"Name": row["Name"] + " (new)"}),
        Brought("measures' targets", Measure, Measure.objects.filter(owner=lead), lambda row: row | {"Target": "20"}),
        Brought("readings' values", Reading, Reading.objects.filter(measure=measure), lambda row: row | {"Value": "2"}),
        Brought("new leads of actions", Action, named, what=ActionLead),
    ]  # fmt: skip


class ListImport:
    """The import of a list in the admin: the export, its preview once it was changed, and the confirmation."""

    def __init__(self, server, brought: Brought) -> None:
        council = Council.objects.get()
        lead = make_user(council=council, role=Membership.Role.EQUALITY_LEAD)
        self.browser, self.brought = server.browser(lead.email), brought

    def __call__(self) -> str:
        """Import the file; return how long its pages took."""
        history = history_of(self.brought.written)._base_manager
        before, rows = history.count(), self._rows()
        file = SimpleUploadedFile("rows.csv", as_csv(rows))
        sent = {"what": self.brought.written._meta.model_name, "file": file, "csrfmiddlewaretoken": CSRF}
        body, kind = encode_multipart(BOUNDARY, sent), {"Content-Type": MULTIPART_CONTENT}
        preview = self.browser._ask("POST", self._address("import"), body, kind)
        assert preview.status == 200, preview.text
        address, boxes = boxes_of(preview)
        assert address == self._address("process_import"), preview.text
        answer = self.browser.post(address, boxes)
        assert answer.status == 302, answer.text
        assert history.count() >= before + len(rows)
        return f"preview {preview.seconds:.1f} s, import {answer.seconds:.1f} s"

    def _rows(self) -> list[Row]:
        """The rows of the file: those exported, with what the file says of each."""
        if isinstance(self.brought.rows, list):
            return self.brought.rows
        pks = {str(pk) for pk in self.brought.rows.values_list("pk", flat=True)}
        asked = f"export-what={self.brought.written._meta.model_name}&export-kind=csv&export-rows=all"
        answer = self.browser.get(f"{self._address('export')}?{asked}")
        exported = DictReader(StringIO(answer.content.decode("utf-8-sig"), newline=""))
        return [self.brought.changed(row) for row in exported if row["ID"] in pks]

    def _address(self, page: str) -> str:
        return reverse(f"admin:{name_of(self.brought.model)}_{page}")
