"""What is asked of somebody who brings readings: the file, and why readings that are there are corrected."""

from typing import Any

from django import forms

from measures.importing.sheet import PASTED, ReadingSheet, read_sheet
from plans.files.checks import LARGEST
from plans.files.grids import Refused
from plans.form_fields import OPTIONAL, EdiForm

LONGEST_REASON = 1_000
KINDS = ".xlsx,.csv,.tsv,.txt"


class ReadingFileForm(EdiForm):
    """A file, or a table that is pasted. ``sheet`` is what was read, ``brought`` its name and its bytes."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        help_text="An Excel workbook (.xlsx) or a CSV file, up to 5 MB and 10,000 rows.",
    )
    pasted = forms.CharField(
        label="Or paste the table" + OPTIONAL,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Copy the table with its headings from a spreadsheet or an e-mail, and paste it here.",
    )
    sheet: ReadingSheet
    brought: tuple[str, bytes]

    def clean(self) -> dict[str, Any]:
        """Open what was brought."""
        said = super().clean() or self.cleaned_data
        file, pasted = said.get("file"), said.get("pasted", "")
        if file and pasted.strip():
            self.add_error("pasted", "Choose a file or paste a table, not both")
        elif file:
            # One byte more than is taken, so that a file that is too large is seen to be.
            self._open("file", file.name, file.read(LARGEST + 1))
        elif pasted.strip():
            self._open("pasted", PASTED, pasted.encode(errors="replace"))
        elif not self.errors:
            self.add_error("file", "Choose the file that holds the readings, or paste their table")
        return said

    def _open(self, box: str, name: str, content: bytes) -> None:
        try:
            self.sheet, self.brought = read_sheet(name, content), (name, content)
        except Refused as refused:
            self.add_error(box, str(refused))


class ConfirmForm(EdiForm):
    """The last step: why readings are corrected, which is asked for where some are.

    ``upload`` names the file that was brought, ``revision`` the state of the plan that its changes were shown of.
    """

    reason = forms.CharField(
        label="Why are readings corrected?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It is kept in the history of each reading that is corrected. Do not name anyone.",
        error_messages={"required": "Say why the readings are corrected"},
    )
    upload = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, corrects: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not corrects:
            del self.fields["reason"]
