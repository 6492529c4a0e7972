from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move
from plans.models.plan import Plan
from plans.models.positions import next_position


class ThemeManager(models.Manager["Theme"]):
    def get_by_natural_key(self, council: str, plan: str, position: int) -> "Theme":
        return self.get(plan__council__slug=council, plan__slug=plan, position=position)


class Theme(models.Model):
    """A heading of the plan: section, priority or goal. One theme may stand within another, no deeper."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="themes")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="subthemes",
        verbose_name="within", help_text="The theme that this one stands in, if any.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Its place in the plan, counted from 1. Left empty, it comes last."
    )
    reference = models.CharField(max_length=20, blank=True, help_text="The number or letter that the plan prints.")
    title = models.CharField(
        max_length=300, blank=True, help_text="As published. Empty when the plan prints no heading here."
    )
    outcome = models.TextField("desired outcome", blank=True, help_text="As published.")

    objects = ThemeManager()
    history = TrackedHistory(gone_from="plan")

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_plan",
                violation_error_message="Another theme has this place in the plan.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="%(app_label)s_%(class)s_is_not_within_itself",
                violation_error_message="A theme cannot stand within itself.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.reference, self.title])) or "Untitled theme"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.plan.natural_key(), self.position)

    natural_key.dependencies = ["plans.plan"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        refuse_to_move(self, "plan", path="plan", now=self.plan_id, what="plan")
        if self.position is None and self.plan_id:
            self.position = next_position(Theme.objects.filter(plan=self.plan_id))
        if self.parent is None:
            return
        if self.parent.plan_id != self.plan_id:
            raise ValidationError({"parent": "Choose a theme of the same plan."})
        if self.parent.parent_id or (self.pk and self.subthemes.exists()):
            raise ValidationError({"parent": "Themes nest one level deep."})
