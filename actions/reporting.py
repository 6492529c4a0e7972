"""How a report is checked and written: the progress update and the action, together or not at all.

``Action.report`` does both for one action. The many reports of a file are prepared before anything is locked and
saved together once the actions are, and have been found unchanged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.recurrence import next_due
from actions.status import DONE, Rag, Status, is_open, why_move_is_refused, why_reason_is_needed
from plans import permissions
from plans.audit.context import UNCHANGED, audit
from plans.audit.revision import refuse_stale

SET = ("status", "rag", "due_on", "completed_on", "review_on", "latest_update")
Signature = tuple[Any, str, Any]
LINKS = ("commitment", "timescale", "latest_update", "action", "reported_by")  # none of them typed


@dataclass(frozen=True)
class Report:
    """What an officer reports; see ``Action.report``."""

    by: Any
    at: datetime
    status: str | None = None
    rag: str | None = None
    summary: str = ""
    next_steps: str = ""
    evidence: str = ""
    reason: str = ""
    due_on: date | None = None
    completed_on: date | None = None
    review_on: date | None = None
    is_period_done: bool = False
    is_demonstration: bool = False

    @property
    def on(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def signature(self) -> Signature:
        """Who, why and when, as the history keeps it beside what is written."""
        return self.by, self.reason or self.summary, self.at if self.is_demonstration else UNCHANGED


@dataclass(frozen=True)
class Prepared:
    """A report that was checked: the action, which has been set to what it says, and the update to be written."""

    report: Report
    action: Any
    update: Any

    def write(self) -> None:
        """Write both rows; raise ValidationError with a sentence if the database refuses them."""
        by, reason, moment = self.report.signature
        with audit(by=by, reason=reason, moment=moment):
            _save(self.action, self.update)


def write(action: Any, report: Report, revision: int | None, *, is_locked: bool = False) -> Any:
    """Check the report against the locked action and write both rows; return the ProgressUpdate.

    A locked action is changed itself, and is of no use any more when the report is refused.
    """
    if is_locked:
        return _write(action, report, revision)
    with transaction.atomic():
        update = _write(type(action).objects.get_locked(action.pk), report, revision)
    action.refresh_from_db()
    return update


def prepare(action: Any, report: Report, revision: int | None = None) -> Prepared:
    """Check the report against the action and set on it what it says; raises as ``Action.report`` does."""
    if not permissions.may_report(report.by, action):
        raise PermissionDenied("You may report on the actions of the leads you hold.")
    refuse_stale(action, revision)
    before = {name: getattr(action, name) for name in ("status", "rag", "due_on")}
    _apply(action, report)
    update = _update(action, report)
    _check(action, update, report, before)
    return Prepared(report, action, update)


def save_all(prepared: Sequence[Prepared]) -> dict[int, ValidationError]:
    """Write many reports on actions that the caller has locked, those with one signature in few statements.

    Returns why those are refused that the database refuses, by their place in the sequence.
    """
    try:
        with transaction.atomic():
            for signature, together in _by_signature(prepared).items():
                _save_together(signature, together)
    except IntegrityError:
        return dict(_refused(prepared))
    return {}


def _by_signature(prepared: Sequence[Prepared]) -> dict[Signature, list[Prepared]]:
    found: dict[Signature, list[Prepared]] = {}
    for one in prepared:
        found.setdefault(one.report.signature, []).append(one)
    return found


def _save_together(signature: Signature, prepared: list[Prepared]) -> None:
    by, reason, moment = signature
    actions, updates = [one.action for one in prepared], [one.update for one in prepared]
    with audit(by=by, reason=reason, moment=moment):
        if len(prepared) == 1:
            return _save_both(actions[0], updates[0])
        type(updates[0])._base_manager.bulk_create(updates)
        for one in prepared:
            one.action.latest_update = one.update
        type(actions[0])._base_manager.bulk_create(
            actions, update_conflicts=True, unique_fields=["id"], update_fields=SET
        )


def _refused(prepared: Sequence[Prepared]) -> Iterator[tuple[int, ValidationError]]:
    """Write them one by one, to tell which of them the database refuses."""
    for place, one in enumerate(prepared):
        one.update.pk = None
        try:
            one.write()
        except ValidationError as refusal:
            yield place, refusal


def _write(locked: Any, report: Report, revision: int | None) -> Any:
    prepared = prepare(locked, report, revision)
    prepared.write()
    return prepared.update


def _save(action: Any, update: Any) -> None:
    """Write both rows. The database checks the constraints as it does; the models know the sentence of each."""
    try:
        with transaction.atomic():
            _save_both(action, update)
    except IntegrityError:
        action.full_clean(exclude=LINKS)
        update.full_clean(exclude=LINKS)
        raise


def _save_both(action: Any, update: Any) -> None:
    update.save(force_insert=True)
    action.latest_update = update
    action.save(update_fields=SET)


def _apply(action: Any, report: Report) -> None:
    """Set on the action what the report says, and what follows from it."""
    action.status = report.status or action.status
    action.rag = (report.rag or action.rag) if is_open(action.status) else Rag.NOT_RATED
    action.due_on = report.due_on or action.due_on
    if report.is_period_done and action.recurs and report.due_on is None:
        action.due_on = next_due(action.timescale.recurrence, action.due_on, report.on)
    if action.status == Status.COMPLETED:
        action.completed_on = report.completed_on or action.completed_on or report.on
    elif action.status not in DONE:
        action.completed_on = None
    action.review_on = (report.review_on or action.review_on) if action.status == Status.EMBEDDED else None


def _check(action: Any, update: Any, report: Report, before: dict[str, Any]) -> None:
    """Raise ValidationError with everything that is wrong with the report, by field."""
    errors: dict[str, Any] = {}
    due_moves = before["due_on"] not in (None, action.due_on) and not report.is_period_done
    why = why_reason_is_needed(
        before["status"], action.status, old_rag=before["rag"], new_rag=action.rag, due_moves=due_moves
    )
    if why and not report.reason.strip():
        errors["reason"] = why
    if action.status == Status.EMBEDDED and action.review_on is None:
        errors["review_on"] = "Give the date of the next review."
    if action.completed_on and action.completed_on > report.on:
        errors["completed_on"] = "The completion date cannot be in the future."
    if report.is_period_done and not action.recurs:
        errors["is_period_done"] = "This action does not recur: report it as completed instead."
    if report.is_period_done and not is_open(action.status):
        errors["is_period_done"] = "An action that is done for this period stays open."
    if errors:
        raise ValidationError(errors)
    action.clean_fields(exclude=LINKS)
    update.clean_fields(exclude=LINKS)
    if refused := why_move_is_refused(before["status"], action.status):
        raise ValidationError({"status": refused})


def _update(action: Any, report: Report) -> Any:
    return action.updates.model(
        action=action,
        reported_at=report.at,
        reported_by=report.by,
        status=action.status,
        rag=action.rag,
        summary=report.summary,
        next_steps=report.next_steps,
        evidence=report.evidence,
        reason=report.reason,
        is_period_done=report.is_period_done,
        is_demonstration=report.is_demonstration,
    )
