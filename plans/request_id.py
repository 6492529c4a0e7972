"""The number of the request that is being answered: on its log records, its answer and its error page."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# What web servers make (a UUID, 32 hexadecimal digits), and nothing that could spell a name or forge a line.
SANE = re.compile(r"[0-9a-fA-F-]{16,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Return the number of the request that is being answered, blank outside one."""
    return _current.get()


@contextmanager
def numbered(asked: str = "") -> Iterator[str]:
    """Answer a request under the number that the web server in front gave it, if that is one, else a new number."""
    number = asked if SANE.fullmatch(asked) else secrets.token_hex(16)
    token = _current.set(number)
    try:
        yield number
    finally:
        _current.reset(token)
