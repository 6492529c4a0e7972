"""Carrying actions on from one plan to the plan that follows it: what is copied, and what stays behind.

The words that now hold become the published words of the new plan. What was said of time stays with the old plan,
for a date that has passed is no promise: only the words of what recurs or goes on are carried, without dates.
Reports, ratings and readings stay with the old plan too.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from actions.models import Action, ActionLead, ActionTag, Lead, Timescale
from actions.status import OPEN, Rag, Status
from plans.models import Commitment, Plan, PlanPartner

SAME_PLACE = ("theme", "commitment", "action")  # what a measure may hang on


def carried_status(status: str) -> str:
    """Where an action stands in the new plan: as it stood, but what was completed or withdrawn starts again."""
    return status if status in (*OPEN, Status.EMBEDDED) else Status.NOT_STARTED


def keeps_its_words(timescale: Timescale) -> bool:
    """Whether the words of a timescale are carried: it recurs, or goes on without an end."""
    return timescale.recurs or (timescale.is_ongoing and timescale.due_on is None)


def carry_on(old: Plan, new: Plan, actions: list[Action]) -> None:
    """Write into a new, empty plan what the chosen actions of the old one need, and the actions themselves.

    ``actions`` are in the order of the old plan, with their timescales. The caller has begun a transaction.
    """
    PlanPartner.objects.bulk_create(_copy(partner, plan_id=new.pk) for partner in old.plan_partners.all())
    links = list(_links_of(old, ActionLead, actions).select_related("lead__merged_into").order_by("position"))
    led = {link.action_id for link in links}
    commitments = _commitments_with(old, actions)
    themes = _carry_themes(old, new, commitments)
    unled = {action.commitment_id for action in actions if action.pk not in led}
    promises = _carry_commitments(commitments, themes, unled)
    followers = _carry_actions(actions, promises, _carry_timescales(new, actions), led)
    _carry_leads(links, followers)
    tags = _links_of(old, ActionTag, actions)
    ActionTag.objects.bulk_create(_copy(tag, action_id=followers[tag.action_id]) for tag in tags)
    _carry_measures(old, new, {"theme": themes, "commitment": promises, "action": followers})


def _copy(row: Any, **changes: Any) -> Any:
    """An unsaved copy of a row, with some of its columns changed."""
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{name: getattr(row, name) for name in columns} | changes)


def _write(copies: dict[int, Any]) -> dict[int, int]:
    """Write the copies, each by the id of what it copies, and return the ids that they got."""
    if copies:
        type(next(iter(copies.values())))._base_manager.bulk_create(copies.values())
    return {old: copy.pk for old, copy in copies.items()}


def _commitments_with(old: Plan, actions: Iterable[Action]) -> list[Commitment]:
    """The commitments under which any of the actions stand, in the plan's order."""
    wanted = {action.commitment_id for action in actions}
    every = Commitment.objects.filter(theme__plan=old).order_by("theme__position", "position")
    return [commitment for commitment in every if commitment.pk in wanted]


def _carry_themes(old: Plan, new: Plan, commitments: Iterable[Commitment]) -> dict[int, int]:
    """Copy the themes of these commitments and the themes that those stand in, numbered anew."""
    themes = {theme.pk: theme for theme in old.themes.order_by("position")}
    wanted = {commitment.theme_id for commitment in commitments}
    wanted |= {parent for pk in wanted if (parent := themes[pk].parent_id)}
    kept = [theme for pk, theme in themes.items() if pk in wanted]
    places = {theme.pk: place for place, theme in enumerate(kept, 1)}
    here: dict[int, int] = {}
    for is_top in (True, False):  # a theme must be there before those within it
        level = [theme for theme in kept if (theme.parent_id is None) is is_top]
        here |= _write(
            {
                theme.pk: _copy(
                    theme, plan_id=new.pk, position=places[theme.pk], parent_id=here.get(theme.parent_id or 0)
                )
                for theme in level
            }
        )
    return here


