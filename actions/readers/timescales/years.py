"""Years: "2023", "2022/23", "FY23/24", "2019-20 Academic Year", "2023-2027", "Year 2 of the plan"."""

from dataclasses import replace

from actions.readers.period import PlanPeriod
from actions.readers.timescales.dates import ORDINALS, Found, read_figures
from actions.readers.timescales.numbers import ORDINAL_WORDS, numbers_at
from actions.readers.timescales.stretches import (
    Moment,
    Part,
    Stretch,
    is_near,
    months_from,
    months_later,
    months_of_plan,
)
from actions.readers.timescales.words import Tokens

_KINDS = {
    "academic": "academic", "school": "academic", "ay": "academic", "financial": "financial", "fy": "financial",
    "fiscal": "financial", "calendar": "calendar", "municipal": "body", "council": "body",
}  # fmt: skip
_YEAR = {"year", "years", "yr", "yrs"}
_LAWS = {"act", "acts", "regulations", "census"}
WHICH_YEAR = "One year is named where the year runs over two; it was taken as the year that begins in it."
WHICH_PAIR = "The plan’s own dates do not show whether these years are calendar years."
SCHOOL_YEAR = "“Year” may name the year group of pupils; it was taken as a year of the plan."


def kind_at(tokens: Tokens, index: int) -> tuple[str, int]:
    """Which sort of year words name ("academic year", "FY") and where they end; "" when they name none."""
    word = tokens.at(index).text
    kind = _KINDS.get(word, "")
    if kind and tokens.at(index + 1).text in _YEAR:
        return kind, index + 2
    return (kind, index + 1) if word in ("fy", "ay") else ("", index)


def first_month(kind: str, period: PlanPeriod) -> int:
    """The month with which a year of this sort begins for this body."""
    if kind == "academic":
        return period.year_starts_month if period.year_starts_month in (8, 9) else 9
    return 1 if kind == "calendar" else period.year_starts_month


