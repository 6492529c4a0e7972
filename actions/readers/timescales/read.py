"""Reads a timescale: dates, rhythm and how sure they are, from the words that a plan prints."""

from datetime import date

from actions.readers.period import PlanPeriod
from actions.readers.results import TimescaleRead
from actions.readers.timescales.because import because
from actions.readers.timescales.decide import Decision, decide
from actions.readers.timescales.joining import joined
from actions.readers.timescales.roles import Heard, heard
from actions.readers.timescales.scan import items_of
from actions.readers.timescales.signs import Sign
from actions.readers.timescales.stretches import months_later
from actions.readers.timescales.words import READ_AT_MOST, is_misspelt, tokens_of
from actions.readers.warnings import ReadingWarning, WarningCode

YEARS_OUTSIDE = 3
LEFT = "“{words}” was not used in the reading."
UNSURE = "The words say that the date is not settled."
CONDITION = "The words make the date depend on something."
MISSPELT = "A word is misspelt; it was read as the word of time that it resembles."
CUT = "Only the first 500 characters were read."
MAYBE_ONGOING = "The words may say that it goes on; they were taken so."
NOT_READ = "No date, rhythm or “ongoing” could be read from “{words}”."
NOT_SETTLED = "“{words}” gives no date yet."
OPEN = "“{words}” gives no date: it counts from something whose day is not known."
IS_COMPLETE = "“{words}” says that it is complete, and not when it is due."
OUTSIDE = "{day} lies far outside the plan’s period."


def read_timescale(text: str, period: PlanPeriod) -> TimescaleRead:
    """Reads the words of a timescale within a plan's period; any text is read or left as words, never refused."""
    tokens = tokens_of(text)
    if not any(token.text.isalnum() for token in tokens):
        return TimescaleRead(text, because="Nothing is printed.")
    found = heard(joined(items_of(tokens, period), period))
    decision = decide(found, period)
    _take_hints(found, decision)
    warnings = _warnings(text, found, decision, period)
    return TimescaleRead(
        text=text,
        starts_on=decision.starts_on,
        due_on=decision.due_on,
        recurrence=decision.recurrence,
        is_ongoing=decision.is_ongoing,
        reviews=tuple(decision.reviews),
        certainty=decision.certainty,
        because=because(decision),
        warnings=warnings,
    )


def _take_hints(found: Heard, decision: Decision) -> None:
    """Words such as "regularly" and "throughout" say that it goes on, where nothing else is said."""
    if not _is_read(decision) and found.signs & {Sign.MAYBE_ONGOING, Sign.DURING} and not found.unread:
        hints = Sign.MAYBE_ONGOING in found.signs or found.signs <= {Sign.DURING, Sign.LINK, Sign.STOP}
        decision.is_ongoing = hints
        decision.doubts += [MAYBE_ONGOING] if hints else []


def _is_read(decision: Decision) -> bool:
    return bool(
        decision.starts_on
        or decision.due_on
        or decision.reviews
        or decision.is_ongoing
        or decision.recurrence != "none"
    )


def _warnings(text: str, found: Heard, decision: Decision, period: PlanPeriod) -> tuple[ReadingWarning, ...]:
    if not _is_read(decision):
        if Sign.NOTHING in found.signs and not decision.doubts and not found.unread:
            return ()
        if not any(rhythm.code is None for rhythm in found.rhythms):
            return (ReadingWarning(WarningCode.TIMESCALE_NOT_READ, _why_not(text, found, decision)),)
    doubts = list(decision.doubts)
    doubts += [LEFT.format(words=words) for words in found.unread]
    doubts += [UNSURE] if found.signs & {Sign.UNSURE, Sign.PLACEHOLDER} else []
    doubts += [CONDITION] if Sign.CONDITION in found.signs else []
    doubts += [MISSPELT] if is_misspelt(text) else []
    doubts += [CUT] if len(text) > READ_AT_MOST else []
    doubtful = [ReadingWarning(WarningCode.TIMESCALE_DOUBTFUL, words) for words in dict.fromkeys(doubts)]
    return (*doubtful, *_outside(decision, period))


def _why_not(text: str, found: Heard, decision: Decision) -> str:
    """Why nothing was read, with the words."""
    words = " ".join(text[:READ_AT_MOST].split())
    words = words if len(words) <= 120 else f"{words[:119]}…"
    if any(length.is_open for length in found.lengths) or found.signs & {Sign.EVENT, Sign.CONDITION}:
        return OPEN.format(words=words)
    if Sign.PLACEHOLDER in found.signs:
        return NOT_SETTLED.format(words=words)
    if Sign.COMPLETED in found.signs:
        return IS_COMPLETE.format(words=words)
    return " ".join([NOT_READ.format(words=words), *dict.fromkeys(decision.doubts)])


def _outside(decision: Decision, period: PlanPeriod) -> list[ReadingWarning]:
    """A warning for each date that lies more than a few years outside the plan."""
    first = months_later(period.starts_on, -12 * YEARS_OUTSIDE)
    last = months_later(period.ends_on or months_later(period.starts_on, 60), 12 * YEARS_OUTSIDE)
    days = [decision.starts_on, decision.due_on, *decision.reviews]
    far = sorted({day for day in days if day and not first <= day <= last})
    return [ReadingWarning(WarningCode.TIMESCALE_OUTSIDE_PLAN, OUTSIDE.format(day=in_words(day))) for day in far]


def in_words(day: date) -> str:
    """A day as pages show it: "31 March 2027"."""
    return f"{day.day} {day:%B %Y}"
