"""How a reading is taken: added or corrected, checked and written with who and why, or refused with the sentence."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import normalize_newlines

from measures.models import Measure, Reading
from plans import permissions
from plans.audit.context import audit
from plans.audit.revision import refuse_stale

ADDED = "Reading added"
NOT_YOURS = "You may take readings of the measures whose lead you hold."
WHY = "Say why the reading is corrected."


def add_reading(measure: Measure, *, by: Any, **values: Any) -> Reading:
    """Add a reading with these values of its fields, and return it.

    Raises ``PermissionDenied`` for those who may not, ``ValidationError`` with what is wrong, by field; also where
    somebody else added a reading for the same date and group at the same time.
    """
    _refuse_strangers(by, measure)
    reading = Reading(measure=measure, **{name: _plain(value) for name, value in values.items()})
    with transaction.atomic(), audit(by=by, reason=ADDED):
        reading.full_clean()
        _write(reading)
    return reading


def correct_reading(reading: Reading, *, by: Any, revision: int | None, reason: str = "", **values: Any) -> list[str]:
    """Give a reading other values; those of fields that are not named stay. The history keeps the reason.

    ``revision`` is the edit token of the form. Returns the names of the fields that changed: none, and nothing was
    written. Raises as ``add_reading`` does, ``StaleRevision`` where somebody else changed the reading meanwhile, and
    ``Reading.DoesNotExist`` where it is gone.
    """
    _refuse_strangers(by, reading.measure)
    with transaction.atomic(), audit(by=by, reason=reason.strip()):
        locked = Reading.objects.select_for_update().get(pk=reading.pk)
        locked.measure = reading.measure
        refuse_stale(locked, revision)
        before = {field.attname: getattr(locked, field.attname) for field in Reading._meta.concrete_fields}
        for name, value in values.items():
            if _plain(value) != _plain(before[name]):
                setattr(locked, name, _plain(value))
        refusals = _refusals(locked)
        changed = [name for name, value in before.items() if getattr(locked, name) != value]
        if not changed:
            return []
        if not reason.strip():
            refusals["reason"] = [ValidationError(WHY)]
        if refusals:
            raise ValidationError(refusals)
        _write(locked)
    return changed


def _refuse_strangers(user: Any, measure: Measure) -> None:
    if not permissions.may_take_readings(user, measure):
        raise PermissionDenied(NOT_YOURS)


def _plain(value: Any) -> Any:
    """Text as it is kept: a browser ends lines in its own way."""
    return normalize_newlines(value).strip() if isinstance(value, str) else value


def _refusals(reading: Reading) -> dict[str, list[ValidationError]]:
    """What is wrong with a reading, by field; its share is worked out on the way."""
    try:
        reading.full_clean()
    except ValidationError as refusal:
        return dict(refusal.error_dict)
    return {}


def _write(reading: Reading) -> None:
    """Save a reading that was checked; where somebody was quicker meanwhile, the check now has the sentence."""
    try:
        with transaction.atomic():
            reading.save()
    except IntegrityError:
        reading.full_clean()
        raise
