"""The tables of plans as they were at the end of a day, as SQL.

Today's are the live tables. Those of a day that is over are the newest history row of each id until then, so that
what has been changed, moved or deleted since is as it was. A day ends at midnight, local time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.utils import timezone

from actions.models import Action
from plans.audit.records import history_of
from plans.models import Commitment, Plan, Theme


@dataclass(frozen=True)
class Day:
    """A day that is asked about: today, or one that is over."""

    on: date

    @cached_property
    def is_past(self) -> bool:
        return self.on < timezone.localdate()

    @cached_property
    def moment(self) -> datetime:
        """The first moment after the day, local time."""
        return day_begins(self.on + timedelta(days=1))


def day_begins(on: date) -> datetime:
    """Return the first moment of a day, local time."""
    return timezone.make_aware(datetime.combine(on, time.min))


def sql_moment(moment: datetime) -> Any:
    """Return a moment as this database compares it."""
    return connection.ops.adapt_datetimefield_value(moment)


def read_date(value: Any) -> date | None:
    """Read a date as this database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def read_moment(value: Any) -> datetime | None:
    """Read a moment as this database gives it: text or without a zone is UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def values_table(name: str, columns: str, rows: list[str]) -> str:
    """Return a table of given values for a WITH clause."""
    return f"{name} ({columns}) AS NOT MATERIALIZED (VALUES {', '.join(f'({row})' for row in rows)})"


def table(model: type[models.Model]) -> str:
    """Return the quoted name of a model's table."""
    return f'"{model._meta.db_table}"'


def joined(model: type[models.Model], alias: str, key: str, day: Day, *, left: bool = False) -> str:
    """Return a JOIN to the row of a model whose id is ``key``, as it was; asks for the parameter ``moment``."""
    join = "LEFT JOIN" if left else "JOIN"
    if not day.is_past:
        return f"{join} {table(model)} {alias} ON {alias}.id = {key}"
    history = table(history_of(model))
    newest = (
        f"FROM {history} x WHERE x.id = {key} AND x.history_date < %(moment)s "
        "ORDER BY x.history_date DESC, x.history_id DESC LIMIT 1"
    )
    if connection.vendor == "postgresql":  # which would read the whole history to join it by its own key
        return f"{join} LATERAL (SELECT x.* {newest}) {alias} ON {alias}.history_type <> '-'"
    its_key = f"{alias}.history_id = (SELECT x.history_id {newest})"
    return f"{join} {history} {alias} ON {its_key} AND {alias}.history_type <> '-'"


def held(model: type[models.Model], alias: str, day: Day) -> tuple[str, str]:
    """Return a FROM item for all rows of a model as they were, and the condition that makes it so.

    For links that are looked up by an indexed foreign key; asks for the parameter ``moment``.
    """
    if not day.is_past:
        return f"{table(model)} {alias}", "TRUE"
    history = table(history_of(model))
    later = (
        f"SELECT 1 FROM {history} x WHERE x.id = {alias}.id AND x.history_date < %(moment)s "
        f"AND (x.history_date, x.history_id) > ({alias}.history_date, {alias}.history_id)"
    )
    until = f"{alias}.history_date < %(moment)s AND {alias}.history_type <> '-'"
    return f"{history} {alias}", f"{until} AND NOT EXISTS ({later})"


def actions_of_plans(day: Day) -> str:
    """Return a FROM item for the actions of the table ``plan``: aliases p, t, c and a, each row as it was."""
    if not day.is_past:
        rows = "plan p"
        for model, alias, parent, key in (
            (Theme, "t", "plan_id", "p.id"),
            (Commitment, "c", "theme_id", "t.id"),
            (Action, "a", "commitment_id", "c.id"),
        ):
            rows += f" JOIN {table(model)} {alias} ON {alias}.{parent} = {key}"
        return rows
    up = (joined(Commitment, "c", "a.commitment_id", day), joined(Theme, "t", "c.theme_id", day))
    return " ".join(["ever_action e", joined(Action, "a", "e.id", day), *up, "JOIN plan p ON p.id = t.plan_id"])


def ever_tables() -> list[str]:
    """Return the tables ``ever_theme``, ``ever_commitment`` and ``ever_action`` (id, plan_id) for a WITH clause.

    They hold every id that the plans in the table ``plan`` have, or had before it was deleted.
    """
    tables, parents, plan = [], "plan", "id"
    for model, parent in ((Theme, "plan_id"), (Commitment, "theme_id"), (Action, "commitment_id")):
        here = f"ever_{model._meta.model_name}"
        tables.append(f"{here} (id, plan_id) AS ({_ever(model, parent, parents, plan)})")
        parents, plan = here, "plan_id"
    return tables


def rows_of(model: type[models.Model], parent: str, parents: str, day: Day) -> str:
    """Return a FROM item for the rows of a model, alias m, whose ``parent`` is among ``parents``, as they were.

    ``parents`` is a table with an ``id``: those that the rows hang in now, or hung in when they were deleted.
    """
    if not day.is_past:
        return f"{table(model)} m JOIN {parents} w ON w.id = m.{parent}"
    return f"({_ever(model, parent, parents, 'id')}) e {joined(model, 'm', 'e.id', day)}"


def measured_table(day: Day) -> str:
    """Return the table ``measured`` for a WITH clause: where the measures of the table ``plan`` hung."""
    measures = Plan._meta.get_field("measures").related_model
    places = "m.action_id, m.commitment_id, m.theme_id"
    return f"measured AS (SELECT {places} FROM {rows_of(measures, 'plan_id', 'plan', day)})"


def _ever(model: Any, parent: str, parents: str, plan: str) -> str:
    """The ids of what is there and of what was deleted, each once, also where an id came back.

    CROSS JOIN, as SQLite would otherwise look through all history for the few rows that hung in these parents.
    """
    live, gone = table(model), table(history_of(model))
    alike = f"m.id AS id, e.{plan} AS plan_id FROM {parents} e CROSS JOIN {{}} m WHERE m.{parent} = e.id"
    deleted = f"m.history_type = '-' AND NOT EXISTS (SELECT 1 FROM {live} x WHERE x.id = m.id)"
    return f"SELECT {alike.format(live)} UNION ALL SELECT DISTINCT {alike.format(gone)} AND {deleted}"
