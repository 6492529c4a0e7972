"""A proposal as JSON, row by row, for programs that import plans."""

from datetime import date
from typing import Any

from actions.importing.content import (
    ActionContent,
    CommitmentContent,
    MeasureContent,
    PlanContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.proposal import Proposal, ProposedRow
from actions.readers.results import LeadRead, TimescaleRead
from actions.readers.warnings import ReadingWarning

RECURRENCE_IN_WORDS = {
    "six_monthly": "biannual",
    "two_yearly": "every 2 years",
    "three_yearly": "every 3 years",
    "four_yearly": "every 4 years",
}
"""How often, where the words that plans use differ from our codes."""


def rows_as_json(proposal: Proposal) -> list[dict[str, Any]]:
    """Return every row that brings an action or a measure, in the order of the file; dates as 2027-03-31."""
    return [_row(row) for row in proposal.rows if row.row.text or _printed_measures(row)]


def actions_as_json(said: PlanContent) -> list[dict[str, Any]]:
    """Return every action of a file of our own, in the same shape as ``rows_as_json``; nothing in it is doubtful."""
    rows = []
    for theme in said.themes:
        above = said.themes[theme.within - 1] if theme.within else theme
        for commitment in theme.commitments:
            rows += [_said(said, action) | _place(above, theme, commitment) for action in commitment.actions]
    return rows


def _place(above: ThemeContent, theme: ThemeContent, commitment: CommitmentContent) -> dict[str, Any]:
    return {
        "theme": above.title,
        "subtheme": theme.title if theme is not above else "",
        "outcome": theme.outcome,
        "commitment_ref": commitment.reference,
        "commitment": commitment.text,
        "rationale": commitment.rationale,
        "success": commitment.success,
    }


def _said(plan: PlanContent, action: ActionContent) -> dict[str, Any]:
    timescale = plan.timescales[action.timescale - 1] if action.timescale else TimescaleContent("")
    read = TimescaleRead(
        timescale.text, timescale.starts_on, timescale.due_on, timescale.recurrence, timescale.is_ongoing,
        tuple(timescale.reviews), timescale.certainty, timescale.note,
    )  # fmt: skip
    return {
        "where": "",
        "ref": action.reference,
        "subheading": action.subheading,
        "action": action.text,
        "leads": [
            {"name": lead.published_as or lead.lead, "role": lead.role, "known_as": lead.lead} for lead in action.leads
        ],
        "timescale": _timescale(read),
        "status": action.status,
        "rag": action.rag,
        "completed_on": _day(action.completed_on),
        "measures": [_measure(measure) for measure in action.measures],
        "warnings": [],
    }


def _row(row: ProposedRow) -> dict[str, Any]:
    printed = row.row
    return {
        "where": row.where,
        "ref": printed.reference,
        "theme": printed.theme,
        "subtheme": printed.subtheme,
        "outcome": printed.outcome,
        "commitment_ref": printed.commitment_reference,
        "commitment": printed.commitment,
        "rationale": printed.rationale,
        "success": printed.success,
        "subheading": printed.subheading,
        "action": printed.text,
        "leads": [_lead(lead) for lead in row.leads.leads],
        "timescale": _timescale(row.timescale or TimescaleRead("")),
        "status": row.action.status if row.action else None,
        "rag": row.action.rag if row.action else None,
        "completed_on": _day(row.action.completed_on if row.action else None),
        "measures": [_measure(measure) for measure in row.measures],
        "warnings": [_warning(warning) for warning in row.warnings],
    }


def _printed_measures(row: ProposedRow) -> bool:
    return bool(row.row.measures or row.row.commitment_measures or row.row.theme_measures)


def _lead(lead: LeadRead) -> dict[str, Any]:
    return {
        "name": lead.published_as, "role": lead.role, "kind": lead.kind,
        "known_as": lead.known_as, "resembles": list(lead.resembles),
    }  # fmt: skip


def _timescale(read: TimescaleRead) -> dict[str, Any]:
    return {
        "text": read.text,
        "starts_on": _day(read.starts_on),
        "due_on": _day(read.due_on),
        "recurrence": RECURRENCE_IN_WORDS.get(read.recurrence, read.recurrence),
        "ongoing": read.is_ongoing,
        "reviews": [day.isoformat() for day in read.reviews],
        "certainty": read.certainty,
        "because": read.because,
    }


def _measure(said: MeasureContent) -> dict[str, Any]:
    return {
        "text": said.text,
        "name": said.name,
        "kind": said.kind,
        "unit": said.unit,
        "baseline": _figure(said.baseline),
        "target": _figure(said.target),
        "target_text": said.target_text,
        "direction": said.direction,
        "date": _day(said.target_on or said.baseline_on),
        "frequency": said.frequency,
    }


def _warning(warning: ReadingWarning) -> dict[str, str]:
    return {"code": warning.code, "words": warning.words}


def _figure(value: Any) -> str | None:
    return None if value is None else str(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
