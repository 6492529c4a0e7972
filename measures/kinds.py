"""What a measure's values can be, which way is better and how often it is read; and which values each kind takes."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

PERCENT = "%"


class Kind(models.TextChoices):
    """What the values of a measure are. Yes is 1 and no is 0; a level is its place, the lowest being 1."""

    NUMBER = "number", "Number"
    PERCENTAGE = "percentage", "Percentage"
    RATIO = "ratio", "Ratio"
    RANK = "rank", "Rank"
    LEVEL = "level", "Level"
    YES_NO = "yes_no", "Yes or no"
    NARRATIVE = "narrative", "In words"


class Direction(models.TextChoices):
    """Which way is better. For a rank, up means nearer to first place."""

    NOT_STATED = "", "Not stated"
    UP = "up", "Up"
    DOWN = "down", "Down"
    MAINTAIN = "maintain", "Stay the same"
    MATCH = "match", "Match another figure"
    ABOVE = "above", "Stay above"
    BELOW = "below", "Stay below"


class Frequency(models.TextChoices):
    """How often a measure is read."""

    NOT_STATED = "", "Not stated"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    SIX_MONTHLY = "six_monthly", "Every six months"
    ANNUAL = "annual", "Every year"


MONTHS_BETWEEN = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.SIX_MONTHLY: 6,
    Frequency.ANNUAL: 12,
}
"""How many months lie between two readings; a frequency that is not stated has none."""

PARITY = Decimal(1)
"""The ratio at which two groups fare alike."""

LONGEST_LEVEL = 100


def names_of_levels(levels: str) -> list[str]:
    """Return the names of a measure's levels, the lowest first, from one on each line."""
    return [name.strip() for name in levels.splitlines() if name.strip()]


def refuse_value(value: Decimal, *, kind: str, levels: str = "") -> None:
    """Raise ``ValidationError`` with a sentence for a value that a measure of this kind cannot have."""
    is_whole = value == value.to_integral_value()
    if kind == Kind.NARRATIVE:
        raise ValidationError("This measure is told in words: leave the figure empty.")
    if kind == Kind.PERCENTAGE and not 0 <= value <= 100:
        raise ValidationError("A percentage lies between 0 and 100.")
    if kind == Kind.RATIO and value < 0:
        raise ValidationError("A ratio is 0 or more.")
    if kind == Kind.RANK and not (is_whole and value >= 1):
        raise ValidationError("A rank is a whole number, counted from 1.")
    if kind == Kind.YES_NO and value not in (0, 1):
        raise ValidationError("Say 1 for yes or 0 for no.")
    if kind == Kind.LEVEL and not (is_whole and 1 <= value <= len(names_of_levels(levels))):
        raise ValidationError("Choose one of the levels of this measure.")
