from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from measures.figures.small_numbers import refuse_crossed
from measures.kinds import Kind, refuse_value
from measures.models.measure import Measure
from plans.audit.records import TrackedHistory

PLACES = Decimal("0.0001")
ROUNDED_WITHIN = Decimal("0.5")
"""How far, in points, a percentage that was typed may be from how many of how many: it may have been rounded."""


class ReadingManager(models.Manager["Reading"]):
    def get_by_natural_key(
        self, council: str, plan: str, measure: int, read_on: str, category: str = "", group: str = ""
    ) -> "Reading":
        return self.get(
            measure__plan__council__slug=council,
            measure__plan__slug=plan,
            measure__position=measure,
            read_on=read_on,
            category=category,
            group=group,
        )


class Reading(models.Model):
    """One value of a measure on a date, perhaps for one group."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    starts_on = models.DateField(
        "first day of the period", null=True, blank=True, help_text="If it is the figure of a period, not of a day."
    )
    read_on = models.DateField("as at", help_text="The day of the figure, or the last day of its period.")
    category = models.CharField(
        "breakdown by",
        max_length=100,
        blank=True,
        help_text="What tells the groups apart: one protected characteristic, or a category of the council’s own.",
    )
    group = models.CharField(max_length=200, blank=True, help_text="For whom, if not for everyone.")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    numerator = models.PositiveIntegerField("how many", null=True, blank=True)
    base = models.PositiveIntegerField("of how many", null=True, blank=True)
    words = models.TextField("in words", blank=True, help_text="For a measure without figures.")
    note = models.TextField(
        max_length=3_000, blank=True, help_text="What a reader of the figure has to know. Not shown to the public."
    )
    origin = models.CharField("source", max_length=300, blank=True, help_text="Where the value comes from.")

    objects = ReadingManager()
    history = TrackedHistory(asked_by="measure", gone_from="measure")

    class Meta:
        ordering = ["measure", "-read_on", "category", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "read_on", "category", "group"],
                name="%(app_label)s_%(class)s_is_one_per_date_and_group",
                violation_error_message="There is a reading for this date and group already: correct that one.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(words=""),
                name="%(app_label)s_%(class)s_says_something",
                violation_error_message="Give a value or say it in words.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("read_on")),
                name="%(app_label)s_%(class)s_period_begins_first",
                violation_error_message="The first day of the period must not be after its last day.",
            ),
            models.CheckConstraint(
                condition=Q(category="") | ~Q(group=""),
                name="%(app_label)s_%(class)s_category_names_a_group",
                violation_error_message="Name the group: this is a reading for one of a breakdown.",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, base__isnull=True)
                | Q(base__isnull=False, base__gte=1, numerator__isnull=False, numerator__lte=F("base")),
                name="%(app_label)s_%(class)s_is_some_of_a_base",
                violation_error_message="Give how many of how many: the second is 1 or more, and the first not larger.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.read_on}, {self.group}".removesuffix(", ")

    def natural_key(self) -> tuple[str, str, int, str, str, str]:
        return (*self.measure.natural_key(), self.read_on.isoformat(), self.category, self.group)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Work out a percentage from how many of how many, and refuse what cannot be, each at its field."""
        refuse_crossed(self.category)
        if self.read_on and self.read_on > timezone.localdate():
            raise ValidationError({"read_on": "A reading cannot be of a day that has not come yet."})
        if not hasattr(self, "measure"):
            return  # a form without one
        self._read_share()
        if self.value is None:
            return
        try:
            refuse_value(self.value, kind=Kind.PERCENTAGE if self.is_share else self.measure.kind, levels=self._levels)
        except ValidationError as refusal:
            raise ValidationError({"value": refusal}) from refusal

    @property
    def _levels(self) -> str:
        return self.measure.levels

    @property
    def is_share(self) -> bool:
        """Whether it is how many of how many, so that its value is a percentage; so is each group's of a ratio."""
        return self.numerator is not None and self.base is not None

    def _read_share(self) -> None:
        """Check how many of how many; the value is worked out from them unless a rounded one is given."""
        if self.numerator is None and self.base is None:
            return
        if self.measure.kind not in (Kind.PERCENTAGE, Kind.RATIO) or (
            self.measure.kind == Kind.RATIO and not self.group
        ):
            raise ValidationError({"numerator": "Only a percentage, or a group of a ratio, is so many of so many."})
        if self.numerator is None:
            raise ValidationError({"numerator": "Say how many too: a base alone gives no percentage."})
        if self.base is None:
            raise ValidationError({"base": "Say of how many too."})
        if self.base == 0:
            raise ValidationError({"base": "Of how many must be 1 or more: there is no share of nothing."})
        if self.numerator > self.base:
            raise ValidationError({"numerator": f"How many cannot be more than the {self.base} of whom they are some."})
        share = Decimal(100 * self.numerator) / self.base
        if self.value is not None and abs(self.value - share) > ROUNDED_WITHIN:
            told = f"{self.numerator} of {self.base} is {share:.1f}%. Leave the value empty, or correct it."
            raise ValidationError({"value": told})
        self.value = share.quantize(PLACES)
