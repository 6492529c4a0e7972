"""Pages are for people who are signed in, unless they say otherwise; what the others typed in a form is kept."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from plans.accounts import kept_text
from plans.accounts.views.sign_in import SignIn


class LoginRequired(LoginRequiredMiddleware):
    """Answer a form of somebody who is not signed in by the sign-in page with what they typed; anything else as usual.

    Comes after CsrfViewMiddleware, so that only forms of our own pages get here.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        kept = kept_text.typed_in(request, getattr(request, "signed_out_user_id", None)) if request.POST else None
        if kept is None:
            return super().handle_no_permission(request, view_func)
        return sign_in_page(request, kept)

    def process_view(self, request: HttpRequest, view_func: Callable[..., Any], *args: Any) -> HttpResponseBase | None:
        """What waits to be sent again waits no longer once it was sent."""
        if request.method == "POST" and request.user.is_authenticated:
            kept = kept_text.waiting_for(request) if kept_text.KEPT in request.session else None
            if kept and kept.address == request.get_full_path():
                kept_text.forget(request)
        return super().process_view(request, view_func, *args)


def sign_in_page(request: HttpRequest, kept: kept_text.KeptText) -> HttpResponse:
    """The sign-in page, with what was typed in it.

    It waits in the session too where somebody was signed in until now, for those who sign in by another service's page;
    strangers store nothing.
    """
    if kept.user_id:
        request.session[kept_text.KEPT] = kept.sealed
    asked: Any = copy(request)
    asked.method, asked.POST = "GET", QueryDict()
    asked.GET = QueryDict(urlencode({"next": reverse("sign-in-resume")}))
    asked.kept_text = kept
    answer: Any = SignIn.as_view()(asked)
    answer.status_code = 403
    return answer.render()
