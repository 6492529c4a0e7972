"""The deed: a proposal becomes a plan, or the newer version of one."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection
from django.utils.text import slugify

from actions.importing.applying import Update
from actions.importing.changes import fingerprint_of
from actions.importing.content import PlanContent
from actions.importing.refusals import NotWritten, sentence_about
from actions.importing.stored import content_of
from actions.importing.writing import all_or_nothing, nothing_more, write_new
from plans.audit.triggers import dialect
from plans.models import Council, Plan
from plans.models.plan import NOT_FOR_PLANS
from plans.questions import noted, same_by_now

CHANGED_MEANWHILE = (
    "Somebody changed the plan after this page was shown, so nothing was imported. Look at the changes again."
)
CLOSED = "The plan is closed, so it stays as it is. Go back to the file and import it as a new plan."
LONGEST_SLUG = 50


def import_new(
    said: PlanContent,
    *,
    council: Council,
    by: Any,
    file_name: str,
    sha256: str,
    first: Callable[[], None] = nothing_more,
) -> Plan:
    """Write a new draft of the council from a document; the file's name and fingerprint stay on it.

    ``first`` is done at the beginning of the transaction. Raises ``NotWritten``; then nothing is written.
    """
    said.facts |= {"source_document": file_name, "source_sha256": sha256}
    slug = free_slug(council, str(said.facts["title"]))
    return write_new(said, council=council, slug=slug, by=by, reason=reason_for(file_name), first=first)


def import_newer(
    said: PlanContent,
    plan: Plan,
    *,
    by: Any,
    file_name: str,
    sha256: str,
    fingerprint: str,
    with_readings: bool = False,
    first: Callable[[], None] = nothing_more,
) -> Plan:
    """Bring a plan to what a newer version of its document says; progress made here stays, and nothing is deleted.

    ``fingerprint`` is that of the changes which were shown, ``first`` as for ``import_new``. A version without
    changes writes nothing at all. Raises ``NotWritten``; then nothing is written.
    """
    try:
        with dialect().snapshot(connection), noted() as questions:
            update = _update(said, plan, fingerprint, with_readings=with_readings)
        with all_or_nothing(by=by, reason=reason_for(file_name)):
            first()
            Plan.objects.select_for_update().get(pk=plan.pk)
            if not same_by_now(questions):  # somebody wrote meanwhile
                update = _update(said, plan, fingerprint, with_readings=with_readings)
            if not update.is_empty:
                update.write()
                Plan.objects.filter(pk=plan.pk).update(source_document=file_name, source_sha256=sha256)
    except IntegrityError as refused:
        raise NotWritten(sentence_about(refused)) from refused
    return update.plan


def _update(said: PlanContent, plan: Plan, fingerprint: str, *, with_readings: bool) -> Update:
    """Make ready what a newer version changes, if the plan may change and still says what it said when it was shown."""
    plan = Plan.objects.select_related("council").get(pk=plan.pk)
    if plan.status == Plan.Status.CLOSED:
        raise NotWritten(CLOSED)
    now = content_of(plan)
    if fingerprint_of(now) != fingerprint:
        raise NotWritten(CHANGED_MEANWHILE)
    return Update(plan, now, said, with_readings=with_readings)


def reason_for(file_name: str) -> str:
    """Return what the history says of everything that came from a file."""
    return f"Imported from {file_name}"


def free_slug(council: Council, title: str) -> str:
    """Return a short name for addresses that no plan of the council has."""
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "plan"
    taken = {
        *NOT_FOR_PLANS,
        *Plan.objects.filter(council=council, slug__startswith=base).values_list("slug", flat=True),
    }
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base[: LONGEST_SLUG - len(str(number)) - 1]}-{number}"
    return slug
