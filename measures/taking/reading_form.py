"""The forms to add and to correct a reading: they ask, and let the deed decide."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet

from measures.kinds import Kind
from measures.models import Measure, Reading
from measures.taking.asking import NOTHING_TOLD, boxes_for, value_field
from measures.taking.deed import add_reading, correct_reading
from measures.taking.figure_field import FigureField
from measures.taking.suggesting import Breakdowns, as_spelled
from plans.audit.revision import revision_of
from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm, add_refusal

LONGEST_WORDS = 10_000
LONGEST_NOTE = 3_000
LONGEST_REASON = 1_000

BOX_OF_RULE = {
    "says_something": None,  # the form has asked for it; what is wrong with it is said at its own box
    "is_one_per_date_and_group": "read_on",
    "period_begins_first": "starts_on",
    "category_names_a_group": "group",
}
"""Rules of a reading that concern several fields -> the box at which their sentence stands."""

BOX_OF_SENTENCE = {
    str(rule.get_violation_error_message()): box
    for rule in Reading._meta.constraints
    for name, box in BOX_OF_RULE.items()
    if rule.name.endswith(name)
}


def _text_box(label: str, rows: int, most: int, hint: str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint, widget=box)


def _line(label: str, most: int, hint: str, **attributes: str) -> forms.CharField:
    box = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label + OPTIONAL, required=False, max_length=most, help_text=hint, widget=box)


class ReadingForm(EdiForm):
    """A reading of a measure. ``also`` names boxes beyond those that the measure's kind asks for."""

    numerator = FigureField(label="How many", is_count=True)
    base = FigureField(label="Of how many", is_count=True)
    value = forms.Field(required=False)  # the kind of the measure says which
    words = _text_box("In words", 5, LONGEST_WORDS)
    read_on = DateBoxesField(label="Date of the figure", help_text="For a period, its last day.")
    starts_on = DateBoxesField(
        label="First day of the period" + OPTIONAL,
        required=False,
        help_text="If it is the figure of a period, not of a day.",
    )
    category = _line(
        "Breakdown by", 100, "One characteristic or category. For example, ethnicity.",
        list="known-categories", autocomplete="off",
    )  # fmt: skip
    group = _line(
        "Group", 200, "Left empty, it is the figure for everyone.", list="known-groups", autocomplete="off"
    )  # fmt: skip
    note = _text_box(
        "Note" + OPTIONAL, 2, LONGEST_NOTE,
        "What a reader of the figure has to know. Not shown to the public. Do not name anyone.",
    )  # fmt: skip
    origin = _line("Source", 300, "Where the figure comes from.")

    PLACE = ("read_on", "category", "group")
    DATES = ("read_on", "starts_on")
    BREAKDOWN = ("category", "group")
    TEXTS = ("note", "origin")

    def __init__(self, data: Any = None, *, measure: Measure, also: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.measure = measure
        self.existing: Reading | None = None
        """The reading that has the date and group that were refused."""
        self.fields["value"] = value_field(measure)
        asked = boxes_for(measure.kind)
        self.asked = (*asked, *(name for name in also if name not in asked))
        for name in {"numerator", "base", "value", "words"}.difference(self.asked):
            del self.fields[name]

    @property
    def figures(self) -> list[forms.BoundField]:
        """The boxes for what was read."""
        return [self[name] for name in self.asked]

    @property
    def dates(self) -> list[forms.BoundField]:
        """The boxes for the day or the period."""
        return [self[name] for name in self.DATES]

    @property
    def breakdown(self) -> list[forms.BoundField]:
        """The boxes for one group."""
        return [self[name] for name in self.BREAKDOWN]

    @property
    def texts(self) -> list[forms.BoundField]:
        """The boxes for what is said beside the figure."""
        return [self[name] for name in self.TEXTS]

    @property
    def opens_breakdown(self) -> bool:
        """Whether the boxes for one group must be seen: something stands in them or is wrong with them."""
        return any(field.value() or field.errors for field in self.breakdown)

    @property
    def others(self) -> QuerySet[Reading]:
        """The readings of the measure, but for the one that the form is about."""
        return Reading.objects.filter(measure=self.measure)

    @property
    def values(self) -> dict[str, Any]:
        """The checked answers, by the names of a reading's fields."""
        names = (*self.asked, *self.DATES, *self.BREAKDOWN, *self.TEXTS)
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> dict[str, Any]:
        """Ask for the figure where nothing was told, at the first box for it."""
        cleaned = super().clean() or self.cleaned_data
        if all(name in cleaned and cleaned[name] in (None, "") for name in self.asked):
            self.add_error(self.asked[0], NOTHING_TOLD[Kind(self.measure.kind)])
        return cleaned

    def refuse(self, refusal: ValidationError) -> None:
        """Put the model's sentences at their boxes, and find the reading that has this date and group already."""
        by_box = refusal.update_error_dict({})
        for problem in by_box.pop(NON_FIELD_ERRORS, []):
            if box := BOX_OF_SENTENCE.get(str(problem.message), NON_FIELD_ERRORS):
                by_box.setdefault(box, []).append(problem)
        self.existing = self.others.filter(**{name: self.cleaned_data[name] for name in self.PLACE}).first()
        add_refusal(self, ValidationError(by_box))


class NewReadingForm(ReadingForm):
    """A reading to add. ``known`` are the groups to suggest, whose spelling is kept."""

    def __init__(self, data: Any = None, *, known: Breakdowns, **options: Any) -> None:
        super().__init__(data, **options)
        self.known = known

    def clean_category(self) -> str:
        return as_spelled(self.cleaned_data["category"], self.known.categories)

    def clean_group(self) -> str:
        return as_spelled(self.cleaned_data["group"], self.known.groups)

    def add(self, by: Any) -> Reading | None:
        """Add the reading; None when it was refused, with its sentences on the form."""
        try:
            return add_reading(self.measure, by=by, **self.values)
        except ValidationError as refusal:
            self.refuse(refusal)
            return None


class CorrectionForm(ReadingForm):
    """A reading to correct, as it stands."""

    reason = _text_box(
        "Reason", 2, LONGEST_REASON,
        "Why the figure was wrong. It is kept in the history, beside what stood here. Do not name anyone.",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def __init__(self, data: Any = None, *, reading: Reading, known: Breakdowns, **options: Any) -> None:
        self.reading, self.known = reading, known
        initial = _standing(reading) | ({} if data is not None else {"revision": revision_of(reading)})
        also = tuple(
            name for name in ("value", "numerator", "base", "words") if getattr(reading, name) not in (None, "")
        )
        super().__init__(data, measure=reading.measure, also=also, initial=initial, **options)

    @property
    def texts(self) -> list[forms.BoundField]:
        return [*super().texts, self["reason"]]

    @property
    def others(self) -> QuerySet[Reading]:
        return super().others.exclude(pk=self.reading.pk)

    @property
    def token(self) -> int:
        """The edit token that the form carries; 0, which is never one, where it has none."""
        return self.cleaned_data.get("revision") or 0

    def correct(self, by: Any) -> list[str] | None:
        """Correct the reading and return what changed; None when it was refused, with the sentences on the form.

        Raises ``StaleRevision`` where somebody else changed the reading meanwhile.
        """
        reason = self.cleaned_data["reason"]
        try:
            return correct_reading(self.reading, by=by, revision=self.token, reason=reason, **self.values)
        except ValidationError as refusal:
            self.refuse(refusal)
            return None

    def offer_again(self) -> None:
        """After a conflict: keep what was typed, with the token that now holds, so that saving again is a choice."""
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(revision_of(self.reading))


def _standing(reading: Reading) -> dict[str, Any]:
    """What stands in the boxes of a reading. A share's value is left out: it is worked out again."""
    names = ("numerator", "base", "words", "read_on", "starts_on", "category", "group", "note", "origin")
    standing = {name: getattr(reading, name) for name in names}
    if reading.value is None or reading.is_share:
        return standing
    is_chosen = reading.measure.kind in (Kind.YES_NO, Kind.LEVEL)
    value: Decimal | str = format(reading.value.normalize(), "f") if is_chosen else reading.value
    return standing | {"value": value}
