"""Where one lead ends and the next begins in a stretch of a cell: slashes, commas, "and", or nothing at all.

The same marks stand between leads and inside the names of posts, so each is judged by what stands on its two sides.
"""

import re
from collections.abc import Callable, Iterator

from actions.readers.leads.lost_breaks import part_at_lost_breaks
from actions.readers.leads.shapes import Shape, shape_of
from actions.readers.leads.sides import BARE, Cut, cut_between, is_designation, is_one_list, is_one_office

Known = Callable[[str], bool]
BRACKET = re.compile(r"\s*\([^()]*\)")
MASK = "\ue000"
SLASH = re.compile(r"(?<!\d)\s*/\s*(?!\d)|\s+\+\s+|\s*\\\s*")
AFTER_BRACKET = re.compile(f"(?<={MASK})\\s+(?=[A-Z])")
JOINER = re.compile(r"\s*,\s*(?:and|&)\s+|\s*,\s*|\s+(?:and|&|or)\s+", re.IGNORECASE)
AND_OR = re.compile(r"\s*,?\s+and\s*/\s*or\s+", re.IGNORECASE)
MOST_LEADS = 60


def split(words: str, is_known: Known) -> tuple[list[str], list[str]]:
    """Split a stretch into the names of leads; return them, and the doubts as sentences."""
    if is_known(words):
        return [words], []
    kept = BRACKET.findall(words)
    masked = AND_OR.sub(" and ", BRACKET.sub(MASK, words.replace(MASK, " ")))
    names: list[str] = []
    doubts: list[str] = []
    for part in SLASH.split(masked):
        pieces = [piece for words in _at_brackets(part, doubts) for piece in _by_joiners(words, is_known, doubts)]
        if names and pieces:
            _meet_over_slash(names, pieces, doubts)
        names += pieces
    brackets = iter(kept)
    whole = [re.sub(MASK, lambda _: next(brackets, ""), name).strip(" ,") for name in names[:MOST_LEADS]]
    return [name for name in whole if name], doubts


def _at_brackets(part: str, doubts: list[str]) -> list[str]:
    """The part cut where another name follows a name with its bracket, as a line break was lost there."""
    first, *later = AFTER_BRACKET.split(part)
    if shape_of(first) in BARE:
        return [part]
    doubts += [
        f"Check whether “{_plain(after)}” is a lead of its own, as it stands after a bracket." for after in later
    ]
    return [first, *later]


def _meet_over_slash(names: list[str], pieces: list[str], doubts: list[str]) -> None:
    """Join the last name with the next piece when the slash between them stands inside a post."""
    left, right = names[-1], pieces[0]
    if is_one_office(left, right):
        pieces[0] = f"{names.pop()}/{right}"
    elif is_designation(left, right) or (
        shape_of(left) is Shape.WORDS and shape_of(right) in (Shape.POST, Shape.TITLE) and _is_lowly(right)
    ):
        pieces[0] = f"{names.pop()}/{right}"
        doubts.append(f"Check whether “{pieces[0]}” is one lead or two.".replace(MASK, ""))
    elif shape_of(right) in BARE and shape_of(left) in (*BARE, Shape.TITLE) and not (left + right).isupper():
        doubts.append(two(left, right))


def _is_lowly(right: str) -> bool:
    """Whether a post begins with what it is about, as "Equality Officer", and not with its role."""
    first = right.split()[0].casefold()
    return len(right.split()) > 1 and first not in ("head", "director", "deputy", "chief", "assistant")


def _by_joiners(part: str, is_known: Known, doubts: list[str]) -> list[str]:
    """Split at the commas and "and" that stand between leads."""
    atoms, joiners = _joined_subjects(JOINER.split(part), [found[0] for found in JOINER.finditer(part)])
    whole = None if any(is_known(atom) for atom in atoms) else is_one_list(atoms, joiners)
    if whole:
        doubts += [one(part)] if whole.is_doubtful else []
        return [part]
    names = [atoms[0]]
    was_cut = False
    for place, joiner in enumerate(joiners):
        left, right = names[-1], atoms[place + 1]
        knows = any(is_known(words) for words in _rest(atoms, joiners, place + 1))
        cut = _known_cut(left, right, knows=knows) or cut_between(left, joiner.strip(), right, in_list=was_cut)
        if cut.is_made:
            names.append(right)
            was_cut = "," in joiner or was_cut
        else:
            names[-1] = f"{left}{joiner}{right}"
        if cut.is_doubtful:
            doubts.append(two(left, right) if cut.is_made else one(f"{left}{joiner}{right}"))
    return [piece for name in names for piece in part_at_lost_breaks(name, doubts)]


def _rest(atoms: list[str], joiners: list[str], place: int) -> Iterator[str]:
    """The atom at a place, then with each that follows joined to it."""
    words = atoms[place]
    yield words
    for joiner, atom in zip(joiners[place : place + 6], atoms[place + 1 :], strict=False):
        words = f"{words}{joiner}{atom}"
        yield words


def _known_cut(left: str, right: str, *, knows: bool) -> Cut | None:
    """A sure cut before a known lead, but not where it may be what a post is for: Head of Policy and HR."""
    is_subject = shape_of(left) is Shape.TITLE and shape_of(right) in BARE
    return Cut(is_made=True) if knows and not is_subject else None


def _joined_subjects(atoms: list[str], joiners: list[str]) -> tuple[list[str], list[str]]:
    """The atoms with those joined that after another lead make one post: Equality and Policy Officer."""
    joined, between = atoms[:1], list[str]()
    for joiner, atom in zip(joiners, atoms[1:], strict=True):
        is_pair = len(joined) > 1 and joiner.strip() in ("and", "&") and shape_of(joined[-1]) in BARE
        is_pair = is_pair and (shape_of(joined[-2]) is not Shape.TITLE or between[-1].startswith(","))
        if is_pair and shape_of(joined[-2]) not in BARE and shape_of(atom) in (Shape.POST, Shape.TEAM, Shape.GROUP):
            joined[-1] = f"{joined[-1]}{joiner}{atom}"
        else:
            joined.append(atom)
            between.append(joiner)
    return joined, between


def one(words: str) -> str:
    """A sentence that asks whether these words are one lead."""
    return f"Check whether “{_plain(words)}” is one lead or several."


def two(left: str, right: str) -> str:
    """A sentence that asks whether these are two leads."""
    return f"Check whether “{_plain(left)}” and “{_plain(right)}” are two leads."


def _plain(words: str) -> str:
    return words.replace(MASK, "").strip(" ,")
