"""Which passwords are refused: short ones, those that guessers try first, and those in lists of stolen ones.

The rules are those of NIST SP 800-63B, 5.1.1.2, and of the NCSC: length and lists, no rules on which characters to mix.
A password is compared with lists that lie here; neither it nor a hash of it is sent anywhere.
"""

import hashlib
import logging
import os
import re
from functools import cache
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from plans.models import Council

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 12, 1000
ADVICE = "Choose three random words, such as the names of three things that have nothing to do with each other."

FEWEST_DIFFERENT = 5
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = frozenset(pair for row in ROWS for one in (row, row[::-1]) for pair in pairwise(one))
MOSTLY = 0.7
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
REPEATED = re.compile(r"(.{3,}?)\1+")
# Words that come to mind on this product's pages; the person's and their councils' are added.
AT_HAND = (
    *("password", "passwort", "welcome", "letmein", "secret", "changeme", "login", "signin", "admin"),
    *("edi", "tracker", "equality", "diversity", "inclusion", "action", "plan"),
    *("council", "borough", "county", "city", "district", "london", "spring", "summer", "autumn", "winter"),
)
SHORTEST_WORD = 3
LEFT_AT_LEAST = 6
DIGEST = 40


class LengthValidator:
    """At least 12 characters, at most 1,000; any characters, spaces and emoji included."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(f"The password must have at least {SHORTEST} characters. {ADVICE}", code="too_short")
        if len(password) > LONGEST:
            raise ValidationError(f"The password must have at most {LONGEST:,} characters.", code="too_long")

    def get_help_text(self) -> str:
        return f"At least {SHORTEST} characters. Three random words are long and easy to remember."


class CommonValidator:
    """Refuses what guessers try first: common passwords however dressed up, rows of keys, and words at hand."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_monotonous(password):
            raise ValidationError(f"The password repeats itself or follows the keyboard. {ADVICE}", code="monotonous")
        if is_common(password):
            raise ValidationError(
                f"The password is one of the most common, or one with digits and marks added. {ADVICE}", code="common"
            )
        if is_of_words(password, words_of(user)):
            raise ValidationError(
                f"The password is made of your name, your council’s name or a word that others would try. {ADVICE}",
                code="words_at_hand",
            )

    def get_help_text(self) -> str:
        return "Not a common password, nor one made of your own or your council’s name."


class BreachedValidator:
    """Refuses what is in the file of breached passwords, where the installation has one."""

    def validate(self, password: str, user: Any = None) -> None:
        if settings.BREACHED_PASSWORDS_FILE and is_breached(password, settings.BREACHED_PASSWORDS_FILE):
            raise ValidationError(
                f"The password was stolen from another service before, so guessers know it. {ADVICE}", code="breached"
            )

    def get_help_text(self) -> str:
        return ""


def is_monotonous(password: str) -> bool:
    """Whether a password is a few characters again and again, or mostly runs along the alphabet or a keyboard."""
    text = password.lower()
    steps = list(pairwise(text))
    easy = sum(step in NEIGHBOURS or step[0] == step[1] for step in steps)
    return len(set(text)) < FEWEST_DIFFERENT or easy >= MOSTLY * len(steps)


def is_common(password: str) -> bool:
    """Whether a password, or what is left of it without digits and marks, is one of the 20,000 commonest."""
    return any(form in _common() or _once(form) in _common() for form in forms_of(password))


def forms_of(password: str) -> set[str]:
    """What a password may have been made from: small letters, without what is around them, look-alikes as letters."""
    text = password.lower()
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    forms = {text, bare, text.translate(LOOKALIKES), bare.translate(LOOKALIKES)}
    return forms | {_letters(form) for form in forms}


def is_of_words(password: str, words: set[str]) -> bool:
    """Whether little is left of a password without words that others would try; digits and marks count for nothing."""
    for form in (_letters(password.lower()), _letters(password.lower().translate(LOOKALIKES))):
        rest = form
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, " ")
        if rest != form and len(rest.replace(" ", "")) < LEFT_AT_LEAST:
            return True
    return False


def words_of(user: Any) -> set[str]:
    """The words that others would try for this person, in small letters; those of the product alone for nobody."""
    texts = [*AT_HAND]
    if user is not None:
        texts += [user.name, user.email]
        councils = Council.objects.filter(memberships__user=user) if user.pk else Council.objects.none()
        texts += councils.values_list("name", flat=True)
    words = {word for text in texts for word in re.split(r"[\W\d_]+", text.lower())}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def is_breached(password: str, path: str) -> bool:
    """Whether a password's SHA-1 is in a sorted file of lines HASH:count, found by halving: some 36 reads of 40 GB."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with open(path, "rb") as file:
            low, high = 0, os.fstat(file.fileno()).st_size
            while low < high:
                middle = (low + high) // 2
                if _line_from(file, middle) >= wanted:
                    high = middle
                else:
                    low = middle + 1
            return _line_from(file, low) == wanted
    except OSError as fault:  # people must still be able to change their password
        log.error("The file of breached passwords cannot be read: %s", fault)
        return False


def _line_from(file: Any, place: int) -> bytes:
    """The hash of the first line that begins at a place or after it; after the last line, more than any hash."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.readline()[:DIGEST].upper() or b"~"


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _letters(text: str) -> str:
    return "".join(mark for mark in text if mark.isalpha())


def _once(text: str) -> str:
    """What a text repeats, such as "monkey" of "monkeymonkey"; the text itself where it repeats nothing."""
    repeated = REPEATED.fullmatch(text)
    return repeated[1] if repeated else text
