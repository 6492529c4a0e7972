"""Several actions in one cell: bullets, letters and numbers in front, sub-headings and lead-ins between."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BULLET = re.compile(r"^\s*[•·▪●‣◦∙■➢✓][ \t]*")
INLINE_BULLET = re.compile(r"(?<=\S)[ \t]+[•●▪‣][ \t]+")
DASH = re.compile(r"^\s*[-–—][ \t]+")
PREFIX = re.compile(r"(\d+(?:\.\d+)+\.?|\d+[.)]|\(?[a-z]\)|[a-z]\.|\([ivx]+\)|[ivx]+[.)])(?:[ \t]*[-–—:])?[ \t]+(?=\S)")
INLINE_PREFIX = re.compile(r"(?<=\s)(?:\(?[a-z]\)|[a-z]\.)[ \t]+(?=[A-Z])")
MARKED = re.compile(rf"{BULLET.pattern}|{INLINE_BULLET.pattern}|{DASH.pattern}|^\s*{PREFIX.pattern}")
LEAD_IN = re.compile(
    r"^(we|our|this|the|these|to|actions?|activities|in order)\b.*:$|^.{0,80}\b(will|by)\s*:$", re.IGNORECASE
)
LONGEST_SUBHEADING = 10
LONGEST_FLAT_SUBHEADING = 6
NEEDS_ANOTHER = re.compile(
    r"an?|the|this|these|that|all|any|each|every|our|your|their|its|his|her|of|in|on|at|by|to|for|from|with|within|via"
    r"|into|onto|over|under|about|between|among|across|through|and|or|nor|but|as|per|than|if|is|are|be|was|were|will"
    r"|new|next|annual|joint|local|national|corporate|existing|current|other|no|not"
)


class ActionWords(NamedTuple):
    """One action of a cell: its reference, the sub-heading over it, and its text, all as printed."""

    reference: str
    subheading: str
    text: str


class CellRead(NamedTuple):
    """The actions of a cell, the words that lead into them, and a sentence where the split is doubtful."""

    actions: tuple[ActionWords, ...]
    lead_in: str = ""
    doubt: str = ""


class _Item(NamedTuple):
    text: str
    is_marked: bool


def holds_several(cell: str) -> bool:
    """Whether a cell holds more than one action."""
    return len(split_actions(cell).actions) > 1


def split_actions(cell: str) -> CellRead:
    """The actions that a cell holds, in their order. A cell without bullets, letters or numbers is one action."""
    if "\n" not in cell and not MARKED.search(cell):
        return CellRead((ActionWords("", "", cell.strip()),) if cell.strip() else ())
    items = list(_items(cell))
    if _is_flat(cell, items):
        return _flattened(items)
    marked = sum(1 for item in items if item.is_marked)
    if marked == 0:
        return _unmarked(cell, items)
    first = items[0]
    if marked == 1 and first.is_marked:
        return CellRead((_action("\n".join(item.text for item in items)),))
    if not first.is_marked and first.text.rstrip().endswith(":") and not _leads_in(first.text):
        return CellRead((_action(_unbulleted(cell)),), doubt="The list belongs to one action, so it was kept whole.")
    return _under_subheadings(items)


def _unmarked(cell: str, items: Sequence[_Item]) -> CellRead:
    if len(items) > 1 and all(len(item.text.split()) > 3 and item.text[0].isupper() for item in items):
        doubt = "The cell has several paragraphs, which were kept as one action."
        return CellRead((_action(cell.strip()),), doubt=doubt)
    return CellRead((_action(cell.strip()),) if cell.strip() else ())


def _leads_in(text: str) -> bool:
    return bool(LEAD_IN.match(text.strip())) and len(text.split()) <= 25


def _under_subheadings(items: Sequence[_Item]) -> CellRead:
    actions: list[ActionWords] = []
    lead_in = doubt = ""
    heading: list[str] = []
    is_used = True
    for number, (text, is_marked) in enumerate(items):
        if is_marked:
            actions.append(_action(text)._replace(subheading="\n".join(heading)))
            is_used = True
        elif number == 0 and _leads_in(text):
            lead_in = text
        elif actions and is_used and text[0].islower():
            actions[-1] = actions[-1]._replace(text=f"{actions[-1].text}\n{text}")
        elif _is_subheading(text) and number + 1 < len(items):
            heading = [text] if is_used else [*heading, text]
            is_used = False
        else:
            actions.append(ActionWords("", "\n".join(heading), text))
            is_used = True
            doubt = "A paragraph without a bullet was taken as an action of its own."
    return CellRead(tuple(actions), lead_in, doubt)


def _is_flat(cell: str, items: Sequence[_Item]) -> bool:
    """Whether a cell prints sub-headings and bullets on one line, where only the bullets set words apart."""
    if "\n" in cell.strip() or len(items) < 2 or items[0].is_marked or not all(item.is_marked for item in items[1:]):
        return False
    return _is_subheading(items[0].text) and not _leads_in(items[0].text) and not items[0].text.endswith(":")


def _flattened(items: Sequence[_Item]) -> CellRead:
    """The actions of a flat cell: capitals that begin words at the end of a bullet may be the next sub-heading."""
    pieces = list(items[:1])
    found = []
    for number, item in enumerate(items[1:], 2):
        words, over = split_subheading(item.text) if number < len(items) else (item.text, "")
        pieces.append(_Item(words, True))
        if over:
            found.append(over)
            pieces.append(_Item(over, False))
    read = _under_subheadings(pieces)
    if not found:
        return read
    names = " and ".join(f"“{name}”" for name in found)
    question = f"Are {names} sub-headings? They stand" if len(found) > 1 else f"Is {names} a sub-heading? It stands"
    return read._replace(doubt=f"{question} on one line with the action before.")


def split_subheading(text: str) -> tuple[str, str]:
    """The words of a bullet, and the sub-heading at its end that belongs to the next one, "" where none seems to.

    It begins with the last capital that follows a word in small letters without a mark after it, and has few words.
    Not after a word that needs another ("the", "of", "new"), and not where the capital is that of initials or of a
    name, which the bullet prints with a capital elsewhere too.
    """
    words = text.split()
    starts = [place for place in range(1, len(words)) if words[place][0].isupper() and words[place - 1][0].islower()]
    if not starts or len(words) - starts[-1] > LONGEST_FLAT_SUBHEADING:
        return text, ""
    start = starts[-1]
    before, first = words[start - 1], words[start]
    if not before[-1].isalnum() or NEEDS_ANOTHER.fullmatch(before) or not first[1:].islower() or words.count(first) > 1:
        return text, ""
    if text.endswith((".", ";", ",")):
        return text, ""
    return " ".join(words[:start]), " ".join(words[start:])


def _is_subheading(text: str) -> bool:
    return len(text.split()) <= LONGEST_SUBHEADING and not text.endswith((".", ";"))


def _items(cell: str) -> Iterator[_Item]:
    """The marked pieces of a cell, and the unmarked ones between them."""
    lines = [piece for line in cell.split("\n") for piece in _at_bullets(line) if piece.strip()]
    dashes = sum(1 for line in lines if DASH.match(line)) > 1 and not any(BULLET.match(line) for line in lines)
    for line in lines:
        if BULLET.match(line):
            yield from _at_letters(BULLET.sub("", line).strip(), is_marked=True)
        elif dashes and DASH.match(line):
            yield _Item(DASH.sub("", line).strip(), True)
        else:
            yield from _at_letters(line.strip(), is_marked=False)


def _at_bullets(line: str) -> list[str]:
    """A line cut before each bullet that stands within it."""
    pieces = INLINE_BULLET.split(line)
    return [pieces[0], *(f"• {piece}" for piece in pieces[1:])]


def _at_letters(line: str, *, is_marked: bool) -> Iterator[_Item]:
    """A line cut before "l." where it began with "k.": letters that follow each other."""
    first = PREFIX.match(line)
    letter = _letter(first.group(1)) if first else ""
    start = 0
    for found in INLINE_PREFIX.finditer(line) if letter else ():
        if _letter(found.group()) == chr(ord(letter) + 1):
            yield _Item(line[start : found.start()].strip(), True)
            start, letter = found.start(), _letter(found.group())
    rest = line[start:].strip()
    if rest:
        yield _Item(rest, is_marked or first is not None)


def _letter(prefix: str) -> str:
    """The single letter of a prefix, "" for numbers and longer ones."""
    bare = prefix.strip(" ().\t")
    return bare if len(bare) == 1 and bare.isalpha() else ""


def _action(text: str) -> ActionWords:
    found = PREFIX.match(text.strip())
    if not found:
        return ActionWords("", "", text.strip())
    return ActionWords(found.group(1), "", text.strip()[found.end() :].strip())


def split_list(cell: str) -> tuple[str, ...]:
    """The pieces of a cell that prints a list with bullets; a cell without bullets is one piece."""
    items = tuple(_items(cell))
    if sum(1 for line in cell.split("\n") if BULLET.match(line)) > 1 or INLINE_BULLET.search(cell):
        return tuple(item.text for item in items)
    whole = BULLET.sub("", cell.strip())
    return (whole,) if whole else ()


def with_reference(text: str) -> tuple[str, str]:
    """The reference that words begin with, "" when there is none, and the words after it."""
    action = _action(text)
    return action.reference, action.text


def _unbulleted(cell: str) -> str:
    return "\n".join(line.strip() for line in cell.strip().split("\n") if line.strip())
