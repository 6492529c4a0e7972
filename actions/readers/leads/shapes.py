"""What a run of words looks like: a person's name, a post, a team, a group, or only words."""

import re
from enum import Enum, auto
from functools import lru_cache

from actions.readers.leads.vocabulary import (
    COLLECTIVES,
    GROUPS,
    QUALIFIERS,
    ROLES,
    SUBJECT_ENDINGS,
    SUBJECTS,
    TEAMS,
    UNITS,
)  # fmt: skip

WORD = re.compile(r"[^\W_][\w'’&+-]*|[–-](?=\s)|,")
NAME = re.compile(r"(?:[^\W\d_]\.?|Mc[A-Z][^\W\d_]+|(?:[DO]['’])?[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*)")
BRACKET = re.compile(r"\([^()]*\)")
TITLES = frozenset(
    [
        "cllr",
        "councillor",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "prof",
        "professor",
        "rev",
        "revd",
        "sir",
        "dame",
        "lord",
        "lady",
    ]
)
AFTER_A_POST = frozenset(["of", "for", "to", "in", "with", "–", "-", ","])
BARE_HEADS = frozenset(["director", "head", "manager"])
ALONE = frozenset(
    [
        "headteacher",
        "headmaster",
        "headmistress",
        "principal",
        "senco",
        "sendco",
        "alnco",
        "governors",
        "teachers",
        "librarian",
    ]
)
LONGEST_INITIALS = 3
LONGEST_ACRONYM = 6


class Shape(Enum):
    """How words look, as far as it tells where one lead ends and the next begins."""

    PERSON = auto()
    INITIALS = auto()
    TITLE = auto()  # a post that begins with its role: Head of Policy
    POST = auto()  # a post that ends with its role: Policy Officer
    PEOPLE = auto()  # several posts: all managers, Heads of Service
    GROUP = auto()
    TEAM = auto()
    UNIT = auto()  # the bare name of a service that most bodies have: HR
    WORDS = auto()


KINDS = {
    Shape.PERSON: "person",
    Shape.INITIALS: "person",
    Shape.TITLE: "post",
    Shape.POST: "post",
    Shape.PEOPLE: "group",
    Shape.GROUP: "group",
}


def kind_of(text: str) -> str:
    """Return the kind of a lead with this name: post, team, group or person, a person with a post being a person."""
    name, comma, _ = BRACKET.sub("", text).partition(",")
    return "person" if comma and is_person(name) else KINDS.get(shape_of(text), "team")


@lru_cache(maxsize=2048)
def shape_of(text: str) -> Shape:
    """Return the shape of these words, WORDS when nothing tells."""
    text = BRACKET.sub(" ", text)
    words = WORD.findall(text)
    plain = [word.casefold().replace("’", "'") for word in words]
    if not plain:
        return Shape.WORDS
    if len(words) == 1 and (lone := _shape_of_acronym(words[0])):
        return lone
    return _shape_by_role(plain) or _shape_by_end(plain) or _shape_by_name(text, plain)


def is_role(word: str) -> bool:
    """Whether a word in lower case is the name of a role, or of several who have it."""
    return word in ROLES or _singular(word) in ROLES


def is_plural_role(word: str) -> bool:
    """Whether a word in lower case names several who have a role."""
    return word not in ROLES and _singular(word) in ROLES


def is_person(text: str) -> bool:
    """Whether these words are two or three parts of a person's name, none a word of an organisation."""
    words = text.strip(" .").split()
    if len(words) > 1 and words[0].casefold().strip(".") in TITLES:
        return all(is_name(word) for word in words[1:]) and len(words) <= 4
    return len(words) in (2, 3) and all(is_name(word) for word in words) and not all(len(word) < 3 for word in words)


def is_name(word: str) -> bool:
    """Whether a word could be part of a person's name, as it is no word that organisations use."""
    plain = word.casefold().strip(".")
    if not NAME.fullmatch(word) or (word.isupper() and len(plain) > 1):
        return False
    return not (is_of_organisations(plain) or plain.endswith(SUBJECT_ENDINGS))


def is_of_organisations(word: str) -> bool:
    """Whether a word in lower case is one that names posts, teams, groups and what they deal with."""
    return is_role(word) or any(
        word in words for words in (TEAMS, GROUPS, UNITS, SUBJECTS, QUALIFIERS, COLLECTIVES)
    )  # fmt: skip


def _singular(word: str) -> str:
    return word.removesuffix("'").removesuffix("s").removesuffix("'")


def _shape_of_acronym(word: str) -> Shape | None:
    plain = word.casefold()
    if plain in UNITS:
        return Shape.UNIT
    if is_of_organisations(plain):
        return None
    capitals = sum(letter.isupper() for letter in word)
    if capitals < 2 or len(word) > LONGEST_ACRONYM or capitals * 2 < len(word):
        return None
    return Shape.INITIALS if word.isupper() and len(word) <= LONGEST_INITIALS else Shape.POST


def _shape_by_role(plain: list[str]) -> Shape | None:
    """The shape by a role that the words name, followed by what it is for or at their end."""
    if plain[0] in COLLECTIVES:
        return Shape.PEOPLE
    for place, word in enumerate(plain[:-1]):
        if is_role(word) and plain[place + 1] in AFTER_A_POST:
            return Shape.PEOPLE if is_plural_role(word) else Shape.TITLE
    if is_plural_role(plain[-1]):
        return Shape.PEOPLE
    return Shape.POST if is_role(plain[-1]) else None


def _shape_by_end(plain: list[str]) -> Shape | None:
    """The shape by a last word that names teams or groups, or by a director or head before other words."""
    head = next((place for place, word in enumerate(plain[:-1]) if word not in QUALIFIERS or word in BARE_HEADS), 0)
    if plain[head] in BARE_HEADS and len(plain) > head + 1 and plain[-1] not in GROUPS:
        return Shape.TITLE
    if plain[-1] in TEAMS:
        return Shape.TEAM
    if plain[-1] in GROUPS or plain[0] in ("board", "governors"):
        return Shape.GROUP
    if any(is_role(word) for word in plain[1:-1]):
        return Shape.TITLE
    return None


def _shape_by_name(text: str, plain: list[str]) -> Shape:
    if is_person(text):
        return Shape.PERSON
    return Shape.UNIT if len(plain) <= 2 and all(word in UNITS for word in plain) else Shape.WORDS
