"""What a person is shown of a proposal: counts, the rows to check, and the plan as it will look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from actions.importing.answers import Answers
from actions.importing.changes import Change, Changes
from actions.importing.content import MeasureContent, PlanContent
from actions.importing.proposal import Proposal, ProposedRow
from actions.models import Timescale
from actions.readers.results import LeadRead, TimescaleRead
from actions.readers.tables.columns import Role
from actions.readers.warnings import ReadingWarning, WarningCode
from actions.status import Rag, Status
from plans.days import in_words
from plans.models import Plan

SHOWN = {"all": "All rows", "check": "To check", "corrected": "Checked or corrected", "out": "Left out"}


@dataclass(frozen=True)
class ReadLead:
    """A lead as it was read: its name, and what is known of it in words."""

    name: str
    note: str


class ShownRow:
    """A row beside its readings, in words."""

    def __init__(self, row: ProposedRow, said: Answers, council_has: frozenset[str]) -> None:
        self.row = row
        self.is_seen = row.key in said.corrections
        self.is_left_out = row.is_left_out
        self.warnings = [one for one in row.warnings if one.code != WarningCode.LEAD_RESEMBLES]
        self._council_has = council_has

    @property
    def needs_checking(self) -> bool:
        """Whether there is a doubt that nobody has looked at, or a problem."""
        return bool(self.row.problem or (self.warnings and not self.is_seen))

    @property
    def kind(self) -> str:
        """By which of ``SHOWN`` it is found."""
        if self.is_left_out:
            return "out"
        return "check" if self.needs_checking else "corrected" if self.is_seen else "all"

    @property
    def name(self) -> str:
        """What the row is called in links: its reference or its number, and its first words."""
        return self.row.row.reference or f"row {self.row.number}"

    @property
    def timescale(self) -> str:
        """How the words about time are read; "" where no date or rhythm was read from them."""
        read = self.row.timescale
        return reading_of(read) if read else ""

    @property
    def leads(self) -> list[ReadLead]:
        """The leads that are named, each with what is known of it."""
        return [ReadLead(lead.known_as or lead.published_as, self._about(lead)) for lead in self.row.leads.leads]

    def _about(self, lead: LeadRead) -> str:
        name = lead.known_as or lead.published_as
        known = "a lead that you have" if name in self._council_has else f"a new {lead.kind}"
        if lead.known_as and lead.known_as != lead.published_as:
            known += f", printed “{lead.published_as}”"
        return f"supporting; {known}" if lead.role == "supporting" else known

    @property
    def measures(self) -> list[tuple[str, str]]:
        """The printed words of each measure of the row, and how they are read."""
        return [(one.text, measure_in_words(one)) for one in self.row.measures]

    @property
    def status_as_printed(self) -> str:
        """The printed words that the status is read from; "" where none are."""
        return status_words(self.row)

    @property
    def status(self) -> str:
        """Where the action stands, in words."""
        read = self.row.status
        words = str(Status(read.status or Status.NOT_STARTED).label)
        if read.completed_on:
            words += f" on {in_words(read.completed_on)}"
        is_rated = self.row.action and self.row.action.rag != Rag.NOT_RATED
        return f"{words}, rated {Rag(self.row.action.rag).label.lower()}" if is_rated and self.row.action else words


def status_words(row: ProposedRow) -> str:
    """Return the words that say where an action stands: those of its own columns, else of the timescale if they do."""
    has_own = row.row.status or row.row.rag or row.row.completed
    return row.status.text if has_own or row.status.status else ""


def reading_of(read: TimescaleRead) -> str:
    """Say in words what was read from a timescale."""
    row = Timescale(
        text=read.text, starts_on=read.starts_on, due_on=read.due_on, recurrence=read.recurrence,
        is_ongoing=read.is_ongoing, certainty=read.certainty,
    )  # fmt: skip
    reviews = "".join(f", reviewed {in_words(day)}" for day in read.reviews)
    words = f"{row.reading}{reviews}".removeprefix(", ")
    return words[:1].upper() + words[1:]


def measure_in_words(read: MeasureContent) -> str:
    """Say in words what was read from a measure: what is counted, from which figure to which, and how often."""
    target = f"{read.target:f}" if read.target is not None else read.target_text
    parts = [
        _label("kind", read.kind),
        f"from {read.baseline:f}" if read.baseline is not None else "",
        f"target {target}" if target else "",
        _label("direction", read.direction).lower(),
        _label("frequency", read.frequency).lower(),
    ]
    return ", ".join(filter(None, parts))


def _label(name: str, code: str) -> str:
    """What a code of a measure is called; "" for a code that says that nothing is stated."""
    measure: Any = Plan._meta.get_field("measures").related_model
    return str(dict(measure._meta.get_field(name).flatchoices)[code]) if code else ""


@dataclass(frozen=True)
class Count:
    """A number of something, with what it is a number of and the list that shows it, "" where none does."""

    number: int
    label: str
    shows: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A column that is not imported: its table, its heading and what stands in it."""

    table: str
    heading: str
    samples: tuple[str, ...]


