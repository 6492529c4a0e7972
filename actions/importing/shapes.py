"""From the shape of content to the row of a model."""

from dataclasses import fields
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def shared_fields(model: type[models.Model], shape: type) -> tuple[str, ...]:
    """Return the names of the fields that a model and a shape of content both have; links are left out."""
    columns = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return tuple(one.name for one in fields(shape) if one.name in columns)


def row_of(model: type[Row], said: Any, **links: Any) -> Row:
    """Return an unsaved row that says what the content says; ``links`` are its other fields."""
    return model(**{name: getattr(said, name) for name in shared_fields(model, type(said))}, **links)
