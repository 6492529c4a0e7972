"""Says in plain words how a timescale was read."""

from datetime import date, timedelta

from actions.readers.timescales.decide import Decision
from actions.readers.timescales.joining import Span
from actions.readers.timescales.roles import Placed
from actions.readers.timescales.signs import Sign

_KINDS = {
    "day": "a day", "month": "a month", "quarter": "a quarter", "season": "a season or term", "year": "a year",
    "years": "a year, or years, of the body or plan", "plan": "counted from the plan’s first day",
}  # fmt: skip
_RHYTHMS = {
    "monthly": "every month", "bimonthly": "every two months", "quarterly": "every quarter", "termly": "every term",
    "six_monthly": "every six months", "annual": "every year", "two_yearly": "every two years",
    "three_yearly": "every three years", "four_yearly": "every four years",
}  # fmt: skip


def because(decision: Decision) -> str:
    """How the words were read, in one sentence; "" when nothing was."""
    reasons = [_of_span(one) for one in decision.used]
    if decision.length:
        reasons.append(_of_length(decision))
    if decision.recurrence != "none":
        reasons.append(f"again {_RHYTHMS[decision.recurrence]}")
    if decision.is_ongoing:
        reasons.append("the words say that it goes on")
    sentence = "; ".join(dict.fromkeys(reasons))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _of_span(one: Placed) -> str:
    stretch = one.span.stretch
    assert stretch is not None
    named = f"“{one.span.words}”, {_KINDS[stretch.kind]}"
    if one.role in (Sign.REVIEW, Sign.REVIEWED):
        return f"{named}: a review on its last day, not a time limit"
    if one.role in (Sign.START, Sign.FROM, Sign.STARTED) and not one.span.is_range:
        return f"{named}: starts on its first day"
    if one.role == Sign.AFTER:
        return f"{named}: starts on the day after"
    if one.role == Sign.BEFORE and not stretch.edge:
        return f"{named}: due on the day before, {_day(stretch.starts_on - timedelta(days=1))}"
    if _fills(one.span, one.role):
        return f"{named}: {_day(stretch.starts_on)} to {_day(stretch.ends_on)}"
    return f"{named}: due then" if stretch.kind == "day" else f"{named}: due on its last day"


def _of_length(decision: Decision) -> str:
    length = decision.length
    assert length is not None
    if decision.starts_on:
        origin = _day(decision.starts_on)
    else:
        origin = f"“{length.anchor.words}”" if length.anchor else "the plan’s first day"
    until = f", until {_day(decision.due_on)}" if decision.due_on else ""
    return f"“{length.words}”, the longest if several are stated, counted from {origin}{until}"


def _fills(span: Span, role: Sign | None) -> bool:
    return role == Sign.DURING or (span.is_window and role in (None, Sign.WITHIN, Sign.FROM, Sign.START))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
