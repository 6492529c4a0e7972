"""Keyed seals over the history: what was sealed cannot be rewritten unseen without the key.

Each seal is an HMAC-SHA256, with a key that is kept outside the database, over the seal before it, what it says
of itself, and the rows that one history table gained since. The newest digest is the head of the chain: kept
elsewhere, it shows that no seal was taken off the end.
"""

import hashlib
import hmac
import json
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, transaction
from django.db.models import Max

from plans.audit import triggers
from plans.audit.records import TRACKED, history_of
from plans.models import HistorySeal

BATCH = 5000


def seal_all(using: str = "default", *, anew: bool = False) -> list[HistorySeal]:
    """Seal the rows that each history gained since its last seal; return the new seals.

    ``anew`` begins another chain, over everything, which is then the one that counts: for after a change of
    the key, or a migration that removed or converted a tracked column.
    """
    key, made = _key(), []
    newest = {table: _settled(model, using) for table, model in sorted(TRACKED.items())}
    with transaction.atomic(using=using):
        triggers.dialect(using).wait_for_writers(connections[using], HistorySeal._meta.db_table)
        head = head_of_seals(using)
        chain = head.chain + anew if head else 1
        before = head.digest if head and not anew else ""
        lasts = _chain(chain, using).values_list("table").annotate(last=Max("last_history_id")).order_by()
        sealed = dict(lasts)
        for table, last in newest.items():
            if last > sealed.get(table, 0):
                seal = HistorySeal(chain=chain, table=table, last_history_id=last)
                _seal(seal, sealed.get(table, 0), before, key, using)
                before = seal.digest
                made.append(seal)
    return made


def head_of_seals(using: str = "default") -> HistorySeal | None:
    """Return the newest seal, whose digest stands for all before it."""
    return HistorySeal.objects.using(using).order_by("pk").last()


def is_head_known(digest: str, using: str = "default") -> bool:
    """Whether a head that was kept elsewhere is among the seals."""
    return HistorySeal.objects.using(using).filter(digest=digest).exists()


def broken_seals(using: str = "default") -> list[str]:
    """Return a sentence for each seal of the newest chain that its history rows no longer match."""
    head = head_of_seals(using)
    if head is None:
        return []
    if not settings.SEAL_KEY:
        return ["The history was sealed, but SEAL_KEY is not set, so the seals cannot be checked"]
    seals = list(_chain(head.chain, using).order_by("pk"))
    digests = ["", *(seal.digest for seal in seals)]
    before = {seal.pk: digest for seal, digest in zip(seals, digests, strict=False)}
    problems = []
    for table, of_table in groupby(sorted(seals, key=attrgetter("table", "pk")), key=attrgetter("table")):
        problems += _broken(table, list(of_table), before, using)
    return problems


def _key() -> bytes:
    if not settings.SEAL_KEY:
        raise ImproperlyConfigured("Set SEAL_KEY (or SEAL_KEY_FILE) to a secret kept outside the database.")
    return settings.SEAL_KEY.encode()


def _chain(number: int, using: str) -> models.QuerySet[HistorySeal]:
    return HistorySeal.objects.using(using).filter(chain=number)


def _settled(model: type[models.Model], using: str) -> int:
    """Return the newest history id of which it is certain that no lower one can still appear."""
    history = history_of(model)
    with transaction.atomic(using=using):
        triggers.dialect(using).wait_for_writers(connections[using], history._meta.db_table)
        return history._base_manager.using(using).aggregate(newest=Max("history_id"))["newest"] or 0


def _columns(history: type[models.Model]) -> list[str]:
    return [str(field.column) for field in history._meta.concrete_fields]


def _rows(table: str, columns: list[str], lower: int, upper: int, using: str) -> Iterator[tuple[int, str]]:
    """Yield the ids and, as the database words them in JSON, the values of the rows above ``lower`` up to ``upper``."""
    history = history_of(TRACKED[table])
    fields = {str(field.column): field for field in history._meta.concrete_fields}
    row = triggers.dialect(using).as_json([fields[column] for column in columns])
    sql = (
        f"SELECT history_id, {row} FROM {history._meta.db_table} WHERE history_id > %s AND history_id <= %s ORDER BY 1"
    )
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(sql, [lower, upper])
        while rows := cursor.fetchmany(BATCH):
            yield from rows


def _begin(seal: HistorySeal, before: str, key: bytes) -> hmac.HMAC:
    """Begin a digest with the seal before and what this seal says of itself."""
    said = [before, seal.chain, seal.table, seal.columns, seal.last_history_id, seal.sealed_at.isoformat()]
    return hmac.new(key, json.dumps(said).encode(), hashlib.sha256)


def _seal(seal: HistorySeal, lower: int, before: str, key: bytes, using: str) -> None:
    """Fill in and save a seal over the rows above ``lower``."""
    seal.columns, seal.rows = _columns(history_of(TRACKED[seal.table])), 0
    digest = _begin(seal, before, key)
    for _, row in _rows(seal.table, seal.columns, lower, seal.last_history_id, using):
        digest.update(row.encode())
        seal.rows += 1
    seal.digest = digest.hexdigest()
    seal.save(using=using)


def _broken(table: str, seals: list[HistorySeal], before: dict[int, str], using: str) -> list[str]:
    """Return a sentence for each of one table's seals that its rows do not match, reading the rows once."""
    columns = _columns(history_of(TRACKED[table])) if table in TRACKED else []
    if gone := {column for seal in seals for column in seal.columns}.difference(columns):
        return [f"{table}: its seals cover what a migration removed ({', '.join(sorted(gone))}), so seal anew"]
    bounds, lower = [seal.last_history_id for seal in seals], 0
    digests, found = [_begin(seal, before[seal.pk], _key()) for seal in seals], [0] * len(seals)
    for covered, alike in groupby(seals, key=attrgetter("columns")):
        upper = max(seal.last_history_id for seal in alike)
        for number, row in _rows(table, covered, lower, upper, using):
            place = min(bisect_left(bounds, number), len(seals) - 1)  # their order may have been tampered with
            digests[place].update(row.encode())
            found[place] += 1
        lower = upper
    return [
        f"{table}: the history rows up to {seal.last_history_id} do not match seal {seal.pk} "
        f"({count} rows found, {seal.rows} sealed)"
        for seal, digest, count in zip(seals, digests, found, strict=True)
        if count != seal.rows or not hmac.compare_digest(digest.hexdigest(), seal.digest)
    ]
