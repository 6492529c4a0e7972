"""The forms of two-step sign-in."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.accounts import authenticator, recovery_codes
from plans.form_fields import EdiForm

BETWEEN = re.compile(r"[\s-]+")
CODES = re.compile(r"[0-9]{4}(?: [0-9]{4}){2}")


class DigitsField(forms.CharField):
    """A code of one of some lengths; spaces and hyphens in it, as it is printed or pasted, are left out."""

    def __init__(self, *, lengths: tuple[int, ...], wrong: str, **kwargs: Any) -> None:
        box = forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "class": "edi-code-input"}
        )
        super().__init__(widget=box, max_length=100, **kwargs)
        self.lengths, self.wrong = lengths, wrong

    def to_python(self, value: Any) -> str:
        return BETWEEN.sub("", super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) not in self.lengths or not re.fullmatch("[0-9]+", value):
            raise ValidationError(self.wrong)


class AppCodeForm(EdiForm):
    """A code that an authenticator app shows."""

    code = DigitsField(
        lengths=(authenticator.DIGITS,),
        wrong="The code must be the 6 digits that the app shows",
        label="Code",
        help_text="The 6 digits that the app shows now.",
        error_messages={"required": "Enter the code that the app shows"},
    )


class CodeForm(EdiForm):
    """A code that an authenticator app shows, or a recovery code."""

    code = DigitsField(
        lengths=(authenticator.DIGITS, recovery_codes.DIGITS),
        wrong="The code must be 6 digits from your app, or a recovery code of 12 digits",
        label="Code",
        help_text="The 6 digits that your app shows now, or a recovery code.",
        error_messages={"required": "Enter the code that your app shows, or a recovery code"},
    )


class NewCodesForm(EdiForm):
    """Which set of recovery codes is to be replaced, so that a form sent twice makes one new set."""

    instead_of = forms.IntegerField(min_value=0)


class CodesForm(EdiForm):
    """Recovery codes as their page shows them, one a line."""

    codes = forms.CharField(max_length=1000)

    def clean_codes(self) -> list[str]:
        lines = self.cleaned_data["codes"].split("\n")
        codes = [line.strip() for line in lines]
        if len(codes) != recovery_codes.HOW_MANY or not all(CODES.fullmatch(code) for code in codes):
            raise ValidationError("These are not recovery codes")
        return codes