def counts_of(said: PlanContent) -> list[Count]:
    """What a plan holds, in numbers; what it has none of is left out."""
    themes = sum(1 for theme in said.themes if theme.title)
    commitments = sum(1 for one in said.commitments() if one.text)
    numbers = (
        (sum(1 for _ in said.actions()), "action"),
        (themes, "theme"),
        (commitments, "commitment"),
        (len(said.leads), "lead"),
        (sum(1 for _ in said.all_measures()), "measure"),
    )
    return [Count(number, _numbered(number, what)) for number, what in numbers if number]


class Preview:
    """A proposal as a page shows it."""

    def __init__(self, proposal: Proposal, said: Answers, council_has: Iterable[str]) -> None:
        self.proposal = proposal
        known = frozenset(council_has)
        self.rows = [ShownRow(row, said, known) for row in proposal.rows]
        self.to_check = [row for row in self.rows if row.kind == "check"]
        self.columns_left_out = list(_columns_left_out(proposal))
        self.tables_left_out = [table for table in proposal.tables if table.index not in proposal.chosen]

    @property
    def counts(self) -> list[Count]:
        """What the file holds, in numbers."""
        actions = [row for row in self.rows if row.row.action]
        seen = sum(row.kind == "corrected" for row in self.rows)
        out = sum(row.is_left_out for row in self.rows)
        sure = sum(row.kind == "all" for row in actions)
        counts = [
            Count(len(actions), _numbered(len(actions), "action"), "all"),
            Count(sure, "read surely"),
            Count(len(self.to_check), "to check", "check"),
            Count(seen, "checked or corrected", "corrected"),
            Count(out, f"{_numbered(out, 'row')} left out", "out"),
            Count(len(self.columns_left_out), f"{_numbered(len(self.columns_left_out), 'column')} left out"),
        ]
        return [count for count in counts if count.number or count.label in ("read surely", "to check")]

    @property
    def sentence(self) -> str:
        """The same numbers as one sentence."""
        return ", ".join(f"{count.number:,} {count.label}" for count in self.counts) + "."

    @property
    def with_problems(self) -> list[ShownRow]:
        """The rows that forbid the import until they are put right."""
        return [row for row in self.rows if row.row.problem]

    @property
    def other_warnings(self) -> list[ReadingWarning]:
        """What to know of the whole file, beside the tables and columns that are left out."""
        told = (WarningCode.TABLE_LEFT_OUT, WarningCode.COLUMN_LEFT_OUT)
        return [one for one in self.proposal.warnings if one.code not in told]

    @property
    def with_progress(self) -> list[ShownRow]:
        """The rows that tell what happened so far, which is reported on an action's own page."""
        return [row for row in self.rows if row.row.row.progress and not row.is_left_out]

    @property
    def leaves_anything_out(self) -> bool:
        """Whether anything of the file is not imported, or is to be known of the whole file."""
        return bool(self.columns_left_out or self.tables_left_out or self.with_progress or self.other_warnings)

    def shown(self, kind: str) -> list[ShownRow]:
        """The rows that a filter asks for; all rows are those that are not left out."""
        if kind == "all":
            return [row for row in self.rows if not row.is_left_out]
        return [row for row in self.rows if row.kind == kind]

    def row(self, key: str) -> ShownRow | None:
        """The row with this key; None when the file has none."""
        return next((one for one in self.rows if one.row.key == key), None)

    def next_to_check(self, after: str) -> ShownRow | None:
        """The next row to check after the one with this key, the first again after the last; None when all are."""
        at = next((one.row.number for one in self.rows if one.row.key == after), 0)
        waiting = [one for one in self.to_check if one.row.key != after]
        return next((one for one in waiting if one.row.number > at), next(iter(waiting), None))


@dataclass(frozen=True)
class Group:
    """Rows that stand together under one heading."""

    heading: str
    parts: Sequence["Group"] | Sequence[ShownRow]


def grouped(rows: Iterable[ShownRow]) -> list[Group]:
    """Put rows under their themes, and within these under their commitments, in their order."""
    return [
        Group(theme, [Group(text, list(same)) for text, same in groupby(of_theme, lambda one: one.row.commitment)])
        for theme, of_theme in groupby(rows, lambda one: one.row.theme)
    ]


KINDS = {
    "changed": ("Changed", "What will change"),
    "new": ("New", "What will change"),
    "kept": ("Stays", "What stays although the file says otherwise"),
    "missing": ("Not in the file", "Not in the new file: these stay"),
}


@dataclass(frozen=True)
class ShownChange:
    """A change with its kind in words, and the heading that it stands under."""

    change: Change
    label: str
    heading: str


def in_order(changes: Changes) -> list[ShownChange]:
    """List what will change first, then what stays although the file says otherwise, then what is not in the file."""
    headings = list(dict.fromkeys(heading for _, heading in KINDS.values()))
    shown = [ShownChange(one, *KINDS[one.kind]) for one in changes.rows]
    return sorted(shown, key=lambda one: headings.index(one.heading))


def _columns_left_out(proposal: Proposal) -> Iterable[LeftOut]:
    for table in proposal.tables:
        for column, role in zip(table.columns, proposal.chosen.get(table.index, ()), strict=False):
            if role == Role.LEFT_OUT and any(column.samples):
                yield LeftOut(table.name, column.heading, column.samples)


def _numbered(number: int, what: str) -> str:
    return what if number == 1 else f"{what}s"
