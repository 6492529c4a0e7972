"""Guessing is slow: who is refused after how many wrong tries, until when, and what is remembered of them.

django-axes counts the tries of a name from an address. It has no limit on the names tried from one address, which is
ours: each wrong try leaves a row with its address and moment alone. Both are in the database, which all workers share.
"""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plans.accounts import mail

HOUR = timedelta(hours=1)
LONGEST_NAME = 255


class Lockout(AxesDatabaseHandler):
    """django-axes' counting, and a limit per address; it keeps neither what was sent nor by which browser."""

    def user_login_failed(self, sender: Any, credentials: dict, request: Any = None, **kwargs: Any) -> None:
        if request is None or not tried_name(request, credentials):
            return
        was_locked = request.axes_locked_out
        request.axes_user_agent = request.axes_http_accept = ""
        super().user_login_failed(sender, credentials, request, **kwargs)
        if not was_locked:
            AccessAttempt.objects.filter(username=tried_name(request, credentials)).update(get_data="", post_data="")
            note(request.axes_ip_address, path=request.axes_path_info)

    def is_locked(self, request: Any, credentials: dict | None = None) -> bool:
        return is_spraying(request.axes_ip_address) or super().is_locked(request, credentials)

    def clean_expired_user_attempts(self, request: Any = None, credentials: dict | None = None) -> int:
        """Forget what no longer counts, whenever somebody signs in or out, or fails to."""
        AccessFailureLog.objects.filter(attempt_time__lte=timezone.now() - HOUR).delete()
        return super().clean_expired_user_attempts(request, credentials)

    def reset_attempts(self, *, ip_address: str | None = None, username: str | None = None, **kwargs: Any) -> int:
        """Unlock an address, a name or, with neither, everybody: what ``manage.py axes_reset…`` calls."""
        if not username:
            rows = AccessFailureLog.objects.all()
            (rows.filter(ip_address=ip_address) if ip_address else rows).delete()
        return super().reset_attempts(ip_address=ip_address, username=username, **kwargs)


def tried_name(request: HttpRequest, credentials: dict | None = None) -> str:
    """The e-mail address that is tried, whatever its case and the spaces around it."""
    given = credentials or {}
    name = given.get("username") or given.get("email") or request.POST.get("username") or ""
    return name.strip().lower()[:LONGEST_NAME]


def note(address: str | None, *, path: str, who: str = "") -> None:
    """Remember for an hour that something was tried from an address; ``who`` is blank for a wrong password."""
    nothing = {"user_agent": "", "http_accept": ""}
    AccessFailureLog.objects.create(ip_address=address, path_info=path, username=who, **nothing)


def is_spraying(address: str | None) -> bool:
    """Whether so much failed from an address within the hour, whichever names were tried, that it must wait."""
    return bool(address) and _failures(address).count() >= settings.FAILURES_PER_ADDRESS


def locked_out(request: Any, response: HttpResponse, credentials: dict | None = None) -> HttpResponse:
    """Answer 429 with when to try again; the same for names that nobody has."""
    until = _locked_until(request.axes_ip_address, tried_name(request, credentials))
    wait = max(int((until - timezone.now()).total_seconds()), 1)
    about = {"until": until, "can_send_mail": mail.can_send(), "is_address": is_spraying(request.axes_ip_address)}
    answer = render(request, "registration/locked_out.html", about, status=429)
    answer["Retry-After"] = str(wait)
    return answer


def _locked_until(address: str | None, name: str) -> datetime:
    if is_spraying(address):
        counted = _failures(address).order_by("-attempt_time").values_list("attempt_time", flat=True)
        return counted[settings.FAILURES_PER_ADDRESS - 1] + HOUR
    tries = AccessAttempt.objects.filter(username=name, ip_address=address)
    last = tries.aggregate(last=Max("attempt_time"))["last"]
    return (last or timezone.now()) + settings.AXES_COOLOFF_TIME


def within_hour() -> QuerySet[AccessFailureLog]:
    """What was tried within the hour."""
    return AccessFailureLog.objects.filter(attempt_time__gt=timezone.now() - HOUR)


def _failures(address: str | None) -> QuerySet[AccessFailureLog]:
    return within_hour().filter(ip_address=address, username="")
