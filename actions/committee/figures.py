"""The sections of a report that count: the summary, status and ratings with movement, and what the figures mean."""

from collections import Counter
from collections.abc import Sequence

from actions.committee import summary
from actions.committee.cells import action_cell, change_in_words, moved_cell, numeric
from actions.committee.content import Bar, Cell, Column, Line, Look, Part, Section, Table, plain
from actions.committee.facts import Facts
from actions.concerns import CONCERN_MEANS, Concern
from actions.progress import PERCENT_MEANS
from actions.standing import RAG_LABELS, STATUS_LABELS, Standing
from actions.status import RAG_MEANS, STATUS_MEANS, Status
from actions.tally import OPEN_PERCENT_MEANS, STATUS_PERCENT_MEANS, Tally
from plans.days import in_words

NOT_HELD = "The plan was not yet held here at the end of {}, so nothing is said about what changed since then."
SLIPPED_MEANS = "The action is open and its due date was moved later in the period."
Told = tuple[Line, str]


def overall(facts: Facts) -> Section:
    """The summary, in plain words and numbers."""
    now, period = facts.now, facts.period
    bullets = [*summary.position(period.ends_on, now), *summary.ratings(now), *summary.lateness(now)]
    if facts.asked.is_inside:
        bullets += summary.silence(now, facts.update_every_days)
    bullets.append(_changed(facts) if facts.has_then else NOT_HELD.format(in_words(period.before)))
    bullets.append(summary.ahead(period.following, len(facts.due_next)))
    if facts.measures:
        bullets.append(summary.measured(facts.verdicts))
    return Section("summary", "Summary", [Part(bullets=bullets)])


def standing(facts: Facts) -> Section:
    """How many actions stand where, how that moved, and which moved besides those that were completed."""
    then, now = facts.then, facts.now
    statuses: list[Told] = [(Line(STATUS_LABELS[code], Look.STATUS, code), code) for code in Status]
    ratings: list[Told] = [(Line(RAG_LABELS[code], Look.RAG, code), code) for code in summary.WORST_FIRST]
    ratings.append((Line("Overdue", Look.STRONG), Concern.OVERDUE))
    if facts.asked.is_inside:
        ratings.append((Line("Not updated", Look.STRONG), Concern.NOT_UPDATED))
    by_status = _figures(facts, "Actions by status", "Status", statuses, ("All actions", then.total, now.total))
    of_open = "Ratings and concerns of open actions"
    by_rating = _figures(facts, of_open, "Rating or concern", ratings, ("Open actions", then.open, now.open))
    parts = [Part(bars=_bars(facts)), Part(table=by_status), Part(table=by_rating), *_moves(facts)]
    return Section("status", "Status and ratings", parts)


def meanings(facts: Facts) -> Section:
    """What each word and each percentage of the report means."""
    words = [
        *((STATUS_LABELS[code], Look.STATUS, code, STATUS_MEANS[code]) for code in Status),
        *((RAG_LABELS[code], Look.RAG, code, RAG_MEANS[code]) for code in summary.WORST_FIRST),
        ("Overdue", Look.STRONG, "", CONCERN_MEANS[Concern.OVERDUE]),
        ("Slipped", Look.STRONG, "", SLIPPED_MEANS),
    ]
    if facts.asked.is_inside:
        words.append(("Not updated", Look.STRONG, "", CONCERN_MEANS[Concern.NOT_UPDATED]))
    rows = [[[Line(label, look, code)], plain(means)] for label, look, code, means in words]
    table = Table("What the words mean", [Column("Word", 24), Column("What it means", 76)], rows)
    says = [PERCENT_MEANS, STATUS_PERCENT_MEANS, OPEN_PERCENT_MEANS]
    return Section("meanings", "How the figures are counted", [Part(words=says, table=table)])


def _changed(facts: Facts) -> str:
    moves = facts.movement.moved
    statuses = Counter(move.after.status for move in moves if move.before.status != move.after.status)
    ratings = Counter(
        (move.before.rag, move.after.rag)
        for move in moves
        if move.before.rag != move.after.rag and move.before.is_open and move.after.is_open
    )
    return summary.changes(
        facts.period.before,
        completed=len(facts.completed),
        statuses=statuses,
        ratings=ratings,
        slipped=len(facts.slipped),
        new=len(facts.movement.new),
        gone=len(facts.movement.gone),
    )


def _bars(facts: Facts) -> list[Bar]:
    days = [(facts.period.ends_on, facts.now)]
    if facts.has_then:
        days.insert(0, (facts.period.before, facts.then))
    return [_bar(f"At the end of {in_words(on)}", tally) for on, tally in days if tally.total]


def _bar(label: str, tally: Tally) -> Bar:
    counts = {code.value: tally[code] for code in Status if tally[code]}
    words = summary.listed([f"{number:,} {STATUS_LABELS[code].lower()}" for code, number in counts.items()])
    return Bar(label, counts, f"{label}: {summary.number_of(tally.total)}, {words}.")


def _figures(facts: Facts, caption: str, heading: str, figures: Sequence[Told], total: tuple[str, int, int]) -> Table:
    """A table of figures: on the day before, at the end, what changed and the share at the end."""
    then, now = in_words(facts.period.before), in_words(facts.period.ends_on)
    columns = [
        Column(heading, 34),
        numeric(then, 17),
        numeric(now, 17),
        numeric("Change", 17),
        numeric("Share now", 15),
    ]
    rows = [
        [[line], *_numbers(facts.then[code], facts.now[code]), plain(_percent(facts.now, code))]
        for line, code in figures
    ]
    rows.append([[Line(total[0], Look.STRONG)], *_numbers(*total[1:]), plain("")])
    if not facts.has_then:
        columns, rows = [columns[0], *columns[2::2]], [[row[0], *row[2::2]] for row in rows]
    return Table(caption, columns, rows, shows_caption=True, stays_together=True)


def _numbers(old: int, new: int) -> list[Cell]:
    return [plain(f"{old:,}"), plain(f"{new:,}"), plain(change_in_words(old, new))]


def _percent(tally: Tally, code: str) -> str:
    percent = tally.percent(code)
    return "" if percent is None else f"{percent}%"


def _moves(facts: Facts) -> list[Part]:
    """What moved besides what was completed, what is new and what is gone."""
    done = {one.pk for one in facts.completed}
    rows: list[tuple[Standing, list[str], Cell]] = [
        (move.after, move.in_words, moved_cell(move)) for move in facts.movement.moved if move.after.pk not in done
    ]
    rows += [(each.standing, ["Added to the plan"], plain("")) for each in facts.movement.new]
    rows += [(each.standing, ["Taken out of the plan"], plain("")) for each in facts.movement.gone]
    if not rows:
        return []
    columns = [Column("Action", 44), Column("What changed", 24), Column("Who, when and why", 32)]
    table = [[action_cell(facts, one), [Line(words) for words in changed], why] for one, changed, why in rows]
    if not facts.asked.is_inside:
        columns, table = columns[:2], [row[:2] for row in table]
    return [Part("What else changed", table=Table("Actions that moved, were added or were taken out", columns, table))]
