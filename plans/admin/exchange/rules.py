"""What a person may do with a row of a file: just what they may do with it by hand, by the admin's own classes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms.models import _get_foreign_key
from django.http import HttpRequest

Values = dict[str, Any]
Write = Callable[[], None]
BOXES = {"change_reason": "reason"}
"""The boxes of the admin's forms whose column has another name."""
UNKNOWN = "This does not fit with what is stored. Compare the row with the others of the file."
PUBLISHED = "The plan has been published, so this stays as published."
FIXED = "This stays as it is: it cannot be changed by an import."


class Chosen(forms.Field):
    """A row that was found among those that the person may choose: it need not be looked for again."""

    def clean(self, value: Any) -> Any:
        return value


class Rules:
    """The rules of a model that has an admin of its own: the rows of its list, and its form."""

    def __init__(self, model_admin: Any, request: HttpRequest) -> None:
        self.admin, self.request = model_admin, request
        self.forms: dict[tuple[bool, frozenset[str]], Any] = {}

    def rows(self) -> QuerySet:
        """The rows that the person sees in the admin."""
        return self.below(self.admin.scoped(self.request, self.admin.model._default_manager.all()))

    def below(self, listed: QuerySet) -> QuerySet:
        """The rows that belong to those of the list: these themselves, or what is edited below them."""
        return listed

    def remember(self, row: Any) -> None:
        """Keep what a form may not take from its own row, before anything in it changes."""
        self.admin.remember(row)

    def choices(self, field: Field) -> QuerySet:
        """The rows that the person may choose for a foreign key."""
        return self.admin.get_field_queryset(None, field, self.request)

    def refuse(self, may: bool, is_new: bool) -> None:
        """Raise ValidationError unless the person may."""
        if not may:
            raise ValidationError(f"You may not {'add' if is_new else 'change'} this.")

    def editable(self, row: Any, is_new: bool) -> set[str]:
        """The names of the fields that the person could type in, in the form of the row."""
        shown = None if is_new else row
        fields = flatten_fieldsets(self.admin.get_fieldsets(self.request, shown))
        return set(fields) - set(self.admin.get_readonly_fields(self.request, shown))

    def why_fixed(self, row: Any, name: str) -> str:
        """Say why a field that is not editable stays as it is."""
        is_published = name in self.admin.published_words and self.admin.is_published(row)
        return PUBLISHED if is_published else FIXED

    def checked(self, row: Any, values: Values, *, is_new: bool, reason: str) -> Write:
        """Check the values as the admin's form does, then the whole row; return what saves it.

        Raises ValidationError, and so does what saves it: the database checks the constraints only then.
        """
        self.refuse(
            self.admin.has_add_permission(self.request)
            if is_new
            else self.admin.has_change_permission(self.request, row),
            is_new,
        )
        form = self._form(row, values, is_new, reason)
        with without_constraints(row):
            is_valid = form.is_valid()
        if not is_valid:
            raise ValidationError(_by_column(form))
        foreign = {field.name for field in row._meta.concrete_fields if field.is_relation}  # chosen, or as they were
        row.clean_fields(exclude=foreign | values.keys())
        return partial(self._save, row, form, is_new)

    def _save(self, row: Any, form: Any, is_new: bool) -> None:
        with saving(row), changed_columns_only(row):
            self.admin.save_model(self.request, row, form, change=not is_new)

    def _form(self, row: Any, values: Values, is_new: bool, reason: str) -> Any:
        """The admin's form with boxes for these values only; what stands beside them is as it was."""
        asked = is_new, frozenset(values)
        if asked not in self.forms:
            kwargs = {"change": not is_new, "fields": list(values)}
            self.forms[asked] = self.admin.get_form(self.request, None if is_new else row, **kwargs)
        form_class = self.forms[asked]
        form_class.parts = ()  # they are rows of files of their own
        sent = dict(values)
        form = form_class(sent, instance=row)
        sent |= {"revision": form.token, "change_reason": reason}
        for name, value in values.items():
            if isinstance(value, Model):
                form.fields[name] = Chosen()
        for name, field in form.fields.items():
            sent.setdefault(name, form.get_initial_for_field(field, name))
        return form


class PartRules(Rules):
    """The rules of rows that are edited below the row that they belong to: the leads of an action."""

    def __init__(self, model_admin: Any, request: HttpRequest, part: type[Model]) -> None:
        super().__init__(model_admin, request)
        inline = next(inline for inline in model_admin.inlines if inline.model is part)
        self.part, self.inline = part, inline(model_admin.model, model_admin.admin_site)
        self.parent: ForeignKey = _get_foreign_key(model_admin.model, part)

    def below(self, listed: QuerySet) -> QuerySet:
        return self.part._default_manager.filter(**{f"{self.parent.name}__in": listed.order_by().values("pk")})

    def remember(self, row: Any) -> None: ...

    def choices(self, field: Field) -> QuerySet:
        if field.name == self.parent.name:
            rows = self.admin.scoped(self.request, self.admin.model._default_manager.all())
            return rows.select_related(*self.admin.related)
        return self.inline.get_field_queryset(None, field, self.request)

    def editable(self, row: Any, is_new: bool) -> set[str]:
        owner = self._owner(row)
        fields = set(self.inline.fields) - set(self.inline.get_readonly_fields(self.request, owner))
        return fields | {self.parent.name} if is_new else fields

    def why_fixed(self, row: Any, name: str) -> str:
        is_published = name in self.inline.published_words and self.admin.is_published(self._owner(row))
        return PUBLISHED if is_published else FIXED

    def checked(self, row: Any, values: Values, *, is_new: bool, reason: str) -> Write:
        for name, value in values.items():
            setattr(row, name, value)
        if late := values.keys() - self.editable(row, is_new):  # a new row has told its owner only now
            raise ValidationError({name: self.why_fixed(row, name) for name in late})
        row.full_clean(validate_constraints=False)
        owner = self._owner(row)
        is_mine = self.admin.is_mine(self.request.user, owner) and self.admin.has_change_permission(self.request, owner)
        self.refuse(is_mine and self.inline.has_change_permission(self.request, owner), is_new)
        return partial(self._save_part, row)

    def _save_part(self, row: Any) -> None:
        with saving(row), changed_columns_only(row):
            row.save()

    def _owner(self, row: Any) -> Any:
        return getattr(row, self.parent.name) if getattr(row, self.parent.attname) else None


@contextmanager
def saving(row: Any) -> Iterator[None]:
    """Let the database check the constraints as it saves the row; the model knows the sentence of each."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        row.full_clean()
        raise ValidationError(UNKNOWN) from error


def columns_of(row: Any) -> Values:
    """The columns of a row, by their names, with their values."""
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


@contextmanager
def changed_columns_only(row: Any) -> Iterator[None]:
    """Let a row that was stored before, ``as_stored``, be saved by what differs now: a table may be wide."""
    if row.pk is None:
        yield
        return

    def save_changed() -> None:
        changed = [name for name, value in columns_of(row).items() if value != row.as_stored[name]]
        type(row).save(row, update_fields=changed)

    row.save = save_changed
    try:
        yield
    finally:
        del row.save


@contextmanager
def without_constraints(row: Any) -> Iterator[None]:
    """Let a form check all of a row but its constraints, each of which would be a question to the database."""
    row.full_clean = partial(row.full_clean, validate_constraints=False)
    try:
        yield
    finally:
        del row.full_clean


def _by_column(form: Any) -> dict[str, list[str]]:
    """The form's errors by the name of the column that they are about."""
    return {BOXES.get(name, name): [str(error) for error in found] for name, found in form.errors.items()}
