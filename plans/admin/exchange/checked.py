"""What was found for a row of a file before anything was locked, and in which words it may be refused."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from plans.admin.exchange.rules import Write
from plans.questions import Question

STALE = (
    "This was changed after this file was exported. Export it again and make your changes in the new file, "
    "or take this row out."
)
NO_REVISION = (
    "This row has no revision, so nobody can tell whether it was changed after this file was exported. Export it again."
)
NOT_EMPTY = "This cannot be empty."
NEEDED = "A new row needs this."
"""Said of a column that a row without an ID lacks or leaves empty."""


class Told(NamedTuple):
    """One value that a row of a file changes, in the words of its cells."""

    column: str
    old: Any
    new: Any


@dataclass
class Checked:
    """A row of a file: what writes it, None where nothing changes; or why it is refused.

    ``pk`` is the id that the file names, ``questions`` are what the check asked the database.
    """

    pk: int | None
    told: list[Told]
    instance: Any = None
    is_new: bool = False
    reason: str = ""
    write: Write | None = None
    refusal: ValidationError | None = None
    questions: list[Question] = field(default_factory=list)
