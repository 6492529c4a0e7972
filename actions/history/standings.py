"""Where each action of a scope stood at the end of its day: to filter, count, sort and page.

One question to the database, whatever the day: ``as_at`` says where its tables come from, ``conditions`` what counts
as what.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from actions.history import conditions
from actions.history.as_at import (
    actions_of_plans,
    ever_tables,
    held,
    joined,
    measured_table,
    read_date,
    read_moment,
    rows_of,
    sql_moment,
    values_table,
)
from actions.models import ActionLead, Lead, ProgressUpdate, Tag, Timescale
from actions.scope import PlanThen, Scope, silent_since
from actions.standing import NamedLead, Standing
from actions.status import Status
from actions.tally import FIGURES, Tally
from plans.models import Theme
from plans.replica import read_connection

PLAN_ORDER = "p.place, t.position, c.position, a.position, a.id"
STATUS_ORDER = " ".join(f"WHEN '{status}' THEN {place}" for place, status in enumerate(Status))
RAG_ORDER = "WHEN 'red' THEN 1 WHEN 'amber' THEN 2 WHEN 'green' THEN 3 ELSE 4"
SORTS: dict[str, str] = {
    "plan": PLAN_ORDER,
    "due": f"a.due_on IS NULL, a.due_on, {PLAN_ORDER}",
    "status": f"CASE a.status {STATUS_ORDER} END, {PLAN_ORDER}",
    "rag": f"CASE WHEN {conditions.IS_OPEN} THEN 0 ELSE 1 END, CASE a.rag {RAG_ORDER} END, {PLAN_ORDER}",
    "reported": f"u.reported_at IS NOT NULL, u.reported_at, {PLAN_ORDER}",
}
FLAGS = ("overdue", "due_soon", "not_updated", "no_lead", "no_date", "no_measure")
COLUMNS = (
    "a.id, p.id, t.id, c.id, t.reference, t.title, c.reference, c.text, a.reference, a.subheading, a.text, "
    "a.current_text, s.text, a.status, a.rag, a.due_on, a.completed_on, a.review_on, u.id, u.reported_at, g.id"
)
# What stands before the counts in each group: key, label, parent's key and label, plan, place of the plan, place in it.
GROUPS: dict[str, str] = {
    "council": "s.council_id, '', 0, '', 0, MIN(s.place), 0 FROM standing s GROUP BY s.council_id",
    "plan": "s.plan_id, '', 0, '', s.plan_id, s.place, 0 FROM standing s GROUP BY s.plan_id, s.place",
    "theme": (
        "s.theme_id, s.theme, s.parent_id, s.parent, s.plan_id, s.place, s.theme_place FROM standing s "
        "GROUP BY s.theme_id, s.theme, s.parent_id, s.parent, s.plan_id, s.place, s.theme_place"
    ),
}
COUNCILS = (  # those that own the plans, and those that share them
    "council (id) AS (SELECT council_id FROM plan UNION "
    "SELECT w.council_id FROM plans_planpartner w JOIN plan p ON p.id = w.plan_id)"
)
TAG_ORDER = "m.position + CASE m.kind WHEN 'characteristic' THEN 0 WHEN 'aim' THEN 1000 ELSE 2000 END"
BATCH = 500


@dataclass(frozen=True)
class Group:
    """The actions of one council, plan, theme or lead; ``parent`` is the theme that a theme stands in, or 0."""

    key: int
    label: str
    parent: int
    parent_label: str
    plan_id: int
    place: tuple[int, int]
    tally: Tally


class Standings:
    """The actions of a scope as they stood at the end of its day, those that meet the filters, in a sort order.

    ``filters`` are those of ``conditions.chosen``; ``sort`` is a key of ``SORTS``.
    """

    def __init__(self, scope: Scope, filters: Mapping[str, Any] | None = None, sort: str = "plan") -> None:
        self.scope, self.day, self.sort = scope, scope.day, sort
        self._where, parameters = conditions.chosen(filters or {}, self.day)
        self._parameters = parameters | conditions.figure_parameters(self.day)
        if self.day.is_past:
            self._parameters["moment"] = sql_moment(self.day.moment)

    def count(self) -> int:
        """Return how many there are."""
        rows = self._ask(f"SELECT COUNT(*) {self._from()}")
        return rows[0][0] if rows else 0

    def ids(self) -> set[int]:
        """Return the ids of the actions."""
        return {row[0] for row in self._ask(f"SELECT a.id {self._from()}")}

    def tallies(self, *by: str) -> dict[str, list[Group]]:
        """Count by council, plan, theme or lead, each that is asked for, in one query; groups stand in plan order."""
        counts = ", ".join(f'COUNT(*) FILTER (WHERE s."{code}")' for code in FIGURES)
        parts = (f"SELECT '{name}', {self._grouped(name, counts)}" for name in by)
        found: dict[str, list[Group]] = {name: [] for name in by}
        for name, key, label, parent, parent_label, plan, place, place_in_plan, *numbers in self._ask(
            " UNION ALL ".join(parts), self._standing_table()
        ):
            tally = Tally(dict(zip(FIGURES, numbers, strict=True)))
            found[name].append(
                Group(key, label.strip(), parent, parent_label.strip(), plan, (place, place_in_plan), tally)
            )
        return {name: sorted(groups, key=lambda group: (group.place, group.label)) for name, groups in found.items()}

    def __getitem__(self, part: slice) -> list[Standing]:
        """Return a part of them, with their leads, in two queries, so that a paginator can fetch its page."""
        start, stop = part.start or 0, part.stop
        return self._standings(f"ORDER BY {SORTS[self.sort]} LIMIT {stop - start} OFFSET {start}")

    def all(self) -> list[Standing]:
        """Return all at once, with their leads, in two queries."""
        return self._standings(f"ORDER BY {SORTS[self.sort]}")

    def __iter__(self) -> Iterator[Standing]:
        """Yield all, in order and in batches, so that memory does not grow with their number."""
        report = self._report if "u." in SORTS[self.sort] else ""
        order = self._ask(f"SELECT a.id, p.id {self._from(report)} ORDER BY {SORTS[self.sort]}")
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            plans = {plan for _, plan in batch}
            within = [plan for plan in self.scope.plans if plan.pk in plans]
            which = f"AND a.id IN ({', '.join(str(pk) for pk, _ in batch)})"
            by_pk = {standing.pk: standing for standing in self._standings(which, within)}
            yield from (by_pk[pk] for pk, _ in batch if pk in by_pk)

    def choices(self, plan: int | None = None, lead: int | None = None) -> dict[str, dict[int, str]]:
        """Return what can be asked for, in one query: the councils' leads and tags, and the themes of a plan.

        Each maps an id to a name; leads are sorted by name, tags and themes stand in their own order. The leads of
        several councils would fill a book: of those only ``lead`` is given, the one that was asked for.
        """
        questions = [
            f"SELECT 'tag', {TAG_ORDER}, m.name, m.id FROM {self._of_councils(Tag)}",
            *self._shared_tags(),
        ]
        if lead or self.scope.is_one_council:
            which = "TRUE" if self.scope.is_one_council else f"m.id = {lead}"
            questions.append(f"SELECT 'lead', 0, m.name, m.id FROM {self._of_councils(Lead)} WHERE {which}")
        if plan:
            themes = rows_of(Theme, "plan_id", f"(SELECT {plan} AS id)", self.day)
            questions.append(f"SELECT 'theme', m.position, m.reference || ' ' || m.title, m.id FROM {themes}")
        found: dict[str, dict[int, str]] = {"lead": {}, "tag": {}, "theme": {}}
        rows = self._ask(" UNION ALL ".join(questions), COUNCILS)
        for name, _, label, pk in sorted(rows, key=lambda row: (row[1], row[2].casefold())):
            found[name][pk] = label.strip()
        return found

    def _of_councils(self, model: type[Model]) -> str:
        return rows_of(model, "council_id", "council", self.day)

    def _shared_tags(self) -> list[str]:
        """Everybody's tags, which are never deleted while an action has borne them."""
        tags, as_it_was = held(Tag, "m", self.day)
        return [f"SELECT 'tag', {TAG_ORDER}, m.name, m.id FROM {tags} WHERE m.council_id IS NULL AND {as_it_was}"]

    def _grouped(self, name: str, counts: str) -> str:
        if name != "lead":
            described, _, rows = GROUPS[name].partition(" FROM ")
            return f"{described}, {counts} FROM {rows}"
        links, as_it_was = held(ActionLead, "k", self.day)
        lead = joined(Lead, "l", "k.lead_id", self.day)
        rows = f"standing s JOIN {links} ON k.action_id = s.id AND {as_it_was} {lead}"
        return f"l.id, l.name, 0, '', 0, 0, 0, {counts} FROM {rows} GROUP BY l.id, l.name"

    def _standing_table(self) -> str:
        """The table ``standing``: which group each action is in, and whether each figure counts it."""
        of = conditions.figures(self.day)
        flags = ", ".join(f'({of[code]}) AS "{code}"' for code in FIGURES)
        place = (
            "a.id, p.id AS plan_id, p.council_id, p.place, t.id AS theme_id, t.position AS theme_place, "
            "t.reference || ' ' || t.title AS theme, COALESCE(tp.id, 0) AS parent_id, "
            "COALESCE(tp.reference || ' ' || tp.title, '') AS parent"
        )
        within = joined(Theme, "tp", "t.parent_id", self.day, left=True)
        return f"standing AS (SELECT {place}, {flags} {self._from(within)})"

    def _standings(self, rest: str, plans: Sequence[PlanThen] | None = None) -> list[Standing]:
        """The standings that the rest of a question asks for, with their leads: two queries."""
        of = conditions.figures(self.day)
        flags = ", ".join(f"({of[flag]})" for flag in FLAGS)
        timescale = joined(Timescale, "s", "a.timescale_id", self.day, left=True)
        joins = f"{self._report} {timescale} LEFT JOIN actions_action g ON g.id = a.id"
        rows = self._ask(f"SELECT {COLUMNS}, ({conditions.IS_OPEN}), {flags} {self._from(joins)} {rest}", plans=plans)
        by_plan = {plan.pk: plan for plan in self.scope.plans}
        found = [read_standing(row, by_plan) for row in rows]
        self._name_leads({standing.pk: standing for standing in found}, plans)
        return found

    def _name_leads(self, found: dict[int, Standing], plans: Sequence[PlanThen] | None) -> None:
        if not found:
            return
        links, as_it_was = held(ActionLead, "k", self.day)
        lead = joined(Lead, "l", "k.lead_id", self.day)
        wanted = ", ".join(map(str, found))
        question = f"SELECT k.action_id, l.id, l.name, k.role FROM {links} {lead}"
        question += f" WHERE k.action_id IN ({wanted}) AND {as_it_was} ORDER BY k.position"
        for pk, *named in self._ask(question, plans=plans):
            found[pk].leads.append(NamedLead(*named))

    def _from(self, joins: str = "") -> str:
        """The FROM and WHERE of every question."""
        where = " AND ".join(["TRUE", *self._where])
        return f"FROM {actions_of_plans(self.day)} {joins} WHERE {where}"

    @property
    def _report(self) -> str:
        """The JOIN to the newest report of each action, as u."""
        return joined(ProgressUpdate, "u", "a.latest_update_id", self.day, left=True)

    def _ask(self, question: str, *tables: str, plans: Sequence[PlanThen] | None = None) -> list[Any]:
        """Put a question to the database, with the tables that it may draw on; no plans, no rows."""
        plans = self.scope.plans if plans is None else plans
        if not plans:
            return []
        moments = {days: f"silent_{days}" for days in {plan.update_every_days for plan in plans}}
        parameters = {moments[plan.update_every_days]: sql_moment(silent_since(plan, self.day)) for plan in plans}
        rows = [
            f"{plan.pk}, {plan.council.pk}, {place}, %({moments[plan.update_every_days]})s"
            for place, plan in enumerate(plans)
        ]
        plan = values_table("plan", "id, council_id, place, silent_since", rows)
        ever = ever_tables() if self.day.is_past else []
        with_ = ", ".join([plan, *ever, measured_table(self.day), *tables])
        with read_connection().cursor() as cursor:
            cursor.execute(f"WITH {with_} {question}", self._parameters | parameters)
            return cursor.fetchall()


def read_standing(row: Sequence[Any], plans: Mapping[int, PlanThen]) -> Standing:
    """Read one row of the columns and flags above."""
    pk, plan, theme, commitment, t_ref, t_title, c_ref, c_text, ref, subheading, text, current, when = row[:13]
    status, rag, due, completed, review, update, reported, alive, is_open = row[13:22]
    flags: Any = map(bool, row[22:])
    return Standing(
        pk, plan, plans[plan].council.pk, theme, commitment,
        plans[plan].title, plans[plan].council.name, f"{t_ref} {t_title}".strip(), f"{c_ref} {c_text}".strip(),
        ref, subheading, text, current or text, when or "", status, rag,
        read_date(due), read_date(completed), read_date(review), update, read_moment(reported),
        alive is None, bool(is_open), *flags,
    )  # fmt: skip
