from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from actions.importing.answers import Answers

KEPT_FOR = timedelta(days=7)
"""How long a file that was brought but not imported is kept."""
MOST_WAITING = 20
"""How many of a person's files may wait to be imported, so that nobody fills the database (OWASP ASVS 5.0, 5.2.4)."""


class PlanUploadQuerySet(models.QuerySet["PlanUpload"]):
    """Questions about uploads."""

    def of(self, user) -> "PlanUploadQuerySet":
        """The uploads of this person: nobody else sees them."""
        return self.filter(by=user)

    def has_room_for(self, user, on: date | None = None) -> bool:
        """Whether this person may bring one more file; those that have been kept for long enough do not count."""
        on = on or timezone.localdate()
        return self.of(user).filter(created_at__date__gte=on - KEPT_FOR).count() < MOST_WAITING

    def abandoned(self, on: date | None = None) -> "PlanUploadQuerySet":
        """Uploads that have been kept for long enough."""
        on = on or timezone.localdate()
        return self.filter(created_at__date__lt=on - KEPT_FOR)


class PlanUpload(models.Model):
    """A file that a person brought to import a plan from, and what they have said of it so far.

    It is theirs alone, and is deleted when its plan is imported, when they discard it, or after a week. It is not part
    of any plan, so it has no history.
    """

    council = models.ForeignKey("plans.Council", on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey("plans.User", on_delete=models.CASCADE, related_name="uploads")
    plan = models.ForeignKey(
        "plans.Plan", on_delete=models.CASCADE, null=True, blank=True, related_name="uploads",
        help_text="The plan of which the file is a newer version. Empty for a new plan.",
    )  # fmt: skip
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    answers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PlanUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def said(self) -> Answers:
        """What the person has said so far."""
        return Answers.from_json(self.answers)
