"""What a person is asked for by a measure's kind: which boxes, and what is said when all are empty."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms

from measures.kinds import PERCENT, Kind, names_of_levels
from measures.models import Measure
from measures.taking.figure_field import FigureField
from plans.form_fields import RadiosWithHints, use_plain_words

BOXES: Mapping[str, tuple[str, ...]] = {
    Kind.PERCENTAGE: ("numerator", "base", "value"),
    Kind.RATIO: ("value", "numerator", "base"),
    Kind.NARRATIVE: ("words",),
}
"""The boxes for what was read, in order; a kind that is not here has a value alone."""

NOTHING_TOLD: Mapping[str, str] = {
    Kind.NUMBER: "Enter the value",
    Kind.PERCENTAGE: "Enter how many of how many, or the percentage",
    Kind.RATIO: "Enter the ratio, or for one group how many of how many",
    Kind.RANK: "Enter the rank",
    Kind.LEVEL: "Select a level",
    Kind.YES_NO: "Select yes or no",
    Kind.NARRATIVE: "Enter what was found, in words",
}


def boxes_for(kind: str) -> tuple[str, ...]:
    """Return the names of the fields of a reading that tell what was read, for a measure of this kind."""
    return BOXES.get(kind, ("value",))


def value_field(measure: Measure) -> forms.Field:
    """Return the field that asks for the value of a measure of this kind."""
    field = _value_field(measure)
    use_plain_words(field, str(field.label))
    return field


def _value_field(measure: Measure) -> forms.Field:
    if measure.kind == Kind.YES_NO:
        return _radios("Yes or no?", [("1", "Yes"), ("0", "No")])
    if measure.kind == Kind.LEVEL:
        names = names_of_levels(measure.levels)
        return _radios("Level", [(str(place), name) for place, name in enumerate(names, start=1)])
    if measure.kind == Kind.PERCENTAGE:
        return FigureField(label="Percentage", unit=PERCENT, help_text=_about_a_percentage(measure))
    if measure.kind == Kind.RATIO:
        return FigureField(label="Ratio", help_text="1 is parity. For one group, give how many of how many instead.")
    if measure.kind == Kind.RANK:
        return FigureField(label="Rank", help_text="1 is first place.")
    return FigureField(label="Value", unit=measure.unit, help_text=f"In {measure.unit}." if measure.unit else "")


def _about_a_percentage(measure: Measure) -> str:
    hint = "Left empty, it is worked out from the numbers."
    return f"{hint} Without them the public is shown no percentage of people." if measure.is_about_people else hint


def _radios(label: str, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=choices, widget=RadiosWithHints, required=False, coerce=Decimal, empty_value=None
    )
