"""The resource of a model: what its file holds, and how each row of a file is brought back.

A row is known by its id. It is changed only if nobody else changed it after the file was exported, only where
the person could change it by hand, and only where the file says something else than what is there.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Field, Max, Model, QuerySet
from django.utils.text import capfirst
from import_export.fields import Field as Column
from import_export.resources import ModelResource

from plans.admin.exchange.cells import KeyCell, WholeNumber, cell_for
from plans.admin.exchange.rules import Rules
from plans.audit.context import audit, current
from plans.audit.records import history_of

AT_ONCE = 500
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


class ScopedResource(ModelResource):
    """What the file of a model holds. ``related`` is fetched with each exported row, for its keys.

    One is made for each request, and remembers what it found for the rows of one file.
    """

    revision = Column(column_name="Revision", widget=WholeNumber(), readonly=True)
    is_imported = True
    related: tuple[str, ...] = ()

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules
        self.model: type[Model] = self._meta.model
        self.model_fields: dict[str, Field] = {field.name: field for field in self.model._meta.concrete_fields}
        for name, column in self.fields.items():
            if isinstance(column.widget, KeyCell):
                column.widget.key.among = rules.choices(self.model_fields[name])
        self.revisions: dict[Any, int] = {}
        self.stored: dict[int, Any] = {}
        self.seen: set[int] = set()
        self.is_trial = True
        self._begin_row()

    # What a column is

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Column:
        heading = "ID" if django_field.primary_key else capfirst(str(django_field.verbose_name))
        return Column(attribute=field_name, column_name=heading, widget=cell_for(django_field))

    @property
    def headings(self) -> dict[str, str]:
        """The name of each column -> its heading, in the order of the file."""
        return {name: self.fields[name].column_name for name in self._meta.fields}

    def cell(self, row: Mapping[str, Any], name: str) -> Any:
        """What a row of a file says in a column; None where the cell is empty or the column missing."""
        return row.get(self.fields[name].column_name)

    # Taking rows away

    def iter_queryset(self, queryset: QuerySet) -> Iterator[Any]:
        """Yield the rows in their order; a revision is read before its row, so it is never newer than the values."""
        found = list(queryset.values_list("pk", flat=True))
        for start in range(0, len(found), AT_ONCE):
            pks = found[start : start + AT_ONCE]
            self.revisions = self._newest(pks)
            rows = self.fetched(pks)
            yield from (rows[pk] for pk in pks if pk in rows)

    class Meta:
        use_transactions = True
        skip_diff = True  # the changes are told in words instead

    def dehydrate_revision(self, row: Any) -> int | None:
        return self.revisions.get(row.pk)

    def fetched(self, pks: Any) -> dict[Any, Any]:
        """Fetch rows by their ids, with what their cells need."""
        return self.model._base_manager.select_related(*self.related).in_bulk(pks)

    def _newest(self, pks: Any) -> dict[Any, int]:
        key = self.model._meta.pk.attname
        history = history_of(self.model)._base_manager.filter(**{f"{key}__in": pks})
        return dict(history.order_by().values_list(key).annotate(Max("history_id")))

    # Bringing rows back

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Fetch, and lock where it is meant, every row that the file names and the person sees."""
        cells = dataset[self.fields["id"].column_name] if self.fields["id"].column_name in dataset.headers else []
        pks = {pk for cell in cells if (pk := self._number(cell))}
        if not self.is_trial:
            list(self.model._base_manager.filter(pk__in=pks).order_by("pk").select_for_update().values_list("pk"))
        self.revisions = self._newest(pks)
        rows = self.rules.rows().filter(pk__in=pks)
        self.stored = self.model._base_manager.select_related(*self.related).in_bulk(
            list(rows.values_list("pk", flat=True))
        )

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        """Return the row that the id names, or a new one, and whether it is new."""
        self._begin_row()
        typed = self.cell(row, "id")
        if typed is None:
            self.is_new = True
            return self.model(), True
        pk, kind = self._number(typed), self.model._meta.verbose_name
        if pk not in self.stored:
            raise ValidationError(
                {"id": f"There is no {kind} {str(typed)[:40]} that you manage. Leave the ID empty to add one."}
            )
        if pk in self.seen:
            raise ValidationError({"id": f"This file names {kind} {pk} more than once."})
        self.seen.add(pk)
        self.rules.remember(self.stored[pk])
        return self.stored[pk], False

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Find out what the file says otherwise than the row, and refuse what may not be said."""
        errors: dict[str, str] = {}
        editable = self.editable(instance)
        for name in self._meta.fields:
            if name in self.model_fields and name != "id" and self.fields[name].column_name in row:
                try:
                    self._read(name, instance, self.cell(row, name), editable)
                except ValueError as error:
                    errors[name] = str(error)
        changes = bool(self.values or errors) and not self.is_new
        if changes and (stale := self._why_stale(instance, row)):
            errors = {"revision": stale}
        if errors:
            raise ValidationError(errors)

    def editable(self, instance: Any) -> set[str]:
        """The names of the columns that the person may change in a row."""
        return self.rules.editable(instance, self.is_new)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave alone what the file does not change: it gets no line in the history."""
        return not (self.values or self.is_new or import_validation_errors)

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, *args: Any) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Save the row as the admin would, and keep the reason that the file gives beside that it was imported."""
        self._refuse_gaps(instance)
        reason = self.why(row)
        with audit(reason=f"{reason} {current().reason}".strip()):
            self.keep(instance, row, reason)

    def keep(self, instance: Any, row: Any, reason: str) -> None:
        """Save what the file says of a row."""
        self.rules.keep(instance, self.values, is_new=self.is_new, reason=reason)

    def why(self, row: Any) -> str:
        """Why the row is changed, where the file has a column for it."""
        return ""

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        row_result.told = self.told

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Nothing: ids are given by the database, so no sequence has fallen behind."""

    def _begin_row(self) -> None:
        self.is_new = False
        self.values: dict[str, Any] = {}
        self.told: list[Told] = []

    def _read(self, name: str, instance: Any, cell: Any, editable: set[str]) -> None:
        """Take note of a cell that says something else than the row; ValueError says why it may not."""
        field, widget = self.model_fields[name], self.fields[name].widget
        old = getattr(instance, name, None) if getattr(instance, field.attname) is not None else None
        if widget.is_same(cell, old) or (self.is_new and cell is None):
            return
        if name not in editable:
            raise ValueError(self.rules.why_fixed(instance, name))
        value = widget.clean(cell)
        if value is None and not field.blank:
            raise ValueError(NOT_EMPTY)
        self.told.append(
            Told(self.fields[name].column_name, None if self.is_new else widget.render(old), widget.render(value))
        )
        self.values[name] = "" if value is None and not field.null and field.empty_strings_allowed else value

    def _refuse_gaps(self, instance: Any) -> None:
        if not self.is_new:
            return
        asked = self.model_fields.keys() & self.editable(instance)
        gaps = {
            name: NEEDED
            for name in asked - self.values.keys()
            if not (field := self.model_fields[name]).blank and not field.has_default()
        }
        if gaps:
            raise ValidationError(gaps)

    def _why_stale(self, instance: Any, row: Any) -> str:
        typed = self.cell(row, "revision")
        if typed is None:
            return NO_REVISION
        return "" if self._number(typed) == self.revisions.get(instance.pk) else STALE

    def _number(self, cell: Any) -> int | None:
        try:
            return WholeNumber().clean(cell)
        except ValueError:
            return None
