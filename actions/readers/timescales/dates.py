"""Days, months and what follows them: "31/03/23", "31st of March 2023", "Mar-23", "March 31, 2023"."""

from dataclasses import replace

from actions.readers.period import PlanPeriod
from actions.readers.timescales.stretches import Moment, Part, Stretch, is_near
from actions.readers.timescales.words import Tokens

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {name: month for month, name in enumerate(_NAMES, 1)}
MONTHS |= {name[:3]: month for name, month in MONTHS.items()} | {"sept": 9, "janu": 1, "febr": 2, "christmas": 12}
MONTH_AND_YEAR = "Two figures were taken as month and year."
ORDINALS = {"st", "nd", "rd", "th"}
_BEFORE_MAY = {
    "by", "in", "from", "of", "end", "until", "till", "to", "and", "each", "every", "during", "mid", "early", "late",
    "before", "since", "next", "or",
}  # fmt: skip
_AFTER_MAY = {
    "to", "and", "or", "until", "till", "onwards", "onward", "each", "every", "annually", "yearly", "for", "half",
    "term", "then", "ongoing", "review", "with",
}  # fmt: skip
Found = tuple[Moment | None, int]


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The month that a token names and where the words go on; the verb "may" is none."""
    word = tokens.at(index).text
    month = MONTHS.get(word)
    if month is None or (word == "may" and _is_verb(tokens, index)):
        return None
    dot = tokens.at(index + 1)
    return month, index + 2 if len(word) <= 4 and dot.text == "." and dot.touches else index + 1


def _is_verb(tokens: Tokens, index: int) -> bool:
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    is_led = before.text in _BEFORE_MAY or before.number is not None or before.text in ORDINALS
    return after.text.isalpha() and not is_led and after.text not in _AFTER_MAY and after.text not in MONTHS


def year_at(tokens: Tokens, index: int, period: PlanPeriod) -> tuple[int, int] | None:
    """The year in four digits, or in two near the plan's own years, and where the words go on."""
    token = tokens.at(index)
    number = token.number
    if number is None or len(token.text) not in (2, 4):
        return None
    if len(token.text) == 4:
        return (number, index + 1) if is_near(number, period) else None
    year = number + period.starts_on.year // 100 * 100
    last = (period.ends_on or period.starts_on).year
    is_a_day = tokens.at(index + 1).text in ORDINALS or _leads_to_month(tokens, index + 1)
    return (year, index + 1) if period.starts_on.year - 5 <= year <= last + 3 and not is_a_day else None


def _leads_to_month(tokens: Tokens, index: int) -> bool:
    """Whether a number before this place is the day of a month: "15 April", "1 to 15 April"."""
    if tokens.at(index).text in ("-", "to", "of", "and") and tokens.at(index + 1).number is not None:
        index += 2
    return tokens.at(index).text in MONTHS and tokens.at(index).text != "may"


def with_year(part: Part, tokens: Tokens, index: int, period: PlanPeriod) -> Found:
    """A part of the year with the year that follows it ("March 2023", "Mar-23", "Sept 2022/23"), if one does."""
    at = index
    while tokens.at(at).text in (",", "-", "/", ".", "of", "in") and at < index + 2:
        at += 1
    year = year_at(tokens, at, period)
    # What only joins two dates ("March / 2024 ...") must touch the year to lead to it; a comma or "of" need not.
    loose = at > index and tokens.at(index).text in ("-", "/", ".") and not tokens.at(at).touches
    if year is None or loose:
        return part, index
    number, end = year
    pair = tokens.at(end + 1)
    if tokens.at(end).text in ("/", "-") and pair.touches and pair.number == (number + 1) % 100 and len(pair.text) == 2:
        number, end = number + (part.month < period.year_starts_month), end + 2
    return part.in_year(number), end


