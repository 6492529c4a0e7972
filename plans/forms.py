from django.contrib.auth.forms import AuthenticationForm

from plans.form_fields import EdiFormMixin


class SignInForm(EdiFormMixin, AuthenticationForm):
    """E-mail address and password."""

    error_messages = {
        "invalid_login": "The e-mail address and password do not go together. Check both and try again.",
        "inactive": "This account is closed. Ask your council's equality lead to open it again.",
    }
