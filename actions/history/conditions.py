"""What counts as what on a day, as SQL: each condition stands here once and serves counting, listing and exports.

The aliases are those of ``as_at.actions_of_plans``: a the action, c its commitment, t its theme, p its plan.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from actions.concerns import DUE_SOON_DAYS, Concern, Gap, State
from actions.history.as_at import Day, held, table
from actions.models import ActionLead, ActionTag, ProgressUpdate
from actions.status import DONE, LIVE, OPEN, Rag, Status
from plans.audit.records import history_of


def one_of(values: tuple[str, ...]) -> str:
    """Return the condition that the status is one of these."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"a.status IN ({quoted})"


IS_OPEN = one_of(OPEN)
STATES = {State.OPEN: IS_OPEN, State.DONE: one_of(DONE), State.LIVE: one_of(LIVE)}
HAS_MEASURE = " OR ".join(
    f"{key} IN (SELECT {column} FROM measured WHERE {column} IS NOT NULL)"
    for key, column in [
        ("a.id", "action_id"),
        ("a.commitment_id", "commitment_id"),
        ("t.id", "theme_id"),
        ("t.parent_id", "theme_id"),
    ]
)


def figures(day: Day) -> dict[str, str]:
    """Return the condition of each figure of a tally; asks for ``on``, ``soon`` and, of a past day, ``moment``."""
    open_and: dict[str, str] = {
        **{rag.value: f"a.rag = '{rag}'" for rag in Rag},
        Concern.OVERDUE: "a.due_on < %(on)s",
        Concern.DUE_SOON: "a.due_on BETWEEN %(on)s AND %(soon)s",
        Concern.NOT_UPDATED: f"NOT EXISTS ({_recent_report(day)})",
        Gap.NO_LEAD: f"NOT {_linked(ActionLead, day)}",
        Gap.NO_DATE: "a.due_on IS NULL",
        Gap.NO_MEASURE: f"NOT COALESCE({HAS_MEASURE}, FALSE)",
    }
    by_status = {status: f"a.status = '{status}'" for status in Status}
    return by_status | {code: f"{IS_OPEN} AND {condition}" for code, condition in open_and.items()}


def figure_parameters(day: Day) -> dict[str, Any]:
    """Return the days that the figures ask for."""
    return {"on": day.on, "soon": day.on + timedelta(days=DUE_SOON_DAYS)}


def chosen(filters: Mapping[str, Any], day: Day) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions that filters ask for, all of which must hold, and their parameters.

    ``filters`` maps status, rag and state to a code, concern and gap to a list of codes, theme, lead and tag to an
    id, q to words.
    """
    of = figures(day)
    codes = [filters[name] for name in ("status", "rag") if filters.get(name)]
    codes += [code for name in ("concern", "gap") for code in filters.get(name) or ()]
    conditions = [of[code] for code in codes]
    if state := filters.get("state"):
        conditions.append(STATES[state])
    if filters.get("theme"):
        conditions.append("(t.id = %(theme)s OR t.parent_id = %(theme)s)")
    if filters.get("lead"):
        conditions.append(_linked(ActionLead, day, "AND k.lead_id = %(lead)s"))
    if filters.get("tag"):
        conditions.append(_linked(ActionTag, day, "AND k.tag_id = %(tag)s"))
    words = (filters.get("q") or "").split()
    conditions += [_found(number) for number, _ in enumerate(words)]
    parameters = {name: filters.get(name) for name in ("theme", "lead", "tag")}
    for number, word in enumerate(words):
        parameters |= {f"word_{number}": word, f"like_{number}": f"%{_escaped(word)}%"}
    return conditions, parameters


def _recent_report(day: Day) -> str:
    """The newest report of an action, if it is recent enough; reports never change, so any row of its history tells."""
    reports = table(history_of(ProgressUpdate) if day.is_past else ProgressUpdate)
    return f"SELECT 1 FROM {reports} r WHERE r.id = a.latest_update_id AND r.reported_at >= p.silent_since"


def _linked(link: type, day: Day, which: str = "") -> str:
    rows, as_it_was = held(link, "k", day)
    return f"EXISTS (SELECT 1 FROM {rows} WHERE k.action_id = a.id AND {as_it_was} {which})"


def _found(number: int) -> str:
    """Words are looked for as ``ActionQuerySet.search`` does: in the wording, or as the whole reference."""
    like = f"LIKE LOWER(%(like_{number})s) ESCAPE '\\'"
    return f"(LOWER(a.text) {like} OR LOWER(a.current_text) {like} OR LOWER(a.reference) = LOWER(%(word_{number})s))"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
