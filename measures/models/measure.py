from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actions.models import Action, Lead
from measures.kinds import Direction, Frequency, Kind, names_of_levels, refuse_value
from measures.models.measure_manager import MeasureManager
from plans.audit.records import TrackedHistory
from plans.models import Commitment, Plan, Theme
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position


class Measure(models.Model):
    """How success is judged: of a whole plan, or of one of its themes, commitments or actions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    position = models.PositiveSmallIntegerField(
        blank=True,
        help_text="The order in which the plan prints it, counted from 1. Left empty, it comes last.",
    )
    text = models.TextField("as published", help_text="The words of the plan.")
    added_from = models.CharField(
        max_length=200,
        blank=True,
        help_text="If the published plan does not print it: what it was added from. For example, Social Care WRES.",
    )
    name = models.CharField(max_length=200, help_text="A short name for lists and charts.")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.NARRATIVE)
    unit = models.CharField(max_length=50, blank=True, help_text="What is counted. For example, cases.")
    levels = models.TextField(
        max_length=1_000,
        blank=True,
        help_text="For a level: the names of the levels, the lowest first, one on each line.",
    )
    definition = models.TextField(
        max_length=3_000,
        blank=True,
        help_text="Who or what is counted, and how the figure is worked out. Residents read it too.",
    )
    origin = models.CharField(
        "source", max_length=300, blank=True, help_text="Where its readings come from. For example, the staff survey."
    )
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField("baseline as at", null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target_text = models.CharField(
        "target in words", max_length=300, blank=True, help_text="For example, in line with the workforce."
    )
    target_on = models.DateField("target date", null=True, blank=True)
    direction = models.CharField(
        max_length=10,
        choices=Direction,
        blank=True,
        help_text="Which way is better. For a rank, up means nearer to first place.",
    )
    tolerance = models.DecimalField(
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="How far from the target still counts, to match it or to stay the same: in points for a percentage. "
        "For a ratio it is a share: 0.25 counts from four fifths to five quarters of the target.",
    )
    compared_group = models.CharField(
        max_length=200,
        blank=True,
        help_text="The group that is compared with another: the gap between them, or for a ratio the relative "
        "likelihood, is worked out.",
    )
    reference_group = models.CharField(max_length=200, blank=True, help_text="The group that it is compared with.")
    frequency = models.CharField(max_length=15, choices=Frequency, blank=True, help_text="How often it is read.")
    is_about_people = models.BooleanField(
        "about people",
        default=True,
        help_text="It counts people, or is a share of people. The public then sees rounded figures only, and none "
        "about few people.",
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
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="%(app_label)s_%(class)s_tolerance_is_not_negative",
                violation_error_message="A tolerance is 0 or more: it counts both ways.",
            ),
            models.CheckConstraint(
                condition=Q(compared_group="", reference_group="")
                | (~Q(compared_group="") & ~Q(reference_group="") & ~Q(compared_group=F("reference_group"))),
                name="%(app_label)s_%(class)s_compares_two_groups",
                violation_error_message="Name two different groups to compare, or none.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.plan.natural_key(), self.position)

    natural_key.dependencies = ["plans.commitment", "actions.action", "actions.lead"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        self._refuse_figures()
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

    def _refuse_figures(self) -> None:
        """Refuse a baseline or a target that a measure of this kind cannot have, and a level without levels."""
        if self.kind == Kind.LEVEL and len(names_of_levels(self.levels)) < 2:
            raise ValidationError({"levels": "Give at least two levels, the lowest first, one on each line."})
        for field in ("baseline", "target"):
            value = getattr(self, field)
            if value is not None:
                try:
                    refuse_value(value, kind=self.kind, levels=self.levels)
                except ValidationError as refusal:
                    raise ValidationError({field: refusal}) from refusal
