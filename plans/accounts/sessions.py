"""How long somebody stays signed in, and how they signed in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SIGNED_IN_AT = "signed_in_at"  # seconds since 1970, as is the next
SEEN_AT = "seen_at"
TWO_STEP = "two_step"

TOLD_EVERY = 60  # seconds: how exactly a session remembers when it was last used, so that not every page writes


def begin(request: HttpRequest, user: object, *, backend: str | None = None, two_step: str = "") -> None:
    """Sign a person in: the one way in, whatever they proved who they are by.

    ``two_step`` says by what a second step was taken ("app", "recovery code", "single sign-on"), blank while none was.
    The session gets a new key, so that one known before signing in is worth nothing after.
    """
    login(request, user, backend)  # type: ignore[arg-type]
    note_beginning(request.session, two_step=two_step)


def note_beginning(session: SessionBase, *, two_step: str = "") -> None:
    """Write down when a session began and by what second step."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = _seconds(timezone.now())
    session[TWO_STEP] = two_step


def why_over(session: SessionBase, now: datetime) -> str:
    """Why a signed-in session is over, in words for the person; blank while it is not.

    One without a beginning is over.
    """
    began, seen = session.get(SIGNED_IN_AT, 0), session.get(SEEN_AT, 0)
    if _seconds(now) - began > (longest := settings.SIGNED_OUT_AFTER.total_seconds()):
        return f"You were signed out because you signed in more than {longest / 3600:g} hours ago."
    if _seconds(now) - seen > (longest := settings.SIGNED_OUT_AFTER_IDLE.total_seconds()):
        return f"You were signed out because you had not used {settings.PRODUCT_NAME} for {longest / 60:g} minutes."
    return ""


def end_all(user: Any, *, but: str | None = None) -> None:
    """Sign a person out wherever they are signed in, save in the session whose key is ``but``.

    Whose a session is shows only when it is read, so all are: this is for rare deeds.
    """
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.pk != but and session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


class SessionLimits:
    """Sign out whoever was idle or signed in for too long, and say so; comes after AuthenticationMiddleware.

    A page of somebody signed in is kept by no cache, so that after signing out the browser's back button shows none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_theirs = request.user.is_authenticated
        if is_theirs:
            now = timezone.now()
            if why := why_over(request.session, now):
                request.signed_out_user_id = request.user.pk  # type: ignore[attr-defined]  # whose text is kept
                logout(request)
                request.signed_out = why  # type: ignore[attr-defined]
            elif _seconds(now) - request.session[SEEN_AT] >= TOLD_EVERY:
                request.session[SEEN_AT] = _seconds(now)
        response = self.get_response(request)
        if is_theirs:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Say why on the next page that the person sees."""
        if why := getattr(request, "signed_out", ""):
            messages.info(request, why)
