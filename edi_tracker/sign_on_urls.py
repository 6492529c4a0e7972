"""The addresses of single sign-on, which are there only where it is configured: what they need is an extra."""

from django.urls import path

from plans.accounts.views import single_sign_on

urlpatterns = [
    path("sign-in/single-sign-on/", single_sign_on.sign_on, name="sign-on"),
    path("sign-in/single-sign-on/return/", single_sign_on.sign_on_return, name="sign-on-return"),
    path("account/single-sign-on/link/", single_sign_on.sign_on_link, name="sign-on-link"),
    path("account/single-sign-on/unlink/", single_sign_on.sign_on_unlink, name="sign-on-unlink"),
]
