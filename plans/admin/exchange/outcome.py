"""What an import does, or would do, told row by row; or why it does nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError
from import_export.results import Result, RowResult

from plans.admin.exchange.checked import Told
from plans.admin.exchange.resource import ScopedResource

MOST_SHOWN = 200
NOT_KEPT = "This row does not fit with what is stored. Compare it with the other rows of the file."


class RowTold(NamedTuple):
    """A row of the sheet that adds or changes something."""

    number: int
    what: str
    is_new: bool
    told: list[Told]


class Refusal(NamedTuple):
    """Why a row of the sheet is refused, and in which column; "" is the row as a whole."""

    number: int
    column: str
    sentence: str


@dataclass
class Outcome:
    """All that a file does, or the refusals for which it does nothing."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rows: list[RowTold] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return bool(self.refusals)

    @property
    def written(self) -> int:
        return self.added + self.changed

    @property
    def shown(self) -> list[RowTold]:
        return self.rows[:MOST_SHOWN]

    @property
    def shown_refusals(self) -> list[Refusal]:
        return self.refusals[:MOST_SHOWN]

    @property
    def in_words(self) -> str:
        """What is written, in one line."""
        return f"{self.added} added, {self.changed} changed, {self.unchanged} as they were"


def outcome_of(result: Result, resource: ScopedResource, numbers: Sequence[int]) -> Outcome:
    """Tell a result; ``numbers`` are the rows of the sheet. An error that is not the file's is raised."""
    told = Outcome()
    for error in result.base_errors:
        raise error.error
    for number, row in zip(numbers, result.rows, strict=True):
        if row.validation_error or row.errors:
            told.refusals += _refusals(number, row, resource)
        elif row.import_type == RowResult.IMPORT_TYPE_SKIP:
            told.unchanged += 1
        else:
            is_new = row.is_new()
            told.added, told.changed = told.added + is_new, told.changed + (not is_new)
            told.rows.append(RowTold(number, row.object_repr, is_new, row.told))
    return told


def _refusals(number: int, row: Any, resource: ScopedResource) -> Iterator[Refusal]:
    for error in row.errors:
        if not isinstance(error.error, IntegrityError | DataError):
            raise error.error
        yield Refusal(number, "", NOT_KEPT)
    if row.validation_error:
        for name, sentences in _by_name(row.validation_error).items():
            column = resource.fields[name].column_name if name in resource.fields else ""
            yield from (Refusal(number, column, sentence) for sentence in sentences)


def _by_name(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
