"""From tokens to items: moments, lengths, rhythms, signs, and the words that say nothing of time."""

from dataclasses import dataclass, replace

from actions.readers.period import PlanPeriod
from actions.readers.timescales.dates import MONTHS, month_at, read_day, read_figures, read_month, read_month_and_year
from actions.readers.timescales.numbers import number_at
from actions.readers.timescales.phrases import read_sign
from actions.readers.timescales.recurrences import Recurs, read_length, read_recurrence
from actions.readers.timescales.seasons import SEASONS, read_quarters, read_seasons
from actions.readers.timescales.signs import Sign
from actions.readers.timescales.stretches import Length, Moment, Part, Stretch, months_later
from actions.readers.timescales.words import Tokens
from actions.readers.timescales.years import read_plan_years, read_years

_MOMENTS = (
    read_quarters,
    read_figures,
    read_day,
    read_month,
    read_years,
    read_month_and_year,
    read_seasons,
    read_plan_years,
)
_NUMBERED = {
    "phase",
    "stage",
    "step",
    "part",
    "milestone",
    "cohort",
    "wave",
    "tranche",
    "objective",
    "action",
    "priority",
}
NOT_EXACT = "“{words}” is not exact; its months were estimated."


@dataclass(frozen=True)
class Item:
    """What some tokens say; ``what`` is None for a word that says nothing of time.

    ``is_dated`` for words that look like a date (digits, the name of a month or season) and could not be read;
    ``plain`` are the words in small letters.
    """

    what: Moment | Length | Recurs | Sign | None
    words: str
    is_dated: bool = False
    plain: str = ""

    @property
    def is_moment(self) -> bool:
        return isinstance(self.what, Stretch | Part)


def items_of(tokens: Tokens, period: PlanPeriod) -> list[Item]:
    """Every token's item, in their order."""
    items, index = [], 0
    while index < len(tokens):
        item, end = _item_at(tokens, index, period)
        items.append(replace(item, plain=tokens.plain(index, end)))
        index = max(end, index + 1)
    return _with_edges(_with_years_behind([_of_plan(items, place, period) for place in range(len(items))]))


def _of_plan(items: list[Item], place: int, period: PlanPeriod) -> Item:
    """An item, words for the life of the plan turned into its days ("life of the plan", "throughout the plan")."""
    item = items[place]
    if item.what not in (Sign.PLAN, Sign.THE_PLAN):
        return item
    before = place - 1
    while before > 0 and items[before].what == Sign.LINK:
        before -= 1
    led = before >= 0 and items[before].what in (Sign.END_OF, Sign.DURING, Sign.UNTIL)
    if period.ends_on is None or not (led or item.what == Sign.PLAN):
        return item
    return Item(Stretch(period.starts_on, period.ends_on, "year", "years"), item.words)


def _item_at(tokens: Tokens, index: int, period: PlanPeriod) -> tuple[Item, int]:
    if _is_reference(tokens, index):
        return Item(None, tokens.words(index, index + 3), is_dated=True), index + 3
    if _is_list_number(tokens, index):
        return Item(Sign.STOP, tokens.words(index, index + 2)), index + 2
    if tokens.at(index).text in _NUMBERED and number_at(tokens, index + 1):
        return Item(Sign.STOP, tokens.words(index, index + 2)), index + 2
    recurs = read_recurrence(tokens, index)
    if recurs:
        return Item(recurs[0], tokens.words(index, recurs[1])), recurs[1]
    length = read_length(tokens, index)
    if length and not _is_season(tokens, length[1]):
        return Item(length[0], tokens.words(index, length[1])), length[1]
    for reader in _MOMENTS:
        moment = reader(tokens, index, period)
        if moment:
            words = tokens.words(index, moment[1])
            return Item(moment[0], words, is_dated=moment[0] is None), moment[1]
    sign = read_sign(tokens, index)
    if sign:
        return Item(sign[0], tokens.words(index, sign[1])), sign[1]
    word = tokens.at(index)
    is_named = month_at(tokens, index) is not None if word.text in MONTHS else word.text in SEASONS
    return Item(None, word.printed, is_dated=word.text.isdigit() or is_named), index + 1


def _is_season(tokens: Tokens, index: int) -> bool:
    return tokens.at(index).text in SEASONS


def _is_reference(tokens: Tokens, index: int) -> bool:
    """Whether the number of another action stands here, such as 1.1 or 2.14.1; never a date in figures."""
    dot, second = tokens.at(index + 1), tokens.at(index + 2)
    first = tokens.at(index).number
    if first is None or dot.text != "." or not dot.touches or not second.touches or second.number is None:
        return False
    return len(second.text) <= 2 and not (tokens.at(index + 3).text == "." and tokens.at(index + 4).number is not None)


