"""The summary of a report: numbers in plain sentences. Nothing is asked of the database here."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from actions.committee.period import Period
from actions.concerns import Concern
from actions.status import OPEN, Rag, Status
from actions.tally import Tally
from plans.days import in_words

WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED)
NOUN = re.compile(" actions?")
BECAME = {
    Status.IN_PROGRESS: "begun or taken up again",
    Status.ON_HOLD: "put on hold",
    Status.WITHDRAWN: "withdrawn",
    Status.NOT_STARTED: "set back to not started",
}


def number_of(number: int, what: str = "action") -> str:
    """Write a number with its noun: "No actions", "1 action", "1,200 actions"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}" if number else f"No {what}s"


def with_verb(number: int, what: str = "action") -> str:
    """Write a number, its noun and "is" or "are": "No action is", "1 action is", "2 actions are"."""
    if not number:
        return f"No {what} is"
    return f"{number_of(number, what)} {'is' if number == 1 else 'are'}"


def listed(parts: list[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def position(on: date, tally: Tally) -> list[str]:
    """Say how many actions there were on a day, and how many stood where."""
    had = number_of(tally.total) if tally.total else "no actions"
    sentences = [f"At {in_words(on)} the plan had {had}."]
    if tally.progress.counted:
        sentences.append(_done(tally))
    if tally.open:
        standing = [_counted(tally[status], Status(status).label) for status in OPEN if tally[status]]
        sentences.append(f"{with_verb(tally.open)} still to be finished: {listed(standing)}.")
    if withdrawn := tally[Status.WITHDRAWN]:
        verbs = ("has", "counts") if withdrawn == 1 else ("have", "count")
        sentences.append(f"{number_of(withdrawn)} {verbs[0]} been withdrawn and {verbs[1]} in no percentage.")
    return sentences


def ratings(tally: Tally) -> list[str]:
    """Say how the open actions are rated."""
    if not tally.open:
        return []
    rated = [_counted(tally[rag], Rag(rag).label) for rag in WORST_FIRST if tally[rag]]
    if tally.open == 1:
        return [f"Its rating: {rated[0].removeprefix('1 ')}."]
    return [f"Ratings of the {tally.open:,} open actions: {listed(rated)}."]


def lateness(tally: Tally) -> list[str]:
    """Say how many open actions are overdue."""
    return [f"{with_verb(tally[Concern.OVERDUE], 'open action')} overdue."] if tally.open else []


def silence(tally: Tally, days: int) -> list[str]:
    """Say how many open actions nobody has reported on within the plan's interval."""
    if not tally.open:
        return []
    silent = tally[Concern.NOT_UPDATED]
    start = {0: "No open action has", 1: "1 open action has"}.get(silent, f"{silent:,} open actions have")
    return [f"{start} gone without a report for more than {days} day{'' if days == 1 else 's'}, or never had one."]


def measured(verdicts: Iterable[Any]) -> str:
    """Say how many measures are on target, how many are not, and how many nobody can judge."""
    told = [verdict for verdict in verdicts if verdict.number]
    number = number_of(sum(verdict.number for verdict in told), "measure")
    return f"{number}: {listed([_counted(verdict.number, verdict.label) for verdict in told])}."


def changes(
    since: date,
    *,
    completed: int,
    statuses: Mapping[str, int],
    ratings: Mapping[tuple[str, str], int],
    slipped: int,
    new: int,
    gone: int,
) -> str:
    """Say what changed since a day.

    ``statuses`` counts the moves to a status that is not done, ``ratings`` those from one rating to another.
    """
    moves = sorted(ratings, key=lambda move: (WORST_FIRST.index(Rag(move[1])), WORST_FIRST.index(Rag(move[0]))))
    parts = [
        _happened(completed, "completed or embedded"),
        *(_happened(statuses.get(status, 0), became) for status, became in BECAME.items()),
        *(_happened(ratings[move], *_moved(*move)) for move in moves),
        _happened(slipped, "put off to a later date"),
        _happened(new, "added"),
        _happened(gone, "taken out"),
    ]
    happened = [part for part in parts if part]
    happened[1:] = [NOUN.sub("", part, count=1) for part in happened[1:]]
    if not happened:
        return f"Since {in_words(since)} no action has moved, and none was put off, added or taken out."
    return f"Since {in_words(since)}: {listed(happened)}."


def ahead(period: Period, due: int) -> str:
    """Say how many open actions are due in a period."""
    return f"{with_verb(due, 'open action')} due in the next period, {period}."


def _done(tally: Tally) -> str:
    completed, embedded = tally[Status.COMPLETED], tally[Status.EMBEDDED]
    if not tally.done:
        return "No action is done."
    kinds = [_counted(completed, "completed"), _counted(embedded, "embedded")]
    if not (completed and embedded):
        kinds = ["completed" if completed else "embedded"]
    share = f"({tally.progress.percent_done}%) {'is' if tally.done == 1 else 'are'}"
    return f"{number_of(tally.done)} {share} done: {listed(kinds)}."


def _counted(number: int, label: str) -> str:
    return f"{number:,} {label.lower()}"


def _happened(number: int, what: str, verbs: tuple[str, str] = ("was", "were")) -> str:
    if not number:
        return ""
    return f"{number_of(number)} {verbs[0] if number == 1 else verbs[1]} {what}"


def _moved(old: str, new: str) -> tuple[str, tuple[str, str]]:
    """What became of a rating, and the verbs for one action and for many."""
    was, now = Rag(old).label.lower(), Rag(new).label.lower()
    if old == Rag.NOT_RATED:
        return f"rated {now} for the first time", ("was", "were")
    return f"from {was} to {now}", ("moved", "moved")
