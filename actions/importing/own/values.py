"""The values of a record, checked one by one as the model would."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from actions.exporting.plan.kinds import Column, Holds

NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
DAY_FIRST = re.compile(r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})", re.ASCII)
WHOLE = re.compile(r"\d{1,10}", re.ASCII)
LAST_NUMBER = 32_767
LARGEST_COUNT = 2_147_483_647
FINEST = Decimal("0.0001")
YES_NO = {"yes": True, "no": False}


class Unfit(ValueError):  # noqa: N818 (what was found, not what went wrong)
    """A value that does not fit; its words say what would, and complete "Row 5, column “Due”: …"."""


def checked(column: Column, raw: Any) -> Any:
    """Return what a column holds, of a value as a file has it; raise ``Unfit``."""
    if not column.is_list:
        return _checked(column, raw)
    if not isinstance(raw, list | None):
        raise Unfit("give a list.")
    return [_checked(column, one) for one in raw or []]


def _checked(column: Column, raw: Any) -> Any:
    value = READ[column.holds](column, raw)
    if column.field is None:
        return value
    try:
        return column.field.clean(value, None)
    except ValidationError as refused:
        first = refused.error_list[0]
        raise Unfit("it must not be empty." if first.code in ("blank", "null") else first.messages[0]) from refused


def _text(column: Column, raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, date):
        raise Unfit("it is a date where words are expected. Put an apostrophe (') in front of them.")
    if not isinstance(raw, str):
        raise Unfit("give words.")
    if NOT_TEXT.search(raw):
        raise Unfit("it has characters that no text has. Type the words again.")
    return raw


def _choice(column: Column, raw: Any) -> str:
    choices = column.choices
    if raw is None and "" in choices:
        return ""
    if isinstance(raw, str):
        found = [code for code, words in choices.items() if raw.strip().casefold() in (code, words.casefold())]
        if found:
            return found[0]
    raise Unfit(f"choose one of: {', '.join(map(str, choices.values()))}.")


def _date(column: Column, raw: Any) -> date | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date()
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if isinstance(raw, str):
        words = raw.strip()
        found, parts = ISO.fullmatch(words), DAY_FIRST.fullmatch(words)
        try:
            if found:
                return date(*map(int, found.groups()))
            if parts:
                return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        except ValueError:
            raise Unfit("there is no such day.") from None
    raise Unfit("give a date, such as 2027-03-31 or 31/03/2027.")


def _number(column: Column, raw: Any) -> Decimal | None:
    if raw is None or raw == "":
        return None
    try:
        if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
            raise InvalidOperation
        value = Decimal(str(raw).strip())
        if not value.is_finite():
            raise InvalidOperation
        field_checked = column.field.clean(value, None) if column.field else value
        return field_checked.quantize(FINEST)
    except ValidationError as refused:
        raise Unfit(refused.messages[0]) from refused
    except InvalidOperation:
        raise Unfit("give a number, such as 12.5.") from None


def _whole(column: Column, raw: Any) -> int | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, str) and WHOLE.fullmatch(raw.strip()):
        raw = int(raw)
    least, most = (0, LARGEST_COUNT) if isinstance(column.field, models.PositiveIntegerField) else (1, LAST_NUMBER)
    if isinstance(raw, int) and not isinstance(raw, bool) and least <= raw <= most:
        return raw
    raise Unfit(f"give a whole number from {least} to {most:,}.")


def _yes_no(column: Column, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    words = raw.strip().casefold() if isinstance(raw, str) else ""
    if words not in YES_NO:
        raise Unfit("say Yes or No.")
    return YES_NO[words]


READ = {
    Holds.TEXT: _text,
    Holds.CHOICE: _choice,
    Holds.DATE: _date,
    Holds.NUMBER: _number,
    Holds.WHOLE: _whole,
    Holds.YES_NO: _yes_no,
}
