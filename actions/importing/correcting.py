"""Putting right how one row was read."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms

from actions.importing.answers import Correction
from actions.importing.preview import status_words
from actions.importing.proposal import ProposedRow
from actions.models import Timescale
from actions.readers.plan_rows import PlanRow
from actions.status import Status
from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm

DATED = ("starts_on", "due_on", "recurrence", "is_ongoing")
ONE_EACH = "One on each line."


@dataclass(frozen=True)
class Part:
    """Some boxes beside the printed words that they are read from, and why they are read so."""

    label: str
    printed: list[str]
    because: str
    boxes: list[forms.BoundField]


class NamesField(forms.CharField):
    """Names, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != [line.strip() for line in (data or "").splitlines() if line.strip()]


class RowForm(EdiForm):
    """One row as it was read, each reading in its box. What a person leaves as it is stays as it was read."""

    text = forms.CharField(label="Action", widget=forms.Textarea(attrs={"rows": 4}), strip=False)
    reference = forms.CharField(label="Reference" + OPTIONAL, required=False, max_length=20)
    leads = NamesField(label="Leads" + OPTIONAL, required=False, help_text=ONE_EACH)
    supporting = NamesField(label="Supporting" + OPTIONAL, required=False, help_text=ONE_EACH)
    starts_on = DateBoxesField(label="Starts" + OPTIONAL, required=False)
    due_on = DateBoxesField(
        label="Due" + OPTIONAL, required=False, help_text="The last day of the time that the plan states."
    )
    recurrence = forms.ChoiceField(label="How often", choices=Timescale.Recurrence.choices)
    is_ongoing = forms.BooleanField(label="Ongoing", required=False, help_text="The words say that work goes on.")
    status = forms.ChoiceField(label="Where does the action stand?", choices=Status.choices)
    completed_on = DateBoxesField(
        label="Day of completion" + OPTIONAL, required=False, help_text="For a completed action."
    )
    review_on = DateBoxesField(
        label="Next review" + OPTIONAL,
        required=False,
        help_text="For an embedded action: when to check that it still is.",
    )
    is_left_out = forms.BooleanField(
        label="Leave this row out", required=False, help_text="It is not an action of the plan."
    )

    def __init__(self, data: Any = None, *, row: ProposedRow, correction: Correction | None) -> None:
        self.row = row
        self.correction = correction or Correction()
        super().__init__(data, initial=_as_read(row, self.correction))
        if self.is_bound and data.get("is_left_out"):
            self.fields["text"].required = False
        if row.timescale is None:
            for name in DATED:
                del self.fields[name]

    def parts(self, printed: PlanRow) -> list[Part]:
        """The boxes beside the words that the file prints; ``printed`` is the row before anything was put right."""
        row = self.row
        time = row.timescale
        return [
            self._part("Action", (printed.reference, printed.text), "", "text", "reference"),
            self._part("Leads", (printed.leads, printed.supporting), row.leads.because, "leads", "supporting"),
            self._part("Timescale", (time.text if time else "",), time.because if time else "", *DATED),
            self._part("Status", (status_words(row),), row.status.because, "status", "completed_on", "review_on"),
        ]

    def _part(self, label: str, printed: tuple[str, ...], because: str, *names: str) -> Part:
        boxes = [self[name] for name in names if name in self.fields]
        return Part(label, [words for words in printed if words], because, boxes)

    def clean(self) -> dict[str, Any]:
        """Ask for the dates that a status needs, in the right order."""
        said = super().clean() or self.cleaned_data
        if said.get("is_left_out"):
            return said
        starts_on, due_on = said.get("starts_on"), said.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "It must be due after it starts")
        needed = {Status.COMPLETED: "completed_on", Status.EMBEDDED: "review_on"}
        for status, name in needed.items():
            if said.get("status") == status and not said.get(name) and name not in self.errors:
                what = "on which day it was completed" if name == "completed_on" else "when it is reviewed next"
                self.add_error(name, f"Say {what}, or choose another status")
        return said

    @property
    def corrected(self) -> Correction:
        """What was put right before, with what the checked form changes. Unchanged boxes stay as they were read."""
        said = self.cleaned_data
        changed = {name: said[name] for name in self.changed_data if name in said}
        if changed.keys() & set(DATED):
            changed |= {name: said[name] for name in DATED} | {"is_dated": True}
        if said["status"] != Status.EMBEDDED:
            changed["review_on"] = None
        return replace(self.correction, **changed)


def _as_read(row: ProposedRow, correction: Correction) -> dict[str, Any]:
    """What stands in the boxes at first: how the row is read now."""
    time = row.timescale
    dated = {name: getattr(time, name) for name in DATED} if time else {}
    return dated | {
        "text": row.row.text,
        "reference": row.row.reference,
        "leads": [lead.published_as for lead in row.leads.leads if lead.role != "supporting"],
        "supporting": [lead.published_as for lead in row.leads.leads if lead.role == "supporting"],
        "status": row.status.status or Status.NOT_STARTED,
        "completed_on": row.status.completed_on,
        "review_on": correction.review_on,
        "is_left_out": row.is_left_out,
    }
