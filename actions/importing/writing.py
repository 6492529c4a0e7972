"""A plan's content becomes a plan: all of it or nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.importing.content import ActionContent, MeasureContent, PlanContent, TagContent
from actions.importing.leads_of_plan import LeadsOfPlan
from actions.importing.refusals import NotWritten, checked, sentence_about
from actions.importing.shapes import row_of
from actions.models import Action, ActionTag, ReviewDate, Tag, Timescale
from plans.audit.context import audit
from plans.models import Commitment, Council, Plan, PlanPartner, Theme

BATCH = 500


def write_new(said: PlanContent, *, council: Council, slug: str, by: Any, reason: str) -> Plan:
    """Write a new plan of the council, in one transaction, with who did it and why in its history; return it.

    Leads that the council has already are used, others are made. Raises ``NotWritten`` with a sentence when the
    database or a rule refuses any of it; then nothing is written.
    """
    try:
        with transaction.atomic(), audit(by=by, reason=reason):
            plan = Plan(council=council, slug=slug, **said.facts)
            checked([plan], "plan")
            plan.full_clean()
            plan.save()
            Writer(plan, said).write()
    except ValidationError as refused:
        raise NotWritten(" ".join(refused.messages)) from refused
    except IntegrityError as refused:
        raise NotWritten(sentence_about(refused)) from refused
    return plan


class Writer:
    """Writes the parts of a plan that is there and empty, level by level, so that the number of queries is small."""

    def __init__(self, plan: Plan, said: PlanContent) -> None:
        self.plan = plan
        self.said = said
        self.leads = LeadsOfPlan(plan)

    def write(self) -> None:
        """Write everything below the plan itself."""
        self._write_partners()
        self.leads.make(self.said.leads)
        themes = self._write_themes()
        commitments = self._write_commitments(themes)
        self._write_actions(commitments, self._write_timescales())
        self._write_measures(themes, commitments)

    def _write_partners(self) -> None:
        there = {council.slug: council for council in Council.objects.filter(slug__in=self.said.partners)}
        if lost := [slug for slug in self.said.partners if slug not in there]:
            raise NotWritten(f"The plan names a partner council that is not here: {', '.join(lost)}. Add it first.")
        saved([PlanPartner(plan=self.plan, council=there[slug]) for slug in self.said.partners], "partner council")
        self.leads.know_partners(there.values())

    def _write_themes(self) -> list[Theme]:
        rows = [row_of(Theme, one, plan=self.plan, position=at) for at, one in enumerate(self.said.themes, 1)]
        tops = [row for row, one in zip(rows, self.said.themes, strict=True) if one.within is None]
        saved(tops, "theme")
        for row, one in zip(rows, self.said.themes, strict=True):
            if one.within is not None:
                row.parent = rows[one.within - 1]
        saved([row for row in rows if row.parent], "theme")
        return rows

    def _write_commitments(self, themes: Sequence[Theme]) -> list[Commitment]:
        return saved(
            [
                row_of(Commitment, one, theme=theme, position=at)
                for theme, theme_said in zip(themes, self.said.themes, strict=True)
                for at, one in enumerate(theme_said.commitments, 1)
            ],
            "commitment",
        )

    def _write_timescales(self) -> list[Timescale]:
        said = list(enumerate(self.said.timescales, 1))
        rows = saved([row_of(Timescale, one, plan=self.plan, position=at) for at, one in said], "timescale")
        reviews = [
            ReviewDate(timescale=row, review_on=day)
            for row, (_, one) in zip(rows, said, strict=True)
            for day in one.reviews
        ]
        saved(reviews, "review date")
        return rows

    def _write_actions(self, commitments: Sequence[Commitment], timescales: Sequence[Timescale]) -> None:
        rows = saved(
            [
                row_of(
                    Action, one, commitment=commitment, position=at,
                    timescale=timescales[one.timescale - 1] if one.timescale else None,
                )
                for commitment, commitment_said in zip(commitments, self.said.commitments(), strict=True)
                for at, one in enumerate(commitment_said.actions, 1)
            ],
            "action",
        )  # fmt: skip
        pairs = list(zip(rows, self.said.actions(), strict=True))
        saved([one for row, said in pairs for one in self.leads.named_for(row, said)], "lead")
        write_tags(self.plan, self.said.local_tags, pairs)
        self.actions = rows

    def _write_measures(self, themes: Sequence[Theme], commitments: Sequence[Commitment]) -> None:
        on = hung_on(self.said, themes, commitments, self.actions)
        write_measures(self.plan, list(self.said.all_measures()), on, self.leads, first=1)


def hung_on(
    said: PlanContent, themes: Sequence[Theme], commitments: Sequence[Commitment], actions: Sequence[Action]
) -> dict[int, dict[str, Any]]:
    """Return what each measure hangs on, by its place; the rows are in the order of the content."""
    levels: Any = (
        ("theme", themes, said.themes),
        ("commitment", commitments, said.commitments()),
        ("action", actions, said.actions()),
    )
    return {
        measure.place: {field: row}
        for field, rows, parts in levels
        for row, one in zip(rows, parts, strict=True)
        for measure in one.measures
    }


def write_tags(plan: Plan, local: Iterable[TagContent], pairs: Iterable[tuple[Action, ActionContent]]) -> None:
    """Tag the actions; a characteristic of the council's own that is not here yet is made."""
    offered = {(tag.kind, tag.name): tag for tag in Tag.objects.offered_to(plan.councils())}
    for one in local:
        if (one.kind, one.name) not in offered:
            tag = Tag(kind=one.kind, name=one.name, definition=one.definition, council=plan.council)
            tag.full_clean()
            tag.save()
            offered[one.kind, one.name] = tag
    given = [(row, key) for row, said in pairs for key in said.tags]
    if lost := {name for _, (kind, name) in given if (kind, name) not in offered}:
        raise NotWritten(f"There is no tag “{sorted(lost)[0]}” here. Add it first, or take it out of the file.")
    saved([ActionTag(action=row, tag=offered[key]) for row, key in given], "tag")


def write_measures(
    plan: Plan, said: Sequence[MeasureContent], on: dict[int, dict[str, Any]], leads: LeadsOfPlan, *, first: int
) -> None:
    """Write measures, numbered from ``first``, and their readings; ``on`` says by place what each hangs on."""
    of_plan: Any = plan.measures
    shape = of_plan.model
    rows = saved(
        [
            row_of(shape, one, plan=plan, position=at, owner=leads.named(one.owner), **on.get(one.place, {}))
            for at, one in enumerate(said, first)
        ],
        "measure",
    )
    reading = shape.readings.rel.related_model
    pairs = zip(rows, said, strict=True)
    saved([row_of(reading, value, measure=row) for row, one in pairs for value in one.readings], "reading")


def saved(rows: list[Any], what: str) -> list[Any]:
    """Check and write rows of one model, in few queries; return them with their ids."""
    if rows:
        checked(rows, what)
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
    return rows
