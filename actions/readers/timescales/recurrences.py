"""How often: "quarterly", "every two years", "each October", "on 4 yearly basis", "twice a year"."""

from dataclasses import dataclass

from actions.readers.timescales.dates import MONTHS, ORDINALS, month_at
from actions.readers.timescales.numbers import ORDINAL_WORDS, Numbers, number_at, numbers_at
from actions.readers.timescales.seasons import SEASONS, TERMS
from actions.readers.timescales.stretches import Length
from actions.readers.timescales.words import Tokens

BY_MONTHS = {
    1: "monthly", 2: "bimonthly", 3: "quarterly", 6: "six_monthly", 12: "annual", 24: "two_yearly",
    36: "three_yearly", 48: "four_yearly",
}  # fmt: skip
TWICE_OR_TWO = "“{words}” may mean twice in the time or once in two of them; it was taken as {taken}."
NOT_HELD = "“{words}” is not one of the rhythms that can be kept; the words stay as they are."
_TWO = {"biannual", "biannually", "bimonthly"}
_ONE_WORD = {
    "monthly": 1, "quarterly": 3, "annually": 12, "annual": 12, "yearly": 12, "biannual": 6, "biannually": 6,
    "bimonthly": 2, "biennial": 24, "biennially": 24, "triennial": 36, "triennially": 36, "quadrennial": 48,
    "semiannual": 6, "semiannually": 6,
}  # fmt: skip
_UNHELD = {"weekly", "fortnightly", "daily", "hourly", "nightly", "biweekly", "quinquennial", "quinquennially"}
_UNITS = {
    "month": 1, "months": 1, "mth": 1, "mths": 1, "monthly": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12,
    "yr": 12, "yrs": 12, "yearly": 12, "annum": 12, "annual": 12, "annually": 12,
}  # fmt: skip
_DAYS = {"week": 7, "weeks": 7, "wk": 7, "wks": 7, "day": 1, "days": 1, "fortnight": 14}
_YEAR_SORTS = {"financial", "academic", "school", "calendar", "municipal", "council", "fiscal"}
_BI = {"monthly": 2, "annual": 6, "annually": 6, "yearly": 6, "ennial": 24, "ennially": 24}
_PREFIXED = {
    ("half", "yearly"): 6, ("semi", "annual"): 6, ("semi", "annually"): 6, ("tri", "annual"): 36, ("tri", "ennial"): 36,
}  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


@dataclass(frozen=True)
class Recurs:
    """A rhythm; ``code`` is that of the model, None when the model holds no such rhythm."""

    code: str | None
    doubt: str = ""
    is_ongoing: bool = False


Found = tuple[Recurs, int]


def _recurs(months: int, tokens: Tokens, start: int, end: int) -> Found:
    code = BY_MONTHS.get(months)
    return Recurs(code, "" if code else NOT_HELD.format(words=tokens.words(start, end))), end


def read_recurrence(tokens: Tokens, index: int) -> Found | None:
    """The rhythm that begins with a token and where the words go on; None when none does."""
    for reader in (_read_adverb, _read_every, _read_times, _read_numbered, _read_interval):
        found = reader(tokens, index)
        if found is not None:
            return found
    return None


def _read_adverb(tokens: Tokens, index: int) -> Found | None:
    word, behind, after = (tokens.at(index + step).text for step in (0, 1, 2))
    if word in ("bi", "half", "semi", "tri") and (after if behind == "-" else behind):
        return _read_prefixed(tokens, index, index + 2 if behind == "-" else index + 1)
    if word == "year" and behind == "on" and after == "year":
        return Recurs("annual", is_ongoing=True), index + 3
    if word == "p" and behind == "." and after == "a":
        return Recurs("annual"), index + 3
    if word == "termly":
        return Recurs("termly"), index + 1
    if word in _UNHELD:
        return Recurs(None, NOT_HELD.format(words=word)), index + 1
    if word in _TWO:
        return _doubled(_ONE_WORD[word], tokens, index, index + 1)
    return _recurs(_ONE_WORD[word], tokens, index, index + 1) if word in _ONE_WORD else None


def _read_prefixed(tokens: Tokens, index: int, at: int) -> Found | None:
    """ "bi-monthly", "half-yearly", "semi-annual"; the words go on at ``at`` behind the prefix."""
    prefix, unit = tokens.at(index).text, tokens.at(at).text
    if prefix == "bi" and unit in _BI:
        return _doubled(_BI[unit], tokens, index, at + 1)
    if (prefix, unit) in (("half", "termly"), ("bi", "weekly")):
        return Recurs(None, NOT_HELD.format(words=tokens.words(index, at + 1))), at + 1
    months = _PREFIXED.get((prefix, unit))
    return _recurs(months, tokens, index, at + 1) if months else None


def _doubled(months: int, tokens: Tokens, start: int, end: int) -> Found:
    taken = {2: "every two months", 6: "twice a year", 24: "every two years"}[months]
    doubt = "" if months == 24 else TWICE_OR_TWO.format(words=tokens.words(start, end), taken=taken)
    return Recurs(BY_MONTHS[months], doubt), end


