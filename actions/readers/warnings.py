"""Warnings about what was read. What each means to a person stands in docs/importing.md."""

from enum import StrEnum
from typing import NamedTuple


class WarningCode(StrEnum):
    """One for each kind of doubt; the words of each warning are written where it is found."""

    TIMESCALE_NOT_READ = "timescale-not-read"
    TIMESCALE_DOUBTFUL = "timescale-doubtful"
    TIMESCALE_OUTSIDE_PLAN = "timescale-outside-plan"
    LEADS_DOUBTFUL = "leads-doubtful"
    LEAD_RESEMBLES = "lead-resembles"
    STATUS_NOT_READ = "status-not-read"
    STATUS_NEEDS_DATE = "status-needs-date"
    PROGRESS_LEFT_OUT = "progress-left-out"
    MEASURE_DOUBTFUL = "measure-doubtful"
    COLUMN_DOUBTFUL = "column-doubtful"
    COLUMN_LEFT_OUT = "column-left-out"
    TABLE_LEFT_OUT = "table-left-out"
    ROW_LEFT_OUT = "row-left-out"
    CELL_SPLIT = "cell-split"
    TEXT_TOO_LONG = "text-too-long"
    REFERENCE_REPEATS = "reference-repeats"


class ReadingWarning(NamedTuple):
    """A doubt about what was read: its code, and a sentence for the person who can settle it."""

    code: WarningCode
    words: str
