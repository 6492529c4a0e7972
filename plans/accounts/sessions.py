"""How long somebody stays signed in, and how they signed in."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.sessions.backends.base import SessionBase
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


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether a signed-in session was idle for too long, or lasted too long; one without a beginning is over."""
    began, seen = session.get(SIGNED_IN_AT), session.get(SEEN_AT)
    if began is None or seen is None:
        return True
    idle = _seconds(now) - seen > settings.SIGNED_OUT_AFTER_IDLE.total_seconds()
    return idle or _seconds(now) - began > settings.SIGNED_OUT_AFTER.total_seconds()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


class SessionLimits:
    """Sign out whoever was idle or signed in for too long; comes after AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if is_over(request.session, now):
                logout(request)
                request.signed_out = True  # type: ignore[attr-defined]  # pages may say why
            elif _seconds(now) - request.session[SEEN_AT] >= TOLD_EVERY:
                request.session[SEEN_AT] = _seconds(now)
        return self.get_response(request)
