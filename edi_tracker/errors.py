"""The answers when a request failed on our side or was refused as a forgery. Django's own views draw the others."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from plans.accounts.kept_text import typed_here

RETRY_AFTER_SECONDS = "30"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database could not be reached or was locked, else 500; reads no database itself.

    What was typed is on the page, to be copied, and on a 503 to be sent again.
    """
    kept = typed_here(request)
    context = {"kept": kept, "csrf_token": get_token(request)} if kept else {}
    if database_failed(sys.exc_info()[1]):
        headers = {"Retry-After": RETRY_AFTER_SECONDS}
        return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html", context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that has no token of ours; what was typed on a page of ours is kept all the same."""
    return render(request, "403_csrf.html", {"kept": typed_here(request)}, status=403)


def database_failed(fault: BaseException | None) -> bool:
    """Whether the fault, or one that led to it, is the database's."""
    while fault is not None and not isinstance(fault, (OperationalError, InterfaceError)):
        fault = fault.__cause__ or fault.__context__
    return fault is not None
