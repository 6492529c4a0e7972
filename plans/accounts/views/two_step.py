"""The second step of signing in, setting it up, its recovery codes, and removing it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from plans import permissions
from plans.accounts import authenticator, recovery_codes, second_step, sessions, two_step
from plans.accounts.two_step_forms import AppCodeForm, CodeForm, CodesForm, NewCodesForm
from plans.models import User

NEW_KEY = "two_step_new_key"
WRONG = "two_step_wrong"
MOST_WRONG = 5  # codes in one session, which then has to begin again with the password


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_take(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the app or a recovery code, and lead on to the page that was wanted."""
    wanted = _wanted(request)
    if not two_step.has_app(request.user):
        must = permissions.must_take_two_steps(request.user)
        return redirect(_with_next("two-step-set-up", wanted)) if must else redirect(wanted)
    if request.method != "POST" and not two_step.missing_step(request) and _is_fresh(request):
        return redirect(wanted)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            by = second_step.check(request.user, form.cleaned_data["code"])
        except ValidationError as refusal:
            if _is_one_too_many(request):
                return _signed_out(request, wanted)
            form.add_error("code", refusal)
        else:
            return _taken(request, by, wanted)
    return render(request, "registration/two_step.html", {"form": form, "next": wanted})


def _taken(request: HttpRequest, by: str, wanted: str) -> HttpResponse:
    two_step.take(request, by)
    request.session.pop(WRONG, None)
    if by == "recovery code":
        left = recovery_codes.left(request.user)
        messages.warning(request, f"You used a recovery code. It cannot be used again. {recovery_codes.told(left)}")
    return redirect(wanted)


def _is_one_too_many(request: HttpRequest) -> bool:
    request.session[WRONG] = request.session.get(WRONG, 0) + 1
    return request.session[WRONG] >= MOST_WRONG


def _signed_out(request: HttpRequest, wanted: str) -> HttpResponse:
    logout(request)
    messages.error(request, "You were signed out because of too many wrong codes. Sign in again to have another try.")
    return redirect(_with_next("sign-in", wanted))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_set_up(request: HttpRequest) -> HttpResponse:
    """Show a new secret to put into an app, and take it for theirs once the app's code is typed."""
    if answer := proof_first(request):
        return answer
    wanted = _wanted(request)
    key = request.session.get(NEW_KEY)
    if request.method == "POST" and not key:  # it was set up already, or begun in another session
        return redirect(wanted)
    key = key or request.session.setdefault(NEW_KEY, authenticator.new_key())
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        codes = _set_up(request, key, form.cleaned_data["code"])
        if codes:
            return render(request, "registration/two_step_codes_new.html", {"codes": codes, "next": wanted})
        form.add_error("code", "The code is not the one that the app should show now. Wait for the next, and type that")
    drawn = authenticator.qr_code(request.user, key, request.get_host())
    about = {"form": form, "next": wanted, "qr_code": drawn, "typed_key": authenticator.typed_key(key)}
    about |= {"has_app": two_step.has_app(request.user), "must": permissions.must_take_two_steps(request.user)}
    return render(request, "registration/two_step_set_up.html", about)


def _set_up(request: Any, key: str, code: str) -> list[str]:
    """Make the app with this secret the person's own; their new recovery codes, none if the code is wrong."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=request.user.pk)  # of two phones at once, one stays
        if not authenticator.confirm(user, key, code):
            return []
        codes = recovery_codes.make(user)
        two_step.take(request, "app")
        del request.session[NEW_KEY]
        sessions.end_all(user, but=request.session.session_key)
    two_step.log.info("User %s set up two-step sign-in", user.pk)
    return codes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_codes(request: HttpRequest) -> HttpResponse:
    """Say how many recovery codes are left; make new ones, which are shown this once."""
    if not two_step.has_app(request.user):
        return redirect("account")
    if answer := proof_first(request):
        return answer
    form = NewCodesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        new = _new_codes(request.user, instead_of=form.cleaned_data["instead_of"])
        if new:
            return render(request, "registration/two_step_codes_new.html", {"codes": new, "next": reverse("account")})
        messages.error(request, "New recovery codes were made meanwhile. If you do not have them, make new ones again.")
        return redirect("two-step-codes")
    left = recovery_codes.left(request.user)
    about = {"told": recovery_codes.told(left), "set_of_codes": recovery_codes.set_of(request.user) or 0}
    return render(request, "registration/two_step_codes.html", about)


def _new_codes(user: Any, *, instead_of: int) -> list[str]:
    """Make new codes in the place of that set; none if it is not the present one, as when a form is sent twice."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if instead_of != (recovery_codes.set_of(user) or 0):
            return []
        new = recovery_codes.make(user)
    two_step.log.info("User %s made new recovery codes", user.pk)
    return new


@never_cache
@sensitive_post_parameters()
@require_POST
def two_step_codes_file(request: Any) -> HttpResponse:
    """Give the codes that the page shows as a text file: they come with the question, as they are stored nowhere."""
    form = CodesForm(request.POST)
    if not form.is_valid():
        raise SuspiciousOperation("These are not recovery codes")
    about = {"codes": form.cleaned_data["codes"], "host": request.get_host(), "email": request.user.email}
    answer = render(request, "registration/two_step_codes.txt", about, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="edi-tracker-recovery-codes.txt"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_remove(request: HttpRequest) -> HttpResponse:
    """Go back to a password alone; refused to those of whom two steps are required."""
    if permissions.must_take_two_steps(request.user):
        raise PermissionDenied
    if not two_step.has_app(request.user):
        return redirect("account")
    if answer := proof_first(request):
        return answer
    if request.method == "POST":
        two_step.remove(request.user, by=request.user, keep=request.session.session_key)
        two_step.take_back(request.session)
        messages.success(request, "Two-step sign-in is off. From now on your password alone signs you in.")
        return redirect("account")
    return render(request, "registration/two_step_remove.html")


def proof_first(request: HttpRequest) -> HttpResponse | None:
    """Send away whoever did not prove lately who they are: to their second step, or else to sign in again."""
    if _is_fresh(request):
        return None
    here = request.path
    if two_step.has_app(request.user):
        return redirect(_with_next("two-step", here))
    return render(request, "registration/two_step_sign_in_again.html", {"next": _with_next("sign-in", here)})


def _is_fresh(request: HttpRequest) -> bool:
    return two_step.is_fresh(request.session, timezone.now())


def _wanted(request: HttpRequest) -> str:
    """The address to lead on to, if it is one of ours from its slash on; else the first page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours and asked.startswith("/") else resolve_url("home")


def _with_next(page: str, wanted: str) -> str:
    return f"{reverse(page)}?{urlencode({'next': wanted})}"
