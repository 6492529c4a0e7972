"""The answer when a request failed on our side. Django's own views draw the other error pages."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = "30"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database could not be reached or was locked, else 500; reads no database itself."""
    if database_failed(sys.exc_info()[1]):
        headers = {"Retry-After": RETRY_AFTER_SECONDS}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html"), status=500)


def database_failed(fault: BaseException | None) -> bool:
    """Whether the fault, or one that led to it, is the database's."""
    while fault is not None and not isinstance(fault, (OperationalError, InterfaceError)):
        fault = fault.__cause__ or fault.__context__
    return fault is not None
