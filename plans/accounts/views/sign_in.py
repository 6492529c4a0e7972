"""Signing in by e-mail address and password, and signing out."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from plans.accounts import kept_text, mail, sessions
from plans.accounts.forms import SignInForm


@method_decorator([login_not_required, sensitive_post_parameters("password")], name="dispatch")
class SignIn(LoginView):
    """Sign in by e-mail address and password; too many wrong tries are answered by ``plans.accounts.lockout``."""

    authentication_form = SignInForm
    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"can_send_mail": mail.can_send(), "kept": kept_text.carried_by(self.request)}
        return super().get_context_data(**kwargs) | about

    def form_valid(self, form: Any) -> HttpResponse:
        sessions.begin(self.request, form.get_user())
        kept_text.hold(self.request)
        return HttpResponseRedirect(self.get_success_url())


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """Sign out; POST only. The browser is told to forget the pages it keeps, so that its back button shows none."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response
