"""Proving that state and history agree, and mending the record where triggers could not run."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from django.db import connections, models, transaction
from django.utils import timezone

from plans.audit import triggers
from plans.audit.records import RECONCILED, TRACKED, has_status, history_of, tracked_columns
from plans.audit.seals import broken_seals, is_head_known

BATCH = 5000


def verify_all(using: str = "default", *, head: str = "") -> tuple[int, list[str]]:
    """Check everything, as of one moment: that the triggers are in place, state and history agree, the seals hold.

    ``head`` is a head of the seals that was kept elsewhere. Returns how many history rows were checked and a
    sentence, without its full stop, for each problem.
    """
    checked, problems = 0, []
    with triggers.dialect(using).snapshot(connections[using]):
        problems += triggers.missing(using)
        for model in TRACKED.values():
            try:
                rows, found = verify(model, using)
            except (TypeError, ValueError) as error:  # such as 31 February, which SQLite stores as it comes
                rows, found = 0, [f"{model._meta.label}: a stored value cannot be read ({error})"]
            checked, problems = checked + rows, problems + found
        problems += broken_seals(using)
        if head and not is_head_known(head, using):
            problems.append("No seal has the head that was given, so seals were removed or replaced")
    return checked, problems


def _tracked_names(model: type[models.Model]) -> list[str]:
    columns = set(tracked_columns(model))
    return [field.attname for field in model._meta.concrete_fields if field.column in columns]


def _histories(model: type[models.Model], using: str) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield each object's id with its history rows in the order of recording."""
    key = model._meta.pk.attname
    links = ["history_id", "history_type", "previous_id", "old_status"]
    rows = history_of(model)._base_manager.using(using).order_by(key, "history_id")
    values = rows.values(*_tracked_names(model), *links).iterator(chunk_size=BATCH)
    for pk, group in groupby(values, key=lambda row: row[key]):
        yield pk, list(group)


def _states(model: type[models.Model], using: str) -> dict[int, dict[str, Any]]:
    """Return each object's tracked values as they stand, by id."""
    rows = model._base_manager.using(using).values(*_tracked_names(model))
    return {row[model._meta.pk.attname]: row for row in rows.iterator(chunk_size=BATCH)}


def verify(model: type[models.Model], using: str = "default") -> tuple[int, list[str]]:
    """Compare a tracked model with its history.

    Returns how many history rows were checked and a sentence for each problem; no sentence means that the
    state equals the newest history, that every history begins with a creation, ends with a deletion where
    the object is gone, and that each row links to the one before it.
    """
    name = model._meta.label
    states, checked, problems = _states(model, using), 0, []
    for pk, rows in _histories(model, using):
        checked += len(rows)
        problems += [f"{name} {pk}: {problem}" for problem in _chain_problems(rows, has_status(model))]
        problems += [f"{name} {pk}: {problem}" for problem in _state_problems(rows[-1], states.pop(pk, None))]
    problems += [f"{name} {pk}: it has no history at all" for pk in states]
    return checked, problems


def _chain_problems(rows: list[dict[str, Any]], with_status: bool) -> Iterator[str]:
    """Say what is wrong with the order and links of one object's history rows."""
    if rows[0]["history_type"] != "+":
        yield "its history does not begin with a creation"
    if rows[0]["previous_id"] is not None:
        yield "the beginning of its history is gone"
    for before, row in pairwise(rows):
        number, old = row["history_id"], row["old_status"]
        if before["history_type"] == "-" and row["history_type"] != "+":
            yield f"history row {number} follows a deletion"
        if row["history_type"] == "+" and before["history_type"] != "-":
            yield f"it was created twice, the second time in history row {number}"
        if row["previous_id"] != before["history_id"]:
            yield f"history rows before {number} are gone or were added"
        if with_status and row["history_type"] != "+" and old != before["status"]:
            yield f"history row {number} left {old!r}, but the row before says {before['status']!r}"


def _state_problems(newest: dict[str, Any], state: dict[str, Any] | None) -> Iterator[str]:
    """Say how an object differs from its newest history row."""
    if newest["history_type"] == "-":
        if state is not None:
            yield "it exists, but its newest history row says deleted"
    elif state is None:
        yield "it is gone without a deletion in its history"
    elif differing := [name for name in state if state[name] != newest[name]]:
        yield f"it differs from its newest history row in {', '.join(differing)}"


def reconcile_all(using: str = "default") -> int:
    """Reconcile every tracked table that is as its model says; return how many rows were appended.

    One that is not, after a migration to an earlier state, waits for the code or the migration that fits it.
    """
    with connections[using].cursor() as cursor:
        tables = set(connections[using].introspection.table_names(cursor))
        fitting = [m for m in TRACKED.values() if all(_fits(each, tables, cursor) for each in (m, history_of(m)))]
    return sum(reconcile(model, using) for model in fitting)


def _fits(model: type[models.Model], tables: set[str], cursor: Any) -> bool:
    """Whether the database has the model's table with all of its columns."""
    if model._meta.db_table not in tables:
        return False
    cursor.execute(f'SELECT * FROM "{model._meta.db_table}" LIMIT 0')
    columns = {column[0] for column in cursor.description}
    return columns.issuperset(field.column for field in model._meta.concrete_fields)


def reconcile(model: type[models.Model], using: str = "default") -> int:
    """Append a history row, marked as reconciled, for each object that changed while triggers were off.

    Nothing is rewritten, and nobody writes meanwhile. Returns how many rows were appended.
    """
    with transaction.atomic(using=using):
        triggers.dialect(using).wait_for_writers(connections[using], model._meta.db_table)
        states = _states(model, using)
        rows = [_missing_row(model, history[-1], states.pop(pk, None)) for pk, history in _histories(model, using)]
        rows += [_appended(model, state, "+", None) for state in states.values()]
        appended = [row for row in rows if row]
        history_of(model)._base_manager.using(using).bulk_create(appended, batch_size=BATCH)
    return len(appended)


def _missing_row(model: type[models.Model], newest: dict, state: dict | None) -> models.Model | None:
    """Build the history row that leads from an object's newest one to its state, if they differ."""
    if not any(_state_problems(newest, state)):
        return None
    if state is None:
        return _appended(model, newest, "-", newest)
    return _appended(model, state, "+" if newest["history_type"] == "-" else "~", newest)


def _appended(model: type[models.Model], values: dict, kind: str, newest: dict | None) -> models.Model:
    """Build the history row that reconciliation appends after ``newest`` (None where there is no history)."""
    now = timezone.now()
    return history_of(model)(
        **{name: values[name] for name in _tracked_names(model)},
        history_type=kind,
        history_date=now,
        recorded_at=now,
        source=RECONCILED,
        history_change_reason="Changed while the triggers were off (migration)",
        previous_id=newest and newest["history_id"],
        old_status=newest["status"] if newest and has_status(model) and kind != "+" else None,
    )
