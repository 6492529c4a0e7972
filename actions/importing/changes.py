"""What a newer version of a plan would change, row by row."""

import hashlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from actions.exporting.plan.kinds import KINDS, Column
from actions.importing.content import (
    ActionContent,
    CommitmentContent,
    MeasureContent,
    PlanContent,
    ReadingContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.matching import Match, match
from actions.importing.older_files import keep_unsaid
from actions.status import Status
from plans.days import in_words

COLUMNS_OF_MEASURE = {one.name: one for one in KINDS["Measure"].columns if one.field and one.name != "text"}
FIGURES_OF_MEASURE = tuple(COLUMNS_OF_MEASURE)
"""What a file of our own says of a measure, which is found by its words."""
FACTS = {"title": "Title", "period": "Period", "starts_on": "Starts", "ends_on": "Ends"}
NOT_FOR_A_FILE = {"status", "is_public", "source_document", "source_sha256"}
NOT_STATED = "Not stated"
STAYS = "It is not in the new file. It stays: withdraw it on its own page if it was dropped."
PROGRESS_STAYS = "Progress that was reported here stays."
DATE_STAYS = "Its due date was moved here since, so that date stays."

Field = tuple[str, str, str]
"""The label of a field, what it says now and what it would say."""


@dataclass(frozen=True)
class Change:
    """One thing that would change, or that stays although the file says something else.

    ``kind`` is changed, new, missing (in the tracker but not in the file: it stays) or kept (what was done here stays).
    """

    kind: Literal["changed", "new", "missing", "kept"]
    where: str
    name: str
    fields: tuple[Field, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Changes:
    """All changes in the plan's order. ``fingerprint`` stands for what the plan says now, so that it is noticed when
    somebody changes it between the preview and the import."""

    rows: tuple[Change, ...]
    fingerprint: str

    @property
    def is_empty(self) -> bool:
        """Whether importing the file would write nothing."""
        return not any(row.kind in ("changed", "new") for row in self.rows)


def fingerprint_of(content: PlanContent) -> str:
    """Return a short text that differs when the plan says anything else; where its actions stand does not count."""
    said = deepcopy(content)
    for action in said.actions():
        action.status, action.rag = "", ""
        action.due_on = action.completed_on = action.review_on = None
    return hashlib.sha256(repr(said).encode()).hexdigest()


def changes_between(now: PlanContent, newer: PlanContent, *, with_readings: bool = False) -> Changes:
    """Return what changes from one version to the next.

    What was read from the words counts only ``with_readings``, as in a file of our own: as long as the printed words
    are the same, what a person made of them stays.
    """
    return Comparison(now, newer, with_readings=with_readings).changes


class Comparison:
    """Compares two versions of a plan whose parts were paired."""

    def __init__(self, now: PlanContent, newer: PlanContent, *, with_readings: bool) -> None:
        self.now = now
        self.newer = newer
        self.with_readings = with_readings
        self.match: Match = match(now, newer)
        if newer.is_older:
            keep_unsaid(self.match.measures)
        self.commitments_now = list(now.commitments())
        self.commitments_newer = list(newer.commitments())

    @property
    def changes(self) -> Changes:
        """All changes, with what they were compared to."""
        return Changes(tuple(self.rows()), fingerprint_of(self.now))

    def rows(self) -> Iterator[Change]:
        """Yield every change: of the plan, its themes, its commitments, its actions and its measures."""
        if fields := self.facts():
            yield Change("changed", "Plan", str(self.now.facts.get("title", "")), fields)
        for where, pairs, difference, name in (
            ("Theme", self.match.themes, self.theme, _name_of_theme),
            ("Commitment", self.match.commitments, self.commitment, _name_of_commitment),
            ("Action", self.match.actions, self.action, _name_of_action),
            ("Measure", self.match.measures, self.measure, lambda said: said.name),
        ):
            yield from self._rows_of(where, pairs, difference, name)

    def _rows_of(self, where: str, pairs: Any, difference: Any, name: Any) -> Iterator[Change]:
        now = {one.at: one for one in pairs.now}
        for one in pairs.coming:
            old = now.get(pairs.newer.get(one.at, -1))
            if old is None:
                yield from [Change("new", where, name(one.said))] if name(one.said) else []
            elif fields := difference(old, one):
                yield Change("changed", where, name(old.said), fields)
            if old and where == "Action" and (kept := self._kept(old, one)):
                yield kept
        for one in pairs.left[0]:
            yield from [Change("missing", where, name(one.said), reason=STAYS)] if name(one.said) else []

    @property
    def facts_said(self) -> dict[str, Any]:
        """The plan's own facts that the newer version states: a file of our own states all of them.

        Where the plan stands, and which file it came from, is not for a file to say.
        """
        counted = self.newer.facts.keys() - NOT_FOR_A_FILE if self.with_readings else FACTS.keys()
        return {name: value for name, value in self.newer.facts.items() if name in counted}

    def facts(self) -> tuple[Field, ...]:
        """The plan's own facts that differ, where the newer version states them."""
        label = {name: FACTS.get(name) or name.replace("_", " ").capitalize() for name in self.facts_said}
        now = {label[name]: self.now.facts.get(name) for name in label}
        return _differences(now, {label[name]: value for name, value in self.facts_said.items()})

    def theme(self, now: Any, newer: Any) -> tuple[Field, ...]:
        """The words of a theme that differ."""
        return _differences(_words_of_theme(now.said), _words_of_theme(newer.said))

    def commitment(self, now: Any, newer: Any) -> tuple[Field, ...]:
        """The words of a commitment that differ, and the theme where it moved."""
        moved = self._moved(self.match.themes, now, newer, _name_of_theme)
        return moved + _differences(_words_of_commitment(now.said), _words_of_commitment(newer.said))

    def action(self, now: Any, newer: Any) -> tuple[Field, ...]:
        """The words of an action that differ, and its readings where they count."""
        before = self._words_of_action(self.now, now.said, self.commitments_now[now.under])
        after = self._words_of_action(self.newer, newer.said, self.commitments_newer[newer.under])
        moved = self._moved(self.match.commitments, now, newer, _name_of_commitment)
        return moved + _differences(before, after)

    def _moved(self, above: Any, now: Any, newer: Any, name: Callable[[Any], str]) -> tuple[Field, ...]:
        """What a part stood under and would stand under, where that is another."""
        if above.newer.get(newer.under) == now.under:
            return ()
        return (("Under", _shown(name(above.now[now.under].said)), _shown(name(above.coming[newer.under].said))),)

    def measure(self, now: Any, newer: Any) -> tuple[Field, ...]:
        """What differs in a measure: only its figures can, for it was found by its words."""
        if not self.with_readings:
            return ()
        there = {one.key: _reading_in_words(one) for one in now.said.readings}
        readings = [
            ("Reading", there.get(one.key, NOT_STATED), _reading_in_words(one))
            for one in other_readings(now.said, newer.said)
        ]
        return (*_differences(_figures_of(now.said), _figures_of(newer.said)), *readings)

    def _words_of_action(self, plan: PlanContent, said: ActionContent, under: CommitmentContent) -> dict[str, Any]:
        timescale = plan.timescales[said.timescale - 1] if said.timescale else None
        words: dict[str, Any] = {
            "Reference": said.reference,
            "Sub-heading": said.subheading,
            "Action": said.text,
            "Leads": said.leads_as_published or under.leads_as_published,
            "Timescale": timescale.text if timescale else "",
        }
        if self.with_readings:
            words["Leads"] = "; ".join(f"{lead.lead} ({lead.role})" for lead in said.leads)
            words["Timescale"] = _timescale_in_words(timescale)
            words["Tags"] = "; ".join(sorted(name for _, name in said.tags))
        return words

    def _kept(self, now: Any, newer: Any) -> Change | None:
        """What officers did here since: it stays, and is said where the file says something else."""
        name = _name_of_action(now.said)
        if newer.said.status not in (now.said.status, Status.NOT_STARTED):
            said = ("Status", Status(now.said.status).label, Status(newer.said.status).label)
            return Change("kept", "Action", name, (said,), PROGRESS_STAYS)
        due_on = self.newer.due_on_as_read(newer.said)
        is_moved = now.said.due_on != self.now.due_on_as_read(now.said)
        if is_moved and due_on not in (now.said.due_on, self.now.due_on_as_read(now.said)):
            return Change("kept", "Action", name, (("Due", _shown(now.said.due_on), _shown(due_on)),), DATE_STAYS)
        return None


def other_readings(now: MeasureContent, newer: MeasureContent) -> list[ReadingContent]:
    """The readings of a newer version that are not here, or not so."""
    return [one for one in newer.readings if one not in now.readings]


def _figures_of(said: MeasureContent) -> dict[str, str]:
    """What is said of a measure by the headings of its columns, in words."""
    return {column.heading: _in_words(column, getattr(said, name)) for name, column in COLUMNS_OF_MEASURE.items()}


def _in_words(column: Column, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return column.choices.get(value, _shown(value)) if value else _shown(value)


def _reading_in_words(one: ReadingContent) -> str:
    figure = "" if one.value is None else f"{one.value.normalize():f}"
    share = "" if one.base is None else f"{one.numerator:,} of {one.base:,}"
    since = f"from {in_words(one.starts_on)} to" if one.starts_on else "on"
    when = f"{since} {in_words(one.read_on)}"
    parts = (figure, share, one.words, when, one.category, one.group, one.origin, one.note)
    return ", ".join(filter(None, parts))


def _differences(now: dict[str, Any], newer: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(
        (label, _shown(now.get(label)), _shown(value)) for label, value in newer.items() if now.get(label) != value
    )


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return in_words(value)
    return NOT_STATED if value in (None, "") else str(value)


def _timescale_in_words(said: TimescaleContent | None) -> str:
    if said is None:
        return ""
    return repr(replace(said, note=""))


def _words_of_theme(said: ThemeContent) -> dict[str, Any]:
    return {"Reference": said.reference, "Heading": said.title, "Desired outcome": said.outcome}


def _words_of_commitment(said: CommitmentContent) -> dict[str, Any]:
    return {
        "Reference": said.reference, "Words": said.text, "Before its actions": said.lead_in,
        "Why": said.rationale, "What good looks like": said.success,
    }  # fmt: skip


def _name_of_theme(said: ThemeContent) -> str:
    return " ".join(filter(None, [said.reference, said.title]))


def _name_of_commitment(said: CommitmentContent) -> str:
    return " ".join(filter(None, [said.reference, said.text]))


def _name_of_action(said: ActionContent) -> str:
    return " ".join(filter(None, [said.reference, said.text]))
