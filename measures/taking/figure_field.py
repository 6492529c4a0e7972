"""The box for a figure: it takes what people type or paste, and guesses nothing."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.form_fields import OPTIONAL

FIGURE = re.compile(r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
MOST_COUNTED = 2_147_483_647  # what the database's whole numbers hold
MOST = Decimal(10_000_000_000)
PLACES = 4
LIKE_A_COUNT = "must be a whole number, like 12 or 1,200"
LIKE_A_NUMBER = "must be a number, like 12 or 1,200.5"


def without_unit(typed: str, unit: str) -> str:
    """Return what was typed without the unit that stands after or before it, in whatever case; "" is no unit."""
    if unit and typed.casefold().endswith(unit.casefold()):
        return typed[: -len(unit)].strip()
    if unit and typed.casefold().startswith(unit.casefold()):
        return typed[len(unit) :].strip()
    return typed


def plain(figure: str) -> str:
    """Return a figure as programs write it: without commas, and with a hyphen for any dash."""
    return re.sub("[−–]", "-", figure.replace(",", ""))


class FigureField(forms.Field):
    """A figure such as "1,200", "62.5" or "-3"; the unit may stand beside it: "62%".

    ``is_count`` is for how many: a whole number, 0 or more. Gives a Decimal, or an int for a count; None for nothing.
    """

    def __init__(self, *, label: str, unit: str = "", is_count: bool = False, help_text: str = "") -> None:
        self.unit, self.is_count = unit, is_count
        box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"})
        super().__init__(label=label, help_text=help_text, required=False, widget=box)

    def to_python(self, value: Any) -> Decimal | int | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        typed = without_unit(typed, self.unit)
        if not FIGURE.fullmatch(typed):
            raise self._refusal(LIKE_A_COUNT if self.is_count else LIKE_A_NUMBER)
        whole, _, decimals = plain(typed).partition(".")
        read = self._count if self.is_count else self._decimal
        return read(whole, decimals.rstrip("0"))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure without empty decimals."""
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value

    def _count(self, whole: str, decimals: str) -> int:
        if decimals:
            raise self._refusal(LIKE_A_COUNT)
        if Decimal(whole) < 0:
            raise self._refusal("must be 0 or more")
        if Decimal(whole) > MOST_COUNTED:
            raise self._refusal(f"must be {MOST_COUNTED:,} or less")
        return int(whole)

    def _decimal(self, whole: str, decimals: str) -> Decimal:
        if len(decimals) > PLACES:
            raise self._refusal(f"must have {PLACES} decimal places or fewer")
        if abs(Decimal(whole)) >= MOST:
            raise self._refusal(f"must be less than {MOST:,}")
        return Decimal(f"{whole}.{decimals or 0}")

    def _refusal(self, what: str) -> ValidationError:
        label = str(self.label or "").removesuffix(OPTIONAL)
        return ValidationError(f"{label} {what}", code="invalid")
