"""``TrackedHistory``: what a model declares so that the database writes its history."""

from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

OUTSIDE = "outside the application"
APPLICATION = "application"
RECONCILED = "reconciled"

MOVES_STATUS = ~Q(history_type="~") | ~Q(old_status=F("status"))
"""The history rows that change how many rows have which status: creations, deletions and moves."""

TRACKED: dict[str, type[models.Model]] = {}
"""Database table -> model, for every model whose history the triggers write."""


class HistoryRow(models.Model):
    """The columns that our history tables have beside django-simple-history's own."""

    source = models.CharField(max_length=30, default=OUTSIDE)
    recorded_at = models.DateTimeField(null=True)
    previous_id = models.BigIntegerField(null=True)
    old_status = models.CharField(max_length=20, null=True)  # noqa: DJ001 (a creation leaves no status)

    class Meta:
        abstract = True


class HistoryQuerySet(HistoricalQuerySet):
    """History rows; ties in time are settled by the order of recording."""

    def latest_of_each(self) -> "HistoryQuerySet":
        """Keep the newest row of each object, one even where two rows bear the same moment."""
        same = self.filter(Q(**{self._pk_attr: OuterRef(self._pk_attr)}))
        later = same.filter(
            Q(history_date__gt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id"))
        )
        return self.filter(~Exists(later))


class TrackedHistory(HistoricalRecords):
    """django-simple-history's models, manager, ``diff_against`` and ``as_of``, with the triggers as only writer.

    ``excluded_fields`` keeps personal data out of history. ``append_only`` makes the tracked table itself
    refuse changes and deletions, save the deletion of rows whose boolean column ``deletable_if`` is true.
    ``asked_by`` names a foreign key by which a page asks for history rows, which is then indexed. ``gone_from``
    names the foreign key to what a row hangs in; by it a past day asks for the rows that were deleted since.
    ``counts_moves`` is for the model whose statuses are counted month by month: their moves have an index.
    """

    def __init__(
        self,
        *,
        append_only: bool = False,
        deletable_if: str = "",
        asked_by: str = "",
        gone_from: str = "",
        counts_moves: bool = False,
        **options: Any,
    ) -> None:
        self.append_only = append_only
        self.deletable_if = deletable_if
        self.asked_by = asked_by
        self.gone_from = gone_from
        self.counts_moves = counts_moves
        super().__init__(
            bases=[HistoryRow],
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.BigIntegerField(null=True),
            history_user_getter=lambda row: None,
            history_user_setter=lambda historical_instance, user: None,
            history_change_reason_field=models.TextField(null=True),
            historical_queryset=HistoryQuerySet,
            **options,
        )

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            TRACKED[sender._meta.db_table] = sender
            sender.tracked = self

    def create_historical_record(self, *args: Any, **kwargs: Any) -> None:
        """Write nothing: the triggers have already done so."""

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        """Copy the tracked fields so that no migration has to rewrite history: all but the key may be empty."""
        fields = super().copy_fields(model)
        ours = {field.name for field in HistoryRow._meta.local_fields}
        for name, field in fields.items():
            if name in ours or name.startswith("history_"):
                raise ImproperlyConfigured(f"{model.__name__}.{name}: history tables have a column of this name.")
            if field.blank and field.empty_strings_allowed and not (field.null or field.has_default()):
                field.default = ""  # what a migration that adds the column fills the tracked table with, too
            field.db_index = name == self.asked_by
            field.null = name != model._meta.pk.name
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """An index in the order in which every question asks, whose row and when; others of few rows where asked."""
        options = super().get_meta_options(model)
        key, name = model._meta.pk.attname, model._meta.model_name
        options["indexes"] = [models.Index(fields=[key, "history_date", "history_id"], name=f"{name}_history"[:30])]
        if self.gone_from:
            deleted = Q(history_type="-")
            options["indexes"].append(models.Index(fields=[self.gone_from], condition=deleted, name=f"{name}_gone"))
        if self.counts_moves:
            moves = [key, "history_date", "history_type", "old_status", "status"]
            options["indexes"].append(models.Index(fields=moves, condition=MOVES_STATUS, name=f"{name}_moves"))
        return options


@cache
def history_of(model: type[models.Model]) -> type[models.Model]:
    """Return the history model of a tracked model; kept, because ``model.history`` makes a class each time."""
    return model.history.model  # type: ignore[attr-defined]


def tracked_columns(model: type[models.Model]) -> list[str]:
    """Return the database columns whose values the history keeps, primary key included."""
    return [field.column for field in model.tracked.fields_included(model)]  # type: ignore[attr-defined]


def has_status(model: type[models.Model]) -> bool:
    """Say whether the model has a status whose moves the history links one to the next."""
    return "status" in tracked_columns(model)


def history_rows(model: type[models.Model], pk: int | None) -> QuerySet:
    """Return the history rows of one object, oldest first."""
    return history_of(model)._default_manager.filter(**{model._meta.pk.attname: pk}).order_by("history_id")
