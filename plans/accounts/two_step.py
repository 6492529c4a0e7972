"""Two-step sign-in: who takes a second step, and whether this session has.

A session says by what its second step was taken (``sessions.TWO_STEP``). It also remembers whether the person has an
authenticator app, so that no page has to ask the database: a deed that changes the answer ends their other sessions.
There is no OTPMiddleware of django-otp's, which asks for the device on every page.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans import permissions
from plans.accounts import kept_text, sessions

log = logging.getLogger("plans.accounts")

TAKEN_AT = "two_step_at"  # seconds since 1970
HAS_APP = "two_step_has_app"
FRESH_FOR = timedelta(minutes=10)  # how long a proof of who one is serves to change how one signs in

# Pages that are the same for everybody, or that lead out.
OPEN_TO_ALL = frozenset(
    [
        "sign-out",
        "admin:logout",
        "stay-signed-in",
        "healthz",
        "readyz",
        "metrics",
        "accessibility-statement",
        "privacy-notice",
    ]
)
# Where somebody who has to set up an app may go meanwhile.
WHILE_SETTING_UP = frozenset(["two-step", "two-step-set-up", "account", "password-change"])


def has_app(user: Any) -> bool:
    """Whether the person has set up an authenticator app; asks the database."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def missing_step(request: HttpRequest) -> str:
    """The name of the page at which a signed-in person takes the step that they owe; blank if they owe none."""
    session = request.session
    if session.get(sessions.TWO_STEP):
        return ""
    if HAS_APP not in session:
        session[HAS_APP] = has_app(request.user)
    if session[HAS_APP]:
        return "two-step"
    return "two-step-set-up" if permissions.must_take_two_steps(request.user) else ""


def take(request: HttpRequest, by: str) -> None:
    """Note that the second step was taken, by "app" or "recovery code"; the session gets a new key."""
    request.session.cycle_key()
    request.session[sessions.TWO_STEP] = by
    request.session[HAS_APP] = True
    request.session[TAKEN_AT] = int(timezone.now().timestamp())


def take_back(session: SessionBase) -> None:
    """Note that the person of this session has no app any more; whether they need one is asked again."""
    session[sessions.TWO_STEP], session[HAS_APP] = "", False


def is_fresh(session: SessionBase, now: datetime) -> bool:
    """Whether the person proved a short while ago who they are, by signing in or by a second step.

    How one signs in may be changed only then (OWASP ASVS 5.0, 7.5.1).
    """
    proved = max(session.get(sessions.SIGNED_IN_AT, 0), session.get(TAKEN_AT, 0))
    return now.timestamp() - proved <= FRESH_FOR.total_seconds()


def remove(user: Any, *, by: Any, keep: str | None = None) -> None:
    """Take a person's app and recovery codes away, and end their sessions but the one whose key is ``keep``.

    ``by`` is who does it: the person, somebody who runs their council, or None for the command line.
    """
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        sessions.end_all(user, but=keep)
    log.info("Two-step sign-in of user %s was removed by %s", user.pk, f"user {by.pk}" if by else "a command")


class RequireTwoSteps:
    """Send whoever owes a second step to where it is taken; comes after LoginRequiredMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        here = request.resolver_match.view_name if request.resolver_match else ""
        if here in OPEN_TO_ALL or not request.user.is_authenticated:
            return None
        page = missing_step(request)
        if not page or here == page or (page == "two-step-set-up" and here in WHILE_SETTING_UP):
            return None
        return _sent_to(page, request)


def _sent_to(page: str, request: HttpRequest) -> HttpResponse:
    """Lead to the page, and from there to what was asked for; what was typed in a form waits to be sent again."""
    wanted = request.get_full_path()
    if request.method == "POST":
        wanted = _kept(request)
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': wanted})}")


def _kept(request: HttpRequest) -> str:
    """Keep what a form sent; the address where it waits, or home where nothing can be kept."""
    kept = kept_text.typed_in(request, request.user.pk)
    if kept:
        request.session[kept_text.KEPT] = kept.sealed
        return reverse("sign-in-resume")
    messages.warning(request, "What you sent was not saved. Do this first, then go back and send it again.")
    return reverse("home")
