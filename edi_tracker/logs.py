"""How a log record is written: on one line, and without what people typed.

Only our own loggers' words are written out. A library's words may quote an address, an e-mail address or a row, so of
those only the fixed part and the numbers are written; of an exception its types, codes and places, never its words.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from plans import request_id

OUR_OWN = frozenset(["edi_tracker", "plans", "actions", "measures"])
LEFT_OUT = "…"
BLANK = re.compile(r"%(?:\(\w+\))?[#0\- +]*[\d.]*[a-z%]", re.IGNORECASE)
NUMBER_OR_SIGNAL = re.compile(r"\d+|SIG[A-Z0-9]+")
DEEPEST = 12  # places of one exception that are written, the innermost


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return what may be written of a record; our own loggers add to it by ``extra={"facts": {…}}``."""
    said: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": words(record),
    }
    if number := request_id.current():
        said["request_id"] = number
    said |= getattr(record, "facts", {})
    if record.exc_info and record.exc_info[1]:
        said["faults"] = list(faults(record.exc_info[1]))
    return said


def words(record: logging.LogRecord) -> str:
    """Return a record's message, without what a library filled in; wholly left out where that cannot be told."""
    program = record.name.partition(".")[0]
    if program in OUR_OWN or (program == "gunicorn" and record.levelno <= logging.INFO):
        return record.getMessage()
    if not isinstance(record.msg, str) or not record.args:
        return LEFT_OUT
    filled = iter(record.args if isinstance(record.args, tuple) else ())
    return BLANK.sub(lambda blank: "%" if blank[0] == "%%" else _plain(next(filled, "")), record.msg)


def _plain(value: object) -> str:
    return str(value) if NUMBER_OR_SIGNAL.fullmatch(str(value)) else LEFT_OUT


def faults(fault: BaseException | None) -> Iterator[dict[str, Any]]:
    """Yield an exception and those that led to it: the type, the database's or system's code, and where."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        kind = type(fault)
        told: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
        if code := code_of(fault):
            told["code"] = code
        places = traceback.extract_tb(fault.__traceback__)[-DEEPEST:]
        yield told | {"places": [f"{place.filename}:{place.lineno} {place.name}" for place in places]}
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def code_of(fault: BaseException) -> str:
    """Return the code by which PostgreSQL, SQLite or the system names what went wrong, blank if there is none."""
    for name in ("sqlstate", "sqlite_errorname", "errno"):
        if code := getattr(fault, name, None):
            return str(code)
    return ""


class JsonLines(JsonFormatter):
    """A record as one line of JSON, for machines: the facts of it and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        return self.serialize_log_record(facts(record))


class TextLines(logging.Formatter):
    """A record as one line for people; with ``revealing`` (while developing) in its own words, tracebacks too."""

    def __init__(self, *, revealing: bool = False) -> None:
        super().__init__()
        self.revealing = revealing

    def format(self, record: logging.LogRecord) -> str:
        told = facts(record)
        at, level, name, message = (told.pop(key) for key in ("at", "level", "logger", "message"))
        if self.revealing:
            told.pop("faults", None)
            message = super().format(record)
        rest = " ".join(f"{key}={value}" for key, value in told.items())
        line = " | ".join(f"{at} {level} {name} {message} {rest}".splitlines())
        return "".join(letter if letter.isprintable() else " " for letter in line).rstrip()


def logging_settings(*, form: str, revealing: bool) -> dict[str, Any]:
    """Return Django's LOGGING: one stream, in JSON or text, ``revealing`` words only while developing."""
    written = {"()": "edi_tracker.logs.JsonLines"}
    if form == "text":
        written = {"()": "edi_tracker.logs.TextLines", "revealing": revealing}  # type: ignore[dict-item]
    to_console = {"handlers": ["console"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": written},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": to_console,
            "django.server": to_console,
            # That a page was not found or refused is told by the request's own line, without the address.
            "django.request": to_console | {"level": "ERROR"},
            "gunicorn.error": to_console,
            # Who signed in and who was locked out are security events of our own.
            "axes": to_console | {"level": "WARNING"},
        },
    }
