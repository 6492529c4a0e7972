"""What every request passes, whichever page it asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Handler = Callable[[HttpRequest], HttpResponse]

LONGEST_QUERY_STRING = 4096
UNUSED_BROWSER_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def refuse_bad_addresses(get_response: Handler) -> Handler:
    """Refuse addresses that no page of ours links to and that a database or a file system chokes on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY_STRING:
            return HttpResponse(render_to_string("400.html"), status=414)
        if "%00" in query or "\0" in query or "\0" in request.path_info:
            return HttpResponse(render_to_string("400.html"), status=400)
        return get_response(request)

    return middleware


def permissions_policy(get_response: Handler) -> Handler:
    """Tell browsers which of their features no page of ours uses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = UNUSED_BROWSER_FEATURES
        return response

    return middleware
