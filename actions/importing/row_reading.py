"""One row of a document, read: when, by whom, where it stands; with what a person put right in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from actions.importing.answers import Answers, Correction
from actions.readers.leads.known import KnownLeads
from actions.readers.leads.read import compared, read_leads
from actions.readers.plan_rows import PlanRow
from actions.readers.results import KnownLead, LeadRead, LeadsRead, StatusRead, TimescaleRead
from actions.readers.statuses import read_completed, read_status, status_in_timescale
from actions.readers.timescales.read import read_timescale
from actions.readers.warnings import ReadingWarning, WarningCode

CORRECTED = "Put right by hand."


@dataclass(frozen=True)
class RowRead:
    """A row beside its readings; ``timescale`` is None when it prints no words about time.

    ``review_on`` was given by hand, for an action that is embedded.
    """

    row: PlanRow
    timescale: TimescaleRead | None
    leads: LeadsRead
    status: StatusRead
    review_on: date | None = None
    is_left_out: bool = False

    @property
    def warnings(self) -> tuple[ReadingWarning, ...]:
        """All doubts about the row, those about its place in the document first."""
        of_timescale = self.timescale.warnings if self.timescale else ()
        return (*self.row.warnings, *of_timescale, *self.leads.warnings, *self.status.warnings)


class RowReader:
    """Reads the rows of one document; the same words are read once, and leads it has met are known from then on."""

    def __init__(self, answers: Answers, known: Iterable[KnownLead]) -> None:
        self.answers = answers
        self.period = answers.plan_period
        self.known = tuple(known)
        self.names = {lead.name for lead in self.known}
        self.met = KnownLeads(())
        self.timescales: dict[str, TimescaleRead] = {}
        self.leads: dict[tuple[str, str], LeadsRead] = {}

    def read(self, row: PlanRow) -> RowRead:
        """Return the row with its readings, as corrected."""
        correction = self.answers.corrections.get(row.key) or Correction()
        return RowRead(
            row=replace(
                row,
                text=row.text if correction.text is None else correction.text,
                reference=row.reference if correction.reference is None else correction.reference,
            ),
            timescale=_corrected_timescale(self._timescale(row), correction),
            leads=self._leads(row, correction),
            status=_corrected_status(self._status(row), correction),
            review_on=correction.review_on,
            is_left_out=correction.is_left_out,
        )

    def _timescale(self, row: PlanRow) -> TimescaleRead | None:
        if row.timescale:
            return self._read_timescale(row.timescale)
        if not (row.starts or row.due):
            return None
        text = " – ".join(filter(None, [row.starts, row.due]))
        start, end = self._read_timescale(row.starts), self._read_timescale(row.due)
        if not row.due:
            return replace(start, text=text, starts_on=_first_day(start), due_on=None)
        return replace(end, text=text, starts_on=_first_day(start), warnings=(*start.warnings, *end.warnings))

    def _read_timescale(self, words: str) -> TimescaleRead:
        if not words:
            return TimescaleRead("")
        if words not in self.timescales:
            self.timescales[words] = read_timescale(words, self.period)
        return self.timescales[words]

    def _leads(self, row: PlanRow, correction: Correction) -> LeadsRead:
        printed = self._read_leads(row.leads, "joint"), self._read_leads(row.supporting, "supporting")
        corrected = [
            LeadsRead(read.text, tuple(self._as_named(name, role, read) for name in names), CORRECTED)
            if names is not None
            else read
            for read, names, role in zip(
                printed, (correction.leads, correction.supporting), ("joint", "supporting"), strict=True
            )
        ]
        read = _together(corrected[0], corrected[1])
        leads = tuple(self._settled(lead) for lead in read.leads)
        is_open = any(lead.resembles for lead in leads)
        warnings = (one for one in read.warnings if is_open or one.code != WarningCode.LEAD_RESEMBLES)
        return replace(read, leads=leads, warnings=tuple(warnings))

    def _read_leads(self, words: str, role: str) -> LeadsRead:
        if not words:
            return LeadsRead("")
        if (words, role) not in self.leads:
            read = compared(read_leads(words, self.known, role=role), self.met)
            for lead in read.leads:
                if not lead.known_as:
                    self.names.add(lead.published_as)
                    self.met.learn(KnownLead(lead.published_as))
            self.leads[words, role] = read
        return self.leads[words, role]

    def _as_named(self, name: str, role: str, printed: LeadsRead) -> LeadRead:
        """A lead that a person named: what was printed keeps its kind, a known lead its name."""
        same = next((lead for lead in printed.leads if lead.published_as == name), None)
        if same:
            return replace(same, role=role, resembles=())
        read = read_leads(name, self.known, role=role).leads
        kind = read[0].kind if len(read) == 1 else "post"
        return LeadRead(name, role, kind, known_as=name if name in self.names else None)

    def _settled(self, lead: LeadRead) -> LeadRead:
        same = self.answers.same_as.get(lead.published_as)
        return replace(lead, known_as=same, resembles=()) if same in self.names else lead

    def _status(self, row: PlanRow) -> StatusRead:
        read = read_status(row.status) if row.status else StatusRead("")
        if row.rag:
            rated = read_status(row.rag)
            text = "\n".join(filter(None, [row.status, row.rag]))
            read = replace(read, text=text, rag=rated.rag or read.rag, status=read.status or rated.status)
        if row.completed:
            done = read_completed(row.completed)
            read = done if read.status is None or done.completed_on else read
        if row.progress and not read.text:
            told = read_status(row.progress)
            read = told if told.status else read
        if read.status is None and row.timescale:
            return status_in_timescale(row.timescale) if not read.text else read
        return read


def _first_day(read: TimescaleRead) -> date | None:
    """The day on which something starts that is printed as a start: the first of a month that reads as its last."""
    if read.starts_on or not read.due_on:
        return read.starts_on
    return read.due_on if read.certainty == "exact" else read.due_on.replace(day=1)


def _together(leads: LeadsRead, supporting: LeadsRead) -> LeadsRead:
    """The leads of two columns; one who is in both leads."""
    named = {lead.published_as for lead in leads.leads}
    return LeadsRead(
        "\n".join(filter(None, [leads.text, supporting.text])),
        (*leads.leads, *(lead for lead in supporting.leads if lead.published_as not in named)),
        " ".join(filter(None, [leads.because, supporting.because])),
        (*leads.warnings, *supporting.warnings),
    )


def _corrected_timescale(read: TimescaleRead | None, correction: Correction) -> TimescaleRead | None:
    if read is None or not correction.is_dated:
        return read
    is_dated = correction.starts_on or correction.due_on
    return replace(
        read,
        starts_on=correction.starts_on,
        due_on=correction.due_on,
        recurrence=correction.recurrence or read.recurrence,
        is_ongoing=read.is_ongoing if correction.is_ongoing is None else correction.is_ongoing,
        certainty="none" if not is_dated else read.certainty if read.certainty != "none" else "exact",
        because=CORRECTED,
        warnings=(),
    )


def _corrected_status(read: StatusRead, correction: Correction) -> StatusRead:
    """What the person chose; a status that asks for a date goes with a warning until it has one."""
    status = correction.status or read.status
    completed_on = correction.completed_on or read.completed_on
    warnings = read.warnings
    if correction.status:
        warnings = tuple(one for one in warnings if one.code == WarningCode.STATUS_NEEDS_DATE)
    if completed_on or status != "completed":
        warnings = tuple(one for one in warnings if one.code != WarningCode.STATUS_NEEDS_DATE)
    is_corrected = correction.status or correction.completed_on
    because = CORRECTED if is_corrected else read.because
    return replace(
        read,
        status=status,
        completed_on=completed_on if status in ("completed", "embedded") else None,
        because=because,
        warnings=warnings,
    )
