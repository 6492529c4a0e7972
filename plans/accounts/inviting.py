"""Inviting people by e-mail: who gets an account and a role, and the link by which they come in.

Nobody is given a password by somebody else: the link leads to the page on which one chooses one's own.
"""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from plans import permissions
from plans.accounts import mail
from plans.models import Council, Membership, User

LASTS = timedelta(days=7)
ADDRESS_IN_USE = (
    "Somebody already signs in with this e-mail address. If they are not in your list of people, "
    "ask those who run EDI Tracker to give them a role in your council."
)


class InvitationTokens(PasswordResetTokenGenerator):
    """Links that last a week and let somebody choose a password once.

    The password and the moment of the last sign-in are part of what is signed, so a link is dead once it was used, once
    the person came in by another way, and once their access ended, which takes their password away.
    """

    key_salt = "plans.accounts.inviting"  # a link of one kind is never taken for one of another

    def check_token(self, user: Any, token: str | None) -> bool:
        """Whether a token was made for this person, no longer ago than a week, and still holds."""
        token = token or ""
        try:
            made = base36_to_int(token.partition("-")[0])
        except ValueError:
            return False
        keys = [self.secret, *self.secret_fallbacks]
        genuine = any(constant_time_compare(self._make_token_with_timestamp(user, made, key), token) for key in keys)
        age = self._num_seconds(self._now()) - made
        return bool(user and user.is_active) and genuine and age <= LASTS.total_seconds()


invitations = InvitationTokens()


def link_for(person: User, request: HttpRequest) -> str:
    """Return the whole address by which the person chooses a password."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return request.build_absolute_uri(reverse("password-set", args=[uid, invitations.make_token(person)]))


def last_day() -> date:
    """The last whole day on which a link made now works."""
    return timezone.localdate() + LASTS - timedelta(days=1)


def is_expected(person: User) -> bool:
    """Whether a person was invited and has not come: they may sign in, and never did."""
    return person.is_active and person.last_login is None


def invite(*, name: str, email: str, council: Council, role: str, by: Any) -> User:
    """Give somebody a role in a council, and an account without a password if they have none; return the person.

    Raises ``PermissionDenied`` unless ``by`` runs the council, ``ValidationError`` where somebody signs in with the
    address already whom ``by`` may not find, whose access has ended, or who has a role in the council. The name of
    somebody who has an account stays as it is.
    """
    if not permissions.may_manage(by, council):
        raise PermissionDenied("You may invite people to the councils that you manage.")
    email = email.strip().lower()
    with transaction.atomic():
        person = User.objects.select_for_update().filter(email=email).first()
        if person is None:
            person = _added(name, email)
        else:
            _refuse_known(person, council, by)
        membership = Membership(user=person, council=council, role=role)
        membership.full_clean()
        membership.save()
    return person


def _added(name: str, email: str) -> User:
    person = User(name=name, email=email)
    person.set_unusable_password()
    person.full_clean()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # somebody else invited them at the same moment
        raise ValidationError({"email": ADDRESS_IN_USE}) from error
    return person


def _refuse_known(person: User, council: Council, by: Any) -> None:
    if not permissions.may_manage_person(by, person):
        raise ValidationError({"email": ADDRESS_IN_USE})
    if not person.is_active:
        raise ValidationError({"email": f"{person} had an account and may not sign in any more: let them in again."})
    if council.pk in person.roles:
        raise ValidationError({"email": f"{person} has a role in {council} already."})


def send_invitation(person: User, *, by: Any, request: HttpRequest) -> bool:
    """Send a link to choose a password by; whether the mail server took it."""
    facts = {"by": str(by), "link": link_for(person, request), "until": last_day(), "councils": _councils_of(person)}
    return mail.send("invitation", person, facts)


def send_new_role(person: User, membership: Membership, *, by: Any, request: HttpRequest) -> bool:
    """Tell somebody who has signed in before about a role that they got."""
    role = membership.get_role_display().lower()
    facts = {"by": str(by), "role": role, "council": str(membership.council), "link": request.build_absolute_uri("/")}
    return mail.send("new_role", person, facts)


def _councils_of(person: User) -> str:
    """The councils in which the person has a role, as words."""
    return ", ".join(str(one.council) for one in person.memberships.select_related("council").order_by("council"))
