"""What stands in the cells of an exported file, and how a cell is read: one widget for each kind of value.

A widget's ``render`` gives the cell of a value, ``clean`` the value of a cell, None for an empty one; a cell
that cannot be read raises ValueError with a sentence. Files of both kinds have the same cells: a CSV file
holds everything as words, so each widget reads words too.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Field, ForeignKey
from django.utils import timezone
from import_export.widgets import Widget

from plans.admin.exchange.keys import Key

DAYS_AS_TYPED = (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?: 00:00(?::00)?)?"),
                 re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"))  # fmt: skip
WHOLE = re.compile(r"-?\d{1,18}")
FIGURE = re.compile(r"-?(?:\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,18})?")
YES, NO = "Yes", "No"
TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
A_DATE = "Excel made a date of this cell. Format it as text and type the words again."


class Cell(Widget):
    """A cell of any kind."""

    def is_same(self, cell: Any, value: Any) -> bool:
        """Whether a cell says what a row holds already; an empty cell says that it holds nothing."""
        return self.clean(cell) == (None if value == "" else value)


class Words(Cell):
    """Text, without the spaces around it; the ends of lines may be written in any way."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str | None:
        words = _words_in(value)
        if "\0" in words or any("\ud800" <= letter <= "\udfff" for letter in words):
            raise ValueError("This cell has a character that cannot be kept. Type its words again.")
        return words or None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | None:
        return str(value) if value else None

    def is_same(self, cell: Any, value: Any) -> bool:
        return _one_ending(self.clean(cell) or "") == _one_ending(str(value or "").strip())


class Choice(Cell):
    """One of a few values, by the words that people see or by its code."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.labels = {value: str(label) for value, label in choices}
        codes = {str(value).casefold(): value for value in self.labels}
        self.known = codes | {label.casefold(): value for value, label in self.labels.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        words = _words_in(value)
        if not words:
            return None
        if words.casefold() not in self.known:
            raise ValueError(f"“{words[:100]}” is none of these: {', '.join(self.labels.values())}.")
        found = self.known[words.casefold()]
        return None if found == "" else found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return None if value in (None, "") else self.labels.get(value, value)


class YesOrNo(Cell):
    """True or false."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        words = _words_in(value).casefold()
        if words and words not in TRUTHS:
            raise ValueError(f"Write {YES} or {NO}.")
        return TRUTHS.get(words)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | None:
        return None if value is None else YES if value else NO


class Day(Cell):
    """A date: as a date of the workbook, as 2027-03-31 or as 31/03/2027, the day first."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime) and value.time() == time():
            return value.date()
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        words = _words_in(value)
        if not words:
            return None
        for pattern in DAYS_AS_TYPED:
            if typed := pattern.fullmatch(words):
                try:
                    return date(int(typed["y"]), int(typed["m"]), int(typed["d"]))
                except ValueError:
                    break
        raise ValueError(f"“{words[:40]}” is not a date. Write it as 31/03/2027, the day first.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Moment(Cell):
    """A moment, in local time. It is only ever written."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value and timezone.localtime(value).replace(microsecond=0, tzinfo=None)


class WholeNumber(Cell):
    """A number without decimals."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        words = _words_in(value)
        if words and not (words.isascii() and WHOLE.fullmatch(words)):
            raise ValueError(f"“{words[:40]}” is not a whole number.")
        return int(words) if words else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Figure(Cell):
    """A number that may have decimals, and commas between its thousands."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        words = _words_in(value)
        if words and not (words.isascii() and FIGURE.fullmatch(words)):
            raise ValueError(f"“{words[:40]}” is not a number. Write it like 1234.5, without a unit.")
        return Decimal(words.replace(",", "")) if words else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return None if value is None else Decimal(f"{value.normalize():f}")


class KeyCell(Cell):
    """Another row, by its key: ``alderford/our-plan`` for a plan. ``of_row`` makes the key that is exported."""

    def __init__(self, key: Key) -> None:
        super().__init__()
        self.key = key

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        words = _words_in(value)
        return self.key.find(words) if words else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | None:
        return None if value is None else self.key.of(value)

    def is_same(self, cell: Any, value: Any) -> bool:
        return _words_in(cell) == (self.render(value) or "")


class Named(Cell):
    """Another row by its name, to be read only: a person, whose e-mail address is not everybody's to know."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        raise ValueError("This stays as it is: it cannot be changed by an import.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def is_same(self, cell: Any, value: Any) -> bool:
        return _words_in(cell) == (self.render(value) or "").strip()


KINDS: dict[str, Callable[[], Cell]] = {
    "CharField": Words, "TextField": Words, "SlugField": Words, "EmailField": Words, "DateField": Day,
    "DateTimeField": Moment, "BooleanField": YesOrNo, "DecimalField": Figure, "BigAutoField": WholeNumber,
    "PositiveSmallIntegerField": WholeNumber, "PositiveIntegerField": WholeNumber, "BigIntegerField": WholeNumber,
}  # fmt: skip


def cell_for(field: Field) -> Cell:
    """The widget for a field of a model."""
    if isinstance(field, ForeignKey):
        return KeyCell(Key(field.related_model))
    if field.choices:
        return Choice(field.flatchoices)
    return KINDS[field.get_internal_type()]()


def _words_in(value: Any) -> str:
    """What a cell says in words, without the spaces around it; a whole number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else f"{Decimal(repr(value)):f}"
    if isinstance(value, str | int | Decimal):
        return str(value).strip()
    raise ValueError(A_DATE)


def _one_ending(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
