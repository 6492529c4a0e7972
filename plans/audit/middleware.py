"""Every write of a web request is recorded with the person who is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from plans.audit.context import audit

READING = frozenset(["GET", "HEAD", "OPTIONS"])
LONGEST_REASON = 1000


class AuditMiddleware:
    """Set who and why for the request; comes after AuthenticationMiddleware.

    The reason is what the person typed in the form's ``change_reason`` box, where the form has one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or not request.user.is_authenticated:
            return self.get_response(request)
        reason = request.POST.get("change_reason", "").strip()[:LONGEST_REASON]
        with audit(by=request.user, reason=reason):
            return self.get_response(request)
