"""A plan's content becomes a plan: all of it or nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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


def nothing_more() -> None:
    """Do nothing: an import that needs nothing else done in its transaction."""


@contextmanager
def all_or_nothing(*, by: Any, reason: str) -> Iterator[None]:
    """A transaction that writes thousands of rows, with who did it and why in its history.

    While it lasts others wait, so Python looks for no garbage among all these rows: that was a quarter of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        with transaction.atomic(), audit(by=by, reason=reason):
            yield
    finally:
        if was_enabled:
            gc.enable()


def write_new(
    said: PlanContent, *, council: Council, slug: str, by: Any, reason: str, first: Callable[[], None] = nothing_more
) -> Plan:
    """Write a new plan of the council, in one transaction, with who did it and why in its history; return it.

    ``first`` is done at the beginning of the transaction. Leads that the council has already are used, others are
    made. Raises ``NotWritten`` with a sentence when the database or a rule refuses any of it; then nothing is written.
    """
    plan = Plan(council=council, slug=slug, **said.facts)
    try:
        checked([plan], "plan")
        plan.full_clean()
        writer = Writer(plan, said)
        with all_or_nothing(by=by, reason=reason):
            first()
            writer.write()
    except ValidationError as refused:
        raise NotWritten(" ".join(refused.messages)) from refused
    except IntegrityError as refused:
        raise NotWritten(sentence_about(refused)) from refused
    return plan


class Writer:
    """A new plan's rows: made and checked first, then saved level by level.

    The database is locked for the saving only, so that officers' reports wait as shortly as can be.
    """

    def __init__(self, plan: Plan, said: PlanContent) -> None:
        self.plan = plan
        self.said = said
        self.leads = LeadsOfPlan(plan)
        self.partners = self._partners()
        self.leads.make(said.leads)
        self.themes = self._themes()
        self.commitments = self._commitments()
        self.timescales = [row_of(Timescale, one, plan=plan, position=at) for at, one in enumerate(said.timescales, 1)]
        self.actions = self._actions()
        pairs = list(zip(self.actions, said.actions(), strict=True))
        self.named = [link for row, one in pairs for link in self.leads.named_for(row, one)]
        self.tagged = tags_of(self.leads, said.local_tags, pairs)
        on = hung_on(said, self.themes, self.commitments, self.actions)
        self.measures = measures_of(plan, list(said.all_measures()), on, self.leads, first=1)
        for rows, what in self._in_order():
            checked(rows, what)

    def write(self) -> None:
        """Write everything; the caller holds the transaction."""
        self.plan.save()
        for rows, _ in self._in_order():
            create(rows)

    def _in_order(self) -> list[tuple[list[Any], str]]:
        """All rows, each kind after those that it hangs in."""
        reviews = [
            ReviewDate(timescale=row, review_on=day)
            for row, said in zip(self.timescales, self.said.timescales, strict=True)
            for day in said.reviews
        ]
        return [
            ([PlanPartner(plan=self.plan, council=council) for council in self.partners], "partner council"),
            *self.leads.made,
            ([row for row in self.themes if row.parent is None], "theme"),
            ([row for row in self.themes if row.parent is not None], "theme"),
            (self.commitments, "commitment"),
            (self.timescales, "timescale"),
            (reviews, "review date"),
            (self.actions, "action"),
            (self.named, "lead of an action"),
            *self.tagged,
            *self.measures,
        ]

    def _partners(self) -> list[Council]:
        there = {council.slug: council for council in Council.objects.filter(slug__in=self.said.partners)}
        if lost := [slug for slug in self.said.partners if slug not in there]:
            raise NotWritten(f"The plan names a partner council that is not here: {', '.join(lost)}. Add it first.")
        self.leads.know_partners(there.values())
        return [there[slug] for slug in self.said.partners]

    def _themes(self) -> list[Theme]:
        rows = [row_of(Theme, one, plan=self.plan, position=at) for at, one in enumerate(self.said.themes, 1)]
        for row, one in zip(rows, self.said.themes, strict=True):
            if one.within is not None:
                row.parent = rows[one.within - 1]
        return rows

    def _commitments(self) -> list[Commitment]:
        return [
            row_of(Commitment, one, theme=theme, position=at)
            for theme, theme_said in zip(self.themes, self.said.themes, strict=True)
            for at, one in enumerate(theme_said.commitments, 1)
        ]

    def _actions(self) -> list[Action]:
        return [
            row_of(
                Action, one, commitment=commitment, position=at,
                timescale=self.timescales[one.timescale - 1] if one.timescale else None,
            )
            for commitment, commitment_said in zip(self.commitments, self.said.commitments(), strict=True)
            for at, one in enumerate(commitment_said.actions, 1)
        ]  # fmt: skip


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


def tags_of(
    leads: LeadsOfPlan, local: Iterable[TagContent], pairs: Iterable[tuple[Action, ActionContent]]
) -> list[tuple[list[Any], str]]:
    """Return unsaved rows that tag the actions, after the councils' own characteristics that are not here yet."""
    of_councils = {council.pk: council for council in leads.councils.values()}
    offered = {(tag.kind, tag.name): tag for tag in Tag.objects.offered_to(of_councils)}
    made = []
    for one in local:
        if (one.kind, one.name) not in offered:
            tag = row_of(Tag, one, council=leads.councils.get(one.council, leads.councils[""]))
            tag.clean()
            offered[one.kind, one.name] = tag
            made.append(tag)
    given = [(row, key) for row, said in pairs for key in said.tags]
    if lost := {name for _, (kind, name) in given if (kind, name) not in offered}:
        raise NotWritten(f"There is no tag “{sorted(lost)[0]}” here. Add it first, or take it out of the file.")
    return [(made, "tag"), ([ActionTag(action=row, tag=offered[key]) for row, key in given], "tag of an action")]


def measures_of(
    plan: Plan, said: Sequence[MeasureContent], on: dict[int, dict[str, Any]], leads: LeadsOfPlan, *, first: int
) -> list[tuple[list[Any], str]]:
    """Return unsaved measures, numbered from ``first``, then their readings; ``on`` says what each hangs on."""
    shape: Any = Plan._meta.get_field("measures").related_model
    reading: Any = shape._meta.get_field("readings").related_model
    rows = [
        row_of(shape, one, plan=plan, position=at, owner=leads.named(one.owner), **on.get(one.place, {}))
        for at, one in enumerate(said, first)
    ]
    pairs = zip(rows, said, strict=True)
    return [
        (rows, "measure"),
        ([row_of(reading, value, measure=row) for row, one in pairs for value in one.readings], "reading"),
    ]


def create(rows: Sequence[Any]) -> None:
    """Save checked rows of one model, in few queries."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
