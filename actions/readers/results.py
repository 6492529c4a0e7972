"""What the readers return: what was read, how sure it is, and why."""

from dataclasses import dataclass
from datetime import date

from actions.readers.warnings import ReadingWarning


@dataclass(frozen=True)
class TimescaleRead:
    """What was read from the words of a timescale; the codes are those of the model Timescale.

    ``due_on`` is the last day of the stated period. ``because`` says in words how it was read. What could not be
    read stays None, with a warning.
    """

    text: str
    starts_on: date | None = None
    due_on: date | None = None
    recurrence: str = "none"
    is_ongoing: bool = False
    reviews: tuple[date, ...] = ()
    certainty: str = "none"
    because: str = ""
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class KnownLead:
    """A lead that the council has already: its name and its spellings."""

    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeadRead:
    """One lead of several in a cell.

    ``role`` is joint or supporting, ``kind`` post, team, group or person. ``known_as`` is the name of the known lead
    of which these words are the name or a spelling, letter for letter but for case and spaces; ``resembles`` names
    known leads that it might be, for a person to decide.
    """

    published_as: str
    role: str = "joint"
    kind: str = "post"
    known_as: str | None = None
    resembles: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeadsRead:
    """The leads that the words of a cell name, in their order."""

    text: str
    leads: tuple[LeadRead, ...] = ()
    because: str = ""
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class StatusRead:
    """Where an action stands by the words of a cell; the codes are those of actions/status.py.

    ``status`` is None when the words say none; ``rag`` is None when they rate nothing. ``completed_on`` only
    where a day, or the last day of a stated month or year, is printed.
    """

    text: str
    status: str | None = None
    rag: str | None = None
    completed_on: date | None = None
    because: str = ""
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class MeasureRead:
    """What was read from the words of a measure; codes and figures are those of the model Measure.

    Figures are words of digits ("12.5"), None where none is printed.
    """

    text: str
    name: str
    kind: str = "narrative"
    unit: str = ""
    baseline: str | None = None
    baseline_on: date | None = None
    target: str | None = None
    target_text: str = ""
    target_on: date | None = None
    direction: str = ""
    frequency: str = ""
    is_about_people: bool = False
    because: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
