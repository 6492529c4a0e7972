from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actions.status import Rag, Status
from plans.audit.records import TrackedHistory

LONGEST_TEXT = 4000
LONGEST_REASON = 1000


def refuse_long_lines(evidence: str) -> None:
    """Validate evidence: one link or document name a line, none longer than 500 characters."""
    if any(len(line) > 500 for line in evidence.splitlines()):
        raise ValidationError("Give one link or document name a line, each at most 500 characters long.")


class ProgressUpdate(models.Model):
    """An officer's report on an action at a moment. Never changed or deleted; only demonstrations can be removed.

    Written by ``Action.report`` alone, or with many others by ``reporting.save_all``.
    """

    action = models.ForeignKey("actions.Action", on_delete=models.PROTECT, related_name="updates")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="updates")
    status = models.CharField(max_length=20, choices=Status)
    rag = models.CharField("RAG", max_length=10, choices=Rag)
    summary = models.TextField("what happened", blank=True, max_length=LONGEST_TEXT)
    next_steps = models.TextField("what happens next", blank=True, max_length=LONGEST_TEXT)
    evidence = models.TextField(
        blank=True,
        max_length=LONGEST_TEXT,
        validators=[refuse_long_lines],
        help_text="One link or document name a line.",
    )
    reason = models.TextField("reason for the change", blank=True, max_length=LONGEST_REASON)
    is_period_done = models.BooleanField("done for this period", default=False)
    is_demonstration = models.BooleanField("demonstration", default=False, editable=False)

    history = TrackedHistory(append_only=True, deletable_if="is_demonstration")

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            # The timeline of an action, and the newest report of each.
            models.Index(fields=["action", "-reported_at"], name="updates_of_action"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="%(app_label)s_%(class)s_status_is_known",
                violation_error_message="Choose a status from the list.",
            ),
            models.CheckConstraint(
                condition=Q(rag__in=Rag.values),
                name="%(app_label)s_%(class)s_rag_is_known",
                violation_error_message="Choose a rating from the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, reported on {self.reported_at:%-d %B %Y}"
