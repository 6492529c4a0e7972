"""A new password by e-mail: who gets a link, and whose link holds."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from plans import permissions
from plans.accounts import lockout, mail
from plans.accounts.client_address import client_address
from plans.accounts.inviting import invitations
from plans.models import User

NOBODY = User(pk=0, name="Nobody", email="nobody@invalid")


class Links:
    """The links by which a password is chosen: an hour's for who forgot theirs, a week's for who was invited."""

    def check_token(self, person: Any, token: str | None) -> bool:
        """Whether a link was made for this person, still holds, and they may sign in."""
        if person is None or not permissions.may_sign_in(person):
            return False
        return default_token_generator.check_token(person, token) or invitations.check_token(person, token)


def is_asked_too_often(request: HttpRequest) -> bool:
    """Whether too many links were asked for from an address within the hour, whoever they were for."""
    address = client_address(request)
    asked = lockout.within_hour().exclude(username="").filter(ip_address=address)
    return address is not None and asked.count() >= settings.FORGOTTEN_PER_ADDRESS


def ask(request: HttpRequest, email: str) -> None:
    """Send somebody a link, if there is such a person; what takes time is done whether or not there is one.

    Nothing is sent to people who may not sign in, who were forgotten, who sign in by single sign-on alone, or who were
    sent enough links within the hour. Whoever asks cannot tell: what is sent is sent after the page is answered.
    """
    who = salted_hmac("plans.accounts.reset", email.strip().lower(), algorithm="sha256").hexdigest()
    is_enough = lockout.within_hour().filter(username=who).count() >= settings.FORGOTTEN_PER_PERSON
    lockout.note(client_address(request), path=request.path, who=who)
    person = User.objects.filter(email=email.strip().lower()).first() or NOBODY
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    link = reverse("password-set", args=[uid, default_token_generator.make_token(person)])
    councils = ", ".join(person.memberships.order_by("council").values_list("council__name", flat=True))
    facts = {"link": request.build_absolute_uri(link), "councils": councils}
    mail.send_afterwards("password_reset", person, facts, really=_gets_links(person) and not is_enough)


def _gets_links(person: User) -> bool:
    is_theirs = person.has_usable_password() or not person.sign_on_identities.exists()
    return is_theirs and person is not NOBODY and person.forgotten_at is None and permissions.may_sign_in(person)
