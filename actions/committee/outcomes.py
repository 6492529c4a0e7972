"""The sections of a report about what comes of the plan: its measures, and what was done about what people said."""

from typing import Any

from actions.committee.cells import completed_cell, reported, state_cell
from actions.committee.content import Cell, Column, Line, Look, Part, Section, Table
from actions.committee.facts import Facts
from actions.standing import Standing
from actions.status import DONE
from plans.days import in_words

READINGS_MEAN = (
    "Each reading is the newest that is as at {} or before, as known today: figures often come in after a period ends."
)
SAID_MEANS = (
    "Beside why a commitment was made stands what was completed, embedded or reported on in the period. "
    "Commitments about which nothing was reported are left out."
)


def measures(facts: Facts) -> Section:
    """The plan's measures, with their newest readings inside the council."""
    inside = facts.asked.is_inside
    columns = [Column("Measure", 46), Column("Baseline and target", 26), Column("Newest reading", 28)]
    rows = [[_measure_cell(one), _target_cell(one), _reading_cell(one)] for one in facts.measures]
    words = [READINGS_MEAN.format(in_words(facts.period.ends_on))]
    if not inside:
        columns, rows, words = [Column("Measure", 100)], [row[:1] for row in rows], []
    return Section("measures", "Measures", [Part(words=words, table=Table("Measures of success", columns, rows))])


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


def _measure_cell(measure: Any) -> Cell:
    about = measure.action or measure.commitment or measure.theme
    cell = [Line(measure.text)]
    return [*cell, Line(f"Of {about}", Look.NOTE)] if about and str(about) else cell


def _target_cell(measure: Any) -> Cell:
    cell = []
    if measure.baseline is not None:
        on = f", {in_words(measure.baseline_on)}" if measure.baseline_on else ""
        cell.append(Line(f"{_figure(measure, measure.baseline)}{on}", before="Baseline:"))
    target = _figure(measure, measure.target) if measure.target is not None else measure.target_text
    if target:
        on = f", by {in_words(measure.target_on)}" if measure.target_on else ""
        cell.append(Line(f"{target}{on}", before="Target:"))
    return cell or [Line("Neither is stated", Look.NOTE)]


def _reading_cell(measure: Any) -> Cell:
    if not measure.newest:
        return [Line("No reading yet", Look.NOTE)]
    lines = [
        Line(reading.value_in_words, before=f"{reading.group}:" if reading.group else "") for reading in measure.newest
    ]
    return [*lines, Line(f"As at {in_words(measure.newest[0].read_on)}", Look.NOTE)]


def _figure(measure: Any, value: Any) -> str:
    figure = f"{value.normalize():f}"
    return f"{figure}%" if measure.kind == "percentage" else f"{figure} {measure.unit}".strip()


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
