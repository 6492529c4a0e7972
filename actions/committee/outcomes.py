"""The section of a report about what was done about what people said."""

from typing import Any

from actions.committee.cells import completed_cell, reported, state_cell
from actions.committee.content import Cell, Column, Line, Look, Part, Section, Table
from actions.committee.facts import Facts
from actions.standing import Standing
from actions.status import DONE

SAID_MEANS = (
    "Beside why a commitment was made stands what was completed, embedded or reported on in the period. "
    "Commitments about which nothing was reported are left out."
)


def said_and_done(facts: Facts) -> Section:
    """Why each commitment was made, beside what was done about it in the period."""
    done = {one.pk for one in facts.completed}
    told: dict[int, list[Standing]] = {}
    for one in facts.standings:
        if one.pk in done or (facts.is_reported_in_period(one) and one.status != "withdrawn"):
            told.setdefault(one.commitment_id, []).append(one)
    rows = [
        [_said_cell(commitment), [line for one in told[commitment.id] for line in _did(facts, one)]]
        for commitment in facts.commitments
        if commitment.id in told
    ]
    title = "You said, we did"
    if not facts.commitments:
        words, table = "The plan does not say why its commitments were made.", None
    elif not rows:
        words, table = "Nothing was reported in the period on a commitment that says why it was made.", None
    else:
        words, table = SAID_MEANS, Table(title, [Column("You said", 44), Column("We did", 56)], rows)
    return Section("said", title, [Part(words=[words], table=table)])


def _said_cell(commitment: Any) -> Cell:
    promise = " ".join(filter(None, [commitment.reference, commitment.text]))
    cell = [Line(commitment.rationale)]
    return [*cell, Line(promise, Look.NOTE, before="So we promised:")] if promise else cell


def _did(facts: Facts, one: Standing) -> Cell:
    """What was done on one action: its words, where it stands, and inside the council the officer's words."""
    state = completed_cell(one) if one.status in DONE else state_cell(one)
    report = facts.report_of(one)
    cell = [Line(one.wording, Look.STRONG, before=one.reference), *state]
    if facts.asked.is_inside and report and report.summary and facts.is_reported_in_period(one):
        cell.append(Line(report.summary, before=f"{reported(one)}:"))
    return cell
