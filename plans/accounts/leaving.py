"""Ending a person's access, and what stands in its way. What they hold is handed over in actions/handing_over.py."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from plans import permissions
from plans.accounts import sessions
from plans.models import User

YOURSELF = "You cannot take away your own access. Ask another equality lead."
LAST = "Nobody else runs EDI Tracker. Let somebody else run it first, or nobody could let anybody in again."


def end_access(person: User, *, by: Any) -> None:
    """Let a person sign in no more: their sessions, their password and every link sent to them are dead.

    Raises ``PermissionDenied`` unless ``by`` may change the person's account, ``ValidationError`` with a sentence for
    oneself and for the last who runs the product. Leads that the person holds stay theirs.
    """
    with transaction.atomic():
        if person == by:
            raise ValidationError(YOURSELF)
        if not permissions.may_edit_account(by, person):
            raise PermissionDenied("You may end the access of people of the councils that you manage alone.")
        refuse_last(person)
        person.is_active = False
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        sessions.end_all(person)


def refuse_last(person: User) -> None:
    """Raise ValidationError where nobody else runs the product; those who do are locked, so two cannot go at once."""
    running = User.objects.select_for_update().filter(is_superuser=True, is_active=True)
    if [one.pk for one in running.order_by("pk")] == [person.pk]:
        raise ValidationError(LAST)


def holds_anything(person: User) -> bool:
    """Whether the person holds a lead after today, in any council."""
    return person.holdings.filter(permissions.not_ended(timezone.localdate())).exists()
