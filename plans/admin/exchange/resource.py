"""The resource of a model: what its file holds, and how each row of a file is brought back.

A row is known by its id. It is changed only if nobody else changed it after the file was exported, only where
the person could change it by hand, and only where the file says something else than what is there.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Field, Max, Model, QuerySet
from django.utils.text import capfirst
from import_export.fields import Field as Column
from import_export.resources import ModelResource

from plans.admin.exchange.answers import Answers, moved
from plans.admin.exchange.cells import KeyCell, WholeNumber, cell_for
from plans.admin.exchange.checked import NEEDED, NO_REVISION, NOT_EMPTY, STALE, Checked, Told
from plans.admin.exchange.rules import Rules, Write, columns_of
from plans.audit.context import audit, current
from plans.audit.records import history_of
from plans.audit.triggers import dialect
from plans.questions import noted

AT_ONCE = 500


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
                column.widget.key.may_move = column.widget.key.model is self.model
        self.revisions: dict[Any, int] = {}
        self.stored: dict[int, Any] = {}
        self.seen: dict[Any, int] = {}
        self.checks: dict[int, Checked] = {}
        self.is_trial, self.is_fetched_anew = True, False
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

    # Bringing rows back: checked first, which takes long; then locked, confirmed and written

    def check(self, dataset: Any) -> None:
        """Check every row, each as of the same moment, before anything is locked; ``import_data`` then writes them."""
        heading = self.fields["id"].column_name
        self.pks = {pk for row in dataset.dict if (pk := self._number(row.get(heading)))}
        with dialect().snapshot(connection):
            with noted() as self.opening:
                self._fetch(self.pks)
            for number, row in enumerate(dataset.dict, 1):
                try:
                    with noted() as questions:
                        self.checks[number] = self._checked(number, row)
                except DatabaseError:  # which is told once the row is checked under the lock
                    return
                self.checks[number].questions = questions

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Lock, where it is meant, every row that the file names, and find out which of them have changed since."""
        if not self.is_trial:
            locked = self.model._base_manager.select_for_update(no_key=True).filter(pk__in=self.pks)
            list(locked.order_by("pk").values_list("pk"))
        self.answers = Answers(self.model._meta.db_table)
        self.moved = moved(self.opening)
        self._fetch(self.moved)

    def before_import_row(self, row: Any, row_number: int = 0, **kwargs: Any) -> None:
        """Take what was found for the row, or find it out anew where it holds no more."""
        found = self.checks.get(row_number)
        if found is None or found.pk in self.moved or not self.answers.hold(found.instance, found.questions):
            with transaction.atomic():
                found = self._checked_anew(row_number, row)
        self.current = found

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        """Return the row that the id names, or a new one, and whether it is new."""
        if self.current.refusal:
            raise self.current.refusal
        return self.current.instance, self.current.is_new

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Nothing: the row has been read."""

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave alone what the file does not change: it gets no line in the history."""
        return self.current.write is None

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, *args: Any) -> None:
        """Nothing: the row has been checked."""

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Save the row as the admin would, and keep the reason that the file gives beside that it was imported."""
        assert self.current.write is not None
        with audit(reason=self.imported_because(self.current.reason)):
            self.current.write()

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        row_result.told = self.current.told

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Nothing: ids are given by the database, so no sequence has fallen behind."""

    def imported_because(self, reason: str) -> str:
        """What the history says of a row: the reason that the file gives beside that it was imported."""
        return f"{reason} {current().reason}".strip()

    # Reading and checking a row

    def read(self, instance: Any, row: Any) -> None:
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

    def checked(self, instance: Any, reason: str) -> Write:
        """Check what the file says of a row; return what saves it."""
        return self.rules.checked(instance, self.values, is_new=self.is_new, reason=reason)

    def why(self, row: Any) -> str:
        """Why the row is changed, where the file has a column for it."""
        return ""

    def _begin_row(self, number: int = 0) -> None:
        self.number = number
        self.is_new = False
        self.values: dict[str, Any] = {}
        self.told: list[Told] = []

    def _fetch(self, pks: Any) -> None:
        """Fetch, as they stand now, those of the rows that the person sees, and their revisions."""
        for pk in pks:
            self.stored.pop(pk, None)
        self.revisions |= self._newest(pks)
        seen = list(self.rules.rows().filter(pk__in=pks).values_list("pk", flat=True))
        self.stored |= self.model._base_manager.select_related(*self.related).in_bulk(seen)

    def _checked(self, number: int, row: Any) -> Checked:
        """Read and check a row of the file, of which ``number`` counts the rows."""
        self._begin_row(number)
        found = Checked(pk=self._number(self.cell(row, "id")), told=self.told)
        try:
            found.instance = self._instance(number, row)
            found.is_new = self.is_new
            self.read(found.instance, row)
            if self.values or self.is_new:
                self._refuse_gaps(found.instance)
                found.reason = self.why(row)
                found.write = self.checked(found.instance, found.reason)
        except ValidationError as refusal:
            found.refusal = refusal
        return found

    def _checked_anew(self, number: int, row: Any) -> Checked:
        """Check a row under the lock; what was fetched before has been changed by the first check."""
        pk = self._number(self.cell(row, "id"))
        if self.answers.is_outdated and not self.is_fetched_anew:
            self.is_fetched_anew = True
            self._fetch(self.pks)
            for column in self.fields.values():
                if isinstance(column.widget, KeyCell):
                    column.widget.key.found.clear()
        elif pk not in self.moved and not self.answers.is_outdated:
            self._fetch({pk} & self.pks)
        return self._checked(number, row)

    def _instance(self, number: int, row: Any) -> Any:
        """Return the row that the id names, or a new one."""
        typed = self.cell(row, "id")
        if typed is None:
            self.is_new = True
            return self.model()
        pk, kind = self._number(typed), self.model._meta.verbose_name
        if pk not in self.stored:
            raise ValidationError(
                {"id": f"There is no {kind} {str(typed)[:40]} that you manage. Leave the ID empty to add one."}
            )
        if self.seen.setdefault(pk, number) != number:
            raise ValidationError({"id": f"This file names {kind} {pk} more than once."})
        self.stored[pk].as_stored = columns_of(self.stored[pk])
        self.rules.remember(self.stored[pk])
        return self.stored[pk]

    def _read(self, name: str, instance: Any, cell: Any, editable: set[str]) -> None:
        """Take note of a cell that says something else than the row; ValueError says why it may not."""
        column, widget = self.model_fields[name], self.fields[name].widget
        old = getattr(instance, name, None) if getattr(instance, column.attname) is not None else None
        if widget.is_same(cell, old) or (self.is_new and cell is None):
            return
        if name not in editable:
            raise ValueError(self.rules.why_fixed(instance, name))
        value = widget.clean(cell)
        if value is None and not column.blank:
            raise ValueError(NOT_EMPTY)
        self.told.append(
            Told(self.fields[name].column_name, None if self.is_new else widget.render(old), widget.render(value))
        )
        self.values[name] = "" if value is None and not column.null and column.empty_strings_allowed else value

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
