from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position


class TimescaleManager(models.Manager["Timescale"]):
    def get_by_natural_key(self, council: str, plan: str, position: int) -> "Timescale":
        return self.get(plan__council__slug=council, plan__slug=plan, position=position)


class Timescale(models.Model):
    """When something is to be done: the published words, and beside them a reading of those words.

    One that the plan prints for several actions at once is one row that they share.
    """

    class Recurrence(models.TextChoices):
        NONE = "none", "Once"
        MONTHLY = "monthly", "Every month"
        BIMONTHLY = "bimonthly", "Every two months"
        QUARTERLY = "quarterly", "Every quarter"
        TERMLY = "termly", "Every term"
        SIX_MONTHLY = "six_monthly", "Every six months"
        ANNUAL = "annual", "Every year"
        TWO_YEARLY = "two_yearly", "Every two years"
        THREE_YEARLY = "three_yearly", "Every three years"
        FOUR_YEARLY = "four_yearly", "Every four years"

    class Certainty(models.TextChoices):
        EXACT = "exact", "To the day"
        MONTH = "month", "To the month"
        QUARTER = "quarter", "To the quarter"
        SEASON = "season", "To the season or term"
        YEAR = "year", "To the year"
        NONE = "none", "No date can be read"

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="timescales")
    position = models.PositiveSmallIntegerField(
        blank=True,
        help_text="The order in which the plan prints it, counted from 1. Left empty, it comes last.",
    )
    text = models.CharField("published words", max_length=500, help_text="Exactly as the plan prints it.")
    starts_on = models.DateField("starts", null=True, blank=True)
    due_on = models.DateField("due", null=True, blank=True, help_text="The last day of the stated period.")
    recurrence = models.CharField(max_length=15, choices=Recurrence, default=Recurrence.NONE)
    is_ongoing = models.BooleanField("ongoing", default=False, help_text="The words say that work goes on.")
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.NONE)
    note = models.CharField(
        "how it was read", max_length=500, blank=True, help_text="Anything a reader of the dates should know."
    )
    confirmed_by = models.ForeignKey(
        "plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who in the council confirmed the reading.",
    )  # fmt: skip
    confirmed_on = models.DateField(null=True, blank=True)

    objects = TimescaleManager()
    history = TrackedHistory()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_plan",
                violation_error_message="Another timescale has this place in the plan.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="%(app_label)s_%(class)s_has_words",
                violation_error_message="Give the words of the plan; without words there is no timescale.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_is_due_after_it_starts",
                violation_error_message="It must be due after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="%(app_label)s_%(class)s_confirmation_is_whole",
                violation_error_message="Give both who confirmed the reading and when, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.plan.natural_key(), self.position)

    natural_key.dependencies = ["plans.plan"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        refuse_to_move(self, "plan", path="plan", now=self.plan_id, what="plan")
        if self.position is None and self.plan_id:
            self.position = next_position(Timescale.objects.filter(plan=self.plan_id))

    @property
    def reading(self) -> str:
        """What was read from the words, in words: "starts 1 October 2020, every quarter (to the month)"; may be ""."""
        parts = [
            f"starts {date_format(self.starts_on)}" if self.starts_on else "",
            f"due {date_format(self.due_on)}" if self.due_on else "",
            self.get_recurrence_display().lower() if self.recurs else "",
            "ongoing" if self.is_ongoing else "",
        ]
        read = ", ".join(filter(None, parts))
        is_dated = self.certainty != self.Certainty.NONE
        return f"{read} ({self.get_certainty_display().lower()})" if read and is_dated else read

    @property
    def recurs(self) -> bool:
        """Whether the words ask for it again and again."""
        return self.recurrence != self.Recurrence.NONE


class ReviewDateManager(models.Manager["ReviewDate"]):
    def get_by_natural_key(self, council: str, plan: str, position: int, review_on: str) -> "ReviewDate":
        return self.get(
            timescale__plan__council__slug=council,
            timescale__plan__slug=plan,
            timescale__position=position,
            review_on=review_on,
        )


class ReviewDate(models.Model):
    """A day on which the published timescale asks for a review; not a deadline."""

    timescale = models.ForeignKey(Timescale, on_delete=models.CASCADE, related_name="reviews")
    review_on = models.DateField("review")

    objects = ReviewDateManager()
    history = TrackedHistory()

    class Meta:
        ordering = ["review_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["timescale", "review_on"],
                name="%(app_label)s_%(class)s_is_listed_once",
                violation_error_message="This review date is listed already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.review_on)

    def natural_key(self) -> tuple[str, str, int, str]:
        return (*self.timescale.natural_key(), self.review_on.isoformat())

    natural_key.dependencies = ["actions.timescale"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        starts_on = self.timescale.starts_on if self.timescale_id else None
        if starts_on and self.review_on and self.review_on < starts_on:
            raise ValidationError({"review_on": "A review comes after the start."})
