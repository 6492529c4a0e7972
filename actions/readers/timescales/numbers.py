"""Numbers in words or figures, alone or several: "1-4", "six", "1, 2 and 3", "Q3 and Q4"."""

from typing import NamedTuple

from actions.readers.timescales.words import Tokens

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
)  # fmt: skip
_COUNT = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1, "couple": 2}
ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


class Numbers(NamedTuple):
    """The first and the last of some numbers, and where the words go on."""

    first: int
    last: int
    end: int


def number_at(tokens: Tokens, index: int) -> int | None:
    """The number up to 999 that a token says, in figures or as a word."""
    token = tokens.at(index)
    return token.number if token.number is not None and len(token.text) <= 3 else _COUNT.get(token.text)


def numbers_at(tokens: Tokens, index: int, *, repeated: str = "", most: int = 120) -> Numbers | None:
    """A number, or several that are joined ("1-4", "1, 2 and 3"), the ``repeated`` word before each or not.

    A number above ``most`` is none of them.
    """
    first = number_at(tokens, index)
    if first is None or first > most:
        return None
    last, end = first, index + 1
    while True:
        at = end
        while tokens.at(at).text in ("-", "to", "/", ",", "and", "&", "or") and at < end + 2:
            at += 1
        if at > end and repeated and tokens.at(at).text == repeated:
            at += 1
        number = number_at(tokens, at) if at > end else None
        if number is None or not last < number <= most:
            return Numbers(first, last, end)
        last, end = number, at + 1
