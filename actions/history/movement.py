"""What changed between two days: which actions moved, with who, when and why; what is new, gone and slipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.history.standings import Standings
from actions.models import Action, ProgressUpdate
from actions.scope import Scope
from actions.standing import RAG_LABELS, STATUS_LABELS, Standing
from plans.audit.records import history_of
from plans.models import User

WATCHED = ("status", "rag", "due_on")


@dataclass
class Move:
    """An action that stands elsewhere than it did, and the last change of that: who, when and why.

    ``who`` is None for a change that no person made in the application, ``at`` where none was recorded.
    """

    before: Standing
    after: Standing
    who: User | None = None
    at: datetime | None = None
    reason: str = ""
    went_round: bool = False

    @property
    def has_moved(self) -> bool:
        """Whether its status or its rating changed."""
        return (self.before.status, self.before.rag) != (self.after.status, self.after.rag)

    @property
    def has_slipped(self) -> bool:
        """Whether its due date moved later, other than by being done for this period, as what recurs is."""
        later = self.before.due_on and self.after.due_on and self.after.due_on > self.before.due_on
        return bool(later) and not self.went_round

    @property
    def in_words(self) -> list[str]:
        """What changed: "In progress to completed", "Green to amber"."""
        old, new = self.before, self.after
        status, rag = old.status != new.status, old.rag != new.rag and new.is_open
        return [f"{labels[was]} to {labels[now].lower()}" for labels, was, now, changed in (
            (STATUS_LABELS, old.status, new.status, status), (RAG_LABELS, old.rag, new.rag, rag),
        ) if changed]  # fmt: skip


@dataclass(frozen=True)
class Appearance:
    """An action that counts on one of the days only, and why not on the other."""

    standing: Standing
    why: str


@dataclass
class Movement:
    """Everything that changed between two days, each list in plan order."""

    moved: list[Move] = field(default_factory=list)
    slipped: list[Move] = field(default_factory=list)
    new: list[Appearance] = field(default_factory=list)
    gone: list[Appearance] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.slipped or self.new or self.gone)


def movement(then: Scope, now: Scope, filters: Mapping[str, Any] | None = None) -> Movement:
    """Return what changed in a scope between an earlier day and a later one.

    With filters, only the actions that met them on one of the two days are listed. The number of queries is fixed;
    the work grows with the number of actions.
    """
    before = {standing.pk: standing for standing in Standings(then).all()}
    after = {standing.pk: standing for standing in Standings(now).all()}
    if filters:
        wanted = Standings(then, filters).ids() | Standings(now, filters).ids()
        before, after = ({pk: rows[pk] for pk in rows if pk in wanted} for rows in (before, after))
    moves = [Move(before[pk], after[pk]) for pk in after if pk in before]
    round_ones = _done_for_a_period([move for move in moves if move.has_slipped], then, now)
    for move in moves:
        move.went_round = move.after.pk in round_ones
    moves = [move for move in moves if move.has_moved or move.has_slipped]
    _explain(moves, then, now)
    return Movement(
        moved=[move for move in moves if move.has_moved],
        slipped=[move for move in moves if move.has_slipped],
        new=_appeared(after, before, then, "Added", "Its plan became active"),
        gone=_appeared(before, after, now, "Deleted", "Its plan is no longer active"),
    )


def _appeared(
    here: Mapping[int, Standing], there: Mapping[int, Standing], other: Scope, alone: str, with_plan: str
) -> list[Appearance]:
    plans = {plan.pk for plan in other.plans}
    only = (standing for pk, standing in here.items() if pk not in there)
    return [Appearance(standing, alone if standing.plan_id in plans else with_plan) for standing in only]


def _done_for_a_period(moves: Iterable[Move], then: Scope, now: Scope) -> set[int]:
    """The actions that were reported as done for a period between the two days."""
    done = ProgressUpdate.objects.filter(
        action__in=[move.after.pk for move in moves],
        is_period_done=True,
        reported_at__gte=then.day.moment,
        reported_at__lt=now.day.moment,
    )
    return set(done.values_list("action", flat=True))


def _explain(moves: Iterable[Move], then: Scope, now: Scope) -> None:
    """Give each move the last change of what is watched between the two days."""
    by_pk = {move.before.pk: move for move in moves}
    was = {pk: tuple(getattr(move.before, name) for name in WATCHED) for pk, move in by_pk.items()}
    last: dict[int, tuple[datetime, int | None, str]] = {}
    for pk, at, user, reason, *values in _rows_between(by_pk, then, now):
        if tuple(values) != was[pk]:
            was[pk], last[pk] = tuple(values), (at, user, reason or "")
    people = User.objects.in_bulk({user for _, user, _ in last.values() if user})
    for pk, (at, user, reason) in last.items():
        by_pk[pk].at, by_pk[pk].who, by_pk[pk].reason = at, people.get(user or 0), reason


def _rows_between(pks: Iterable[int], then: Scope, now: Scope) -> Iterable[tuple[Any, ...]]:
    rows = history_of(Action)._default_manager.filter(id__in=list(pks), history_date__gte=then.day.moment)
    if now.day.is_past:
        rows = rows.filter(history_date__lt=now.day.moment)
    said = ("id", "history_date", "history_user_id", "history_change_reason", *WATCHED)
    return rows.order_by("history_date", "history_id").values_list(*said)
