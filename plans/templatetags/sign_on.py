"""What pages say about single sign-on."""

from typing import Any

from django import template
from django.conf import settings

from plans.accounts import identities
from plans.models import SignOnIdentity

register = template.Library()


@register.simple_tag
def sign_on_name() -> str:
    """What people call the account with which they sign on; blank where single sign-on is off."""
    return settings.SSO_NAME if settings.SSO_ISSUER else ""


@register.simple_tag
def sign_on_identity(user: Any) -> SignOnIdentity | None:
    """The account that is linked to a person; None if there is none."""
    return identities.identity_of(user)
