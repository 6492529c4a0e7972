from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=1)
"""How long a file that was brought but not imported is kept."""


class TableUploadQuerySet(models.QuerySet["TableUpload"]):
    """Questions about uploads."""

    def abandoned(self, at: datetime | None = None) -> "TableUploadQuerySet":
        """Uploads that have been kept for long enough, as of a moment, now unless given."""
        return self.filter(created_at__lt=(at or timezone.now()) - KEPT_FOR)


class TableUpload(models.Model):
    """A file of rows that a person brought to the admin, kept from the preview until they confirm it.

    It is theirs alone, and is deleted when they confirm it, bring another one of the same kind, or after a day. It is
    no part of any plan, so it has no history.
    """

    by = models.ForeignKey("plans.User", on_delete=models.CASCADE, related_name="table_uploads")
    table = models.CharField(max_length=100, help_text="Of which rows: plans.theme.")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = TableUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name
