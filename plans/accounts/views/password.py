"""Changing one's password, and choosing a new one by a link."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plans.accounts import mail, reset
from plans.accounts.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from plans.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session of the person ends, and this one gets a new key."""
    if not (request.user.is_authenticated and request.user.has_usable_password()):
        return redirect("account")  # which says that there is none
    form = ChangePasswordForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        _tell(request, form.user)
        messages.success(request, "Your password is changed. Wherever else you were signed in, you are signed out.")
        return redirect("account")
    return render(request, "registration/password_change.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def password_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link by e-mail; the answer is the same whether or not anybody has the address."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and reset.is_asked_too_often(request):
        answer = render(request, "registration/asked_too_often.html", status=429)
        answer["Retry-After"] = "3600"
        return answer
    if form.is_valid() and mail.can_send():
        reset.ask(request, form.cleaned_data["email"])
        return redirect("password-reset-sent")
    return render(request, "registration/password_reset.html", {"form": form, "can_send_mail": mail.can_send()})


@require_safe
@login_not_required
def password_reset_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "registration/password_reset_sent.html")


@method_decorator([login_not_required, sensitive_post_parameters()], name="dispatch")
class PasswordSet(PasswordResetConfirmView):
    """Choose a password by a link. Django keeps the link's token in the session, out of the address of the page."""

    template_name = "registration/password_set.html"
    form_class = NewPasswordForm
    token_generator = reset.Links()
    reset_url_token = "choose"
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        AxesProxyHandler.reset_attempts(username=form.user.email)  # who has their e-mail is not guessing
        _tell(self.request, form.user)
        messages.success(self.request, "Your new password is set. Sign in with it.")
        return response


def _tell(request: HttpRequest, person: User) -> None:
    """Tell somebody by e-mail that their password was changed, should it not have been them."""
    link = request.build_absolute_uri(reverse("password-reset"))
    mail.send_afterwards("password_changed", person, {"link": link})
