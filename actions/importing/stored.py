"""What a plan in the tracker says."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    MeasureContent,
    PlanContent,
    ReadingContent,
    TagContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.shapes import shared_fields
from actions.models import Action, ActionLead, ActionTag, LeadSpelling, ReviewDate
from plans.models import Commitment, Council, Plan

IN_ORDER = ("commitment__theme__position", "commitment__position", "position")
NOT_FACTS = {"id", "slug"}
Content = TypeVar("Content")


def content_of(plan: Plan) -> PlanContent:
    """Return what the plan says, in a fixed number of queries.

    Progress updates, people and which plan or action it follows are not in it: they belong to this tracker.
    """
    leads = list(_named_leads(plan))
    timescales = list(plan.timescales.order_by("position"))
    measures = _measures(plan)
    actions = _actions(plan, leads, {row.pk: place for place, row in enumerate(timescales, 1)}, measures)
    commitments: dict[int, list[CommitmentContent]] = defaultdict(list)
    for row in Commitment.objects.filter(theme__plan=plan).order_by("theme__position", "position"):
        hung = {"measures": measures["commitment", row.pk], "actions": actions[row.pk]}
        commitments[row.theme_id].append(content(CommitmentContent, row, **hung))
    return PlanContent(
        facts=facts_of(plan),
        partners=sorted(plan.partners.values_list("slug", flat=True)),
        timescales=_timescales(plan, timescales),
        measures=measures["plan", plan.pk],
        themes=_themes(plan, commitments, measures),
        leads=_leads(plan, leads),
        local_tags=_local_tags(plan),
    )


def facts_of(plan: Plan) -> dict[str, object]:
    """Return the values of the plan's own fields by their names."""
    columns = [field for field in Plan._meta.concrete_fields if not field.is_relation and field.name not in NOT_FACTS]
    return {field.name: getattr(plan, field.name) for field in columns}


def content(shape: type[Content], row: models.Model, **more: Any) -> Content:
    """Return a row in this shape: every field that both have, and ``more``."""
    return shape(**{name: getattr(row, name) for name in shared_fields(type(row), shape)}, **more)


def _named_leads(plan: Plan) -> Iterable[ActionLead]:
    found = ActionLead.objects.filter(action__commitment__theme__plan=plan)
    return found.select_related("lead__council").order_by(*(f"action__{name}" for name in IN_ORDER), "position")


def _actions(
    plan: Plan, leads: list[ActionLead], places: dict[int, int], measures: dict[tuple[str, int], list[MeasureContent]]
) -> dict[int, list[ActionContent]]:
    named: dict[int, list[ActionLeadContent]] = defaultdict(list)
    for one in leads:
        of_partner = _partner_slug(plan, one.lead.council)
        named[one.action_id].append(ActionLeadContent(one.lead.name, one.role, one.published_as, of_partner))
    tags: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for given in _given_tags(plan):
        tags[given.action_id].append((given.tag.kind, given.tag.name))
    by_commitment: dict[int, list[ActionContent]] = defaultdict(list)
    for row in Action.objects.filter(commitment__theme__plan=plan).order_by("commitment_id", "position"):
        hung = {"leads": named[row.pk], "tags": tags[row.pk], "measures": measures["action", row.pk]}
        timescale = places[row.timescale_id] if row.timescale_id else None
        by_commitment[row.commitment_id].append(content(ActionContent, row, timescale=timescale, **hung))
    return by_commitment


def _given_tags(plan: Plan) -> Iterable[ActionTag]:
    given = ActionTag.objects.filter(action__commitment__theme__plan=plan)
    in_order = (f"action__{name}" for name in IN_ORDER)
    return given.select_related("tag__council").order_by(*in_order, "tag__kind", "tag__position", "tag__name")


def _local_tags(plan: Plan) -> list[TagContent]:
    local = {given.tag.pk: given.tag for given in _given_tags(plan) if given.tag.council_id}
    return [content(TagContent, tag, council=_partner_slug(plan, tag.council)) for tag in local.values()]


def _themes(plan: Plan, commitments: dict[int, list], measures: dict[tuple[str, int], list]) -> list[ThemeContent]:
    rows = list(plan.themes.order_by("position"))
    places = {row.pk: place for place, row in enumerate(rows, 1)}
    return [
        content(
            ThemeContent, row, within=places.get(row.parent_id or 0),
            commitments=commitments[row.pk], measures=measures["theme", row.pk],
        )
        for row in rows
    ]  # fmt: skip


def _timescales(plan: Plan, rows: list) -> list[TimescaleContent]:
    reviews = defaultdict(list)
    for review in ReviewDate.objects.filter(timescale__plan=plan).order_by("review_on"):
        reviews[review.timescale_id].append(review.review_on)
    return [content(TimescaleContent, row, reviews=reviews[row.pk]) for row in rows]


def _measures(plan: Plan) -> dict[tuple[str, int], list[MeasureContent]]:
    """The measures by what they hang on: ("theme", its id), or ("plan", the plan's id)."""
    hung: dict[tuple[str, int], list[MeasureContent]] = defaultdict(list)
    rows = plan.measures.select_related("owner").prefetch_related("readings").order_by("position")
    for place, row in enumerate(rows, 1):
        readings = [content(ReadingContent, reading) for reading in row.readings.all()]
        read = content(MeasureContent, row, place=place, owner=row.owner.name if row.owner else "", readings=readings)
        on = {"action": row.action_id, "commitment": row.commitment_id, "theme": row.theme_id}
        where = next(((kind, pk) for kind, pk in on.items() if pk), ("plan", plan.pk))
        hung[where].append(read)
    return hung


def _leads(plan: Plan, named: list[ActionLead]) -> list[LeadContent]:
    """The leads that actions name and measures have as owners, in the order in which the plan names them."""
    rows: dict[int, Any] = {one.lead_id: one.lead for one in named}
    for measure in plan.measures.exclude(owner=None).select_related("owner__council"):
        rows |= {measure.owner.pk: measure.owner} if measure.owner else {}
    spellings = defaultdict(list)
    for spelling in LeadSpelling.objects.filter(lead__in=rows).order_by("pk"):
        spellings[spelling.lead_id].append(spelling.text)
    return [
        content(LeadContent, lead, council=_partner_slug(plan, lead.council), spellings=spellings[pk])
        for pk, lead in rows.items()
    ]


def _partner_slug(plan: Plan, council: Council | None) -> str:
    return council.slug if council and council.pk != plan.council_id else ""
