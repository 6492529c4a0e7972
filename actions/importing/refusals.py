"""Why a plan's content is not written, in words."""

from collections.abc import Sequence

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models


class NotWritten(ValueError):  # noqa: N818 (a refusal is no error of the program)
    """Nothing was written; its words tell a person why and what to do."""


def checked(rows: Sequence[models.Model], what: str) -> None:
    """Check every field of every row by itself; raise ``NotWritten`` about the first that does not fit.

    A database may be more lenient than the fields are: SQLite takes text of any length.
    """
    if not rows:
        return
    links = [field.name for field in rows[0]._meta.concrete_fields if field.is_relation]
    for row in rows:
        try:
            row.clean_fields(exclude=links)
        except ValidationError as refused:
            name, (problem, *_) = next(iter(refused.message_dict.items()))
            label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise NotWritten(
                f"The {what} “{_start_of(row)}” cannot be kept. {label.capitalize()}: {problem}"
            ) from refused


def sentence_about(refused: IntegrityError) -> str:
    """Return the sentence of the constraint that the database names in its refusal."""
    told = str(refused)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in told or _is_told_by_columns(constraint, model, told):
                return str(constraint.violation_error_message)
    return "The plan contradicts itself, so nothing was imported. Check that nothing is listed twice."


def _is_told_by_columns(constraint: models.BaseConstraint, model: type[models.Model], told: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    if "UNIQUE" not in told or not isinstance(constraint, models.UniqueConstraint):
        return False
    columns = [model._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
    return bool(columns) and all(f"{model._meta.db_table}.{column}" in told for column in columns)


def _start_of(row: models.Model) -> str:
    words = str(row)
    return words if len(words) <= 60 else f"{words[:60]}…"
