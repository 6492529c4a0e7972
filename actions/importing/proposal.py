"""What an import would make of a file: shown to a person before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.importing.answers import Answers
from actions.importing.assembling import Assembly, Placed
from actions.importing.changes import FACTS, Changes, Comparison
from actions.importing.content import ActionContent, MeasureContent, PlanContent
from actions.importing.row_reading import RowReader
from actions.models import Lead
from actions.readers.plan_rows import PlanRow, PlanRows
from actions.readers.results import KnownLead, LeadsRead, StatusRead, TimescaleRead
from actions.readers.tables.columns import ROLE_LABELS, Role, TableGuess
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from actions.readers.warnings import ReadingWarning, WarningCode
from actions.status import Status
from plans.files.grids import Grid, Refused
from plans.models import Council

NO_TABLE = (
    "No table of actions was found. Choose the table that holds the actions, or put them into a table with headings "
    "such as Action, Lead and Timescale."
)
LONGEST_WORD = 100
NO_ACTION = "No action was found in the chosen table. Check which column holds the actions."


@dataclass(frozen=True)
class ProposedRow:
    """One row of the file, the action that it would become, and every doubt about it.

    ``action`` is None for a row that is left out, or that brings a heading or measures only.
    """

    key: str
    where: str
    number: int
    row: PlanRow
    action: ActionContent | None
    theme: str
    commitment: str
    timescale: TimescaleRead | None
    leads: LeadsRead
    status: StatusRead
    measures: tuple[MeasureContent, ...]
    warnings: tuple[ReadingWarning, ...]
    is_corrected: bool
    is_left_out: bool

    @property
    def problem(self) -> str:
        """Why the plan cannot be imported with this row as it is; "" when it can."""
        action = self.action
        if action and action.status == Status.COMPLETED and not action.completed_on:
            return f"{self.where}: the action is completed. Say on which day, or choose another status."
        if action and action.status == Status.EMBEDDED and not action.review_on:
            return f"{self.where}: the action is embedded. Say when it is reviewed next, or choose another status."
        return ""


@dataclass(frozen=True)
class Proposal:
    """A file as a plan. ``chosen`` has the roles of the columns of each chosen table.

    ``warnings`` are about the whole file, ``problems`` forbid the import until they are put right. ``resembling`` pairs
    a printed lead with the known leads that it might be. ``changes`` are against the plan of which the file is a newer
    version, None for a new plan.
    """

    tables: tuple[TableGuess, ...]
    chosen: dict[int, tuple[Role, ...]]
    content: PlanContent
    rows: tuple[ProposedRow, ...]
    warnings: tuple[ReadingWarning, ...]
    problems: tuple[str, ...]
    resembling: tuple[tuple[str, tuple[str, ...]], ...]
    changes: Changes | None


def known_leads(council: Council) -> tuple[KnownLead, ...]:
    """Return the leads of a council that are in use, with their spellings, those of leads merged into them included."""
    spellings: dict[str, list[str]] = {}
    for lead in Lead.objects.filter(council=council).prefetch_related("spellings").select_related("merged_into"):
        now = lead.merged_into or lead
        listed = spellings.setdefault(now.name, [])
        listed += [one.text for one in lead.spellings.all()] + ([lead.name] if lead.merged_into else [])
    return tuple(KnownLead(name, tuple(listed)) for name, listed in spellings.items())


def propose(
    grids: Sequence[Grid],
    answers: Answers,
    *,
    known: Sequence[KnownLead] = (),
    current: PlanContent | None = None,
) -> Proposal:
    """Return what the import would write, as far as it was said; raise ``Refused`` when the file holds no plan.

    ``known`` are the council's leads, ``current`` what the plan says now of which the file is a newer version.
    """
    tables = guess_tables(grids)
    chosen = chosen_columns(tables, answers)
    if not chosen:
        raise Refused(NO_TABLE)
    found = read_rows(grids, chosen)
    reader, assembly = RowReader(answers, known), Assembly()
    placed = assembly.put([reader.read(row) for row in found.rows], found.measures)
    if not any(one.read.row.text for one in placed):
        raise Refused(NO_ACTION)
    assembly.content.facts = _facts(answers, found)
    rows = tuple(_proposed(at, one, answers) for at, one in enumerate(placed, 1))
    comparison = Comparison(current, assembly.content, with_readings=False) if current else None
    return Proposal(
        tables=tables,
        chosen=chosen,
        content=assembly.content,
        rows=rows,
        warnings=(*_doubtful_columns(tables, answers, chosen), *found.warnings),
        problems=tuple(row.problem for row in rows if row.problem and not _is_there(row, comparison)),
        resembling=_resembling(rows),
        changes=comparison.changes if comparison else None,
    )


def _is_there(row: ProposedRow, comparison: Comparison | None) -> bool:
    """Whether the plan holds the row's action already: where it stands there stays, whatever the file prints."""
    pairs = comparison.match.actions if comparison else None
    return pairs is not None and any(one.said is row.action for one in pairs.coming if one.at in pairs.newer)


def chosen_columns(tables: Sequence[TableGuess], answers: Answers) -> dict[int, tuple[Role, ...]]:
    """Return the roles of the columns of each chosen table, as said, else as guessed."""
    chosen = answers.tables if answers.tables is not None else [table.index for table in tables if table.is_plan]
    return {
        table.index: tuple(answers.columns.get(table.index) or (column.role for column in table.columns))
        for table in tables
        if table.index in chosen
    }


def _doubtful_columns(
    tables: Sequence[TableGuess], answers: Answers, chosen: dict[int, tuple[Role, ...]]
) -> list[ReadingWarning]:
    """The columns of the chosen tables that nobody has looked at and whose guess is not sure."""
    guessed = [table for table in tables if table.index in chosen and table.index not in answers.columns]
    doubtful = [
        (table.name, column.heading or f"number {column.index + 1}", ROLE_LABELS[column.role])
        for table in guessed
        for column in table.columns
        if not column.is_sure and column.role != Role.LEFT_OUT
    ]
    return [
        ReadingWarning(WarningCode.COLUMN_DOUBTFUL, f"{table}: the column “{heading}” was taken as “{label}”.")
        for table, heading, label in doubtful
    ]


def _facts(answers: Answers, found: PlanRows) -> dict[str, object]:
    """What the person said of the plan, and the document's own words for its columns."""
    said: dict[str, object] = {name: getattr(answers, name) for name in FACTS}
    return said | {name: word[:LONGEST_WORD] for name, word in found.words}


def _proposed(number: int, placed: Placed, answers: Answers) -> ProposedRow:
    read = placed.read
    return ProposedRow(
        key=read.row.key,
        where=read.row.where,
        number=number,
        row=read.row,
        action=placed.action,
        theme=placed.theme,
        commitment=placed.commitment,
        timescale=read.timescale,
        leads=read.leads,
        status=read.status,
        measures=tuple(placed.measures),
        warnings=tuple(placed.warnings),
        is_corrected=read.row.key in answers.corrections,
        is_left_out=read.is_left_out,
    )


def _resembling(rows: Sequence[ProposedRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The printed leads that might be known ones, each once."""
    pairs = {lead.published_as: lead.resembles for row in rows for lead in row.leads.leads if lead.resembles}
    return tuple(pairs.items())
