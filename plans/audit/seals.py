"""Keyed seals over the history: what was sealed cannot be rewritten unseen without the key.

Each seal is an HMAC-SHA256, with a key that is kept outside the database, over the seal before it and the
history rows since. The head that ``seal_history`` prints can be kept elsewhere.
"""

import hashlib
import hmac
import json

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, transaction

from plans.audit.records import TRACKED, history_of
from plans.models import HistorySeal

BATCH = 5000


def seal_all(using: str = "default") -> list[HistorySeal]:
    """Seal the rows that each history gained since its last seal; return the new seals."""
    key = _key()
    seals = [_seal(table, model, key, using) for table, model in sorted(TRACKED.items())]
    return [seal for seal in seals if seal is not None]


def broken_seals(using: str = "default") -> list[str]:
    """Return a sentence for each seal that its history rows no longer match."""
    seals = HistorySeal.objects.using(using).order_by("pk")
    if not seals.exists():
        return []
    if not settings.SEAL_KEY:
        return ["The history was sealed, but SEAL_KEY is not set, so the seals cannot be checked"]
    problems, last = [], {}
    for seal in seals:
        lower, digest = last.get(seal.table, (0, ""))
        rows, found = _digest(TRACKED[seal.table], digest, lower, seal.last_history_id, _key(), using)
        if not hmac.compare_digest(found, seal.digest) or rows != seal.rows:
            problems.append(
                f"{seal.table}: history rows {lower + 1} to {seal.last_history_id} do not match seal {seal.pk} "
                f"({rows} rows found, {seal.rows} sealed)"
            )
        last[seal.table] = (seal.last_history_id, seal.digest)
    return problems


def _key() -> bytes:
    if not settings.SEAL_KEY:
        raise ImproperlyConfigured("Set SEAL_KEY (or SEAL_KEY_FILE) to a secret kept outside the database.")
    return settings.SEAL_KEY.encode()


def _seal(table: str, model: type[models.Model], key: bytes, using: str) -> HistorySeal | None:
    """Seal one history up to its newest row; None when nothing is new."""
    connection, history = connections[using], history_of(model)
    with transaction.atomic(using=using):
        if connection.vendor == "postgresql":
            # Waits for writers in flight, so that no lower id can appear after the seal.
            with connection.cursor() as cursor:
                cursor.execute(f'LOCK TABLE "{history._meta.db_table}" IN SHARE MODE')
        last = HistorySeal.objects.using(using).filter(table=table).order_by("-pk").first()
        lower, digest = (last.last_history_id, last.digest) if last else (0, "")
        newest = history._base_manager.using(using).aggregate(newest=models.Max("history_id"))["newest"] or 0
        if newest == lower:
            return None
        rows, digest = _digest(model, digest, lower, newest, key, using)
        return HistorySeal.objects.using(using).create(
            table=table, last_history_id=newest, rows=rows, digest=digest
        )


def _digest(
    model: type[models.Model], before: str, lower: int, upper: int, key: bytes, using: str
) -> tuple[int, str]:
    """Return how many rows lie above ``lower`` up to ``upper``, and the digest over them and the seal before."""
    history = history_of(model)
    seal, rows = hmac.new(key, before.encode(), hashlib.sha256), 0
    names = [field.attname for field in history._meta.concrete_fields]
    sealed = history._base_manager.using(using).filter(history_id__gt=lower, history_id__lte=upper)
    for row in sealed.order_by("history_id").values_list(*names).iterator(chunk_size=BATCH):
        seal.update(json.dumps(row, default=str, separators=(",", ":")).encode() + b"\n")
        rows += 1
    return rows, seal.hexdigest()
