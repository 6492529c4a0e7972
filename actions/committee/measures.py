"""The section of a report about the plan's measures: what they were, what they have to be, and whether they are."""

from typing import Any

from actions.committee import summary
from actions.committee.content import Cell, Column, Line, Look, Part, Section, Table
from actions.committee.facts import Facts
from plans.days import in_words

READINGS_MEAN = (
    "Each reading is the newest that is as at {} or before, as known today: figures often come in after a period ends."
)


def measures(facts: Facts) -> Section:
    """The plan's measures with their newest readings, and whether they are on target."""
    columns = [
        Column("Measure", 30),
        Column("Baseline and target", 21),
        Column("Newest reading", 26),
        Column("On target or not", 23),
    ]
    rows = [
        [_measure_cell(one), _target_cell(one), _reading_cell(facts, one), _verdict_cell(one)] for one in facts.measures
    ]
    words = [
        summary.measured(facts.verdicts), READINGS_MEAN.format(in_words(facts.period.ends_on)), facts.why_rounded,
    ]  # fmt: skip
    table = Table("Measures of success", columns, rows)
    return Section("measures", "Measures", [Part(words=list(filter(None, words)), table=table)])


def _measure_cell(one: Any) -> Cell:
    measure = one.measure
    about = measure.action or measure.commitment or measure.theme
    cell = [Line(measure.text)]
    if about and str(about):
        cell.append(Line(f"Of {about}", Look.NOTE))
    if measure.added_from:
        cell.append(Line(f"Not in the published plan: added from {measure.added_from}", Look.NOTE))
    return cell


def _target_cell(one: Any) -> Cell:
    measure, cell = one.measure, []
    if measure.direction:
        cell.append(Line(measure.get_direction_display(), before="Direction:"))
    if one.baseline:
        on = f", {in_words(measure.baseline_on)}" if measure.baseline_on else ""
        cell.append(Line(f"{one.baseline.words}{on}", before="Baseline:"))
    if one.target:
        on = f", by {in_words(measure.target_on)}" if measure.target_on else ""
        cell.append(Line(f"{one.target}{on}", before="Target:"))
    if not one.baseline and not one.target:
        cell.append(Line("No baseline and no target", Look.NOTE))
    return cell


def _reading_cell(facts: Facts, one: Any) -> Cell:
    """The newest figure, that of the time before the period, and the newest figures by group."""
    if not one.figures:
        return [Line("No reading yet", Look.NOTE)]
    return [*_newest(facts, one), *_groups(one)]


def _newest(facts: Facts, one: Any) -> Cell:
    if one.newest is None:
        return []
    cell = [_line(one.newest), Line(one.newest.when, Look.NOTE)]
    if one.comparisons:
        cell.append(Line(one.comparisons[0].words))
    if one.newest_on <= facts.period.before:
        return [*cell, Line("No reading in the period", Look.NOTE)]
    before = next((figure for figure in one.series if figure.read_on <= facts.period.before), None)
    if before and before is not one.newest:
        cell.append(Line(f"{before.words}, {before.when}", before="Before the period:"))
    return cell


def _groups(one: Any) -> Cell:
    """The newest breakdown; none where the comparison has named its groups already."""
    groups = one.breakdowns[0] if one.breakdowns else []
    compared = {one.measure.compared_group, one.measure.reference_group} if one.comparisons else set()
    if {figure.group for figure in groups} <= compared:
        return []
    by = f"By {groups[0].category}, {groups[0].when}" if groups[0].category else groups[0].when
    return [Line(by, Look.NOTE), *(_line(figure) for figure in groups)]


def _line(figure: Any) -> Line:
    """A figure with its group, and how many of how many it is."""
    of = f" ({figure.of})" if figure.of else ""
    return Line(f"{figure.words}{of}", before=f"{figure.group}:" if figure.group else "")


def _verdict_cell(one: Any) -> Cell:
    cell = [Line(one.judgement.label, Look.STRONG)]
    return [*cell, Line(one.judgement.reason, Look.NOTE)] if one.judgement.reason else cell
