"""Who is acting, why, and as of which moment: handed to the database with every write."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import is_naive

UNCHANGED: Any = object()


@dataclass(frozen=True)
class AuditContext:
    """What the history records beside the values themselves.

    ``user_id`` is None when nobody is signed in (a command); ``moment`` is None for "now". It is given when
    a published document is loaded, whose history begins on the day it was published, and where rows that are
    written together are to share one moment.
    """

    user_id: int | None = None
    reason: str = ""
    moment: datetime | None = None


NOTHING_SAID = AuditContext()
_context: ContextVar[AuditContext] = ContextVar("audit_context", default=NOTHING_SAID)


def current() -> AuditContext:
    """Return the context that writes made now are recorded with."""
    return _context.get()


def _storable(reason: str) -> str:
    """Leave out what no database can hold, rather than refuse the change for the sake of its reason."""
    return reason.replace("\x00", "").encode("utf-8", "replace").decode()


@contextmanager
def audit(*, by: Any = UNCHANGED, reason: str = UNCHANGED, moment: datetime | None = UNCHANGED) -> Iterator[None]:
    """Record the writes made inside the block with this user, reason and moment.

    ``by`` is a user or None; ``moment`` knows its time zone. What is not given stays as the surrounding block
    set it.
    """
    changes: dict[str, Any] = {}
    if by is not UNCHANGED:
        changes["user_id"] = None if by is None else by.pk
    if reason is not UNCHANGED:
        changes["reason"] = _storable(reason)
    if moment is not UNCHANGED:
        if moment is not None and is_naive(moment):
            raise ValueError("The moment of a change needs a time zone.")
        changes["moment"] = moment
    token = _context.set(replace(current(), **changes))
    try:
        yield
    finally:
        _context.reset(token)