def _carry_commitments(commitments: Iterable[Commitment], themes: dict[int, int], unled: set[int]) -> dict[int, int]:
    """Copy the commitments. Printed words that name the leads are kept only where nobody else says who leads."""
    position: dict[int, int] = defaultdict(int)
    copies = {}
    for commitment in commitments:
        position[commitment.theme_id] += 1
        copies[commitment.pk] = _copy(
            commitment,
            theme_id=themes[commitment.theme_id],
            position=position[commitment.theme_id],
            leads_as_published=commitment.leads_as_published if commitment.pk in unled else "",
        )
    return _write(copies)


def _carry_timescales(new: Plan, actions: Iterable[Action]) -> dict[int, int]:
    """Copy the timescales that keep their words, one that actions share once; their dates are left empty."""
    shared = {action.timescale for action in actions if action.timescale and keeps_its_words(action.timescale)}
    kept = sorted(shared, key=lambda timescale: timescale.position)
    undated = {
        "starts_on": None, "due_on": None, "certainty": Timescale.Certainty.NONE, "note": "", "confirmed_by_id": None,
        "confirmed_on": None,
    }  # fmt: skip
    return _write(
        {
            timescale.pk: _copy(timescale, plan_id=new.pk, position=place, **undated)
            for place, timescale in enumerate(kept, 1)
        }
    )


def _carry_actions(
    actions: Iterable[Action], promises: dict[int, int], timescales: dict[int, int], led: set[int]
) -> dict[int, int]:
    position: dict[int, int] = defaultdict(int)
    copies = {}
    for action in actions:
        position[action.commitment_id] += 1
        copies[action.pk] = _copy(
            action,
            commitment_id=promises[action.commitment_id],
            position=position[action.commitment_id],
            text=action.wording,
            current_text="",
            leads_as_published="" if action.pk in led else action.leads_as_published,
            timescale_id=timescales.get(action.timescale_id or 0),
            due_on=None,
            status=carried_status(action.status),
            rag=Rag.NOT_RATED,
            completed_on=None,
            follows_id=action.pk,
            latest_update_id=None,
        )
    return _write(copies)


def _links_of(old: Plan, model: type[models.Model], actions: Iterable[Action]) -> Any:
    """The rows of a model that link the actions to something else."""
    chosen = [action.pk for action in actions]
    return model._base_manager.filter(action__in=chosen)


def _carry_leads(links: Iterable[ActionLead], followers: dict[int, int]) -> None:
    """Name the leads for the new actions by the names that they have now, each once; a joint lead stays joint."""
    position: dict[int, int] = defaultdict(int)
    named: dict[tuple[int, int], ActionLead] = {}
    for link in links:
        lead = _in_use(link.lead)
        if there := named.get((link.action_id, lead.pk)):
            there.role = link.role if link.role == ActionLead.Role.JOINT else there.role
            continue
        position[link.action_id] += 1
        named[link.action_id, lead.pk] = _copy(
            link, action_id=followers[link.action_id], lead_id=lead.pk, position=position[link.action_id],
            published_as="",
        )  # fmt: skip
    ActionLead.objects.bulk_create(named.values())


def _in_use(lead: Lead) -> Lead:
    return lead.merged_into or lead


def _carry_measures(old: Plan, new: Plan, carried: dict[str, dict[int, int]]) -> None:
    """Copy the measures of the whole plan and of what is carried, with their baselines as published.

    A target keeps its date only where that lies in the new plan or after it.
    """
    copies: dict[int, Any] = {}
    for measure in old.measures.select_related("owner__merged_into").order_by("position"):
        hangs_on = {f"{place}_id": getattr(measure, f"{place}_id") for place in SAME_PLACE}
        here = {f"{place}_id": carried[place].get(hangs_on[f"{place}_id"]) for place in SAME_PLACE}
        if any(pk and not here[place] for place, pk in hangs_on.items()):
            continue
        is_past = measure.target_on is not None and measure.target_on < new.starts_on
        copies[measure.pk] = _copy(
            measure,
            plan_id=new.pk,
            position=len(copies) + 1,
            owner_id=_in_use(measure.owner).pk if measure.owner else None,
            target_on=None if is_past else measure.target_on,
            **here,
        )
    _write(copies)
