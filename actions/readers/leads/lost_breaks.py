"""Names and posts that stand side by side because their line breaks were lost: proposed, never sure."""

import re
from collections.abc import Sequence

from actions.readers.leads.shapes import ALONE, is_name, is_of_organisations, is_person, is_role

HEAD_OF = re.compile(
    r"(?:(?:Corporate|Deputy|Assistant|Executive|Service|Strategic) )*(?:Head|Director|Chair)s? (?:of|for) "
)


def part_at_lost_breaks(name: str, doubts: list[str]) -> list[str]:
    """Part names that stand side by side with nothing between them; a doubt is added for each."""
    parts = _people_in_a_row(name) or _person_after_words(name) or _posts_in_a_row(name) or [name]
    if len(parts) > 1:
        doubts.append("Check whether these are the leads, as nothing stands between them: " + "; ".join(parts) + ".")
    elif _is_row_of_names(name.split()) and len(name.split()) > 3:
        doubts.append(f"Check whether “{name}” is one lead or several.")
    return parts


def _is_row_of_names(words: Sequence[str]) -> bool:
    return all(is_name(word) for word in words)


def _people_in_a_row(name: str) -> list[str]:
    """Four or more words that are all names, by twos, when they are even in number."""
    words = name.strip(" .").split()
    if len(words) < 4 or len(words) % 2 or not _is_row_of_names(words):
        return []
    return [" ".join(words[place : place + 2]) for place in range(0, len(words), 2)]


def _person_after_words(name: str) -> list[str]:
    """A person and post, then a second person before a comma: the second begins a lead."""
    first, *later = name.split(", ")
    if not is_person(first) or len(later) < 2:
        return []
    for place, words in enumerate(later[:-1]):
        before, second = words.rsplit(" ", 2)[0], " ".join(words.rsplit(" ", 2)[1:])
        if len(words.split()) > 2 and is_person(second) and is_of_organisations(before.split()[-1].casefold()):
            start = ", ".join([first, *later[:place], before])
            return [start, *part_at_lost_breaks(", ".join([second, *later[place + 1 :]]), [])]
    return []


def _posts_in_a_row(name: str) -> list[str]:
    """Posts whose role ends them, before one that stands alone or begins with its role."""
    words = name.split()
    starts = [0]
    for place in range(1, len(words)):
        last, here = words[place - 1].casefold(), words[place].casefold()
        stands_alone = here in ALONE or HEAD_OF.match(" ".join(words[place:]))
        if is_role(last) and stands_alone and (place - 1 > starts[-1] or last in ALONE) and words[place][0].isupper():
            starts.append(place)
    if len(starts) == 1:
        return []
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
