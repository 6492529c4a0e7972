"""What a cell of a workbook holds, in the words that a person sees there."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

Value = str | int | float | bool | date | datetime | time | timedelta | None

GENERAL = "General"
LARGEST = 1e15  # Excel counts no further to the last digit
QUOTED = re.compile(r'"([^"]*)"|\\(.)')
BESIDE = re.compile(r"\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].")  # [$£-809] is a pound sign; [Red], _) and *- are looks
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")
NOT_PLAIN = re.compile(r"[#0?]\s*/|E[+-]", re.IGNORECASE)  # fractions, and powers of ten


def shown(value: Value, number_format: str = GENERAL) -> str:
    """The words of a cell: "" for nothing, Yes or No, dates as "15 October 2015" or "March 2021" by their format."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return _moment(value, number_format)


def in_full(value: Value, number_format: str = GENERAL) -> str:
    """The words of a cell as ``shown``, but of a number all its digits; as a percentage where it is shown as one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown(value, number_format)
    pattern = _pattern(number_format)
    is_percentage = pattern is not None and "%" in pattern[2]
    number = Decimal(f"{value:.15g}") * (100 if is_percentage else 1)
    return f"{number.normalize():f}{'%' if is_percentage else ''}"


@lru_cache(maxsize=1024)
def shows_date(number_format: str) -> bool:
    """Whether the format shows a number as a date or a time."""
    return is_date_format(number_format)


@lru_cache(maxsize=1024)
def shows_duration(number_format: str) -> bool:
    """Whether the format shows a number as hours that may be more than a day's."""
    return is_timedelta_format(number_format)


@lru_cache(maxsize=1024)
def parts_of_date(number_format: str) -> str:
    """The letters d, m, y, h, s that the format of a date shows."""
    bare = BESIDE.sub("", QUOTED.sub("", number_format.split(";")[0])).lower()
    return "".join(letter for letter in "dmyhs" if letter in bare)


def _moment(value: date | datetime | time, number_format: str) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    parts = parts_of_date(number_format)
    if "d" in parts or not set(parts) & set("my"):
        words = f"{value.day} {value:%B} {value.year}"
    elif "m" in parts:
        words = f"{value:%B} {value.year}" if "y" in parts else f"{value:%B}"
    else:
        words = str(value.year)
    return f"{words} {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else words


def _number(value: int | float, number_format: str) -> str:
    pattern = _pattern(number_format)
    if pattern is None or abs(value) >= LARGEST:
        return _general(value)
    before, digits, after = pattern
    whole, _, decimals = digits.partition(".")
    number = Decimal(f"{abs(value):.15g}") * (100 if "%" in after else 1)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    grouping = "," if "," in whole.rstrip(",") else ""
    words = _without_optional(f"{rounded:{grouping}f}", decimals)
    return f"{'-' if value < 0 else ''}{before}{words.zfill(whole.count('0'))}{after}".strip()


def _without_optional(words: str, decimals: str) -> str:
    """Take off the last decimals that are nought where the format does not ask for them (#)."""
    for sign in reversed(decimals):
        if sign == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    return words.removesuffix(".")


@lru_cache(maxsize=1024)
def _pattern(number_format: str) -> tuple[str, str, str] | None:
    """What stands before the digits, how the digits are shown, and what stands after; None where that is not plain."""
    section = number_format.split(";")[0]
    literal = QUOTED.sub(lambda found: found[1] or found[2] or "", section)
    plain = BESIDE.sub(lambda found: found[1] or "", literal)
    found = DIGITS.search(plain)
    if section == GENERAL or found is None or NOT_PLAIN.search(plain):
        return None
    before, after = plain[: found.start()], plain[found.end() :]
    if DIGITS.search(after) or len(found[0]) > 12:
        return None
    return before, found[0], after


def _general(value: int | float) -> str:
    """A number as Excel shows it without a format: fifteen digits at most."""
    if isinstance(value, int):
        return str(value)
    words = f"{value:.15g}"
    return words if "e" not in words else str(value)
