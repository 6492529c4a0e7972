"""What a plan says: the same shape for a plan in the tracker, one read from a document and one from our own files.

Its fields have the names of the models' fields. Places are the order of the lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass
class ReadingContent:
    read_on: date
    group: str = ""
    value: Decimal | None = None
    words: str = ""
    origin: str = ""
    starts_on: date | None = None
    category: str = ""
    numerator: int | None = None
    base: int | None = None
    note: str = ""

    @property
    def key(self) -> tuple[date, str, str]:
        """What tells it from the other readings of its measure."""
        return self.read_on, self.category, self.group


@dataclass
class MeasureContent:
    """``place`` is its place among all measures of the plan, counted from 1: they are numbered through."""

    text: str
    name: str
    place: int
    kind: str = "narrative"
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_text: str = ""
    target_on: date | None = None
    direction: str = ""
    frequency: str = ""
    is_about_people: bool = False
    owner: str = ""
    readings: list[ReadingContent] = field(default_factory=list)
    added_from: str = ""
    levels: str = ""
    definition: str = ""
    origin: str = ""
    tolerance: Decimal | None = None
    compared_group: str = ""
    reference_group: str = ""


@dataclass
class TimescaleContent:
    text: str
    starts_on: date | None = None
    due_on: date | None = None
    recurrence: str = "none"
    is_ongoing: bool = False
    certainty: str = "none"
    note: str = ""
    reviews: list[date] = field(default_factory=list)


@dataclass
class LeadContent:
    """A lead of the council, with the spellings that plans print. ``council`` is the short name of a partner council
    whose lead it is, "" for the owner's."""

    name: str
    kind: str = "post"
    council: str = ""
    spellings: list[str] = field(default_factory=list)


@dataclass
class ActionLeadContent:
    """Which lead an action names: ``lead`` is the name of a ``LeadContent`` of the plan."""

    lead: str
    role: str = "joint"
    published_as: str = ""
    council: str = ""


@dataclass
class TagContent:
    """A characteristic that a council added itself; ``council`` as for a lead."""

    kind: str
    name: str
    definition: str = ""
    council: str = ""


@dataclass
class ActionContent:
    """``timescale`` is the place, counted from 1, in the plan's timescales; ``tags`` are (kind, name).

    ``key`` names the row of the file that brought it; "" where none did.
    """

    text: str
    reference: str = ""
    subheading: str = ""
    current_text: str = ""
    leads_as_published: str = ""
    leads: list[ActionLeadContent] = field(default_factory=list)
    timescale: int | None = None
    due_on: date | None = None
    status: str = "not_started"
    rag: str = "not_rated"
    completed_on: date | None = None
    review_on: date | None = None
    tags: list[tuple[str, str]] = field(default_factory=list)
    measures: list[MeasureContent] = field(default_factory=list)
    key: str = ""


@dataclass
class CommitmentContent:
    reference: str = ""
    text: str = ""
    lead_in: str = ""
    overview_text: str = ""
    rationale: str = ""
    rationale_on: date | None = None
    success: str = ""
    leads_as_published: str = ""
    measures: list[MeasureContent] = field(default_factory=list)
    actions: list[ActionContent] = field(default_factory=list)


@dataclass
class ThemeContent:
    """A theme in the order of the plan; ``within`` is the place, counted from 1, of the theme that it stands in."""

    reference: str = ""
    title: str = ""
    outcome: str = ""
    within: int | None = None
    measures: list[MeasureContent] = field(default_factory=list)
    commitments: list[CommitmentContent] = field(default_factory=list)


@dataclass
class PlanContent:
    """A whole plan. ``facts`` are the values of the model Plan's own fields by their names, without council and slug.

    ``themes`` are listed as the plan prints them, a theme before those within it. ``leads`` and ``local_tags`` are
    those that the plan names. ``is_older`` is one of a file that knows nothing of the newer columns.
    """

    facts: dict[str, object] = field(default_factory=dict)
    partners: list[str] = field(default_factory=list)
    leads: list[LeadContent] = field(default_factory=list)
    local_tags: list[TagContent] = field(default_factory=list)
    timescales: list[TimescaleContent] = field(default_factory=list)
    measures: list[MeasureContent] = field(default_factory=list)
    themes: list[ThemeContent] = field(default_factory=list)
    is_older: bool = field(default=False, compare=False)

    def commitments(self) -> Iterator[CommitmentContent]:
        """Every commitment, in the order of the plan."""
        return (commitment for theme in self.themes for commitment in theme.commitments)

    def actions(self) -> Iterator[ActionContent]:
        """Every action, in the order of the plan."""
        return (action for commitment in self.commitments() for action in commitment.actions)

    def all_measures(self) -> Iterator[MeasureContent]:
        """Every measure, wherever it hangs, by its place."""
        holders: list[PlanContent | ThemeContent | CommitmentContent | ActionContent] = [
            self,
            *self.themes,
            *self.commitments(),
            *self.actions(),
        ]
        return iter(sorted((one for holder in holders for one in holder.measures), key=lambda one: one.place))

    def due_on_as_read(self, action: ActionContent) -> date | None:
        """The due date that the action's timescale reads; None where it has none."""
        return self.timescales[action.timescale - 1].due_on if action.timescale else None
