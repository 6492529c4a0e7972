"""The admin's forms: a reason with every change, an edit token against overwriting, numbering of new rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.text import capfirst

from plans.admin.history import changes_since
from plans.admin.revision import Part, token_of
from plans.audit.middleware import LONGEST_REASON
from plans.audit.records import history_of
from plans.audit.revision import newest_revision
from plans.models import User
from plans.models.positions import next_position
from plans.row_numbers import is_number

STALE = (
    "Somebody else changed this while you were editing, so nothing has been saved yet. What you typed is below. "
    "Compare it with what changed, then save again if it still holds."
)
TWICE = (
    "You have added just this already, so nothing more has been saved: most likely it was sent twice. If you want it "
    "once more, save again."
)
SOME_ROWS = "Not every row of this table was sent, so nothing has been saved. Open the page again."
NOT_YOURS = "You can only save things of a council whose equality lead you are. Choose something of your council."
SAME_PLAN = "Choose a place in the same plan. Words that another plan prints as well are added to that plan."


class ReasonForm(forms.Form):
    """Asks why. The audit takes the answer from the request and keeps it in the history."""

    change_reason = forms.CharField(
        label="Reason for this change",
        required=False,
        max_length=LONGEST_REASON,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Kept in the history beside the change. Do not name residents.",
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)


class ScopedForm(ReasonForm, forms.ModelForm):
    """A form of the admin. ``model_admin``, ``user`` and ``parts`` are set on the class made for each request."""

    model_admin: Any
    user: Any
    parts: tuple[Part, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = token_of(self.instance, self.parts, self.user) if self.instance.pk else ""
        is_shown_first = not self.instance.pk and not self.is_bound
        self.initial["revision"] = newest_revision(type(self.instance)) if is_shown_first else self.token

    def clean(self) -> dict[str, Any] | None:
        """Refuse to overwrite what somebody else saved meanwhile; the admin holds the row's lock."""
        cleaned = super().clean()
        typed = self.cleaned_data.get("revision", "")
        if self.instance.pk and typed != self.token:
            self._offer_again(self.token)
            changes = changes_since(self.instance, typed, self.parts, self.user)
            raise ValidationError([ValidationError(line, code="stale") for line in (STALE, *changes)])
        return cleaned

    def _offer_again(self, token: Any) -> None:
        """Let saving again be a choice: the form then has the token that now holds."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again[self.add_prefix("revision")] = token
        self.data = again

    def _refuse_twice(self) -> None:
        """Refuse a new row that the person has added, with the same words, since the form was shown.

        A file's rows have no such token. Whoever sends a form twice at once waits here for the first to be saved.
        """
        shown = self.cleaned_data.get("revision", "")
        model: type[Model] = type(self.instance)
        if not self.instance._state.adding or not is_number(shown):
            return
        list(User.objects.select_for_update(no_key=True).filter(pk=self.user.pk).values_list("pk"))
        said = {
            field.attname: getattr(self.instance, field.attname)
            for field in model._meta.concrete_fields
            if field.name in self.cleaned_data and field.name != "position"
        }
        added = history_of(model)._base_manager.filter(
            history_type="+", history_id__gt=int(shown), history_user_id=self.user.pk
        )
        if said and added.filter(**said).exists():
            self._offer_again(newest_revision(model))
            self.add_error(None, ValidationError(TWICE, code="twice"))

    def _get_validation_exclusions(self) -> set[str]:
        """Check constraints that compare a row with its own number too, which no form has a box for."""
        return super()._get_validation_exclusions() - {self.instance._meta.pk.name}  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """Tell of the whole row what is wrong with a field that is not in the form, by its name: a file may lack it."""
        told: dict[str, list[Any]] = {}
        for name, problems in errors.update_error_dict({}).items():
            if name in self.fields or name == NON_FIELD_ERRORS:
                told.setdefault(name, []).extend(problems)
                continue
            label = capfirst(self.instance._meta.get_field(name).verbose_name)
            lines = [f"{label}: {line}" for problem in problems for line in problem.messages]
            told.setdefault(NON_FIELD_ERRORS, []).extend(lines)
        super()._update_errors(ValidationError(told))  # type: ignore[misc]

    def _post_clean(self) -> None:
        """Whatever was posted: what would be saved is of a council that the person manages, and stays in its plan."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        if not self.model_admin.is_mine(self.user, self.instance):
            self.add_error(None, ValidationError(NOT_YOURS, code="not_yours"))
        loaded = getattr(self.instance, "as_loaded", None)
        if loaded and loaded.plan_pk and self.model_admin.plan_of(self.instance).pk != loaded.plan_pk:
            self.add_error(None, ValidationError(SAME_PLAN, code="same_plan"))
        self._refuse_twice()


class FoundByTyping(AutocompleteSelect):
    """A box to find a related row by typing. Knows the row already chosen, so that it need not be asked for."""

    known: Model | None = None

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-placeholder": "Type to search"}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        value = [one for one in value if is_number(str(one))]
        if self.known is None or [str(self.known.pk)] != [str(one) for one in value]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.known.pk, str(self.known), True, 0)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """One row of an inline. A new row without a position takes the next one."""

    def __init__(self, *args: Any, numbers: Iterator[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        related = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper) and isinstance(widget.widget, FoundByTyping):
                widget.widget.known = related.get(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.numbers and "position" in self.fields and self.cleaned_data.get("position") is None:
            self.cleaned_data["position"] = next(self.numbers)
        return cleaned


class Rows(forms.BaseInlineFormSet):
    """The rows of an inline. Those left without a position are numbered after the last."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "numbers"):
            self.numbers = self._numbers()
        return {**super().get_form_kwargs(index), "numbers": self.numbers}

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """The boxes of a table have no label beside them, so each is told what it is."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(field.label or "")

    def clean(self) -> None:
        """Whether a row's place is taken is checked among the rows that were sent, so all have to be among them."""
        super().clean()
        if self.instance.pk and self.initial_form_count() != len(self.get_queryset()):
            raise ValidationError(SOME_ROWS)

    def save_existing_objects(self, commit: bool = True) -> Any:
        """Save the rows; those in whose place another comes step aside first, for no two may ever share one."""
        if commit and self.instance.pk:
            moving = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
            wanted = {form.cleaned_data["position"]: form for form in moving if "position" in form.cleaned_data}
            aside = [form for form in self.initial_forms if wanted.get(form.initial.get("position"), form) is not form]
            taken = {*wanted, *(form.initial.get("position") for form in self.initial_forms)}
            for form, place in zip(aside, (place for place in count() if place not in taken), strict=False):
                self.get_queryset().filter(pk=form.instance.pk).update(position=place)
        return super().save_existing_objects(commit)

    def _numbers(self) -> Iterator[int]:
        """Count on from the last row; asks for that row only once a number is needed."""
        last = next_position(self.get_queryset()) if self.instance.pk else 1
        yield from count(max(last, self._highest_typed() + 1))

    def _highest_typed(self) -> int:
        typed = (self._typed(form) for form in self.forms)
        return max((number for number in typed if number), default=0)

    def _typed(self, form: forms.ModelForm) -> int:
        data: Mapping[str, Any] = form.data
        value = str(data.get(form.add_prefix("position"), ""))
        return int(value) if value.isdecimal() and len(value) < 6 else 0
