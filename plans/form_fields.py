"""Forms that look and speak like GOV.UK's: our markup, our widgets, and messages that say what to do.

The admin keeps Django's own forms. A page's form is an ``EdiForm`` or an ``EdiModelForm``.
"""

import datetime
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.forms.widgets import Input
from django.utils import timezone
from django.utils.text import capfirst

from plans.form_markup import DRAWN

OPTIONAL = " (optional)"
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
)

# The class of each kind of box, the first that fits.
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, ""),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (Input, "govuk-input"),
)


class EdiBoundField(BoundField):
    """A field on a form of ours: gives the widget its class, and never cuts what a person pastes."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        own = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        if classes := " ".join(filter(None, [own, widget.attrs.get("class")])):
            attrs["class"] = classes
        return attrs | {"maxlength": False, "minlength": False}


class EdiRenderer(TemplatesSetting):
    """Draws our forms by the templates in ``templates/forms``, beside the stock ones that the admin uses."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = EdiBoundField
    own_templates: Mapping[str, str] = {
        "django/forms/widgets/radio.html": "forms/radios.html",
        "django/forms/widgets/number.html": "forms/number.html",
    }

    def get_template(self, template_name: str) -> Any:
        return super().get_template(self.own_templates.get(template_name, template_name))

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


class EdiFormMixin:
    """What every form of ours shares. The browser checks nothing, so that people read our words."""

    default_renderer: BaseRenderer | type[BaseRenderer] | None = EdiRenderer
    use_required_attribute = False
    data: Any
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            use_plain_words(field, str(field.label or capfirst(name.replace("_", " "))))


class EdiForm(EdiFormMixin, forms.Form):
    """A form of our own."""


class EdiModelForm(EdiFormMixin, forms.ModelForm):
    """A form of our own over a model."""


def add_refusal(form: forms.Form, refusal: ValidationError) -> None:
    """Put the model's sentences on the form: at their field where the form has it, else above all fields."""
    by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, sentences in by_field.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def use_plain_words(field: forms.Field, label: str) -> None:
    """Give the field messages that name it and say what to do; messages that a form wrote itself stay."""
    kind: Any = type(field)
    stock = stock_messages(kind)
    for code, message in plain_messages(kind, label.removesuffix(OPTIONAL)).items():
        if field.error_messages.get(code) is stock.get(code):
            field.error_messages[code] = message


@cache
def stock_messages(kind: type[forms.Field]) -> dict[str, Any]:
    """The messages that a kind of field comes with."""
    stock: dict[str, Any] = {}
    for parent in reversed(kind.__mro__):
        stock.update(getattr(parent, "default_error_messages", {}))
    return stock


@lru_cache(maxsize=512)
def plain_messages(field: type[forms.Field], label: str) -> dict[str, str]:
    """The sentences for a kind of field with a label, by Django's error codes."""
    name = label.replace("%", "%%")
    messages = {
        "required": _please(field, label),
        "max_length": f"{name} must be %(limit_value)d characters or fewer. You have typed %(show_value)d",
        "min_length": f"{name} must be %(limit_value)d characters or more. You have typed %(show_value)d",
        "min_value": f"{name} must be %(limit_value)s or more",
        "max_value": f"{name} must be %(limit_value)s or less",
        "null_characters_not_allowed": f"{name} has a hidden character that cannot be saved. Type it again",
        "invalid_choice": f"{name}: select one of the answers in the list",
    }
    for kind, message in INVALID:
        if issubclass(field, kind):
            return messages | {"invalid": message.format(label=label)}
    return messages


INVALID: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.EmailField, "Enter an e-mail address in the right form, like name@example.gov.uk"),
    (forms.URLField, "Enter a web address in the right form, like https://www.example.gov.uk/report"),
    (forms.DateField, "{label} must be a real date, like 2026-03-31"),
    (forms.DecimalField, "{label} must be a number, like 12 or 12.5"),
    (forms.FloatField, "{label} must be a number, like 12 or 12.5"),
    (forms.IntegerField, "{label} must be a whole number, like 12"),
)


def _please(field: type[forms.Field], label: str) -> str:
    """Ask for the field by its label: "Enter due date", "Select RAG", or the label's own question."""
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if issubclass(field, forms.BooleanField):
        return f"Tick “{label}”"
    verb = "Select" if issubclass(field, (forms.ChoiceField, forms.ModelChoiceField)) else "Enter"
    return f"{verb} {label if label[1:2].isupper() else label[:1].lower() + label[1:]}"


class RadiosWithHints(forms.RadioSelect):
    """Radio buttons, each with a line that says what it means: ``RadiosWithHints(hints={"red": "Late"})``."""

    template_name = "forms/radios.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Any = (), hints: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class CheckboxesWithHints(RadiosWithHints, forms.CheckboxSelectMultiple):
    """Boxes to tick, each with a line that says what it means."""

    template_name = "forms/checkboxes.html"


class PastDayField(forms.DateField):
    """A day that is not after today, as a page about the past takes it: 2021-06-30 in its address."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"})
    input_formats = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(f"{self.label} cannot be after today: nobody knows yet how the plans will stand")
        if value and value.year < FIRST_YEAR:
            raise ValidationError(f"{self.label} must be in {FIRST_YEAR} or later")


class DateBoxesWidget(forms.MultiWidget):
    """Three boxes for a date, sent as ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    template_name = "forms/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"class": "govuk-input", "inputmode": "numeric"}
        year = {**box, "class": "govuk-input edi-date-input__year"}
        super().__init__(
            {"day": forms.TextInput(box), "month": forms.TextInput(box), "year": forms.TextInput(year)}, attrs
        )

    def decompress(self, value: datetime.date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], ("Day", "Month", "Year"), strict=True):
            box["label"] = label
        return context


class DateBoxesField(forms.Field):
    """A date typed as day, month and year. A month may be a word; nothing is guessed."""

    widget = DateBoxesWidget

    def to_python(self, value: list[Any] | datetime.date | None) -> datetime.date | None:
        if value is None or isinstance(value, datetime.date):
            return value
        boxes = [str(part or "").strip() for part in value]
        if not any(boxes):
            return None
        missing = [name for name, typed in zip(("a day", "a month", "a year"), boxes, strict=True) if not typed]
        if missing:
            raise self._refusal(f"must include {' and '.join(missing)}", "incomplete")
        return self._date(*boxes)

    def _date(self, day: str, month: str, year: str) -> datetime.date:
        if re.fullmatch(r"[0-9]{1,3}", year):
            raise self._refusal(f"must include a year with 4 numbers, like {FIRST_YEAR + 27}", "short_year")
        try:
            read = datetime.date(_number(year), _month(month), _number(day))
        except ValueError:
            raise self._refusal("must be a real date, like 31 3 2027", "invalid") from None
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise self._refusal(f"must be between {FIRST_YEAR} and {LAST_YEAR}", "out_of_range")
        return read

    def _refusal(self, what: str, code: str) -> ValidationError:
        label = str(self.label or "Date").removesuffix(OPTIONAL)
        return ValidationError(f"{label} {what}", code=code)


def _number(typed: str) -> int:
    """Read plain digits only: Python's ``int`` also takes signs, underscores and other scripts."""
    if not re.fullmatch(r"[0-9]{1,4}", typed):
        raise ValueError(typed)
    return int(typed)


def _month(typed: str) -> int:
    word = typed.lower()
    return MONTHS.index(word[:3]) + 1 if MONTH_NAME.fullmatch(word) else _number(typed)
