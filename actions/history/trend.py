"""Statuses month by month: where all actions of a scope stood at the end of each month.

Counted from the moves alone: what came, went or changed its status in each month, added up from the beginning.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from actions.history.as_at import Day, ever_tables, sql_moment, table, values_table
from actions.models import Action
from actions.scope import Scope
from actions.status import Status
from plans.audit.records import history_of
from plans.replica import read_connection

MONTHS = 24
STATUSES = tuple(Status.values)
# Worded as the condition of the index of moves is (plans/audit/records.py), or the databases would not use it.
MOVES = (
    "(NOT (h.history_type = '~') OR "
    "NOT (h.old_status = h.status AND h.old_status IS NOT NULL AND h.status IS NOT NULL))"
)


@dataclass(frozen=True)
class MonthEnd:
    """How many actions had each status at the end of a day: the last of a month, or the day that was asked about."""

    on: date
    counts: Mapping[str, int]


def month_ends(last: date, months: int = MONTHS) -> list[date]:
    """Return the last days of the months before a day, oldest first, and the day itself at the end."""
    days = [last]
    while len(days) < months:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def trend(scope: Scope, months: int = MONTHS) -> list[MonthEnd]:
    """Return where the actions of a scope stood at each month's end, months before the first action left out.

    At each of them the plans count that were active then, or the one plan that was chosen.
    """
    ends = [Day(on) for on in month_ends(scope.day.on, months)]
    counted = scope.counts_on(ends)
    if not counted:
        return []
    standing: dict[tuple[bool, ...], Counter[str]] = defaultdict(Counter)
    changes = _changes(counted, ends)
    found = []
    for place, day in enumerate(ends):
        for pattern, status, number in changes[place]:
            standing[pattern][status] += number
        counting = [counts for pattern, counts in standing.items() if pattern[place]]
        found.append(MonthEnd(day.on, {status: sum(counts[status] for counts in counting) for status in STATUSES}))
    first = next((place for place, end in enumerate(found) if any(end.counts.values())), len(found))
    return found[first:]


def _changes(
    counted: Mapping[int, tuple[bool, ...]], ends: Sequence[Day]
) -> dict[int, list[tuple[tuple[bool, ...], str, int]]]:
    """What came (+) and went (-) by status: place of the month -> (pattern of the plans, status, number).

    Plans that count on the same days are summed by the database, so that a nation's answer stays small.
    """
    patterns = list(dict.fromkeys(counted.values()))
    number_of = {pattern: number for number, pattern in enumerate(patterns)}
    plans = values_table("plan", "id, pattern", [f"{pk}, {number_of[pattern]}" for pk, pattern in counted.items()])
    months = " ".join(f"WHEN h.history_date < %(end_{place})s THEN {place}" for place in range(len(ends)))
    question = (
        f"SELECT p.pattern, CASE {months} END AS month, h.history_type, h.old_status, h.status, COUNT(*) "
        f"FROM ever_action e JOIN plan p ON p.id = e.plan_id JOIN {table(history_of(Action))} h ON h.id = e.id "
        f"WHERE h.history_date < %(end_{len(ends) - 1})s AND {MOVES} "
        "GROUP BY 1, 2, 3, 4, 5"
    )
    parameters = {f"end_{place}": sql_moment(day.moment) for place, day in enumerate(ends)}
    changes: dict[int, list[Any]] = defaultdict(list)
    with read_connection().cursor() as cursor:
        cursor.execute(f"WITH {', '.join([plans, *ever_tables()])} {question}", parameters)
        for pattern, month, kind, old, new, number in cursor.fetchall():
            if kind != "+":
                changes[month].append((patterns[pattern], old, -number))
            if kind != "-":
                changes[month].append((patterns[pattern], new, number))
    return changes
