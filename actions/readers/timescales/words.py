"""The words of a timescale as tokens: small letters, plain dashes, numbers apart from letters."""

import re
import unicodedata
from difflib import get_close_matches
from typing import NamedTuple

READ_AT_MOST = 500
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043"), "-")
_QUOTES = dict.fromkeys(map(ord, "'\u2018\u2019\u201b\u02bc`\u00b4"), None)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # control characters, marks of direction, joiners
_TOKEN = re.compile(r"([^\S\n]*)(\n|[0-9]+|[A-Za-z]+|[^\s])")
_READ_TOKENS = 250
_SLIPS = (
    "january", "february", "august", "september", "october", "november", "december", "spring", "summer", "autumn",
    "winter", "beginning", "ongoing", "quarter", "quarterly", "annually", "academic", "financial",
)  # fmt: skip
_RIGHT = {
    "annual", "annuals", "quarters", "quartile", "springs", "summers", "winters", "autumns", "financially",
    "academics", "academia", "academy",
}  # fmt: skip


class Token(NamedTuple):
    """A word in small letters, a number or one mark; ``touches`` when no space stands before it."""

    text: str
    touches: bool
    printed: str = ""

    @property
    def number(self) -> int | None:
        """The number that these digits say, None when they are no number or a senseless one."""
        return int(self.text) if self.text.isascii() and self.text.isdigit() and len(self.text) <= 4 else None


END = Token("", False)


class Tokens(tuple[Token, ...]):
    """Tokens that can be asked for beyond their end, where there are only empty ones."""

    def at(self, index: int) -> Token:
        return self[index] if 0 <= index < len(self) else END

    def words(self, start: int, end: int) -> str:
        """What is printed from one token up to another, as words for a person."""
        return "".join(token.printed if token.touches else f" {token.printed}" for token in self[start:end]).strip()

    def plain(self, start: int, end: int) -> str:
        """The same words in small letters, without slips of spelling."""
        return " ".join(token.text for token in self[start:end])


def tokens_of(text: str) -> Tokens:
    """The first 250 tokens of the first 500 characters of a text; any text will do."""
    seen = "".join(mark for mark in text[:READ_AT_MOST] if mark.isspace() or unicodedata.category(mark) not in _UNSEEN)
    plain = unicodedata.normalize("NFKC", seen.translate(_DASHES).translate(_QUOTES))
    plain = plain.translate(_DASHES).translate(_QUOTES)[:READ_AT_MOST].strip()
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return Tokens(Token(_spelt(word.lower()), not space, word) for space, word in _TOKEN.findall(plain)[:_READ_TOKENS])


def is_misspelt(text: str) -> bool:
    """Whether a word of time is spelt with a slip that was put right."""
    return any(_spelt(word) != word for word in re.findall(r"[a-z]{6,}", text[:READ_AT_MOST].lower()))


def _spelt(word: str) -> str:
    """The word of time that a misspelt word must be ("Septmeber"); any other word as it is."""
    if len(word) < 6 or len(word) > 12 or word in _SLIPS or word in _RIGHT:
        return word
    near = [right for right in _SLIPS if right[0] == word[0] and abs(len(right) - len(word)) <= 2]
    return next(iter(get_close_matches(word, near, n=1, cutoff=0.85)), word) if near else word
