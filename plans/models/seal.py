from django.db import models


class HistorySeal(models.Model):
    """A keyed digest over one history table up to a row; see ``plans.audit.seals``."""

    table = models.CharField(max_length=63)
    last_history_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.table} up to {self.last_history_id}"
