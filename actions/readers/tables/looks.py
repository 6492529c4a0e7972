"""What the cells of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

CELLS_LOOKED_AT = 200
MOST_SHORT_WORDS = 12

REFERENCE = re.compile(r"\(?(?:[A-Z]{0,4}[-. ]?\d+(?:[.\-/]\d+)*[a-z]?[.):]?|[a-z][.)]|[ivx]+[.)])")
MONTH = r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
WHEN = re.compile(
    rf"\b(?:{MONTH})(?:\b|\w*\s*\d)|\b(?:19|20)\d\d\b|\bq[1-4]\b|\b(?:ongoing|on-going|annual\w*|quarterly|monthly"
    r"|termly|weekly|spring|summer|autumn|winter|underway|immediate\w*|months?|years?|quarter|tbc|completed?)\b|\d/\d",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"\b(?:director|head|manager|officer|lead|team|chief|chair|board|governors?|headteacher|teacher|group|council"
    r"|senco|slt|committee|hr|coordinator|co-ordinator|principal|dean|services?|secretary|managers|staff|all)\b"
    r"|^[A-Z]{2,5}(?:\s*/\s*[A-Z]{2,5})*$|^[A-Z][a-z]+ [A-Z][a-z]+$",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[A-Z]{2,5}(?:\s*/\s*[A-Z]{2,5})*")
DEED = re.compile(
    r"(?:to|we|we will|develop|review|ensure|promote|train|provide|increase|improve|deliver|support|establish|create"
    r"|publish|continue|implement|introduce|raise|carry out|identify|monitor|encourage|embed|undertake|engage|hold"
    r"|make|build|offer|analyse|consult|update|produce|explore|recruit|collect|share|celebrate)\b(?: \S+){2}",
    re.IGNORECASE,
)
TICK = re.compile(r"[x✓✔√y●•■-]|yes|no|n/a", re.IGNORECASE)
RAG = re.compile(r"[ragb]|red|amber|green|blue|grey|(?:red|amber|green)[ /-]+(?:red|amber|green)", re.IGNORECASE)
LEVEL = re.compile(r"high|medium|low|[hml]|h/m|m/l|1|2|3", re.IGNORECASE)
STATUS = re.compile(
    r"(?:fully |partially |partly |not )?(?:complete\w*|achieved|started|on track|off track|in progress|underway"
    r"|ongoing|delayed|overdue|on hold|embedded|behind schedule|not yet due|open|closed)",
    re.IGNORECASE,
)


class Look(StrEnum):
    """What most of a column's cells are."""

    EMPTY = "empty"
    REFERENCE = "references"
    TICK = "ticks"
    RAG = "ratings"
    LEVEL = "levels"
    STATUS = "words for a status"
    WHEN = "times"
    LEAD = "posts, teams or people"
    SENTENCES = "sentences"
    WORDS = "words"


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


def _within(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: len(cell.split()) <= MOST_SHORT_WORDS and pattern.search(cell) is not None


TESTS: tuple[tuple[Look, Callable[[str], bool], float], ...] = (
    (Look.RAG, _whole(RAG), 0.8),
    (Look.REFERENCE, _whole(REFERENCE), 0.8),
    (Look.TICK, _whole(TICK), 0.8),
    (Look.LEVEL, _whole(LEVEL), 0.8),
    (Look.STATUS, _whole(STATUS), 0.6),
    (Look.WHEN, _within(WHEN), 0.6),
    (Look.SENTENCES, lambda cell: len(cell.split()) > 7 or DEED.match(cell) is not None, 0.5),
    (Look.LEAD, lambda cell: bool(INITIALS.fullmatch(cell)) or _within(LEAD)(cell), 0.5),
)


def look_of(cells: Sequence[str]) -> Look:
    """What most of the filled cells look like; EMPTY when none is filled."""
    filled = [cell.strip() for cell in cells if cell.strip()][:CELLS_LOOKED_AT]
    if not filled:
        return Look.EMPTY
    for look, test, share in TESTS:
        if sum(map(test, filled)) >= share * len(filled):
            return look
    return Look.WORDS