def read_years(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """One year or several, with the words before and behind that say of which sort."""
    kind, at = kind_at(tokens, index)
    if not kind and tokens.at(index).text in _YEAR and len(tokens.at(index + 1).text) == 4:
        at = index + 1
    if read_figures(tokens, at, period) is not None:
        return None
    first = tokens.at(at)
    second, end = _second_year(tokens, at, period)
    behind, past = kind_at(tokens, end)
    kind, end = kind or behind, past if behind else end
    if kind and tokens.at(at).number is None and not behind:
        return Part(first_month(kind, period), 12, certainty="year", kind="years"), at
    year = _first_year(tokens, at, period, is_sure=bool(kind) or second is not None)
    if year is None or tokens.at(at - 1).text in _LAWS:
        return None
    if second is None:
        return _lone(year, kind, period), end
    dashed = len(first.text) == len(tokens.at(at + 2).text) == 4 and tokens.at(at + 1).text != "/"
    return years_between(year, second, period, kind=kind, is_dashed=dashed), end


def _first_year(tokens: Tokens, at: int, period: PlanPeriod, is_sure: bool) -> int | None:
    token = tokens.at(at)
    if token.number is None or len(token.text) not in (2, 4) or (len(token.text) == 2 and not is_sure):
        return None
    year = _full(token.text, period)
    return year if is_near(year, period) else None


def _full(digits: str, period: PlanPeriod) -> int:
    return int(digits) if len(digits) == 4 else int(digits) + period.starts_on.year // 100 * 100


def _second_year(tokens: Tokens, at: int, period: PlanPeriod) -> tuple[int | None, int]:
    """The later year of a pair such as 2022/23, 2022-2023, 2022/3 or 22/23, and where the words go on."""
    first, mark, second = (tokens.at(at + step) for step in (0, 1, 2))
    if first.number is None or second.number is None or mark.text not in ("/", "-"):
        return None, at + 1
    loose = not (mark.touches and second.touches)
    goes_on = tokens.at(at + 3)
    is_date = goes_on.touches and goes_on.text in ("/", ".", "-", "st", "nd", "rd", "th") and second.touches
    if len(first.text) not in (2, 4) or (is_date and len(second.text) < 4) or (loose and goes_on.text.isalpha()):
        return None, at + 1
    start = _full(first.text, period)
    later = _later(start, second.text, period)
    short = len(first.text) == 2 and (later != start + 1 or abs(start - period.starts_on.year) > 10)
    if later is None or not 0 < later - start <= 15 or short or (loose and len(second.text) < 2):
        return None, at + 1
    return later, at + 3


def _later(start: int, digits: str, period: PlanPeriod) -> int | None:
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 2:
        return start // 100 * 100 + int(digits)
    return start // 10 * 10 + int(digits) if len(digits) == 1 and start % 10 + 1 == int(digits) else None


def _lone(year: int, kind: str, period: PlanPeriod) -> Moment | None:
    if kind in ("", "calendar"):
        return months_from(year, 1, 12, "year", "year")
    moment = months_from(year, first_month(kind, period), 12, "year", "years")
    return moment and replace(moment, doubt=WHICH_YEAR)


def years_between(
    first: int, last: int, period: PlanPeriod, *, kind: str = "", is_dashed: bool = True
) -> Stretch | None:
    """The stretch that two years bound: one year of the body, or the years of the plan's own sort.

    ``is_dashed`` for years in full ("2023-2027", "2023 to 2027"), which may be calendar years.
    """
    if kind == "calendar":
        return months_from(first, 1, 12 * (last - first + 1), "year", "years")
    if kind or (last == first + 1 and not is_dashed):
        return months_from(first, first_month(kind, period), 12 * (last - first), "year", "years")
    month = _month_of_plan(period)
    if month is None:
        month = period.year_starts_month if last == first + 1 else 1
        doubt = WHICH_PAIR
    else:
        doubt = WHICH_PAIR if month == 1 and last == first + 1 else ""
    moment = months_from(first, month, 12 * (last - first + (month == 1)), "year", "years")
    return moment and replace(moment, doubt=doubt)


def _month_of_plan(period: PlanPeriod) -> int | None:
    """The month with which the plan's own years begin, None when its dates do not show it."""
    starts_on, ends_on = period.starts_on, period.ends_on
    if ends_on is not None and (ends_on.month, ends_on.day) == (12, 31):
        return 1
    if starts_on.day != 1:
        return None
    whole = ends_on is not None and (ends_on.year * 12 + ends_on.month - starts_on.year * 12 - starts_on.month) % 12
    if whole == 11 or (ends_on is None and starts_on.month in (1, period.year_starts_month)):
        return starts_on.month
    return None


def read_plan_years(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """Years or months counted from the first day of the plan: "Year 2", "Years 1-3", "Month 6", "Y1"."""
    word = tokens.at(index).text
    ordinal = _ordinal_year(tokens, index)
    if ordinal:
        return _if_in_plan(months_of_plan(period, 12 * (ordinal[0] - 1), 12, "year"), period), ordinal[1]
    unit = {"y": 12, "m": 1, "month": 1, "months": 1}.get(word, 12 if word in _YEAR else 0)
    if not unit or (word in ("y", "m") and not tokens.at(index + 1).touches):
        return None
    found = numbers_at(tokens, index + 1, repeated=word, most=15 if unit == 12 else 120)
    if found is None or not found.first:
        return None
    months = unit * (found.last - found.first + 1)
    certainty = "year" if unit == 12 else "month"
    moment = months_of_plan(period, unit * (found.first - 1), months, certainty)
    return (_if_in_plan(moment, period) if unit == 12 else moment), found.end


def _ordinal_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The number that "first year" or "2nd year" gives a year, and where the words go on."""
    number, at = ORDINAL_WORDS.get(tokens.at(index).text, 0), index + 1
    if tokens.at(at).text in ORDINALS:
        number, at = tokens.at(index).number or 0, index + 2
    return (number, at + 1) if 1 <= number <= 15 and tokens.at(at).text in ("year", "yr") else None


def _if_in_plan(moment: Stretch, period: PlanPeriod) -> Stretch | None:
    """A year of the plan; None when the plan has no such year; doubtful in schools, which count years of pupils so."""
    last = period.ends_on or months_later(period.starts_on, 60)
    if moment.starts_on > last:
        return None
    return replace(moment, doubt=SCHOOL_YEAR) if period.year_starts_month in (8, 9) else moment
