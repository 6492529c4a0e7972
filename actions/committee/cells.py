"""The cells of a report's tables: what is said of one action, and how a number moved."""

from datetime import date, datetime

from django.utils import timezone

from actions.committee.content import Cell, Column, Line, Look
from actions.committee.facts import Facts
from actions.history.movement import Move
from actions.standing import Standing
from actions.status import Rag
from plans.days import in_words

NOT_STATED = "Not stated in the published plan"
NO_REPORT = "No report yet"


def wording_cell(standing: Standing) -> Cell:
    """An action's words."""
    return [Line(standing.wording, before=standing.reference)]


def action_cell(facts: Facts, standing: Standing) -> Cell:
    """An action's words, and inside the council who leads it."""
    cell = wording_cell(standing)
    if facts.asked.is_inside and standing.lead_names:
        cell.append(Line(standing.lead_names, Look.NOTE))
    return cell


def state_cell(standing: Standing) -> Cell:
    """Its status, and of an open action its rating and whether it is overdue."""
    cell = [Line(standing.status_label, Look.STATUS, standing.status)]
    if standing.is_open and standing.rag != Rag.NOT_RATED:
        cell.append(Line(standing.rag_label, Look.RAG, standing.rag))
    if standing.is_overdue:
        cell.append(Line("Overdue", Look.ALARM))
    return cell


def due_cell(standing: Standing) -> Cell:
    """When it is to be done: the date that holds and the published words, either or neither."""
    cell = [Line(in_words(standing.due_on))] if standing.due_on else []
    if standing.timescale:
        cell.append(Line(f"“{standing.timescale}”", Look.NOTE))
    return cell or [Line(NOT_STATED, Look.NOTE)]


def leads_cell(standing: Standing) -> Cell:
    """Who leads it."""
    return [Line(standing.lead_names) if standing.leads else Line(NOT_STATED, Look.NOTE)]


def words_cell(facts: Facts, standing: Standing, *, with_reason: bool = True) -> Cell:
    """What the officer said in the newest report, dated."""
    report = facts.report_of(standing)
    if report is None or standing.reported_at is None:
        return [Line(NO_REPORT, Look.NOTE)]
    said = [
        Line(report.summary) if report.summary else None,
        Line(report.next_steps, before="Next:") if report.next_steps else None,
        Line(report.reason, before="Reason:") if with_reason and report.reason else None,
    ]
    return [Line(f"Reported {reported(standing)}", Look.NOTE), *filter(None, said)]


def evidence_cell(facts: Facts, standing: Standing) -> Cell:
    """What was done, in the officer's words, and the evidence for it."""
    report, cell = facts.report_of(standing), words_cell(facts, standing, with_reason=False)
    if report is None or not report.evidence.strip():
        return [*cell, Line("No evidence given", Look.NOTE)]
    return [*cell, Line(report.evidence.strip(), Look.EVIDENCE, before="Evidence:")]


def completed_cell(standing: Standing) -> Cell:
    """When it was done, and of an embedded one when it is looked at again."""
    cell = [Line(standing.status_label, Look.STATUS, standing.status)]
    if standing.completed_on:
        cell.append(Line(in_words(standing.completed_on)))
    if standing.review_on:
        cell.append(Line(f"Next review {in_words(standing.review_on)}", Look.NOTE))
    return cell


def why_cell(facts: Facts, standing: Standing) -> Cell:
    """Why an open action is among the exceptions."""
    cell = []
    if standing.rag in (Rag.RED, Rag.AMBER):
        cell.append(Line(standing.rag_label, Look.RAG, standing.rag))
    if standing.is_overdue and standing.due_on:
        cell.append(Line(f"Overdue: due {in_words(standing.due_on)}", Look.ALARM))
    if move := facts.slipped.get(standing.pk):
        cell += _slipped(move, is_inside=facts.asked.is_inside)
    return [*cell, Line(standing.status_label, Look.STATUS, standing.status)]


def moved_cell(move: Move) -> Cell:
    """Who moved an action, when and why."""
    cell = [Line(move.reason)] if move.reason else []
    if move.at:
        who = str(move.who) if move.who else "Outside the application"
        cell.append(Line(f"{who}, {in_words(_local_day(move.at))}", Look.NOTE))
    return cell or [Line("No reason recorded", Look.NOTE)]


def reported(standing: Standing) -> str:
    """The day of the newest report."""
    return in_words(_local_day(standing.reported_at)) if standing.reported_at else NO_REPORT


def change_in_words(before: int, after: int) -> str:
    """How a number moved: an arrow, the difference and a word."""
    if before == after:
        return "no change"
    return f"▲ {after - before:,} more" if after > before else f"▼ {before - after:,} fewer"


def numeric(label: str, share: int) -> Column:
    """A column of numbers."""
    return Column(label, share, is_numeric=True)


def _slipped(move: Move, *, is_inside: bool) -> Cell:
    old, new = move.before.due_on, move.after.due_on
    cell = [Line(f"Due date moved from {in_words(old)} to {in_words(new)}")] if old and new else []
    return [*cell, *moved_cell(move)] if is_inside else cell


def _local_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
