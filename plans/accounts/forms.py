"""The forms for signing in and for passwords."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from plans.form_fields import EdiForm, EdiFormMixin

HOW_TO_CHOOSE = "At least 12 characters. Three random words are long and easy to remember. Pasting is fine."


class SignInForm(EdiFormMixin, AuthenticationForm):
    """E-mail address and password. One answer for all that do not go together, whatever the reason."""

    error_messages = {
        "invalid_login": "The e-mail address and password do not go together. Check both and try again.",
    }


class NewPasswordForm(EdiFormMixin, SetPasswordForm):
    """A new password, twice."""

    new_password1 = forms.CharField(
        label="New password",
        help_text=HOW_TO_CHOOSE,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="The new password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    error_messages = {"password_mismatch": "The two passwords are not the same. Type both again."}

    def validate_password_for_user(self, user: Any, *_: Any, **__: Any) -> None:
        """Say what is wrong with a password at its first box, where one types another."""
        super().validate_password_for_user(user, "new_password1")


class ChangePasswordForm(NewPasswordForm):
    """A new password, for somebody who knows the present one; wrong tries count as wrong tries to sign in."""

    old_password = forms.CharField(
        label="Present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(request.user, *args, **kwargs)

    @sensitive_variables()
    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.email, password=password) != self.user:
            raise ValidationError("The present password is wrong. Type it again.", code="password_incorrect")
        return password


class ForgottenForm(EdiForm):
    """The e-mail address to which a link is sent."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="The one that you sign in with.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
