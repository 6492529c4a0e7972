"""Quarters, halves, seasons and terms: "Q3 and Q4 2020-21", "H1 2024", "Spring/Summer 2021", "Autumn term 2017"."""

from dataclasses import replace

from actions.readers.period import PlanPeriod
from actions.readers.timescales.dates import ORDINALS, Found
from actions.readers.timescales.numbers import ORDINAL_WORDS, Numbers, numbers_at
from actions.readers.timescales.stretches import Moment, Part, Stretch, months_of_plan
from actions.readers.timescales.words import Tokens
from actions.readers.timescales.years import read_plan_years, read_years

SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
TERMS = {
    "autumn": (9, 4), "spring": (1, 3), "summer": (4, 4), "michaelmas": (10, 3), "lent": (1, 3), "hilary": (1, 3),
    "trinity": (4, 3), "easter": (4, 3), "christmas": (9, 4),
}  # fmt: skip
_HALF_TERMS = {
    ("autumn", 1): (9, 2), ("autumn", 2): (11, 2), ("spring", 1): (1, 2), ("spring", 2): (3, 1),
    ("summer", 1): (4, 2), ("summer", 2): (6, 2),
}  # fmt: skip
_SEMESTERS = {1: (9, 5), 2: (2, 5)}
_SHORT_TERMS = {"mt": "michaelmas", "ht": "hilary", "tt": "trinity"}
_SHORT_SEASONS = {"aut": "autumn", "spr": "spring", "sum": "summer"}
_QUARTER = {"q", "qtr", "qtrs", "quarter", "quarters"}
WHICH_QUARTER = "The quarter may be one of the calendar year; it was taken as one of the body’s year."
WHICH_CALENDAR_QUARTER = "The quarter may be one of the academic year; it was taken as one of the calendar year."
WHICH_WINTER = "A winter lies in two years; it was taken as the one that begins in the year named."
WHICH_HALF = "Half of a term has no fixed months; they were estimated."
WHICH_SEMESTER = "Semesters have no fixed months; they were estimated."
WHICH_HOLIDAYS = "The summer holidays were taken as August."
WHICH_EASTER = "Easter falls in March or April; the end of April was taken."


