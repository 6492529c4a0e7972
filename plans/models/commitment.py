from django.db import models

from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position
from plans.models.theme import Theme


class CommitmentManager(models.Manager["Commitment"]):
    def get_by_natural_key(self, council: str, plan: str, theme: int, position: int) -> "Commitment":
        return self.get(
            theme__plan__council__slug=council,
            theme__plan__slug=plan,
            theme__position=theme,
            position=position,
        )


class Commitment(models.Model):
    """What the council promises under a theme: objective, key output, aim."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Its place in the theme, counted from 1. Left empty, it comes last."
    )
    reference = models.CharField(max_length=20, blank=True, help_text="The number or letter that the plan prints.")
    text = models.TextField(blank=True, help_text="As published. Empty when the plan prints actions without one.")
    lead_in = models.CharField(
        max_length=300, blank=True, help_text="What the plan prints between the commitment and its actions."
    )
    overview_text = models.TextField(
        "wording in the overview",
        blank=True,
        help_text="As the plan's own overview words it, where that differs.",
    )
    rationale = models.TextField(
        blank=True, help_text="Why it is promised, as published: what the survey said, the data."
    )
    rationale_on = models.DateField("data as at", null=True, blank=True, help_text="The date of that data, if printed.")
    success = models.TextField("what good looks like", blank=True, help_text="As published.")
    leads_as_published = models.CharField(
        max_length=500,
        blank=True,
        help_text="The words naming the lead, where the plan prints them once for all actions.",
    )

    objects = CommitmentManager()
    history = TrackedHistory(gone_from="theme")

    class Meta:
        ordering = ["theme__plan", "theme__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_theme",
                violation_error_message="Another commitment has this place in the theme.",
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.reference, self.text])) or f"Actions under {self.theme}"

    def natural_key(self) -> tuple[str, str, int, int]:
        return (*self.theme.natural_key(), self.position)

    natural_key.dependencies = ["plans.theme"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.theme_id:
            return
        refuse_to_move(self, "theme", path="theme__plan", now=self.theme.plan_id, what="plan")
        if self.position is None:
            self.position = next_position(Commitment.objects.filter(theme=self.theme_id))
