"""What is asked before rows are taken away or brought back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.admin.exchange.files import KINDS
from plans.admin.exchange.tables import LARGEST, TOO_LARGE

LISTED, ALL = "listed", "all"


class WhatForm(forms.Form):
    """Asks which rows are meant, where a model has rows below its own: actions, or the leads of actions."""

    what = forms.ChoiceField(label="What")

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["what"].widget = forms.HiddenInput()
        self.initial["what"] = offered[0][0]


class ImportForm(WhatForm):
    """Asks for the file."""

    file = forms.FileField(
        label="File",
        help_text="An Excel workbook (.xlsx) or a CSV file, at most 5 MB and 1,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty. Choose another one."},
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise ValidationError(TOO_LARGE)
        return self.cleaned_data["file"]


class ExportForm(WhatForm):
    """Asks for how many rows, and for which kind of file."""

    rows = forms.ChoiceField(choices=[(LISTED, "The list, as it is filtered"), (ALL, "All that you may see")])
    kind = forms.ChoiceField(label="Kind of file", choices=[(ending, name) for ending, (name, _, _) in KINDS.items()])
