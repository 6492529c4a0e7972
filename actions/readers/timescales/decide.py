"""What counts of all that the words say: one start, one day due, the reviews, and how sure they are."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from actions.readers.period import PlanPeriod
from actions.readers.timescales.joining import END_NOT_READ, Span
from actions.readers.timescales.recurrences import BY_MONTHS
from actions.readers.timescales.roles import Heard, Placed, PlacedLength
from actions.readers.timescales.signs import Sign
from actions.readers.timescales.stretches import months_later
from actions.readers.timescales.yearless import evenly, explained, in_plan

SEVERAL_STARTS = "More than one start is named; “{words}” was not taken."
SEVERAL_DUE = "More than one date is named; the latest was taken as due."
DUE_BEFORE_START = "“{words}” lies before the start, a slip; it was not taken."
ASIDE = "“{words}” stands in brackets and was not taken."
NO_YEAR = "“{words}” names no year and does not fall within the plan; it was not read."
COMPLETED = "The words say that it is complete; the date is when, and not a time limit."
BEFORE = "“before” was read as the day before “{words}” begins."
AFTER = "“after” was read as the day after “{words}” ends."
FROM_PLAN = "It goes on already; its length was counted from the plan’s first day."
FROM_WRITING = "It counts from when the plan was written; it was counted from the plan’s first day."
LENGTH_LEFT = "“{words}” does not agree with the dates and was not taken."
OPEN_LENGTH = "“{words}” counts from something whose day is not known."
RHYTHMS = "More than one rhythm is named; the first was taken."
REVIEW_LEFT = "The review of “{words}” lies before the start and was not taken."
_STARTS = {Sign.START, Sign.FROM, Sign.STARTED, Sign.AFTER}
_REVIEWS = {Sign.REVIEW, Sign.REVIEWED}


@dataclass
class Decision:
    """The reading as it is built up; ``used`` are the spans that gave a date, ``reasons`` how each was read."""

    starts_on: date | None = None
    due_on: date | None = None
    recurrence: str = "none"
    is_ongoing: bool = False
    reviews: list[date] = field(default_factory=list)
    certainty: str = "none"
    used: list[Placed] = field(default_factory=list)
    length: PlacedLength | None = None
    doubts: list[str] = field(default_factory=list)


def decide(heard: Heard, period: PlanPeriod) -> Decision:
    """The reading of what was heard."""
    decision = Decision(doubts=list(heard.doubts))
    _take_rhythm(heard, decision)
    placed = _without_asides(explained(heard.placed), decision)
    dated = _dated(placed, heard, period, decision)
    anchors = {id(length.anchor) for length in heard.lengths if length.anchor}
    _take_starts([one for one in dated if one.role in _STARTS], decision)
    _take_dates([one for one in dated if one.role not in _STARTS | _REVIEWS and id(one.span) not in anchors], decision)
    _take_reviews([one for one in dated if one.role in _REVIEWS], decision)
    if heard.lengths:
        _take_length(heard.lengths[-1], heard, period, decision)
    _take_ongoing(heard, decision)
    if decision.starts_on and decision.due_on and decision.due_on < decision.starts_on:
        decision.due_on = None
        decision.doubts.append(END_NOT_READ)
    if decision.certainty == "none" and decision.used:
        decision.certainty = _certainty(decision)
    return decision


def _certainty(decision: Decision) -> str:
    """How sure the dates are: the first that was used, or without a start the one that gave the day due."""
    due = [one.span for one in decision.used if one.span.stretch and one.span.stretch.ends_on == decision.due_on]
    return due[-1].certainty if due and decision.starts_on is None else decision.used[0].span.certainty


def _take_rhythm(heard: Heard, decision: Decision) -> None:
    codes = list(dict.fromkeys(rhythm.code for rhythm in heard.rhythms if rhythm.code))
    decision.recurrence = codes[0] if codes else "none"
    decision.doubts += [rhythm.doubt for rhythm in heard.rhythms if rhythm.doubt]
    decision.doubts += [RHYTHMS] if len(codes) > 1 else []


def _without_asides(placed: list[Placed], decision: Decision) -> list[Placed]:
    """The spans without those in brackets, unless a bracket holds the only ones; reviews count wherever they stand."""
    main = [one for one in placed if not one.is_aside and one.role not in _REVIEWS]
    if not main or all(_is_vague(one.span) for one in main):
        return [one for one in placed if one not in main or not any(a.span.stretch for a in placed if a.is_aside)]
    asides = [one for one in placed if one.is_aside and one.role not in _REVIEWS]
    decision.doubts += [ASIDE.format(words=one.span.words) for one in asides]
    return [one for one in placed if one not in asides]


def _is_vague(span: Span) -> bool:
    """Whether a span only counts from the plan ("Year 2") or has no year, so that a dated bracket explains it."""
    return span.stretch is None or span.stretch.kind == "plan"


def _dated(placed: list[Placed], heard: Heard, period: PlanPeriod, decision: Decision) -> list[Placed]:
    """The spans with their years; those that only say when in each year it recurs give certainty alone."""
    dated = []
    for one in placed:
        if one.span.stretch is None and _is_yearly(one, heard, decision):
            decision.certainty = one.span.certainty
            step = evenly(one.span.parts) if decision.recurrence == "annual" and not one.span.is_range else None
            decision.recurrence = BY_MONTHS.get(step or 0, decision.recurrence)
            continue
        found = in_plan(one, period)
        if found is None:
            decision.doubts.append(NO_YEAR.format(words=one.span.words))
        else:
            dated.append(found)
    return dated


def _is_yearly(one: Placed, heard: Heard, decision: Decision) -> bool:
    free = one.role in (*_STARTS, Sign.UNTIL) or one.is_next or Sign.THEREAFTER in heard.signs
    return decision.recurrence != "none" and not free


def _use(one: Placed, decision: Decision) -> None:
    decision.used.append(one)
    decision.doubts += one.span.doubts


def _take_starts(starts: list[Placed], decision: Decision) -> None:
    """The first start; others are left with a doubt, unless they are the same day."""
    for one in starts:
        stretch = one.span.stretch
        assert stretch is not None
        starts_on = stretch.starts_on
        if one.role == Sign.AFTER:
            starts_on = stretch.ends_on + timedelta(days=1)
            decision.doubts.append(AFTER.format(words=one.span.words))
        if decision.starts_on is None:
            decision.starts_on = starts_on
            decision.is_ongoing = one.role == Sign.STARTED or (one.role == Sign.FROM and not one.span.is_range)
            decision.due_on = stretch.ends_on if one.span.is_range else None
            _use(one, decision)
        elif starts_on != decision.starts_on:
            decision.doubts.append(SEVERAL_STARTS.format(words=one.span.words))


def _take_dates(dates: list[Placed], decision: Decision) -> None:
    """The windows and the days due: from the first day of the first window to the last day of all."""
    ends = {decision.due_on} if decision.due_on else set()
    first_is_explicit = decision.starts_on is not None
    for one in dates:
        stretch = one.span.stretch
        assert stretch is not None
        due_on = stretch.ends_on
        if one.role == Sign.BEFORE and not stretch.edge:
            due_on = stretch.starts_on - timedelta(days=1)
            decision.doubts.append(BEFORE.format(words=one.span.words))
        if decision.starts_on is not None and due_on < decision.starts_on and first_is_explicit:
            decision.doubts.append(DUE_BEFORE_START.format(words=one.span.words))
            continue
        fills = one.role == Sign.DURING or (one.role in (None, Sign.WITHIN, Sign.COMPLETED) and one.span.is_window)
        if fills and not first_is_explicit:
            decision.starts_on = min(filter(None, (decision.starts_on, stretch.starts_on)))
        decision.doubts += [COMPLETED] if one.role == Sign.COMPLETED else []
        ends.add(due_on)
        _use(one, decision)
    if ends:
        decision.due_on = max(ends)
        decision.is_ongoing = False
        decision.doubts += [SEVERAL_DUE] if len(ends) > 1 else []


def _take_reviews(reviews: list[Placed], decision: Decision) -> None:
    for one in reviews:
        assert one.span.stretch is not None
        days = [stretch.ends_on for stretch in one.span.each or (one.span.stretch,)]
        if decision.starts_on and min(days) < decision.starts_on:
            decision.doubts.append(REVIEW_LEFT.format(words=one.span.words))
            continue
        decision.reviews = sorted({*decision.reviews, *days})
        _use(replace(one, span=replace(one.span, doubts=())) if one.span.each else one, decision)


def _take_length(length: PlacedLength, heard: Heard, period: PlanPeriod, decision: Decision) -> None:
    """A length gives the day due, counted from the start, from the date it names, or from the plan's first day."""
    if length.is_open:
        decision.doubts.append(OPEN_LENGTH.format(words=length.words))
        return
    anchor = length.anchor.stretch if length.anchor else None
    if decision.due_on is not None and decision.due_on != (anchor and anchor.ends_on):
        start = decision.starts_on or period.starts_on
        agrees = abs(length.length.after(start) - decision.due_on) < timedelta(days=32)
        decision.doubts += [] if agrees else [LENGTH_LEFT.format(words=length.words)]
        return
    decision.length = length
    if anchor is not None and length.role in (Sign.WITHIN, Sign.BY):
        is_day = anchor.kind == "day"
        later = months_later(anchor.ends_on, length.length.months) + timedelta(days=length.length.days)
        decision.due_on = later if is_day else length.length.after(anchor.ends_on + timedelta(days=1))
        decision.certainty, decision.starts_on, decision.is_ongoing = anchor.certainty, None, False
    elif anchor is not None or decision.starts_on is not None:
        decision.starts_on = decision.starts_on or (anchor and anchor.starts_on) or period.starts_on
        decision.due_on, decision.is_ongoing = length.length.after(decision.starts_on), False
        decision.certainty = anchor.certainty if anchor and not decision.used else decision.certainty
    else:
        _count_from_plan(length, heard, period, decision)


def _count_from_plan(length: PlacedLength, heard: Heard, period: PlanPeriod, decision: Decision) -> None:
    decision.due_on = length.length.after(period.starts_on)
    decision.certainty = length.length.certainty
    if heard.signs & {Sign.ONGOING, Sign.STARTED}:
        decision.certainty = "year"
        decision.doubts.append(FROM_PLAN)
    elif length.is_time:
        decision.doubts.append(FROM_WRITING)
    elif length.role not in (Sign.WITHIN, Sign.BY, Sign.BEFORE, Sign.UNTIL):
        decision.starts_on = period.starts_on


def _take_ongoing(heard: Heard, decision: Decision) -> None:
    says_so = bool(heard.signs & {Sign.ONGOING, Sign.AS_NEEDED}) or any(rhythm.is_ongoing for rhythm in heard.rhythms)
    lone_start = Sign.STARTED in heard.signs and not decision.used
    decision.is_ongoing = decision.is_ongoing or says_so or lone_start
