from django.db import models
from django.utils import timezone


class HistorySeal(models.Model):
    """A keyed digest over one history table up to a row, chained to the seal before; see ``plans.audit.seals``."""

    chain = models.PositiveIntegerField()
    table = models.CharField(max_length=63)
    columns = models.JSONField()
    last_history_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.table} up to {self.last_history_id}"
