"""From what each heading names, and what its cells look like, to the role of each column among its neighbours.

How success is judged (a measure, indicator, evidence, criterion, output, milestone, how it will be monitored) is a
measure. What will be so when it has succeeded (an outcome, impact, "what does good look like") is what good looks
like. A section, priority, strand or goal is a theme; an objective, aim, pledge or key output is a commitment. Which
column is the action is decided first: what is headed as actions or as how it will be done, else targets, objectives,
measures, in this order; of several the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.readers.tables.columns import Role
from actions.readers.tables.headings import Kind, read_heading
from actions.readers.tables.looks import Look

DOES = (Kind.ACTION, Kind.STRATEGY)
PLAIN_ROLES = {
    Kind.LEFT_OUT: Role.LEFT_OUT,
    Kind.RAG: Role.RAG,
    Kind.COMPLETED: Role.COMPLETED,
    Kind.COMMITMENT_REFERENCE: Role.COMMITMENT_REFERENCE,
    Kind.PROGRESS: Role.PROGRESS,
    Kind.START: Role.STARTS,
    Kind.END: Role.DUE,
    Kind.SUPPORT: Role.SUPPORTING,
    Kind.LEAD: Role.LEADS,
    Kind.WHEN: Role.TIMESCALE,
    Kind.GOOD: Role.SUCCESS,
    Kind.STATUS: Role.STATUS,
    Kind.MEASURE: Role.MEASURE,
    Kind.RATIONALE: Role.RATIONALE,
}
ROLES_BY_LOOK = {
    Look.REFERENCE: Role.REFERENCE,
    Look.WHEN: Role.TIMESCALE,
    Look.LEAD: Role.LEADS,
    Look.RAG: Role.RAG,
    Look.STATUS: Role.STATUS,
}


@dataclass
class Column:
    """One column while it is judged: its heading, its look, and the role that it is given with the reason."""

    index: int
    heading: str
    look: Look
    is_group: bool = False
    kind: Kind | None = None
    role: Role | None = None
    is_sure: bool = False
    because: str = ""

    def give(self, role: Role, because: str, *, sure: bool | None = None) -> None:
        """Settle the role. ``sure`` None leaves the sureness of the heading."""
        self.role, self.because = role, because
        self.is_sure = self.is_sure if sure is None else sure


def judge(columns: Sequence[Column]) -> None:
    """Give every column its role. ``is_group`` of a column says that its words stand once for several actions."""
    for column in columns:
        _read(column)
    action = _find_action(columns)
    for column in columns:
        _judge_beside_action(column, action)
    _judge_what_is_promised(columns, action)
    _judge_blank_headings(columns)
    _judge_references(columns)
    _judge_times(columns)


def _read(column: Column) -> None:
    read = read_heading(column.heading)
    if read is None:
        return
    column.kind, column.is_sure = read
    if read.kind is Kind.REFERENCE and column.look in (Look.SENTENCES, Look.WORDS):
        column.kind, column.is_sure = Kind.OBJECTIVE, False
    elif read.kind in (Kind.OBJECTIVE, Kind.THEME) and column.look is Look.LEVEL:
        column.kind = Kind.LEFT_OUT
    elif read.kind is Kind.MONITORING:
        column.kind = Kind.MEASURE if column.look is Look.SENTENCES else Kind.SUPPORT
        column.is_sure = column.look is not Look.EMPTY
    elif read.kind is Kind.STATUS and column.look is Look.RAG:
        column.kind = Kind.RAG


def _find_action(columns: Sequence[Column]) -> Column | None:
    """The column of actions, with its role given; None when no heading and no look speaks for one."""
    by_kind = {
        kind: [each for each in columns if each.kind is kind]
        for kind in (*DOES, Kind.TARGET, Kind.OBJECTIVE, Kind.MEASURE, Kind.OUTCOME)
    }
    does = sorted(by_kind[Kind.ACTION] + by_kind[Kind.STRATEGY], key=lambda each: each.index)
    for found, because in (
        (does, "Its heading names what will be done."),
        (by_kind[Kind.TARGET], "No column is headed as actions, so the targets are what will be done."),
        (by_kind[Kind.OBJECTIVE], "No column is headed as actions, so the objectives are what will be done."),
        (
            _bare_measures(by_kind[Kind.MEASURE]),
            "No column is headed as actions, so the measures are what will be done.",
        ),
    ):
        if found:
            found[-1].give(Role.ACTION, because, sure=found[-1].is_sure and found is does)
            return found[-1]
    blank = [each for each in columns if each.kind is None and each.look is Look.SENTENCES]
    if blank:
        first = blank[0] if not any(each.kind for each in columns) or len(blank) == 1 else blank[-1]
        first.give(Role.ACTION, "Its cells are sentences, and no column is headed as actions.", sure=False)
        return first
    return None


def _bare_measures(columns: Sequence[Column]) -> list[Column]:
    return [each for each in columns if each.heading.strip(" :").casefold() in ("measure", "measures")]


def _judge_beside_action(column: Column, action: Column | None) -> None:
    """Roles that need no more than the heading and whether the column stands before or after the action."""
    if column.role is not None or column.kind is None:
        return
    before = action is not None and column.index < action.index
    if column.kind in PLAIN_ROLES:
        column.give(PLAIN_ROLES[column.kind], f"Its heading names {column.kind.value}.")
    elif column.kind is Kind.EVIDENCE:
        column.give(Role.RATIONALE if before else Role.MEASURE, "Evidence before the action is why; after it, proof.")
    elif column.kind is Kind.CURRENT:
        role = Role.RATIONALE if before else Role.PROGRESS
        column.give(role, "Where things stand, before the action is why; after it, progress.")
    elif column.kind is Kind.TARGET and not before:
        column.give(Role.MEASURE, "A target beside an action says how success is judged.")
    elif column.kind is Kind.STRATEGY and not before:
        column.give(Role.PROGRESS, "It follows the action.", sure=False)


def _judge_what_is_promised(columns: Sequence[Column], action: Column | None) -> None:
    """Themes, commitments and outcomes: the nearest before the action is the commitment, those before it themes."""
    open_columns = [each for each in columns if each.role is None and each.kind]
    promised = [each for each in open_columns if each.kind in (Kind.OBJECTIVE, Kind.TARGET, *DOES)]
    outcomes = [each for each in open_columns if each.kind is Kind.OUTCOME]
    before = [each for each in outcomes if action and each.index < action.index and not _is_hoped(each)]
    if before and action and action.kind in DOES and (not promised or _is_goal_and_outcome(promised, before)):
        promised = [*promised, before[0]]
    themes = [each for each in open_columns if each.kind is Kind.THEME]
    _give_levels(themes, promised)
    commitment = next((each for each in columns if each.role is Role.COMMITMENT), None)
    for column in outcomes:
        if column.role is None:
            within = commitment is not None and column.index < commitment.index and bool(themes)
            column.give(Role.OUTCOME if within else Role.SUCCESS, "Its heading names what is to come of it.")


def _is_hoped(column: Column) -> bool:
    """Whether an outcome is what is hoped for, and not the commitment itself."""
    return any(word in column.heading.casefold() for word in ("desired", "expected", "intended"))


def _is_goal_and_outcome(promised: Sequence[Column], before: Sequence[Column]) -> bool:
    return len(promised) == 1 and "goal" in promised[0].heading.casefold() and promised[0].index < before[0].index


def _give_levels(themes: Sequence[Column], promised: Sequence[Column]) -> None:
    because = "Its heading names what the actions belong to."
    if promised and not (len(promised) == 1 and _is_high(promised[0])):
        promised[-1].give(Role.COMMITMENT, because)
        promised = promised[:-1]
    above = [*themes, *promised] if themes else list(promised)
    for column, role in zip(above, (Role.THEME, Role.SUBTHEME), strict=False):
        column.give(role, because)
    for column in above[2:]:
        column.give(Role.LEFT_OUT, "The plan has no third level of themes.", sure=False)


def _is_high(column: Column) -> bool:
    """Whether its heading is a word for a theme more than for a commitment."""
    return any(word in column.heading.casefold() for word in ("priorit", "goal", "pillar"))


def _judge_blank_headings(columns: Sequence[Column]) -> None:
    """Columns whose heading says nothing: by their cells, where no other column has that role."""
    action = next((each.index for each in columns if each.role is Role.ACTION), None)
    for column in columns:
        if column.role is not None:
            continue
        role = ROLES_BY_LOOK.get(column.look)
        is_taken = role is not Role.REFERENCE and any(each.role is role for each in columns)
        if role and not is_taken:
            named = f"“{column.heading}” does not say it" if column.heading.strip() else "It has no heading"
            column.give(role, f"{named}; its cells are {column.look.value}.", sure=role is Role.REFERENCE)
        elif column.look is Look.SENTENCES and action is not None and column.index < action:
            column.give(Role.COMMITMENT, "Its cells are sentences and stand before the actions.", sure=False)
        elif column.look is Look.EMPTY and not column.heading.strip():
            column.give(Role.LEFT_OUT, "It is empty.", sure=True)
        elif column.heading.strip() and action is not None and column.index < action and column.is_group:
            column.give(Role.THEME, "Its words stand once for several actions.", sure=False)
        else:
            column.give(Role.LEFT_OUT, "Neither its heading nor its cells say what it is.", sure=False)
    _keep_one_commitment(columns)


def _keep_one_commitment(columns: Sequence[Column]) -> None:
    found = [each for each in columns if each.role is Role.COMMITMENT]
    for column in found[:-1]:
        column.give(Role.THEME, "It stands before the commitment.", sure=False)


def _judge_references(columns: Sequence[Column]) -> None:
    """Of two columns of references the first is the commitment's; a single one is, when it stands once for several."""
    for column in columns:
        if column.role is None or column.kind is Kind.REFERENCE:
            column.give(Role.REFERENCE, "Its heading names a reference.", sure=True)
    found = [each for each in columns if each.role is Role.REFERENCE]
    if len(found) > 1:
        for column in found[:-1]:
            column.give(Role.COMMITMENT_REFERENCE, "Of two references it is the one of the group.", sure=False)
        return
    has_commitment = any(each.role is Role.COMMITMENT for each in columns)
    if found and has_commitment and found[0].is_group and "action" not in found[0].heading.casefold():
        found[0].give(Role.COMMITMENT_REFERENCE, "It stands once for several actions.")


def _judge_times(columns: Sequence[Column]) -> None:
    """A date beside a start is when it is due; by itself it is the timescale, whatever its words."""
    starts = [each for each in columns if each.role is Role.STARTS]
    dues = [each for each in columns if each.role is Role.DUE]
    times = [each for each in columns if each.role is Role.TIMESCALE]
    if starts and not dues and len(times) == 1:
        times[0].give(Role.DUE, "It stands beside the start.")
    if not starts and not times:
        for column in dues:
            column.give(Role.TIMESCALE, "Its heading names when.")
