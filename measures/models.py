from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actions.models import Action, Lead
from plans.audit.records import TrackedHistory
from plans.models import Commitment, Plan, Theme
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position


class MeasureManager(models.Manager["Measure"]):
    def get_by_natural_key(self, council: str, plan: str, position: int) -> "Measure":
        return self.get(plan__council__slug=council, plan__slug=plan, position=position)


class Measure(models.Model):
    """How success is judged: of a whole plan, or of one of its themes, commitments or actions."""

    class Kind(models.TextChoices):
        NUMBER = "number", "Number"
        PERCENTAGE = "percentage", "Percentage"
        RATIO = "ratio", "Ratio"
        RANK = "rank", "Rank"
        YES_NO = "yes_no", "Yes or no"
        NARRATIVE = "narrative", "In words"

    class Direction(models.TextChoices):
        NOT_STATED = "", "Not stated"
        UP = "up", "Up"
        DOWN = "down", "Down"
        MAINTAIN = "maintain", "Stay the same"
        MATCH = "match", "Match another figure"
        ABOVE = "above", "Stay above"
        BELOW = "below", "Stay below"

    class Frequency(models.TextChoices):
        NOT_STATED = "", "Not stated"
        MONTHLY = "monthly", "Every month"
        QUARTERLY = "quarterly", "Every quarter"
        SIX_MONTHLY = "six_monthly", "Every six months"
        ANNUAL = "annual", "Every year"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    position = models.PositiveSmallIntegerField(
        blank=True,
        help_text="The order in which the plan prints it, counted from 1. Left empty, it comes last.",
    )
    text = models.TextField("as published", help_text="The words of the plan.")
    name = models.CharField(max_length=200, help_text="A short name for lists and charts.")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.NARRATIVE)
    unit = models.CharField(max_length=50, blank=True, help_text="What is counted. For example, cases.")
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField("baseline as at", null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target_text = models.CharField(
        "target in words", max_length=300, blank=True, help_text="For example, in line with the workforce."
    )
    target_on = models.DateField("target date", null=True, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True, help_text="Which way is better.")
    frequency = models.CharField(max_length=15, choices=Frequency, blank=True, help_text="How often it is read.")
    is_about_people = models.BooleanField(
        "about people", default=False, help_text="Small figures about people are not shown to the public."
    )
    owner = models.ForeignKey(Lead, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")

    objects = MeasureManager()
    history = TrackedHistory(gone_from="plan")

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_plan",
                violation_error_message="Another measure has this place in the plan.",
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=True, commitment__isnull=True)
                | Q(theme__isnull=True, action__isnull=True)
                | Q(commitment__isnull=True, action__isnull=True),
                name="%(app_label)s_%(class)s_hangs_in_one_place",
                violation_error_message="Hang the measure on a theme, a commitment or an action, or on the whole plan.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="%(app_label)s_%(class)s_has_words",
                violation_error_message="Give the words of the measure.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.plan.natural_key(), self.position)

    natural_key.dependencies = ["plans.commitment", "actions.action", "actions.lead"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.plan_id:
            return
        refuse_to_move(self, "plan", path="plan", now=self.plan_id, what="plan")
        if self.position is None:
            self.position = next_position(Measure.objects.filter(plan=self.plan_id))
        places = {
            "theme": self.theme and self.theme.plan_id,
            "commitment": self.commitment and self.commitment.theme.plan_id,
            "action": self.action and self.action.plan.pk,
        }
        for field, plan in places.items():
            if plan and plan != self.plan_id:
                raise ValidationError({field: f"Choose {'an' if field == 'action' else 'a'} {field} of the same plan."})
        if self.owner and self.owner.council_id not in self.plan.councils():
            raise ValidationError(
                {"owner": f"{self.owner} belongs to {self.owner.council}, which is not in this plan."}
            )


class ReadingManager(models.Manager["Reading"]):
    def get_by_natural_key(self, council: str, plan: str, measure: int, read_on: str, group: str) -> "Reading":
        return self.get(
            measure__plan__council__slug=council,
            measure__plan__slug=plan,
            measure__position=measure,
            read_on=read_on,
            group=group,
        )


class Reading(models.Model):
    """One value of a measure on a date, perhaps for one group."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    read_on = models.DateField("as at")
    group = models.CharField(max_length=200, blank=True, help_text="For whom, if not for everyone.")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    words = models.TextField("in words", blank=True, help_text="For a measure without figures.")
    origin = models.CharField("source", max_length=300, blank=True, help_text="Where the value comes from.")

    objects = ReadingManager()
    history = TrackedHistory()

    class Meta:
        ordering = ["measure", "-read_on", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "read_on", "group"],
                name="%(app_label)s_%(class)s_is_one_per_date_and_group",
                violation_error_message="There is a reading for this date and group already: correct that one.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(words=""),
                name="%(app_label)s_%(class)s_says_something",
                violation_error_message="Give a value or say it in words.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.value_in_words}" if self.group else self.value_in_words

    @property
    def value_in_words(self) -> str:
        """The value with its unit, or its words."""
        if self.value is None:
            return self.words
        figure = f"{self.value.normalize():f}"
        if self.measure.kind == Measure.Kind.PERCENTAGE:
            return f"{figure}%"
        return f"{figure} {self.measure.unit}".strip()

    def natural_key(self) -> tuple[str, str, int, str, str]:
        return (*self.measure.natural_key(), self.read_on.isoformat(), self.group)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        is_percentage = self.measure_id and self.measure.kind == Measure.Kind.PERCENTAGE
        if is_percentage and self.value is not None and not 0 <= self.value <= 100:
            raise ValidationError({"value": "A percentage lies between 0 and 100."})
