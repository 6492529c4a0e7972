"""Headings of a plan, in the lines above a table or in rows between its actions."""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from actions.readers.tables.cells import with_reference
from actions.readers.tables.imprint import is_imprint, is_period
from plans.files.grids import Line

LONGEST_TITLE = 300
NUMBER = r"(?:\d+(?:\.\d+)*|[ivx]+|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)"
LABEL = re.compile(
    r"(?P<word>(?:equality |key |strategic |corporate |desired |our )*"
    r"(?:theme|section|priority|strand|pillar|part|chapter|goal|objective|aim|commitment|key output|outcome))s?"
    rf"(?: ?(?P<number>{NUMBER})\b)?",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:plans?|overview|introduction|appendi\w+|annex|contents|scheme|foreword|background|contact|how to|welcome"
    r"|glossary|monitoring|summary)\b",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"^\W*(?:(?:grand |sub-?)?totals?|notes?|n\.?b|key|source|footnotes?)\b\W*(?:$|[:.\-–(]|\d)|^\*", re.IGNORECASE
)
PERIOD = re.compile(r"(?:short|medium|long)[ -]?term|year (?:\d|one|two|three|four)|phase \w+|20\d\d(?:[/-]\d+)?", re.I)


class Level(IntEnum):
    """How high a heading stands; the lower number holds the higher."""

    THEME = 10
    GOAL = 20
    UNKNOWN = 25
    OBJECTIVE = 30
    OUTCOME = 90


LEVELS = {
    **dict.fromkeys(("theme", "section", "priority", "strand", "pillar", "part", "chapter"), Level.THEME),
    "goal": Level.GOAL,
    **dict.fromkeys(("objective", "aim", "commitment", "key output"), Level.OBJECTIVE),
    "outcome": Level.OUTCOME,
}


class Goal(NamedTuple):
    """A heading of the plan: how high it stands, the word that it calls itself by, its reference and its title."""

    level: int
    word: str
    reference: str
    title: str

    @property
    def is_labelled(self) -> bool:
        return bool(self.word)


def read_label(label: str, words: str) -> Goal | None:
    """A goal printed as a label with its words beside it ("Goal" | "Work with …"), None when the label is none."""
    text = label.strip(" :\t\n")
    found = LABEL.fullmatch(text)
    if not found or not words.strip():
        return None
    return Goal(_level(found["word"], found["number"]), found["word"], found["number"] or "", words.strip())


def read_title(text: str) -> Goal:
    """A heading of one piece. "Goal: Work with …" loses its label; "Section One: …" is a title as it stands."""
    words = " ".join(text.split())
    found = LABEL.match(words)
    rest = words[found.end() :] if found else ""
    mark = re.match(r"\s*[:–—-]\s*", rest)
    if found and (mark or not rest.strip()):
        level = _level(found["word"], found["number"])
        if found["number"] or not mark or not rest[mark.end() :].strip():
            return Goal(min(level, Level.OBJECTIVE), found["word"], "", words)
        return Goal(level, found["word"], "", rest[mark.end() :].strip())
    reference, title = with_reference(words)
    if not reference or not re.search(r"\d", reference):
        return Goal(Level.UNKNOWN, "", "", words)
    return Goal(Level.UNKNOWN + reference.strip(".").count("."), "", reference, title)


def looks_like_title(text: str) -> bool:
    """Whether a row's only words are a heading: labelled, a period, numbered and short, or in capitals."""
    words = text.strip()
    if len(words) > LONGEST_TITLE or "\n" in words or "•" in words:
        return False
    goal = read_title(words)
    if goal.is_labelled or PERIOD.match(words):
        return True
    return len(words.split()) <= 12 and (words.isupper() or words.endswith(":")) and words[-1] != "."


def is_note(text: str) -> bool:
    """Whether words are a note under a table, or a total."""
    return NOTE.search(text.strip()) is not None


def is_generic(text: str) -> bool:
    """Whether a heading names the document or a part of any document, and no theme."""
    return not LABEL.match(text.strip()) and GENERIC.search(text) is not None


def _level(word: str, number: str | None) -> int:
    last = word.casefold().split()
    level = LEVELS.get(" ".join(last[-2:])) or LEVELS[last[-1]]
    return Level.OBJECTIVE if level is Level.OUTCOME and number else level


class Headings:
    """The headings that stand over a table, kept while the lines of a document go by."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """``lines`` are all lines of the document: its one highest heading is its title, and no theme.

        A heading that is only a date, a version or a period is none either; but several periods divide the plan.
        """
        headings = [line for line in lines if line.level]
        self._is_divided = len({line.text for line in headings if is_period(line.text)}) > 1
        highest = [line for line in headings if line.level == 1 and not self._is_passed_over(line)]
        self._title = highest[0].text if len(highest) == 1 else None
        self._stack: list[Line] = []
        self._labelled: list[Goal] = []

    def pass_by(self, lines: Sequence[Line]) -> None:
        """Take note of lines in their order. Text that is no heading counts only with a label ("Goal: …")."""
        for line in lines:
            text = " ".join(line.text.split())
            if line.level and self._is_passed_over(line):
                continue
            if line.level:
                self._stack = [each for each in self._stack if each.level < line.level]
                self._stack.append(line)
                self._labelled = []
            elif LABEL.match(text) and len(text) <= LONGEST_TITLE * 3 and read_title(text).is_labelled:
                goal = read_title(text)
                self._labelled = [each for each in self._labelled if each.level < goal.level]
                self._labelled.append(goal)

    def _is_passed_over(self, line: Line) -> bool:
        return is_imprint(line.text) and not (self._is_divided and is_period(line.text))

    def over_table(self) -> list[Goal]:
        """The goals that hold for a table here, the highest first. The title of the document is none of them."""
        kept = [line.text for line in self._stack if not is_generic(line.text)]
        goals = [read_title(text) for text in kept if text != self._title or read_title(text).is_labelled][-2:]
        ranked = [
            goal if goal.is_labelled else goal._replace(level=Level.THEME + place) for place, goal in enumerate(goals)
        ]
        return [*ranked, *self._labelled]
