"""The edit token: a form carries the id of the newest history row of what it edits.

Whatever wrote in between (another form, an import, raw SQL) added a history row, so the token is stale.
"""

from django.db import connection, models

from plans.audit.records import history_of


def revision_of(instance: models.Model) -> int | None:
    """Return the id of the newest history row of a saved instance, or None for one never saved."""
    history, key = history_of(type(instance))._meta.db_table, instance._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT MAX(history_id) FROM "{history}" WHERE "{key}" = %s', [instance.pk])
        return cursor.fetchone()[0]


def newest_revision(model: type[models.Model]) -> int:
    """Return the id of the newest history row of any instance: what has a higher one was written later; 0 for none."""
    return history_of(model)._base_manager.aggregate(newest=models.Max("history_id"))["newest"] or 0


class StaleRevision(Exception):  # noqa: N818 (what was found, not what went wrong)
    """Somebody changed the row after the form was shown. ``current`` is the token that now holds."""

    def __init__(self, current: int | None) -> None:
        super().__init__("Somebody else changed this while you were editing.")
        self.current = current


def refuse_stale(instance: models.Model, revision: int | None) -> None:
    """Raise StaleRevision unless the token is the instance's newest; None (a command's) is never stale.

    The caller holds the row lock: ``select_for_update`` on PostgreSQL, BEGIN IMMEDIATE on SQLite.
    """
    if revision is None:
        return
    current = revision_of(instance)
    if revision != current:
        raise StaleRevision(current)
