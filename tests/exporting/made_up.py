"""Standings and files that no database has seen, for tests of what is written."""

from dataclasses import replace
from datetime import UTC, date, datetime

from actions.exporting.about import About
from actions.standing import NamedLead, Standing

USUAL = Standing(
    pk=7, plan_id=3, council_id=1, theme_id=1, commitment_id=1, plan="Our plan", council="Alderford Council",
    theme="1 Our people", commitment="1.1 Be fair", reference="1.1.1", subheading="", text="Publish the pay gap",
    wording="Publish the pay gap", timescale="March 2027", status="in_progress", rag="amber",
    due_on=date(2027, 3, 31), completed_on=None, review_on=None, update_id=1,
    reported_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC), is_gone=False, is_open=True, is_overdue=False,
    is_due_soon=False, is_not_updated=True, no_lead=False, no_date=False, no_measure=True,
    leads=[NamedLead(5, "Head of People", "joint")],
)  # fmt: skip
ABOUT = About(
    on=date(2026, 6, 30), is_past=True, filters={"Council": "Alderford Council", "Status": "In progress"},
    sorted_by="Due date", address="/actions/?status=in_progress", made_at=datetime(2026, 11, 22, 9, 5, tzinfo=UTC),
)  # fmt: skip
"""A file of a day that is over, so that it asks no database for revisions."""


def make_standing(**fields):
    """Make a standing: a usual one, but for what a test says."""
    return replace(USUAL, **fields)
