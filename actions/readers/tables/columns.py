"""What a column of a table of actions can be."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the words in a column are. The officer sees ``ROLE_LABELS``."""

    REFERENCE = "reference"
    THEME_REFERENCE = "theme_reference"
    THEME = "theme"
    SUBTHEME = "subtheme"
    OUTCOME = "outcome"
    COMMITMENT_REFERENCE = "commitment_reference"
    COMMITMENT = "commitment"
    RATIONALE = "rationale"
    SUCCESS = "success"
    SUBHEADING = "subheading"
    ACTION = "action"
    LEADS = "leads"
    SUPPORTING = "supporting"
    TIMESCALE = "timescale"
    STARTS = "starts"
    DUE = "due"
    STATUS = "status"
    RAG = "rag"
    COMPLETED = "completed"
    PROGRESS = "progress"
    MEASURE = "measure"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class ColumnGuess:
    """A column (or the label of a card): its place counted from 0, its heading, what it seems to be, and why.

    ``samples`` are its first few different cells.
    """

    index: int
    heading: str
    role: Role
    is_sure: bool
    because: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableGuess:
    """A table of the file: whether it seems to hold actions, how it is laid out, and its columns.

    ``index`` is its place among the file's grids, from 0. ``layout`` is "rows", or "card" where each label has its
    words beside or below it. ``header_row`` is the index of the row that heads the columns, None where none does.
    """

    index: int
    name: str
    is_plan: bool
    because: str
    layout: str
    header_row: int | None
    columns: tuple[ColumnGuess, ...]
    number_of_rows: int


ROLE_LABELS = {
    Role.REFERENCE: "Reference of the action",
    Role.THEME_REFERENCE: "Reference of the theme",
    Role.THEME: "Theme",
    Role.SUBTHEME: "Theme within the theme",
    Role.OUTCOME: "Desired outcome of the theme",
    Role.COMMITMENT_REFERENCE: "Reference of the commitment",
    Role.COMMITMENT: "Commitment",
    Role.RATIONALE: "Why: evidence, issue or data",
    Role.SUCCESS: "What good looks like",
    Role.SUBHEADING: "Sub-heading of the action",
    Role.ACTION: "Action",
    Role.LEADS: "Lead",
    Role.SUPPORTING: "Supporting lead",
    Role.TIMESCALE: "Timescale",
    Role.STARTS: "Start",
    Role.DUE: "Due",
    Role.STATUS: "Status",
    Role.RAG: "RAG rating",
    Role.COMPLETED: "Completed",
    Role.PROGRESS: "Progress so far",
    Role.MEASURE: "Measure",
    Role.LEFT_OUT: "Leave out",
}
