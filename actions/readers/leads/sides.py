"""Whether a comma or an "and" stands between two leads or inside one, by what stands on its two sides."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actions.readers.leads.shapes import Shape, is_person, shape_of
from actions.readers.leads.vocabulary import COMPANIONS_OF_HR, DESIGNATIONS, GENERIC_ROLES, SUBJECTS_OF_POSTS

CHIEF = "chief executive"
REGISTRAR_AND_SECRETARY = frozenset(["registrar", "secretary"])
HEADS_WITH_THE_CHIEF = frozenset(
    ["principal", "clerk", "town clerk", "vice-chancellor", "vice chancellor", "head of paid service", "registrar"]
)
GOVERNS = re.compile(r"(?:co-|vice-|deputy )?(?:chairs?|members?|secretary|clerk|champions?|sponsor)\b", re.IGNORECASE)
CLOSED = (Shape.POST, Shape.PEOPLE, Shape.TEAM, Shape.GROUP, Shape.INITIALS)
SECTIONS = (Shape.TEAM, Shape.UNIT, Shape.WORDS, Shape.INITIALS)
BARE = (Shape.UNIT, Shape.WORDS)
SECOND_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)


class Cut(NamedTuple):
    """Whether two leads meet here, and whether a person should check it."""

    is_made: bool
    is_doubtful: bool = False


CUT, CUT_IN_DOUBT = Cut(is_made=True), Cut(is_made=True, is_doubtful=True)
WHOLE, WHOLE_IN_DOUBT = Cut(is_made=False), Cut(is_made=False, is_doubtful=True)


def cut_between(left: str, joiner: str, right: str, *, in_list: bool) -> Cut:
    """Say whether two leads meet at this joiner; ``in_list`` when a comma before it was one between leads."""
    if is_one_office(left, right):
        return WHOLE
    if right[:1].islower() and shape_of(right) is Shape.WORDS:
        return WHOLE
    is_comma = joiner.startswith(",")
    if is_comma and _names_its_post(left, right):
        return CUT_IN_DOUBT if in_list and shape_of(right) in SECTIONS else WHOLE
    if is_comma and _names_its_section(left, right):
        return WHOLE
    if is_designation(left, right) or _is_about(left, right) or (not is_comma and _has_two_posts(left, right)):
        return WHOLE_IN_DOUBT
    if right.startswith("the "):
        return CUT
    if not is_comma and _is_second_and(left, right):
        return CUT_IN_DOUBT
    judge = {
        Shape.TITLE: _before_title,
        Shape.PERSON: _before_person,
        Shape.INITIALS: _before_initials,
        Shape.POST: _before_post,
        Shape.PEOPLE: _before_people,
        Shape.TEAM: _before_team,
        Shape.GROUP: _before_group,
        Shape.UNIT: _before_unit,
        Shape.WORDS: _before_words,
    }[shape_of(right)]
    return judge(left, right, is_comma=is_comma, in_list=in_list)


def is_one_office(left: str, right: str) -> bool:
    """Whether these are the two halves of an office that one person holds: Principal and Chief Executive."""
    halves = {left.strip().casefold(), right.strip().casefold()}
    return halves == REGISTRAR_AND_SECRETARY or (CHIEF in halves and bool(halves & HEADS_WITH_THE_CHIEF))


def is_designation(left: str, right: str) -> bool:
    """Whether the right is a duty that the law gives to the holder of another post, and the left one post."""
    return right.strip().casefold() in DESIGNATIONS and shape_of(left) in (Shape.TITLE, Shape.POST)


def _names_its_section(left: str, right: str) -> bool:
    """Whether a role that says little alone stands on the left, with its section on the right: Manager, Web Team."""
    return left.split(",")[0].strip().casefold() in GENERIC_ROLES and shape_of(right) in SECTIONS


def _is_about(left: str, right: str) -> bool:
    """Whether a lone word that could be a group is rather the first thing that a post deals with: Staff and Student."""
    return left.strip().casefold() in SUBJECTS_OF_POSTS and shape_of(right) is Shape.POST and " " in right


def _is_second_and(left: str, right: str) -> bool:
    """Whether a pair of subjects stands on the left, so that another "and" begins a new lead."""
    is_pair = shape_of(left) in BARE and SECOND_AND.search(left) and "," not in left
    return bool(is_pair) and shape_of(right) in (Shape.TEAM, Shape.POST, Shape.GROUP)


def _names_its_post(left: str, right: str) -> bool:
    """Whether a person stands on the left alone, with the post or section on the right."""
    return is_person(left) and shape_of(right) not in (Shape.PERSON, Shape.PEOPLE)


def _has_two_posts(left: str, right: str) -> bool:
    """Whether a person and post stand on the left, so that a post on the right may be theirs too."""
    return "," in left and _starts_with_person(left) and shape_of(right) in (Shape.TITLE, Shape.POST)


def _starts_with_person(words: str) -> bool:
    return is_person(words.split(",")[0])


def _is_acronym(words: str) -> bool:
    return words.isupper() and shape_of(words) is Shape.UNIT


def is_one_list(atoms: Sequence[str], joiners: Sequence[str]) -> Cut | None:
    """Say of bare words with one "and" at the end that they are one lead: Equality, Diversity and Inclusion Lead.

    None when they are no such list. The list is sure when its last words name a post, team or group.
    """
    ends = shape_of(atoms[-1])
    ands = [joiner for joiner in joiners if joiner.strip() != ","]
    is_list = len(atoms) > 2 and len(ands) == 1 and joiners[-1] == ands[0]
    if not is_list or any(shape_of(atom) not in BARE or _is_acronym(atom) for atom in atoms[:-1]):
        return None
    if ends in (Shape.POST, Shape.TEAM, Shape.GROUP):
        return WHOLE
    return WHOLE_IN_DOUBT if ends in BARE and not _is_acronym(atoms[-1]) else None


def _before_title(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    return CUT


def _before_person(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    if not is_comma or in_list or _starts_with_person(left):
        return CUT
    return CUT_IN_DOUBT if shape_of(left) in (Shape.TEAM, Shape.GROUP) else WHOLE_IN_DOUBT


def _before_initials(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    if shape_of(left) is Shape.TITLE and not is_comma:
        return WHOLE_IN_DOUBT
    return CUT_IN_DOUBT if shape_of(left) is Shape.WORDS else CUT


def _before_post(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    shape = shape_of(left)
    if shape in CLOSED or shape is Shape.PERSON:
        return CUT
    if shape is Shape.TITLE:
        return CUT if is_comma or " " not in right else CUT_IN_DOUBT
    if is_comma:
        return CUT_IN_DOUBT if in_list or _is_acronym(left) else WHOLE_IN_DOUBT
    return WHOLE_IN_DOUBT if _is_acronym(left) else WHOLE


def _before_people(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    if shape_of(left) is not Shape.WORDS:
        return CUT
    return CUT_IN_DOUBT if is_comma or len(right.split()) > 1 else WHOLE_IN_DOUBT


def _before_team(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    shape = shape_of(left)
    is_service = right.casefold().endswith(("service", "services", "department", "schools"))
    if shape in (Shape.POST, Shape.PERSON):
        return CUT_IN_DOUBT if is_comma and not in_list else CUT
    if shape is Shape.TITLE:
        return WHOLE if is_service and not in_list else CUT_IN_DOUBT
    if shape in CLOSED:
        return CUT_IN_DOUBT if is_service and shape is Shape.TEAM and not is_comma else CUT
    if is_comma:
        return CUT_IN_DOUBT if in_list or _is_acronym(left) else WHOLE_IN_DOUBT
    return WHOLE_IN_DOUBT if _is_acronym(left) else WHOLE


def _before_group(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    shape = shape_of(left)
    if shape is Shape.TITLE:
        return WHOLE if GOVERNS.match(left) else CUT
    if shape in CLOSED or len(right.split()) == 1:
        return CUT
    if shape is Shape.PERSON:
        return CUT_IN_DOUBT
    if is_comma:
        return CUT_IN_DOUBT
    return WHOLE


def _before_unit(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    shape = shape_of(left)
    if shape is Shape.TITLE:
        return CUT_IN_DOUBT if in_list else WHOLE
    if shape is Shape.POST and is_comma:
        return CUT_IN_DOUBT if in_list else WHOLE_IN_DOUBT
    if shape in CLOSED or shape is Shape.PERSON:
        return CUT
    if shape is Shape.UNIT:
        if is_comma:
            return CUT if _is_acronym(left) else CUT_IN_DOUBT
        return WHOLE_IN_DOUBT if right.casefold() in COMPANIONS_OF_HR else CUT_IN_DOUBT
    return CUT_IN_DOUBT if is_comma else WHOLE_IN_DOUBT


def _before_words(left: str, right: str, *, is_comma: bool, in_list: bool) -> Cut:
    shape = shape_of(left)
    if shape is Shape.TITLE:
        return WHOLE
    if shape is Shape.POST and is_comma:
        return CUT_IN_DOUBT if in_list else WHOLE
    if shape in CLOSED or shape is Shape.PERSON:
        return CUT_IN_DOUBT
    if _is_acronym(left):
        return CUT_IN_DOUBT if is_comma or len(right.split()) == 1 else WHOLE
    return WHOLE_IN_DOUBT if is_comma else WHOLE
