"""A plan as a list: one record for each thing that it says, in the order of the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.exporting.plan.kinds import FORMAT, KINDS
from actions.importing.content import (
    ActionContent,
    CommitmentContent,
    MeasureContent,
    PlanContent,
    ThemeContent,
    TimescaleContent,
)


@dataclass(frozen=True)
class Record:
    """What is said of one thing, by the names of its kind's columns.

    ``number`` counts those of its kind through the plan; ``part_of`` names another record, as in "Theme 2", and is ""
    for what is part of the plan itself. ``where`` says in which row of a file it was read, ``labels`` what its columns
    are called there.
    """

    kind: str
    values: Mapping[str, Any]
    where: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What others call it that are part of it: "Theme 2"."""
        return f"{self.kind} {self.values['number']}"


def outline_of(said: PlanContent, *, council: str, slug: str) -> list[Record]:
    """Return the plan's records: its facts, what its parts name, and then the plan itself from top to bottom."""
    return list(Outline(said).records(council, slug))


class Outline:
    """Walks through a plan and counts what it meets."""

    def __init__(self, said: PlanContent) -> None:
        self.said = said
        self.counted: dict[str, int] = {}

    def records(self, council: str, slug: str) -> Iterator[Record]:
        """All of them; ``council`` and ``slug`` are the short names of the council and the plan."""
        facts = {"format": FORMAT, "council": council, "slug": slug, **self.said.facts}
        yield from (Record("Plan", {"name": name, "text": value}) for name, value in facts.items())
        yield from (Record("Plan", {"name": "partner", "text": partner}) for partner in self.said.partners)
        yield from (self._record("Lead", one) for one in self.said.leads)
        yield from (self._record("Tag", one) for one in self.said.local_tags)
        yield from (self._timescale(one) for one in self.said.timescales)
        yield from self._measures(self.said.measures, "")
        for theme in self.said.themes:
            yield from self._theme(theme)

    def _timescale(self, said: TimescaleContent) -> Record:
        return self._record("Timescale", said, reviews=sorted(said.reviews))

    def _theme(self, said: ThemeContent) -> Iterator[Record]:
        theme = self._record("Theme", said, part_of=f"Theme {said.within}" if said.within else "")
        yield theme
        yield from self._measures(said.measures, theme.name)
        for one in said.commitments:
            yield from self._commitment(one, theme.name)

    def _commitment(self, said: CommitmentContent, theme: str) -> Iterator[Record]:
        commitment = self._record("Commitment", said, part_of=theme)
        yield commitment
        yield from self._measures(said.measures, commitment.name)
        for one in said.actions:
            yield from self._action(one, commitment.name)

    def _action(self, said: ActionContent, commitment: str) -> Iterator[Record]:
        lists = {
            "leads": [one.lead for one in said.leads],
            "lead_roles": [one.role for one in said.leads],
            "lead_spellings": [one.published_as for one in said.leads],
            "lead_councils": [one.council for one in said.leads],
            "tags": [name for _, name in said.tags],
            "tag_kinds": [kind for kind, _ in said.tags],
        }
        action = self._record("Action", said, part_of=commitment, **lists)
        yield action
        yield from self._measures(said.measures, action.name)

    def _measures(self, said: Iterable[MeasureContent], part_of: str) -> Iterator[Record]:
        for one in said:
            measure = self._record("Measure", one, number=one.place, part_of=part_of)
            yield measure
            yield from (self._record("Reading", reading, part_of=measure.name) for reading in one.readings)

    def _record(self, kind: str, said: Any, **more: Any) -> Record:
        self.counted[kind] = self.counted.get(kind, 0) + 1
        more = {"number": self.counted[kind], **more}
        names = [column.name for column in KINDS[kind].columns]
        return Record(kind, {name: more[name] if name in more else getattr(said, name) for name in names})
