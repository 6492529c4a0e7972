"""Every request leaves one line in the log: which page, how it was answered, for whom by number; never the address."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from edi_tracker import metrics
from edi_tracker.security_events import TO_WATCH, Answered, event_of
from plans import request_id
from plans.accounts.client_address import client_address

logger = logging.getLogger(__name__)

ASKED_ALL_DAY = frozenset(["healthz", "readyz", "metrics"])  # by machines: a line only when all is not well
METHODS = frozenset(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"])


class RequestLog:
    """Number, time, count and note every request; comes first, so that what others refuse is noted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with request_id.numbered(request.headers.get("X-Request-ID", "")) as number, metrics.in_flight():
            response = self.get_response(request)
            response["X-Request-ID"] = number
            self._note(request, response, perf_counter() - began)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        request.signed_in_before = _signed_in(request)  # type: ignore[attr-defined]

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        answered = answered_of(request, response.status_code)
        event = event_of(answered)
        metrics.note_request(answered, seconds, event)
        if answered.route in ASKED_ALL_DAY and response.status_code == 200:
            return
        facts: dict[str, Any] = {
            "method": answered.method,
            "route": answered.route,
            "object": _object(request),
            "status": answered.status,
            "ms": round(seconds * 1000, 1),
            "bytes": None if response.streaming else len(response.content),
            "user": answered.after or answered.before,
        }
        logger.info("answered", extra={"facts": facts})
        if event:
            told = {key: facts[key] for key in ("route", "object", "status", "user")}
            told |= {"event": event, "from": client_address(request)}
            logger.log(logging.WARNING if event in TO_WATCH else logging.INFO, "security", extra={"facts": told})


def answered_of(request: HttpRequest, status: int) -> Answered:
    """Sum up a request: names and numbers only, whatever was sent."""
    method = request.method if request.method in METHODS else "other"
    before = getattr(request, "signed_in_before", None)
    # The session was read by the time a view was found; a request that got no view asks nothing of it.
    after = _signed_in(request) if hasattr(request, "signed_in_before") else None
    return Answered(_route(request), str(method), status, before, after)


def _route(request: HttpRequest) -> str:
    if request.resolver_match:
        return request.resolver_match.view_name
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "unknown"


def _object(request: HttpRequest) -> int | None:
    """The number of the row that the address names, where it is one."""
    captured = request.resolver_match.kwargs if request.resolver_match else {}
    number = str(captured.get("pk") or captured.get("object_id") or "")
    return int(number) if number.isascii() and number.isdigit() else None


def _signed_in(request: HttpRequest) -> int | None:
    number = request.session.get(SESSION_KEY)
    return None if number is None else int(number)