def read_month(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """A month, or a day behind its month ("March 31st, 2023"), with its year if it has one."""
    found = month_at(tokens, index)
    if found is None:
        return None
    month, at = found
    day = tokens.at(at).number
    ordinal = tokens.at(at + 1).text in ORDINALS
    after = at + 2 if ordinal else at + 1
    followed = tokens.at(after + (tokens.at(after).text == ",")).number
    is_dated = followed is not None and is_near(followed, period)
    if day and day <= 31 and len(tokens.at(at).text) <= 2 and (ordinal or is_dated or _is_no_year(tokens, at, period)):
        return with_year(_day(day, day, month), tokens, after, period)
    return with_year(Part(month), tokens, at, period)


def _is_no_year(tokens: Tokens, at: int, period: PlanPeriod) -> bool:
    return year_at(tokens, at, period) is None and not _leads_to_month(tokens, at + 1)


def _day(first: int, last: int, month: int) -> Part:
    return Part(month, 1, first, last, certainty="exact", kind="day")


def read_day(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """A day, or days in a row, of a month that is named: "31st of March 2023", "1-31 March"."""
    first = tokens.at(index).number
    if first is None or not 1 <= first <= 31:
        return None
    last, at = first, _past_ordinal(tokens, index + 1)
    second = tokens.at(at + 1).number
    if tokens.at(at).text in ("-", "to", "and", "&", "/", "until") and second and first < second <= 31:
        last, at = second, _past_ordinal(tokens, at + 2)
    found = month_at(tokens, at + 1 if tokens.at(at).text in ("of", "-", "/", ".") else at)
    if found is None:
        return None
    moment, end = with_year(_day(first, last, found[0]), tokens, found[1], period)
    if isinstance(moment, Part) and moment.in_year(2000) is None:
        return None, end
    return moment, end


def _past_ordinal(tokens: Tokens, index: int) -> int:
    return index + 1 if tokens.at(index).text in ORDINALS else index


def read_figures(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """A date in figures: "31/03/2023", "31.03.23", "2023-03-31 00:00:00", "03/2023".

    What looks like one and is no day of the calendar ("31/02/2023") is found too, with None for its day.
    """
    mark = tokens.at(index + 1)
    first, second, third = (tokens.at(index + step).number for step in (0, 2, 4))
    if mark.text not in ("/", ".", "-") or first is None or second is None:
        return None
    if not mark.touches or not tokens.at(index + 2).touches:
        return None
    is_whole = third is not None and (len(tokens.at(index).text) == 4 or len(tokens.at(index + 4).text) in (2, 4))
    if tokens.at(index + 3).text == mark.text and is_whole and tokens.at(index + 4).touches:
        return _figures(tokens, index, period), _past_time(tokens, index + 5)
    lengths = (len(tokens.at(index).text), len(tokens.at(index + 2).text))
    if mark.text == "-" and lengths == (4, 2) and 1 <= second <= 12 and second < first % 100:
        return (Part(second).in_year(first) if is_near(first, period) else None), index + 3
    if lengths[0] <= 2 and lengths[1] == 4:
        is_month = 1 <= first <= 12 and is_near(second, period)
        return (Part(first).in_year(second) if is_month else None), index + 3
    return None


def read_month_and_year(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """A month and a short year in figures ("04/24"), which can only be guessed: the year must lie in the plan's."""
    first, mark, second = (tokens.at(index + step) for step in (0, 1, 2))
    year = year_at(tokens, index + 2, period)
    if mark.text != "/" or not mark.touches or not second.touches or year is None or len(second.text) != 2:
        return None
    month = first.number or 0
    stretch = Part(month, doubt=MONTH_AND_YEAR).in_year(year[0]) if 1 <= month <= 12 < (second.number or 0) else None
    return (stretch, index + 3) if stretch else None


def _figures(tokens: Tokens, index: int, period: PlanPeriod) -> Stretch | None:
    places = (0, 2, 4) if len(tokens.at(index).text) == 4 else (4, 2, 0)
    year, month, day = (tokens.at(index + place) for place in places)
    number = year.number or 0
    if len(year.text) <= 2:
        number += period.starts_on.year // 100 * 100
    if not is_near(number, period) or not 1 <= (month.number or 0) <= 12 or not 1 <= (day.number or 0) <= 31:
        return None
    return replace(_day(day.number or 0, day.number or 0, 1), month=month.number or 0).in_year(number)


def _past_time(tokens: Tokens, index: int) -> int:
    """Past the time of day that a spreadsheet puts behind a date."""
    at = index + 1 if tokens.at(index).text == "t" else index
    if tokens.at(at).number is None or tokens.at(at + 1).text != ":":
        return index
    while tokens.at(at).number is not None and tokens.at(at + 1).text in (":", "."):
        at += 2
    return at + 1