def _read_every(tokens: Tokens, index: int) -> Found | None:
    """ "every two years", "each October", "every other month", "per annum"; the name of a month is left to be read."""
    if tokens.at(index).text not in ("every", "each", "per", "alternate"):
        return None
    start, at, count = index, index + 1, 2 if tokens.at(index).text == "alternate" else 1
    if tokens.at(at).text in ("and", "single") and tokens.at(at + 1).text != "":
        at += 2 if tokens.at(at + 1).text == "every" else 1
    if tokens.at(at).number and month_at(tokens, at + 1 + (tokens.at(at + 1).text in ORDINALS)):
        return Recurs("annual"), at
    if tokens.at(at).number and tokens.at(at + 1).text in ORDINALS:
        count, at = tokens.at(at).number or 0, at + 2
    elif tokens.at(at).text in ("other", "second", "alternate"):
        count, at = 2, at + 1
    elif tokens.at(at).text in ORDINAL_WORDS and tokens.at(at + 1).text in _UNITS:
        count, at = ORDINAL_WORDS[tokens.at(at).text], at + 1
    numbers = numbers_at(tokens, at) or Numbers(count, count, at)
    at = numbers.end + (tokens.at(numbers.end).text in ("calendar", "full", "-"))
    word = tokens.at(at).text
    if word in _YEAR_SORTS and tokens.at(at + 1).text in ("year", "yr"):
        return Recurs("annual"), at + 2
    if word in MONTHS or word in SEASONS or (word in TERMS and tokens.at(at + 1).text == "term"):
        return _recurs(12 * numbers.last, tokens, start, at)
    if word in ("term", "terms") and numbers.last == 1:
        return Recurs("termly"), at + 1
    if word in _DAYS or word in ("half", "meeting", "term", "terms"):
        return Recurs(None, NOT_HELD.format(words=tokens.words(start, at + 1))), at + 1
    if word in _UNITS:
        is_range = numbers.first != numbers.last
        return _recurs(0 if is_range else _UNITS[word] * numbers.last, tokens, start, at + 1)
    return None


def _read_times(tokens: Tokens, index: int) -> Found | None:
    """ "twice a year", "four times per year", "once a term"."""
    times, at = _TIMES.get(tokens.at(index).text, 0), index + 1
    if tokens.at(index).text == "x" and tokens.at(at).number:
        times, at = tokens.at(at).number or 0, at + 1
    if not times and tokens.at(at).text in ("times", "x"):
        times, at = number_at(tokens, index) or 0, at + 1
    if not times:
        return None
    at += tokens.at(at).text in ("a", "an", "per", "each", "every", "in", "-")
    at += tokens.at(at).text in ("a", "an", *_YEAR_SORTS)
    word = tokens.at(at).text
    if word in ("term", "termly") and times == 1:
        return Recurs("termly"), at + 1
    if word not in _UNITS or _UNITS[word] % times:
        known = word in _UNITS or word in _DAYS or word == "term"
        return (Recurs(None, NOT_HELD.format(words=tokens.words(index, at + 1))), at + 1) if known else None
    return _recurs(_UNITS[word] // times, tokens, index, at + 1)


def _read_numbered(tokens: Tokens, index: int) -> Found | None:
    """ "6 monthly", "4 yearly", "three-yearly"."""
    number = number_at(tokens, index)
    at = index + 1 + (tokens.at(index + 1).text == "-")
    if number is None or tokens.at(at).text not in ("monthly", "yearly", "annually", "weekly"):
        return None
    unit = _UNITS.get(tokens.at(at).text, 0)
    return _recurs(unit * number, tokens, index, at + 1)


def _read_interval(tokens: Tokens, index: int) -> Found | None:
    """ "at intervals of two years", "intervals not greater than four years"."""
    if tokens.at(index).text not in ("interval", "intervals"):
        return None
    at = index + 1
    while (
        tokens.at(at).text in ("of", "not", "no", "greater", "more", "longer", "than", "at", "most") and at < index + 5
    ):
        at += 1
    found = read_length(tokens, at)
    return _recurs(found[0].months, tokens, index, found[1]) if found else None


def read_length(tokens: Tokens, index: int) -> tuple[Length, int] | None:
    """A length of time, of a range the longer: "9-12 month", "six months", "3 years", "2 weeks", "a year"."""
    numbers = numbers_at(tokens, index)
    if numbers is None and tokens.at(index).text in ("next", "coming"):
        numbers = Numbers(1, 1, index + 1) if tokens.at(index + 1).text in ("year", "month", "quarter") else None
        index += 1
    if numbers is None or not 1 <= numbers.last <= 120:
        return None
    at = numbers.end + (tokens.at(numbers.end).text in ("-", "calendar", "full", "further"))
    word = tokens.at(at).text
    if word in _DAYS:
        return Length(days=_DAYS[word] * numbers.last), at + 1
    if word in ("m", "y") and tokens.at(at).touches:
        return Length(
            months=numbers.last * (12 if word == "y" else 1), certainty="year" if word == "y" else "month"
        ), at + 1
    if word not in _UNITS or word in ("monthly", "yearly", "annually", "annual", "annum"):
        return None
    months = _UNITS[word] * numbers.last
    if months > 600:
        return None
    return Length(months=months, certainty="year" if _UNITS[word] == 12 else "month"), at + 1
