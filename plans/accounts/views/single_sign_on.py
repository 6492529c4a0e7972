"""Signing on with an account of the council: there and back, linking it to a person here, and unlinking it.

Nobody gets an account here by signing on, and nobody is known by an e-mail address.
"""

import logging
import time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe
from mozilla_django_oidc.views import get_next_url

from plans import permissions
from plans.accounts import identities, mail, sessions, single_sign_on
from plans.accounts.sign_on_service import UnreachableError, named_error
from plans.accounts.single_sign_on import Identity
from plans.accounts.views.two_step import proof_first

log = logging.getLogger("plans.accounts")

BACKEND = "plans.accounts.password_backend.PasswordBackend"  # asked at each request whether they may still sign in
FOUND = "sign_on_found"  # the identity that is about to be linked
RETRY_AFTER_SECONDS = "60"


@never_cache
@require_safe
@login_not_required
def sign_on(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-on service; those who are signed in go on to the page that they wanted."""
    asked = get_next_url(request, "next") or ""
    wanted = asked if asked.startswith("/") else ""  # a bare word would be taken for the name of a page
    if request.user.is_authenticated:
        return redirect(wanted or settings.LOGIN_REDIRECT_URL)
    return _to_service(request, then=wanted)


@never_cache
@require_GET
@login_not_required
def sign_on_return(request: HttpRequest) -> HttpResponse:
    """Take the sign-on service's answer, and sign in or offer to link whoever it is about."""
    question = single_sign_on.take_question(request)
    if error := request.GET.get("error"):
        log.info("Single sign-on: the service answered %s", named_error(error))
        return _refused(request, "cancelled")
    if question is None:
        return _refused(request, "stale", status=400)
    try:
        found = single_sign_on.identity(request, question)
    except UnreachableError as fault:
        return _unreachable(request, fault)
    except SuspiciousOperation as fault:
        log.warning("Single sign-on was refused: %s", fault)
        return _refused(request, "untrusted")
    if found is None:
        return _refused(request, "stale", status=400)
    if question["link_to"]:
        return _offered(request, found, question["link_to"])
    return _entered(request, found, question["then"])


def _entered(request: HttpRequest, found: Identity, wanted: str) -> HttpResponse:
    person = identities.person_known_as(found.issuer, found.subject)
    if person is None or not permissions.may_sign_in(person):
        log.warning("Single sign-on was refused: %s", f"user {person.pk} may not sign in" if person else "unknown")
        return _refused(request, "closed" if person else "unknown")
    sessions.begin(request, person, backend=BACKEND, two_step="single sign-on" if found.two_factors else "")
    log.info("User %s signed in by single sign-on", person.pk)
    return redirect(wanted or settings.LOGIN_REDIRECT_URL)


def _offered(request: HttpRequest, found: Identity, person: int) -> HttpResponse:
    """Ask whoever began to link whether they mean it; what is linked is what was found now, kept in the session."""
    if request.user.pk != person:
        return _refused(request, "stale", status=400)
    request.session[FOUND] = [found.issuer, found.subject, person, time.time()]
    return render(request, "registration/sign_on_link.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_on_link(request: HttpRequest) -> HttpResponse:
    """Begin to link an account of the council to oneself; POST, once the service said whose it is, does it."""
    if request.method == "POST":
        return _linked(request)
    if identities.identity_of(request.user):
        return redirect("account")
    return proof_first(request) or _to_service(request, link_to=request.user.pk)


def _linked(request: HttpRequest) -> HttpResponse:
    issuer, subject, person, at = request.session.pop(FOUND, (None, None, None, 0))
    if person != request.user.pk or issuer != settings.SSO_ISSUER or time.time() - at > single_sign_on.ASKED_FOR:
        return _refused(request, "stale", status=400)
    try:
        identities.link(request.user, issuer=issuer, subject=subject)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        _tell(request)
        messages.success(request, f"You can now sign in with your {settings.SSO_NAME}.")
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_on_unlink(request: HttpRequest) -> HttpResponse:
    """Take the link away; refused to those who could then not sign in at all."""
    person: Any = request.user
    if not identities.identity_of(person):
        return redirect("account")
    if not person.has_usable_password():
        messages.error(request, f"You have no password: you sign in with your {settings.SSO_NAME} alone.")
        return redirect("account")
    if answer := proof_first(request):
        return answer
    if request.method == "POST":
        identities.unlink(person, by=person, keep=request.session.session_key)
        messages.success(request, f"Your {settings.SSO_NAME} is not linked any more. Sign in with your password.")
        return redirect("account")
    return render(request, "registration/sign_on_unlink.html")


def _tell(request: HttpRequest) -> None:
    """Tell the person by e-mail, should it not have been them."""
    person: Any = request.user
    link = request.build_absolute_uri(reverse("account"))
    mail.send_afterwards("sign_on_linked", person, {"account": settings.SSO_NAME, "link": link})


def _to_service(request: HttpRequest, **asked: Any) -> HttpResponse:
    try:
        return redirect(single_sign_on.address_to_ask(request, **asked))
    except UnreachableError as fault:
        return _unreachable(request, fault)


def _unreachable(request: HttpRequest, fault: UnreachableError) -> HttpResponse:
    log.error("Single sign-on does not work: %s", fault)
    answer = _refused(request, "unreachable", status=503)
    answer["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def _refused(request: HttpRequest, reason: str, *, status: int = 403) -> HttpResponse:
    return render(request, "registration/sign_on_refused.html", {"reason": reason}, status=status)