def _is_list_number(tokens: Tokens, index: int) -> bool:
    """Whether the number of an item in a list stands here: "1. March 2024 2. June 2024", "2) June"."""
    mark, behind = tokens.at(index + 1), tokens.at(index + 2)
    is_short = tokens.at(index).number is not None and len(tokens.at(index).text) == 1
    return is_short and mark.text in (".", ")") and mark.touches and behind.text.isalpha() and not behind.touches


def _with_years_behind(items: list[Item]) -> list[Item]:
    """The items, a part of the year with the lone year that follows it behind a word or two: "October INSET 2021"."""
    index = 0
    while index < len(items):
        part, at = items[index].what, index + 1
        while at < min(len(items), index + 4) and items[at].what in (None, Sign.LINK) and not items[at].is_dated:
            at += 1
        year = items[at].what if at < len(items) else None
        if isinstance(part, Part) and index + 1 < at and isinstance(year, Stretch) and year.kind == "year":
            words = " ".join(item.words for item in items[index : at + 1])
            stretch = part.in_year(year.starts_on.year)
            items[index : at + 1] = [Item(stretch, words, is_dated=stretch is None)]
        index += 1
    return items


def _with_edges(items: list[Item]) -> list[Item]:
    """The items with words such as "end of" and "early" taken into the moment that they lead to."""
    edged: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        at = index + 1
        while at < len(items) and (items[at].what == Sign.LINK or items[at].plain == "-"):
            at += 1
        edge = _edge_of(items, index)
        if edge and at < len(items) and items[at].is_moment:
            edged.append(_edged(edge, item.words, items[at]))
            index = at + 1
        else:
            edged.append(item)
            index += 1
    return edged


def _edge_of(items: list[Item], index: int) -> Sign | None:
    """Which edge of the moment behind it a word means; "beginning" behind a slash is an edge, else a start."""
    what = items[index].what
    if what in (Sign.END_OF, Sign.EARLY, Sign.BEGINNING, Sign.MIDDLE, Sign.LATE, Sign.WEEK):
        return Sign(what)
    follows = index > 1 and items[index - 1].plain in ("/", "or") and items[index - 2].is_moment
    return Sign.BEGINNING if items[index].plain == "beginning" and follows else None


def _edged(edge: Sign, words: str, item: Item) -> Item:
    moment = item.what
    assert isinstance(moment, Stretch | Part)
    both = f"{words} {item.words}"
    if edge == Sign.WEEK:
        if isinstance(moment, Stretch) and moment.kind == "day":
            moment = replace(moment, ends_on=Length(days=7).after(moment.starts_on))
        return Item(moment, both)
    if edge == Sign.END_OF or moment.kind in ("day", "month"):
        return Item(replace(moment, edge="end" if edge == Sign.END_OF else moment.edge), both)
    months = _months_of_edge(edge, moment)
    if months is None:
        return Item(moment, both)
    first, count = months
    doubt = NOT_EXACT.format(words=both)
    is_year = moment.certainty == "year"
    certainty = moment.certainty if not is_year else "month" if count == 1 else "season"
    if isinstance(moment, Part):
        month = (moment.month - 1 + first) % 12 + 1
        return Item(replace(moment, month=month, months=count, edge="end", doubt=doubt), both)
    starts_on = months_later(moment.starts_on, first)
    ends_on = Length(count).after(starts_on)
    whole = "" if is_year and count > 1 else "end"
    kind = moment.kind if not is_year else "month" if count == 1 else "season"
    return Item(Stretch(starts_on, ends_on, certainty, kind, edge=whole, doubt=doubt), both)


def _months_of_edge(edge: Sign, moment: Moment) -> tuple[int, int] | None:
    """The first month, counted from 0, and the number of months that "early", "mid" or "late" leaves of a moment."""
    if isinstance(moment, Part):
        length = moment.months
    else:
        length = (moment.ends_on.year - moment.starts_on.year) * 12 + moment.ends_on.month - moment.starts_on.month + 1
    if edge == Sign.BEGINNING and length >= 2:
        return 0, 1
    if length == 12:
        return {Sign.EARLY: (0, 3), Sign.MIDDLE: (4, 4), Sign.LATE: (9, 3)}[edge]
    if length not in (2, 3, 4, 6):
        return None
    third = max(1, length // 3)
    return {Sign.EARLY: (0, third), Sign.MIDDLE: (third, third), Sign.LATE: (length - third, third)}[edge]
