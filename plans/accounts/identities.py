"""By which identities of the single sign-on service people are known; matched by issuer and subject, by nothing else.

Nothing here needs the sign-on service, nor the package that speaks with it.
"""

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from plans.accounts import sessions
from plans.models import SignOnIdentity, User

log = logging.getLogger("plans.accounts")

SOMEBODY_ELSES = (
    "This account is linked to another person here already. Ask your council’s equality lead to unlink it there."
)
HAS_ANOTHER = "You are linked to another account already. Unlink that one first."


def person_known_as(issuer: str, subject: str) -> User | None:
    """Return whom an identity was linked to, whether or not they may still sign in; None if to nobody."""
    found = SignOnIdentity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
    return found.user if found else None


def identity_of(person: Any) -> SignOnIdentity | None:
    """Return the identity of the configured service by which a person signs on; None if they have none."""
    return person.sign_on_identities.filter(issuer=settings.SSO_ISSUER).first()


def is_linked(person: Any) -> bool:
    """Whether a person can sign on at all; nobody can where single sign-on is off."""
    return bool(settings.SSO_ISSUER) and identity_of(person) is not None


def link(person: Any, *, issuer: str, subject: str) -> None:
    """Let a person sign on with an identity from now on; once more for the same one changes nothing.

    Raises ``ValidationError`` with a sentence where the identity is somebody else's, or the person has another one.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # of two identities at once, one is linked
        if person.sign_on_identities.filter(issuer=issuer).exclude(subject=subject).exists():
            raise ValidationError(HAS_ANOTHER)
        known, is_new = SignOnIdentity.objects.get_or_create(
            issuer=issuer, subject=subject, defaults={"user_id": person.pk}
        )
    if known.user_id != person.pk:
        raise ValidationError(SOMEBODY_ELSES)
    if is_new:
        log.info("User %s linked an account for single sign-on", person.pk)


def unlink(person: Any, *, by: Any, keep: str | None = None) -> None:
    """Let a person sign on with no identity any more, and end their sessions but the one whose key is ``keep``.

    ``by`` is who does it: the person, or somebody who may edit their account.
    """
    with transaction.atomic():
        person.sign_on_identities.all().delete()
        sessions.end_all(person, but=keep)
    log.info("Single sign-on of user %s was unlinked by user %s", person.pk, by.pk)