def read_quarters(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """Quarters or halves of the body's year, the year before or behind; of a year of the plan ("Year 1 Q2") too."""
    led = read_years(tokens, index, period) or read_plan_years(tokens, index, period)
    at = led[1] + (tokens.at(led[1]).text in (",", "-", ":", "/")) if led else index
    found = _numbered(tokens, at)
    if found is None:
        return None
    numbers, months = found
    if led:
        return _of_year(numbers, months, led[0], period), numbers.end
    behind = numbers.end + (tokens.at(numbers.end).text in (",", "-", "of", "/", "in", "for", "("))
    behind += tokens.at(behind).text in ("the", "of")
    year = read_plan_years(tokens, behind, period) or read_years(tokens, behind, period)
    if year and year[0]:
        closed = tokens.at(behind - 1).text == "(" and tokens.at(year[1]).text == ")"
        return _of_year(numbers, months, year[0], period), year[1] + closed
    return _part(numbers, months, period.year_starts_month), numbers.end


def _numbered(tokens: Tokens, at: int) -> tuple[Numbers, int] | None:
    """The numbers of quarters or halves, and the months of one."""
    word = tokens.at(at).text
    if word in _QUARTER or (word == "h" and tokens.at(at + 1).touches):
        months = 6 if word == "h" else 3
        numbers = numbers_at(tokens, at + 1, repeated=word, most=12 // months)
        return (numbers, months) if numbers and numbers.first else None
    number = ORDINAL_WORDS.get(word, 4 if word in ("final", "last") else 0)
    if not number and tokens.at(at + 1).text in ORDINALS:
        number, at = tokens.at(at).number or 0, at + 1
    unit = tokens.at(at + 1).text
    months = {"quarter": 3, "half": 6}.get(unit, 0)
    return (Numbers(number, number, at + 2), months) if months and 1 <= number <= 12 // months else None


def _part(numbers: Numbers, months: int, year_starts_month: int) -> Part:
    first = (year_starts_month - 1 + months * (numbers.first - 1)) % 12 + 1
    return Part(first, months * (numbers.last - numbers.first + 1), certainty="quarter", kind="quarter")


def _of_year(numbers: Numbers, months: int, year: Moment | None, period: PlanPeriod) -> Moment | None:
    """The quarters of a year that is named; a lone calendar year leaves doubt of which quarters are meant."""
    if not isinstance(year, Stretch):
        return None
    if year.kind == "plan":
        start = (year.starts_on.year - period.starts_on.year) * 12 + months * (numbers.first - 1)
        return replace(
            months_of_plan(period, start, months * (numbers.last - numbers.first + 1), "quarter"), doubt=year.doubt
        )
    if year.kind != "year":
        return _part(numbers, months, year.starts_on.month).in_year(
            year.starts_on.year + (_part(numbers, months, year.starts_on.month).month < year.starts_on.month)
        )
    if period.year_starts_month in (8, 9) or months == 6:
        moment = _part(numbers, months, 1).in_year(year.starts_on.year)
        return moment and replace(moment, doubt="" if months == 6 else WHICH_CALENDAR_QUARTER)
    moment = _part(numbers, months, period.year_starts_month).in_year(year.starts_on.year)
    return moment and replace(moment, doubt=WHICH_QUARTER)


def read_seasons(tokens: Tokens, index: int, period: PlanPeriod) -> Found | None:
    """A season, a term or half of one, with its year if it has one: "Autumn 2", "Spring Term 2018"."""
    name = tokens.at(index).text
    part, end = _season(tokens, index)
    if part is None:
        return None
    at = end
    while tokens.at(at).text in (",", "-", "of", "in", ".", "(") and at < end + 2:
        at += 1
    year = read_years(tokens, at, period)
    if year is None or not isinstance(year[0], Stretch):
        return _short_year(part, tokens, end, period)
    past = year[1] + (tokens.at(at - 1).text == "(" and tokens.at(year[1]).text == ")")
    if year[0].kind == "year":
        moment = part.in_year(year[0].starts_on.year)
        doubt = part.doubt or (WHICH_WINTER if name == "winter" else "")
        return (moment and replace(moment, doubt=doubt)), past
    is_early = part.month < year[0].starts_on.month
    return part.in_year(year[0].starts_on.year + is_early), past


def _short_year(part: Part, tokens: Tokens, end: int, period: PlanPeriod) -> Found:
    """A part with a year in two digits ("Autumn 23") that lies in the plan's years; else without."""
    number = tokens.at(end).number
    year = (number or 0) + period.starts_on.year // 100 * 100
    last = (period.ends_on or period.starts_on).year + 1
    if number is None or len(tokens.at(end).text) != 2 or not period.starts_on.year - 1 <= year <= last:
        return part, end
    return part.in_year(year), end + 1


def _season(tokens: Tokens, index: int) -> tuple[Part | None, int]:
    """The part of the year that a season, term or semester names, None when none is named; and where it ends."""
    name, behind = tokens.at(index).text, tokens.at(index + 1)
    if name in _SHORT_SEASONS and (behind.text in ("term", "terms") or behind.number):
        name = _SHORT_SEASONS[name]
    if name == "summer" and behind.text in ("holiday", "holidays", "break", "vacation"):
        return Part(8, certainty="season", kind="season", doubt=WHICH_HOLIDAYS), index + 2
    if name == "semester" and behind.number in _SEMESTERS:
        return replace(_term(_SEMESTERS[behind.number or 0]), doubt=WHICH_SEMESTER), index + 2
    if name in _SHORT_TERMS and behind.number:
        return _term(TERMS[_SHORT_TERMS[name]]), index + 1
    if name == "easter" and behind.text not in ("term", "terms"):
        return Part(3, 2, certainty="season", kind="season", edge="end", doubt=WHICH_EASTER), index + 1
    if name not in SEASONS and name not in TERMS:
        return None, index + 1
    if behind.text in ("term", "terms"):
        half = tokens.at(index + 2).number
        if half in (1, 2) and len(tokens.at(index + 2).text) == 1 and (name, half) in _HALF_TERMS:
            return _term(_HALF_TERMS[name, half]), index + 3
        return (_term(TERMS[name]) if name in TERMS else None), index + 2
    if behind.text in ("1", "2") and (name, int(behind.text)) in _HALF_TERMS:
        return _term(_HALF_TERMS[name, int(behind.text)]), index + 2
    if behind.text == "half" and tokens.at(index + 2).text == "term" and (name, 1) in _HALF_TERMS:
        return replace(_term(_HALF_TERMS[name, 1]), doubt=WHICH_HALF), index + 3
    if name not in SEASONS:
        return (_term(TERMS[name]) if name in ("michaelmas", "hilary") else None), index + 1
    if behind.text in ("/", "and", "&", "-") and _is_shared_term(tokens, index + 2):
        return _term(TERMS[name]) if name in TERMS else None, index + 1
    return Part(*SEASONS[name], certainty="season", kind="season"), index + 1


def _is_shared_term(tokens: Tokens, index: int) -> bool:
    """Whether the word "term" behind a second season is meant for the first too: "Autumn/Spring term"."""
    return tokens.at(index).text in TERMS and tokens.at(index + 1).text in ("term", "terms")


def _term(months: tuple[int, int]) -> Part:
    return Part(*months, certainty="season", kind="season")
