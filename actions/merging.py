"""Merging two leads that turned out to be one: everything of the one goes to the other, and stays findable."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from actions.models import ActionLead, Lead, LeadHolder, LeadSpelling
from plans import permissions
from plans.audit.context import audit


def merge_leads(*, keep: Lead, merge: Lead, by: Any, reason: str) -> None:
    """Give the actions, holders, measures and spellings of ``merge`` to ``keep``.

    ``merge`` stays on record, marked as merged, and its name becomes a spelling of ``keep``. Raises
    ``PermissionDenied`` when ``by`` does not manage the council, ``ValidationError`` with a sentence when
    the two cannot be merged; then nothing is changed.
    """
    with transaction.atomic(), audit(by=by, reason=reason):
        found = {lead.pk: lead for lead in _locked(keep, merge)}
        keep, merge = found[keep.pk], found[merge.pk]
        _refuse(keep, merge, by)
        _give_actions(keep, merge)
        _give_holders(keep, merge)
        merge.measures.update(owner=keep)
        merge.merged_from.update(merged_into=keep)
        _give_spellings(keep, merge)
        merge.merged_into = keep
        merge.save(update_fields=["merged_into"])


def _locked(*leads: Lead) -> list[Lead]:
    """The leads as they now are, locked in the order of their ids so that two merges cannot block each other."""
    rows = Lead.objects.select_for_update(of=("self",)).select_related("council", "merged_into")
    return list(rows.filter(pk__in=[lead.pk for lead in leads]).order_by("pk"))


def _refuse(keep: Lead, merge: Lead, by: Any) -> None:
    if not permissions.may_manage(by, keep.council) or not permissions.may_manage(by, merge.council):
        raise PermissionDenied("You may merge the leads of the councils that you manage.")
    if keep.pk == merge.pk:
        raise ValidationError("Choose two different leads.")
    if keep.council_id != merge.council_id:
        raise ValidationError(f"{keep} and {merge} belong to different councils. Choose two leads of one council.")
    for lead in (keep, merge):
        if lead.merged_into:
            raise ValidationError(f"{lead} was already merged into {lead.merged_into}. Choose that one.")


def _give_actions(keep: Lead, merge: Lead) -> None:
    """Name ``keep`` wherever ``merge`` was named; where both were, the one row keeps the published spelling."""
    kept = {named.action_id: named for named in keep.action_leads.all()}
    for named in merge.action_leads.filter(action__in=kept):
        stays = kept[named.action_id]
        stays.published_as = stays.published_as or named.published_as
        if named.role == ActionLead.Role.JOINT:
            stays.role = named.role
        named.delete()
        stays.save(update_fields=["published_as", "role"])
    merge.action_leads.update(lead=keep)


def _give_holders(keep: Lead, merge: Lead) -> None:
    """Let the holders of ``merge`` hold ``keep``; times in which a person held both become one time."""
    people = merge.holders.values("user")
    held = LeadHolder.objects.filter(lead__in=[keep, merge], user__in=people).order_by("user", "starts_on")
    times: list[LeadHolder] = []
    for holding in held:
        if times and _overlap(times[-1], holding):
            times[-1].ends_on = later_end(times[-1].ends_on, holding.ends_on)
            holding.delete()
        else:
            times.append(holding)
    for holding in times:
        holding.lead = keep
        holding.save(update_fields=["lead", "ends_on"])


def _overlap(earlier: LeadHolder, later: LeadHolder) -> bool:
    same = earlier.user_id == later.user_id
    return same and (earlier.ends_on is None or later.starts_on <= earlier.ends_on)


def later_end(one: date | None, other: date | None) -> date | None:
    """The later of two last days, where no last day is later than any."""
    return None if one is None or other is None else max(one, other)


def _give_spellings(keep: Lead, merge: Lead) -> None:
    known = set(keep.spellings.values_list("text", flat=True))
    merge.spellings.filter(text__in=known).delete()
    merge.spellings.update(lead=keep)
    LeadSpelling.objects.get_or_create(lead=keep, text=merge.name)
