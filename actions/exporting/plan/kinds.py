"""The kinds of things that a plan is made of, and what a file says of each, once for all kinds of file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import Any

from django.db import models

from actions.models import Action, ActionLead, Lead, LeadSpelling, ReviewDate, Tag, Timescale
from plans.models import Commitment, Council, Plan, Theme

FORMATS = ("EDI Tracker plan 1", "EDI Tracker plan 2")
"""How files say that they are ours, the oldest first. There is another when an older program could not read it."""
FORMAT = FORMATS[-1]


class Holds(Enum):
    """What the values of a column are."""

    TEXT = auto()
    CHOICE = auto()
    DATE = auto()
    NUMBER = auto()
    WHOLE = auto()
    YES_NO = auto()


@dataclass(frozen=True)
class Column:
    """One thing that is said of each row, by the name that it has in content. ``field`` checks each of its values.

    ``is_new`` is one that files of an older format lack.
    """

    name: str
    heading: str
    holds: Holds
    field: models.Field | None = None
    is_list: bool = False
    is_new: bool = False

    @cached_property
    def choices(self) -> dict[str, str]:
        """The codes that it may hold, with their words."""
        return dict(self.field.flatchoices) if self.field else {}


@dataclass(frozen=True)
class Kind:
    """A kind of row: what it can be part of ("" for the plan itself), and the lists that belong to one another.

    ``together`` has for a list of JSON objects the column in which tables hold each of their values, line by line; the
    first is never empty.
    """

    name: str
    plural: str
    parents: tuple[str, ...]
    columns: tuple[Column, ...]
    together: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """The column of that name; raises ``KeyError`` for none."""
        return {column.name: column for column in self.columns}[name]


def holds(of: models.Field) -> Holds:
    """What a field of a model holds."""
    if of.choices:
        return Holds.CHOICE
    types: dict[type[models.Field], Holds] = {
        models.DateField: Holds.DATE,
        models.DecimalField: Holds.NUMBER,
        models.IntegerField: Holds.WHOLE,
        models.BooleanField: Holds.YES_NO,
    }
    return next((what for type, what in types.items() if isinstance(of, type)), Holds.TEXT)


def columns_of(model: type[models.Model], names: str, *, new: str = "") -> tuple[Column, ...]:
    """A column for each of these fields of a model; those that are also among ``new`` are not in older files."""
    fields: list[Any] = [model._meta.get_field(name) for name in names.split()]
    return tuple(
        Column(
            of.name, str(of.verbose_name[:1]).upper() + str(of.verbose_name[1:]), holds(of), of,
            is_new=of.name in new.split(),
        )
        for of in fields
    )  # fmt: skip


def listed(name: str, heading: str, model: type[models.Model], of: str) -> Column:
    """A column of lists, each value of which is one of that field."""
    (one,) = columns_of(model, of)
    return Column(name, heading, one.holds, one.field, is_list=True)


NUMBER = Column("number", "Number", Holds.WHOLE)
PART_OF = Column("part_of", "Part of", Holds.TEXT)
COUNCIL = Column("council", "Partner council", Holds.TEXT)
ALL_MEASURES = Plan._meta.get_field("measures")  # they live a floor above
Measure: type[models.Model] = ALL_MEASURES.related_model
Reading: type[models.Model] = Measure._meta.get_field("readings").related_model  # type: ignore[assignment]

FILE_FACTS = (
    Column("format", "Kind of file", Holds.TEXT),
    Column("council", "Council", Holds.TEXT, Council._meta.get_field("slug")),
    *columns_of(Plan, "slug"),
)
PLAN_FACTS = columns_of(
    Plan,
    " ".join(
        field.name
        for field in Plan._meta.concrete_fields
        if not (field.is_relation or field.primary_key or field.name == "slug")
    ),
)
PARTNER = Column("partner", "Partner council", Holds.TEXT, Council._meta.get_field("slug"))
FACTS = {column.name: column for column in (*FILE_FACTS, *PLAN_FACTS, PARTNER)}
"""What is said of the plan as a whole: each is a row of its own in tables; ``partner`` once for each partner."""

PLAN = Kind("Plan", "Plan", (), (Column("name", "Name", Holds.TEXT), Column("text", "Value", Holds.TEXT)))
LEAD = Kind(
    "Lead", "Leads", ("",),
    (
        NUMBER, *columns_of(Lead, "name kind"), COUNCIL, listed("spellings", "Spellings", LeadSpelling, "text"),
    ),
)  # fmt: skip
TAG = Kind("Tag", "Tags", ("",), (NUMBER, *columns_of(Tag, "kind name definition"), COUNCIL))
TIMESCALE = Kind(
    "Timescale", "Timescales", ("",),
    (
        NUMBER, *columns_of(Timescale, "text starts_on due_on recurrence is_ongoing certainty note"),
        listed("reviews", "Reviews", ReviewDate, "review_on"),
    ),
)  # fmt: skip
THEME = Kind("Theme", "Themes", ("", "Theme"), (NUMBER, PART_OF, *columns_of(Theme, "reference title outcome")))
COMMITMENT = Kind(
    "Commitment", "Commitments", ("Theme",),
    (
        NUMBER, PART_OF,
        *columns_of(
            Commitment, "reference text lead_in overview_text rationale rationale_on success leads_as_published"
        ),
    ),
)  # fmt: skip
ACTION = Kind(
    "Action", "Actions", ("Commitment",),
    (
        NUMBER, PART_OF,
        *columns_of(Action, "reference subheading text current_text leads_as_published"),
        listed("leads", "Leads", Lead, "name"),
        listed("lead_roles", "Roles of the leads", ActionLead, "role"),
        listed("lead_spellings", "Leads as spelt", ActionLead, "published_as"),
        Column("lead_councils", "Partner councils of the leads", Holds.TEXT, is_list=True),
        Column("timescale", "Timescale", Holds.WHOLE),
        *columns_of(Action, "due_on status rag completed_on review_on"),
        listed("tags", "Tags", Tag, "name"),
        listed("tag_kinds", "Kinds of the tags", Tag, "kind"),
    ),
    {
        "leads": {
            "lead": "leads", "role": "lead_roles", "published_as": "lead_spellings", "council": "lead_councils",
        },
        "tags": {"name": "tags", "kind": "tag_kinds"},
    },
)  # fmt: skip
MEASURE = Kind(
    "Measure", "Measures", ("", "Theme", "Commitment", "Action"),
    (
        NUMBER, PART_OF,
        *columns_of(
            Measure,
            "text name added_from kind unit levels definition origin baseline baseline_on target target_text target_on "
            "tolerance direction compared_group reference_group frequency is_about_people",
            new="added_from levels definition origin tolerance compared_group reference_group",
        ),
        Column("owner", "Owner", Holds.TEXT),
    ),
)  # fmt: skip
READING = Kind(
    "Reading", "Readings", ("Measure",),
    (
        PART_OF,
        *columns_of(
            Reading, "starts_on read_on category group value numerator base words note origin",
            new="starts_on category numerator base note",
        ),
    ),
)  # fmt: skip
KINDS = {
    kind.name: kind for kind in (PLAN, THEME, COMMITMENT, ACTION, LEAD, TIMESCALE, MEASURE, READING, TAG)
}  # fmt: skip
