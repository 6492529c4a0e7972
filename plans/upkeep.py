"""How well an installation is looked after: how much history no seal covers yet, how old seal and backup are."""

from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils import timezone

from plans.audit.records import TRACKED, history_of
from plans.audit.seals import head_of_seals
from plans.backups import folder
from plans.models import HistorySeal


def figures() -> dict[str, tuple[str, float | None]]:
    """Return each figure by its name: what it means, and its value, or None where there is none."""
    rows, oldest = _unsealed()
    head = head_of_seals()
    return {
        "history_rows_unsealed": ("History rows that no seal covers yet", rows),
        "history_unsealed_seconds": ("How long the oldest of them has waited", _age(oldest) if rows else 0),
        "seal_age_seconds": ("Age of the newest seal", _age(head.sealed_at) if head else None),
        "backup_age_seconds": ("Age of the newest whole backup in BACKUP_DIR", _age_of_backup()),
    }


def _unsealed() -> tuple[int, datetime | None]:
    """Count the history rows above the last sealed of each table, and say when the oldest of them was recorded."""
    head = head_of_seals()
    chain = HistorySeal.objects.filter(chain=head.chain if head else 0)
    sealed = dict(chain.values_list("table").annotate(last=Max("last_history_id")).order_by())
    rows, oldest = 0, []
    for table, model in TRACKED.items():
        waiting = history_of(model)._base_manager.filter(history_id__gt=sealed.get(table, 0))
        found = waiting.aggregate(rows=Count("history_id"), oldest=Min("recorded_at"))
        rows += found["rows"]
        if found["oldest"]:
            oldest.append(found["oldest"])
    return rows, min(oldest, default=None)


def _age_of_backup() -> float | None:
    """None where there is no backup, or none that this process may see."""
    try:
        backups = folder.whole(settings.BACKUP_DIR)
    except OSError:
        return None
    return _age(backups[0].manifest.made_at) if backups else None


def _age(moment: datetime | None) -> float:
    return max((timezone.now() - moment).total_seconds(), 0) if moment else 0
