"""How long backups are kept: all of the last day, and the newest of each day, week and month, so many of each."""

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from django.utils.timezone import localdate

from plans.backups.folder import Backup
from plans.backups.manifest import BEFORE_RESTORE

DAY = timedelta(days=1)


class Keep(NamedTuple):
    """How many backups to keep: one each of so many days, weeks and months that have one."""

    daily: int = 14
    weekly: int = 8
    monthly: int = 12


SPANS: tuple[Callable[[date], Hashable], ...] = (
    lambda day: day,
    lambda day: day.isocalendar()[:2],
    lambda day: (day.year, day.month),
)


def outlived(backups: list[Backup], keep: Keep) -> list[Backup]:
    """Return which of one database's backups, newest first, need not be kept; never the newest.

    What was backed up before a restore stays for as many days as there are daily backups: somebody may yet find that
    the restore was a mistake.
    """
    if not backups:
        return []
    newest = backups[0].manifest.made_at
    planned = [backup for backup in backups if backup.manifest.why != BEFORE_RESTORE]
    kept = {backup.file for backup in planned[:1]}
    for backup in backups:
        days = max(keep.daily, 1) if backup.manifest.why == BEFORE_RESTORE else 1
        if newest - backup.manifest.made_at < days * DAY:
            kept.add(backup.file)
    for span, number in zip(SPANS, keep, strict=True):
        kept |= _newest_of_each(planned, span, number)
    return [backup for backup in backups if backup.file not in kept]


def _newest_of_each(backups: list[Backup], span: Callable[[date], Hashable], number: int) -> set[Path]:
    """Return the files of the newest backup of each of the last so many days, weeks or months that have one."""
    newest: dict[Hashable, Path] = {}
    for backup in backups:
        newest.setdefault(span(localdate(backup.manifest.made_at)), backup.file)
    return set(list(newest.values())[:number])
