"""Long reads from a read replica, PostgreSQL's streaming standby, where DATABASE_REPLICA_URL names one.

A view marked ``reads_from_replica`` is drawn from there while the replica is sure to be at most ``FURTHEST_BEHIND``
behind; else, and whenever the replica fails, from the primary. For that long after somebody has sent a form, their
pages are drawn from the primary, so that everybody sees their own changes at once.

Who may see what is always asked of the primary, and so is whatever is not part of a plan's content: sessions, people,
roles, uploads. Pages with forms and pages that carry an edition (``actions.edition``) are not marked: what a form or
a browser's copy is checked against must come from where it came from.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections, models
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from plans.audit.middleware import READING
from plans.audit.records import TRACKED, history_of
from plans.models import Council, Membership, Plan, PlanPartner, User

REPLICA = "replica"
FURTHEST_BEHIND = 10  # seconds
TRIED_AGAIN_AFTER = 60  # seconds
RECENT_WRITER = f"{settings.COOKIE_PREFIX}wrote"
GAVE_UP_WAITING = "57014"  # PostgreSQL's code of a statement that took too long, or was called off

SAY_WHO_MAY = frozenset([Council, Membership, Plan, PlanPartner, User])
SAME = "(SELECT system_identifier FROM pg_control_system()), current_database()"
OF_PRIMARY = f"SELECT {SAME}, pg_current_wal_lsn()::text, clock_timestamp()"
OF_REPLICA = f"SELECT {SAME}, pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s, pg_last_xact_replay_timestamp()"

logger = logging.getLogger(__name__)
_alias: ContextVar[str] = ContextVar("read_alias", default=DEFAULT_DB_ALIAS)
_last_said: dict[str, float] = {}


def read_connection() -> Any:
    """Return the connection by which what the current page shows is read; for questions put in SQL."""
    return connections[_alias.get()]


class Router:
    """Django's router: reads of a plan's content follow the page, all else is the primary's."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        return _alias.get() if model in _replicated() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True  # both are the same database

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA


@cache
def _replicated() -> frozenset[type[models.Model]]:
    """The models of a plan's content: what the history tracks, save what says who may, and all histories."""
    return (frozenset(TRACKED.values()) - SAY_WHO_MAY) | {history_of(model) for model in TRACKED.values()}


def reads_from_replica(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view that reads much and writes nothing: it may be called twice."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_configured() or RECENT_WRITER in request.COOKIES or not _is_fresh():
            return view(request, *args, **kwargs)
        try:
            with _reading_from_replica():
                response = view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            if getattr(error.__cause__, "sqlstate", "") == GAVE_UP_WAITING:
                raise  # the primary would take as long
            _say(f"failed while a page was drawn from it: {error}")
            return view(request, *args, **kwargs)
        if isinstance(response, StreamingHttpResponse):
            content: Any = response.streaming_content
            response.streaming_content = _streamed(iter(content))
        return response

    inner.reads_from_replica = True  # type: ignore[attr-defined]
    return inner


class RecentWriters:
    """Middleware that marks the browser of whoever sends a form, for as long as a replica may lag behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not _is_configured():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in READING:
            response.set_cookie(
                RECENT_WRITER, "1", max_age=FURTHEST_BEHIND, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
        return response


def _is_configured() -> bool:
    return REPLICA in connections.settings


@contextmanager
def _reading_from_replica() -> Iterator[None]:
    token = _alias.set(REPLICA)
    try:
        yield
    finally:
        _alias.reset(token)


def _streamed(content: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a file's parts, which are read only as they are sent, from where the page was to be drawn."""
    while True:
        with _reading_from_replica():
            part = next(content, None)
        if part is None:
            return
        yield part


def _is_fresh() -> bool:
    """Whether the replica is this database's and sure to hold all that was committed ``FURTHEST_BEHIND`` ago.

    Both moments are by the primary's clock. While nothing is written, the newest commit grows old: then the replica
    has replayed all there is. A replica that could not be asked is left alone for a while.
    """
    if monotonic() < _last_said.get("unreachable", -TRIED_AGAIN_AFTER) + TRIED_AGAIN_AFTER:
        return False
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(OF_PRIMARY)
        *primary, written, now = cursor.fetchone()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(OF_REPLICA, [written])
            *replica, is_standby, has_all, newest = cursor.fetchone()
    except Error as error:
        connections[REPLICA].close()
        _say(f"cannot be asked: {error}", "unreachable")
        return False
    if not is_standby or replica != primary:
        _say("is not a standby of this database")
        return False
    behind = 0 if has_all else (now - newest).total_seconds() if newest else None
    if behind is None or behind > FURTHEST_BEHIND:
        _say("is too far behind" if behind is None else f"is {behind:.0f} seconds behind")
        return False
    return True


def _say(what: str, kind: str = "") -> None:
    """Log, once a minute, that pages are drawn from the primary."""
    now = monotonic()
    if now >= _last_said.get(kind, -TRIED_AGAIN_AFTER) + TRIED_AGAIN_AFTER:
        _last_said[kind] = now
        logger.warning("The read replica %s. Pages are drawn from the primary.", what)
