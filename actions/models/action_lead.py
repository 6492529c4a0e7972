from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from actions.models.lead import Lead
from plans.audit.records import TrackedHistory
from plans.models.positions import next_position


class ActionLeadManager(models.Manager["ActionLead"]):
    def get_by_natural_key(
        self, council: str, plan: str, theme: int, commitment: int, action: int, position: int
    ) -> "ActionLead":
        action_key = (council, plan, theme, commitment, action)
        return self.get(action=Action.objects.get_by_natural_key(*action_key), position=position)


class ActionLead(models.Model):
    """A lead of an action, in the plan's order, joint or supporting, with the spelling that the plan prints."""

    class Role(models.TextChoices):
        JOINT = "joint", "Lead"
        SUPPORTING = "supporting", "Supporting"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_leads")
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="action_leads")
    role = models.CharField(
        max_length=10, choices=Role, default=Role.JOINT,
        help_text="Joint leads answer for the action; supporting ones help (“with the …”).",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Its place among the action's leads, counted from 1. Left empty, it comes last."
    )
    published_as = models.CharField(
        "spelling as published",
        max_length=300,
        blank=True,
        help_text="Empty for a lead that the plan does not print.",
    )

    objects = ActionLeadManager()
    history = TrackedHistory(asked_by="action")

    class Meta:
        verbose_name = "lead of an action"
        verbose_name_plural = "leads of an action"
        ordering = ["action", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "lead"],
                name="%(app_label)s_%(class)s_is_named_once",
                violation_error_message="This lead is named for the action already.",
            ),
            models.UniqueConstraint(
                fields=["action", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_action",
                violation_error_message="Another lead has this place.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["joint", "supporting"]),
                name="%(app_label)s_%(class)s_role_is_known",
                violation_error_message="Choose lead or supporting.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lead)

    def natural_key(self) -> tuple[str, str, int, int, int, int]:
        return (*self.action.natural_key(), self.position)

    natural_key.dependencies = ["actions.action", "actions.lead"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.action_id or not self.lead_id:
            return
        if self.position is None:
            self.position = next_position(ActionLead.objects.filter(action=self.action_id))
        if self.lead.council_id not in self.action.plan.councils():
            raise ValidationError({"lead": f"{self.lead} belongs to {self.lead.council}, which is not in this plan."})
        if self.lead.merged_into_id:
            raise ValidationError({"lead": f"{self.lead} was merged into {self.lead.merged_into}: choose that one."})
