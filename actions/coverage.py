"""Which characteristics, aims and modules live actions address, and which none does.

- A live action is open or embedded. Completed and withdrawn ones address nothing any more.
- Only tags count, and only people tag: where nobody has tagged, nothing is said about what is covered.
- A local addition counts in the plans of its council, those that it shares as a partner too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from actions.models import Action, ActionTag, Tag
from actions.scope import PlanThen
from actions.status import LIVE
from plans.models import PlanPartner

LIVE_MEANS = (
    "A live action is not started, in progress, on hold or embedded. Completed and withdrawn actions are not counted."
)
MOST_COLUMNS = 6
TITLES: dict[str, str] = {
    Tag.Kind.CHARACTERISTIC: "Protected and local characteristics",
    Tag.Kind.AIM: "Aims of the equality duty",
    Tag.Kind.MODULE: "Modules of the LGA framework",
}
PLAN_OF_TAGGED = "action__commitment__theme__plan"

Numbers = dict[int, int]


@dataclass(frozen=True)
class Row:
    """So many live actions: in each plan that has a column, and in all. ``tag`` is what they address.

    None where a plan is not offered the tag, the local addition of another council.
    """

    cells: list[tuple[PlanThen, int | None]]
    total: int
    tag: Tag | None = None


@dataclass(frozen=True)
class KindCoverage:
    """The tags of one kind; ``bare`` counts the live actions that bear none of them."""

    kind: Tag.Kind
    rows: list[Row]
    is_used: bool
    bare: Row

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def name(self) -> str:
        """The name of one of the kind, as it stands within a sentence."""
        return self.kind.label[:1].lower() + self.kind.label[1:]

    @property
    def unaddressed(self) -> list[Tag]:
        """The tags that no live action bears."""
        return [row.tag for row in self.rows if row.tag and not row.total]


@dataclass(frozen=True)
class Coverage:
    """What is covered: a block for each kind. ``columns`` are the plans, where a table has room for them."""

    kinds: list[KindCoverage]
    columns: list[PlanThen]
    live: Row

    @property
    def is_tagged(self) -> bool:
        """Whether anybody has tagged anything here."""
        return any(kind.is_used for kind in self.kinds)


@dataclass(frozen=True)
class _Counts:
    """What the database counted, by plan; ``by_tag`` holds every tag that was given, to a live action or not."""

    live: Numbers
    by_tag: dict[int, Numbers]
    by_kind: dict[str, Numbers]


def coverage(plans: Sequence[PlanThen]) -> Coverage:
    """Count the live actions of these plans by what they address, in five queries however many there are."""
    counts, councils = _count(plans), _councils_of(plans)
    columns = list(plans) if 1 < len(plans) <= MOST_COLUMNS else []
    tags = list(Tag.objects.offered_to(set().union(*councils.values())).select_related("council"))

    def of_kind(kind: Tag.Kind) -> KindCoverage:
        own = [tag for tag in tags if tag.kind == kind]
        bearing = counts.by_kind.get(kind.value, {})
        return KindCoverage(
            kind=kind,
            rows=[_of_tag(tag, counts.by_tag.get(tag.pk, {}), columns, councils) for tag in own],
            is_used=any(tag.pk in counts.by_tag for tag in own),
            bare=_row({plan: live - bearing.get(plan, 0) for plan, live in counts.live.items()}, columns),
        )

    return Coverage([of_kind(kind) for kind in Tag.Kind], columns, _row(counts.live, columns))


def _count(plans: Sequence[PlanThen]) -> _Counts:
    ids = [plan.pk for plan in plans]
    actions = Action.objects.filter(commitment__theme__plan__in=ids, status__in=LIVE).order_by()
    given = ActionTag.objects.filter(**{f"{PLAN_OF_TAGGED}__in": ids}).order_by()
    is_live = Q(action__status__in=LIVE)
    by_tag: dict[int, Numbers] = defaultdict(dict)
    for tag, plan, number in given.values_list("tag", PLAN_OF_TAGGED).annotate(number=Count("pk", filter=is_live)):
        by_tag[tag][plan] = number
    by_kind: dict[str, Numbers] = defaultdict(dict)
    bearing = given.filter(is_live).values_list("tag__kind", PLAN_OF_TAGGED)
    for kind, plan, number in bearing.annotate(number=Count("action", distinct=True)):
        by_kind[kind][plan] = number
    live = dict(actions.values_list("commitment__theme__plan").annotate(number=Count("pk")))
    return _Counts(live, by_tag, by_kind)


def _councils_of(plans: Sequence[PlanThen]) -> dict[int, set[int]]:
    """The ids of the owner and the partners of each plan."""
    councils = {plan.pk: {plan.council.pk} for plan in plans}
    for plan, council in PlanPartner.objects.filter(plan__in=councils).values_list("plan", "council"):
        councils[plan].add(council)
    return councils


def _row(numbers: Numbers, columns: list[PlanThen]) -> Row:
    return Row([(plan, numbers.get(plan.pk, 0)) for plan in columns], sum(numbers.values()))


def _of_tag(tag: Tag, numbers: Numbers, columns: list[PlanThen], councils: dict[int, set[int]]) -> Row:
    cells = [
        (plan, numbers.get(plan.pk, 0 if tag.is_shared or tag.council_id in councils[plan.pk] else None))
        for plan in columns
    ]
    return Row(cells, sum(numbers.values()), tag)
