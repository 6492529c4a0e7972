"""Forgetting a person who has left: their name and e-mail address go for good, the history stays whole.

The history holds ids and never names, so nothing in it has to change: the one row that says who the id is, does.
UK GDPR, article 17 (erasure) and article 4(5) (pseudonymisation).
"""

from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_otp import devices_for_user

from plans import permissions
from plans.accounts import sessions
from plans.accounts.leaving import holds_anything
from plans.accounts.mentions import words_of
from plans.audit.context import audit
from plans.models import User

NAME = "Former user {pk}"
ADDRESS = "former-user-{pk}@forgotten.invalid"  # RFC 2606: no mail can ever be sent there


def why_not(person: User) -> str:
    """Say in a sentence what has to happen before the person can be forgotten; blank when nothing has."""
    if person.forgotten_at:
        return "This person was forgotten already."
    if person.is_active:
        return f"{person} may still sign in. Hand over what they hold and end their access first."
    if holds_anything(person):
        return f"{person} still holds leads. Hand them over, or let nobody hold them, first."
    return ""


def forget(person: User, *, by: Any, reason: str) -> None:
    """Remove who a person is, everywhere but in words that people wrote; it cannot be taken back.

    Raises ``PermissionDenied`` unless ``by`` may, ``ValidationError`` with the sentence of ``why_not``; then nothing is
    changed.
    """
    with transaction.atomic(), audit(by=by, reason=reason):
        person = User.objects.select_for_update().get(pk=person.pk)
        if not permissions.may_forget(by, person):
            raise PermissionDenied("You may forget people of the councils that you manage alone.")
        if refusal := why_not(person):
            raise ValidationError(refusal)
        _forget_elsewhere(person)
        person.name, person.email = NAME.format(pk=person.pk), ADDRESS.format(pk=person.pk)
        person.set_unusable_password()
        person.is_superuser, person.last_login, person.forgotten_at = False, None, timezone.now()
        person.full_clean()
        person.save()


def _forget_elsewhere(person: User) -> None:
    """Delete what the product keeps beside the account: sessions, ways to sign in, failed tries, files brought."""
    sessions.end_all(person)
    Session.objects.filter(expire_date__lte=timezone.now()).delete()  # where nobody looks whose they were
    person.sign_on_identities.all().delete()
    for device in devices_for_user(person, confirmed=None):
        device.delete()
    AccessAttempt.objects.filter(Q(username__iexact=person.email) | Q(post_data__icontains=person.email)).delete()
    for tries in (AccessFailureLog, AccessLog):
        tries.objects.filter(username__iexact=person.email).delete()
    for uploads in ("uploads", "table_uploads"):
        getattr(person, uploads).all().delete()
    named = Q(user=person)
    for words in words_of(person):
        named |= Q(object_repr__icontains=words) | Q(change_message__icontains=words)
    LogEntry.objects.filter(named).delete()
