"""The page that adds measures of a set: which ones, and where they hang."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from measures.adding.measure_templates import SETS, MeasureOutline, MeasureSet
from plans.form_fields import EdiForm
from plans.models import Commitment, Plan, Theme

NO_SUCH_MEASURE = "Choose one of the measures on this page"
LONGEST_CHOICE = 100


class MeasureAddForm(EdiForm):
    """A set, or one measure of it as ``set:3``, and a theme or commitment to hang it on."""

    place = forms.ChoiceField(
        label="Where the measures belong",
        required=False,
        help_text="A measure of the whole plan stands after its actions, one of a commitment below it.",
    )
    add = forms.CharField(widget=forms.HiddenInput, error_messages={"required": NO_SUCH_MEASURE})

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = list(Theme.objects.filter(plan=plan).exclude(title=""))
        commitments = list(Commitment.objects.filter(theme__plan=plan).exclude(text="").select_related("theme"))
        self.places: dict[str, Theme | Commitment] = {f"theme-{one.pk}": one for one in themes}
        self.places |= {f"commitment-{one.pk}": one for one in commitments}
        box: Any = self.fields["place"]
        box.choices = [
            ("", "The whole plan"),
            *_choices(plan.theme_word, "theme", themes),
            *_choices(plan.commitment_word, "commitment", commitments),
        ]

    def clean_add(self) -> tuple[MeasureSet, tuple[MeasureOutline, ...]]:
        """Return the set and those of its measures that were chosen."""
        slug, _, number = self.cleaned_data["add"].partition(":")
        chosen = SETS.get(slug)
        if chosen is None:
            raise ValidationError(NO_SUCH_MEASURE)
        if not number:
            return chosen, chosen.measures
        one = dict(enumerate(chosen.measures, 1)).get(int(number) if number.isdecimal() and len(number) < 4 else 0)
        if one is None:
            raise ValidationError(NO_SUCH_MEASURE)
        return chosen, (one,)

    @property
    def on(self) -> Theme | Commitment | None:
        """Where the measures hang, once the form is valid; None for the whole plan."""
        return self.places.get(self.cleaned_data["place"])


def _choices(word: str, kind: str, rows: list[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows as one group of a select, under the plan's own word for them."""
    options = [(f"{kind}-{row.pk}", _short(str(row))) for row in rows]
    return [(word, options)] if options else []


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_CHOICE else f"{words[: LONGEST_CHOICE - 1].rstrip()}…"
