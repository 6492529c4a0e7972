"""What each date in a timescale is for: the start, the day due, a review."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.readers.timescales.joining import Span
from actions.readers.timescales.recurrences import Recurs
from actions.readers.timescales.scan import Item
from actions.readers.timescales.signs import Sign
from actions.readers.timescales.stretches import Length

REVIEW_IS_WORK = "“Review” may be the work itself; the date behind it was taken as due."
YEAR_OF_NAME = "“{words}” may belong to the name before it; it was taken as the year in which it is due."
START_OR_DUE = "“{words}” may be the start or the end of what goes on; it was taken as {taken}."
_ROLES = {
    Sign.BY, Sign.BEFORE, Sign.FROM, Sign.START, Sign.STARTED, Sign.UNTIL, Sign.DURING, Sign.AFTER, Sign.REVIEW,
    Sign.REVIEWED, Sign.COMPLETED, Sign.WITHIN,
}  # fmt: skip
_LOST_BEHIND_A_WORD = {Sign.BEFORE, Sign.AFTER, Sign.DURING, Sign.WITHIN, Sign.REVIEW, Sign.FROM, Sign.COMPLETED}
_PASSED_OVER = {Sign.LINK, Sign.OPEN}


@dataclass(frozen=True)
class Placed:
    """A span with what it is for; ``role`` is None where no word says so."""

    span: Span
    role: Sign | None
    is_aside: bool = False
    is_next: bool = False


@dataclass(frozen=True)
class PlacedLength:
    """A length of time; ``is_open`` when it counts from something whose day is unknown."""

    length: Length
    words: str
    role: Sign | None = None
    is_open: bool = False
    anchor: Span | None = None
    is_time: bool = False


@dataclass
class Heard:
    """All that the words say, before it is decided what of it counts."""

    placed: list[Placed] = field(default_factory=list)
    lengths: list[PlacedLength] = field(default_factory=list)
    rhythms: list[Recurs] = field(default_factory=list)
    signs: set[Sign] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def heard(items: Sequence[Item | Span]) -> Heard:
    """What the items say, each span with its role."""
    found, role, depth, is_next, reviews_work = Heard(), None, 0, False, False
    for index, item in enumerate(items):
        if isinstance(item, Span):
            if reviews_work and role is None:
                found.doubts.append(REVIEW_IS_WORK)
            if role is None and _is_named(items, index):
                found.doubts.append(YEAR_OF_NAME.format(words=item.words))
            found.placed.append(_placed(items, index, role, depth > 0, is_next, found))
            role, is_next, reviews_work = None, False, False
        elif isinstance(item.what, Length):
            found.lengths.append(_placed_length(items, index, item.what, role))
        elif isinstance(item.what, Recurs):
            found.rhythms.append(item.what)
        elif isinstance(item.what, Sign):
            sign = item.what
            found.signs.add(sign)
            depth = max(0, depth + (sign == Sign.OPEN) - (sign == Sign.CLOSE))
            role = _role_after(sign, role, items, index)
            is_next = sign == Sign.NEXT or (is_next and sign == Sign.LINK)
        else:
            found.unread += [item.words] if item.is_dated else []
            reviews_work = reviews_work or role == Sign.REVIEW
            role = None if role in _LOST_BEHIND_A_WORD else role
    return found


def _is_named(items: Sequence[Item | Span], index: int) -> bool:
    """Whether a lone year stands right behind a word that says nothing of time ("Pride 2024")."""
    span, before = items[index], items[index - 1] if index else None
    is_word = isinstance(before, Item) and before.what is None
    return isinstance(span, Span) and span.stretch is not None and span.stretch.kind == "year" and is_word


def _role_after(sign: Sign, role: Sign | None, items: Sequence[Item | Span], index: int) -> Sign | None:
    """The role that a sign leaves to the next span."""
    if sign in _ROLES:
        keeps = role in (Sign.REVIEW, Sign.REVIEWED) and sign in (Sign.BY, Sign.DURING, Sign.WITHIN, Sign.BEFORE)
        starts_by = role == Sign.START and sign == Sign.FROM
        return role if keeps or starts_by else sign
    if sign in (Sign.STOP, Sign.CLOSE, Sign.ONGOING, Sign.PLACEHOLDER) or (
        sign == Sign.COMMA and role != Sign.REVIEWED
    ):
        return None
    is_led = index + 1 < len(items) and isinstance(items[index + 1], Span)
    return Sign.UNTIL if sign == Sign.TO and role is None and is_led and _plain(items[index]) == "to" else role


def _plain(item: Item | Span) -> str:
    return item.plain if isinstance(item, Item) else ""


def _signs_behind(items: Sequence[Item | Span], index: int) -> list[Sign | None]:
    """The signs behind a place up to the first that is a word or a date (None in their place), at most four."""
    behind: list[Sign | None] = []
    for item in items[index + 1 : index + 6]:
        what = None if isinstance(item, Span) or not isinstance(item.what, Sign) else item.what
        if what not in _PASSED_OVER:
            behind.append(what)
        if what is None:
            break
    return behind


def _placed(
    items: Sequence[Item | Span], index: int, role: Sign | None, is_aside: bool, is_next: bool, found: Heard
) -> Placed:
    span = items[index]
    assert isinstance(span, Span)
    behind = [*_signs_behind(items, index), None, None, None]
    if role is None:
        role = _role_behind(span, behind, _ends_at(behind[1], items, index), found)
    elif role == Sign.START and _goes_on(span, behind):
        role = Sign.FROM
    return Placed(span, role, is_aside, is_next)


def _goes_on(span: Span, behind: list[Sign | None]) -> bool:
    """Whether the words behind a span say that work goes on from it: "October 2020 onwards", "April 2023 - ongoing"."""
    reaches_on = behind[0] == Sign.TO and behind[1] in (Sign.ONWARDS, Sign.ONGOING)
    return behind[0] == Sign.ONWARDS or (reaches_on and not span.is_range)


def _role_behind(span: Span, behind: list[Sign | None], ends: bool, found: Heard) -> Sign | None:
    """What the words behind a span say of it; ``ends`` when the clause ends with the first of them."""
    if _goes_on(span, behind):
        return Sign.FROM
    if behind[0] == Sign.COMPLETED or behind[:2] == [Sign.TO, Sign.COMPLETED]:
        return Sign.COMPLETED
    if behind[0] in (Sign.AND, Sign.COMMA, Sign.THEREAFTER) and behind[1] == Sign.ONGOING and not span.is_window:
        found.doubts.append(START_OR_DUE.format(words=span.words, taken="the start"))
        return Sign.FROM
    if behind[0] == Sign.ONGOING and not span.is_window:
        found.doubts.append(START_OR_DUE.format(words=span.words, taken="the day due"))
    return behind[0] if behind[0] in (Sign.START, Sign.REVIEW) and ends else None


def _ends_at(sign: Sign | None, items: Sequence[Item | Span], index: int) -> bool:
    """Whether the clause ends behind the sign that follows a span."""
    return sign in (Sign.STOP, Sign.COMMA, Sign.CLOSE) or (sign is None and index + 3 > len(items) - 1)


def _placed_length(items: Sequence[Item | Span], index: int, length: Length, role: Sign | None) -> PlacedLength:
    """A length with what it counts from: a date, the plan itself, or something whose day is unknown."""
    item = items[index]
    assert isinstance(item, Item)
    at, leads = index + 1, False
    while at < len(items):
        behind = items[at]
        if isinstance(behind, Span):
            anchor = behind if leads and behind.stretch else None
            return PlacedLength(length, item.words, role, anchor=anchor)
        if behind.what == Sign.TIME:
            return PlacedLength(length, item.words, role, is_time=True)
        opens = behind.what in (Sign.AFTER, Sign.FROM, Sign.EVENT, Sign.BEFORE, Sign.START)
        leads = leads or opens or behind.plain == "of"
        if behind.what == Sign.THE_PLAN and _is_no_word(items, at + 1):
            return PlacedLength(length, item.words, role)
        if not opens and behind.what not in (Sign.LINK, Sign.EARLY, Sign.BEGINNING):
            break
        at += 1
    is_open = leads and (role == Sign.WITHIN or _is_behind_event(items, index, at))
    return PlacedLength(length, item.words, role, is_open=is_open)


def _is_no_word(items: Sequence[Item | Span], index: int) -> bool:
    """Whether no plain word stands at a place, so that "the plan" is not "the plan's approval"."""
    item = items[index] if index < len(items) else None
    return not (isinstance(item, Item) and (item.what is None or item.plain == "being"))


def _is_behind_event(items: Sequence[Item | Span], index: int, at: int) -> bool:
    signs = [item.what for item in items[index + 1 : at] if isinstance(item, Item)]
    return any(sign in (Sign.AFTER, Sign.FROM, Sign.EVENT, Sign.BEFORE) for sign in signs)
