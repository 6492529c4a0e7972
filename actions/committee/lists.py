"""The sections of a report that list actions: exceptions, completed, due next, not updated, and all of them."""

from collections.abc import Callable, Sequence
from itertools import groupby

from actions.committee import summary
from actions.committee.cells import (
    action_cell,
    completed_cell,
    due_cell,
    evidence_cell,
    leads_cell,
    reported,
    state_cell,
    why_cell,
    wording_cell,
    words_cell,
)
from actions.committee.content import Cell, Column, Line, Look, Part, Section, Table, plain
from actions.committee.facts import Facts
from actions.standing import Standing

COMPLETED_MEANS = "Listed are the actions that were not done before the period and were done at its end."
Told = tuple[Column, Callable[[Facts, Standing], Cell]]
ACTION: Told = (Column("Action", 38), action_cell)


def exceptions(facts: Facts) -> Section:
    """What is red, amber, overdue or slipped, with the officer's words."""
    told: list[Told] = [ACTION, (Column("Why it is listed", 26), why_cell)]
    if facts.asked.is_inside:
        told.append((Column("What the officer says", 36), words_cell))
    words = f"{summary.with_verb(len(facts.exceptions), 'open action')} red, overdue, amber or slipped."
    part = _part(facts, words, "Exceptions, most pressing first", facts.exceptions, told)
    return Section("exceptions", "Exceptions", [part])


def completed(facts: Facts) -> Section:
    """What was completed in the period, with dates and evidence."""
    number, title = len(facts.completed), "Completed in the period"
    told: list[Told] = [ACTION, (Column("Completed", 20), lambda _, one: completed_cell(one))]
    if facts.asked.is_inside:
        told.append((Column("What was done, and evidence", 42), evidence_cell))
    words = f"{summary.number_of(number)} {'were' if number > 1 else 'was'} completed or embedded. {COMPLETED_MEANS}"
    if not number:
        words = "No action was completed or embedded."
    return Section("completed", title, [_part(facts, words, title, facts.completed, told)])


def due_next(facts: Facts) -> Section:
    """What is due in the next period."""
    title = "Due in the next period"
    told: list[Told] = [
        ACTION,
        (Column("Due", 24), lambda _, one: due_cell(one)),
        (Column("Status and rating", 22), lambda _, one: state_cell(one)),
    ]
    words = summary.ahead(facts.period.following, len(facts.due_next))
    return Section("due-next", title, [_part(facts, words, title, facts.due_next, told)])


def not_updated(facts: Facts) -> Section:
    """Which open actions nobody has reported on in time, and whose they are."""
    told: list[Told] = [
        (Column("Action", 46), lambda _, one: wording_cell(one)),
        (Column("Lead, and who holds it", 34), _holders_cell),
        (Column("Last report", 20), lambda _, one: plain(reported(one))),
    ]
    words = " ".join(summary.silence(facts.now, facts.update_every_days)) or "No action is open."
    part = _part(facts, words, "Not updated, and by whom", facts.not_updated, told)
    return Section("not-updated", "Not updated", [part])


def everything(facts: Facts) -> Section:
    """The full table, theme by theme."""
    told: list[Told] = [
        (Column("Action", 34), lambda _, one: wording_cell(one)),
        (Column("Due", 15), lambda _, one: due_cell(one)),
        (Column("Status and rating", 13), lambda _, one: state_cell(one)),
    ]
    if facts.asked.is_inside:
        told.insert(1, (Column("Lead", 14), lambda _, one: leads_cell(one)))
        told.append((Column("Newest report", 24), words_cell))
    parts = []
    for (_, theme), actions in groupby(facts.standings, key=lambda one: (one.theme_id, one.theme)):
        caption = f"Actions: {theme}" if theme else "Actions"
        parts.append(Part(theme, table=Table(caption, *_table(facts, list(actions), told, by_commitment=True))))
    return Section("annex", "Annex: every action", parts or [Part(words=["The plan has no actions."])], is_wide=True)


def _part(facts: Facts, words: str, caption: str, found: Sequence[Standing], told: Sequence[Told]) -> Part:
    """A sentence, and a table where anything is to be listed."""
    return Part(words=[words], table=Table(caption, *_table(facts, found, told)) if found else None)


def _table(
    facts: Facts, found: Sequence[Standing], told: Sequence[Told], *, by_commitment: bool = False
) -> tuple[list[Column], list[list[Cell]]]:
    """The columns and rows; a row of one cell heads the actions of a commitment."""
    rows: list[list[Cell]] = []
    for commitment, actions in groupby(found, key=lambda one: one.commitment):
        if by_commitment and commitment:
            rows.append([[Line(commitment, Look.STRONG)]])
        rows += [[cell(facts, one) for _, cell in told] for one in actions]
    return [column for column, _ in told], rows


def _holders_cell(facts: Facts, one: Standing) -> Cell:
    if not one.leads:
        return [Line("No lead is named", Look.NOTE)]
    names = {lead.pk: ", ".join(facts.holders.get(lead.pk, [])) for lead in one.leads}
    return [Line(names[lead.pk] or "no holder recorded", before=f"{lead.name}:") for lead in one.leads]
