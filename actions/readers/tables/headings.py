"""What a heading of a column, or a label of a card, is about, by its words alone."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

LONGEST_HEADING = 110
MOST_WORDS = 16


class Kind(StrEnum):
    """What a heading names. Which role that gives its column depends on the headings beside it (judging.py)."""

    LEFT_OUT = "left out"
    RAG = "a rating"
    COMPLETED = "when it was done"
    REFERENCE = "a reference"
    COMMITMENT_REFERENCE = "the reference of a commitment"
    PROGRESS = "what happened so far"
    START = "the start"
    END = "the end"
    SUPPORT = "who supports or oversees"
    MONITORING = "who monitors, or how"
    LEAD = "who leads"
    WHEN = "when"
    GOOD = "what good looks like"
    STATUS = "the status"
    CURRENT = "where things stand"
    ACTION = "an action"
    STRATEGY = "how it will be done"
    TARGET = "a target"
    OBJECTIVE = "an objective"
    THEME = "a theme"
    MEASURE = "how success is judged"
    EVIDENCE = "evidence"
    RATIONALE = "why"
    OUTCOME = "an outcome"


class HeadingRead(NamedTuple):
    """What a heading names, and whether it says little else."""

    kind: Kind
    is_sure: bool


# Each group is tried before the next; within a group, the words that come first in the heading decide.
GROUPS: tuple[dict[Kind, str], ...] = (
    {
        Kind.LEFT_OUT: r"signed? off|sign-off|signature|\bresourc|\bbudget|\bcosts?\b|\bfunding|\brelevan"
        r"|characterist|\bduties\b|\b(equality|general) duty\b|equality issues|\blink(s|ed)?\b|\balign|\bgrade\b"
        r"|^level$|\brisks?\b|^version|^position/role|likelihood"
    },
    {Kind.RAG: r"\bb?rag\b|traffic light"},
    {
        Kind.MEASURE: r"\bhow (will|do|can|would|shall) \w+.*\b(know|monitor|measur|evaluat|judg)"
        r"|\bhow (we|you|it|success)\b.*\b(know|measur|monitor)"
    },
    {Kind.COMPLETED: r"^(date )?(completed|complete|achieved)( on| date)?$|^date (of )?(completed|achieved)|^actual "},
    {Kind.COMMITMENT_REFERENCE: r"^(objective|goal|aim|commitment|outcome|priority) (ref|reference|no|number|id|#)$"},
    {
        Kind.REFERENCE: r"^(action |item |target |serial |unique |row )?"
        r"(ref|refs|reference|no|number|nr|id|code|#|s/n)( no| number)?$|^item$"
    },
    {Kind.STRATEGY: r"^plan\b|^who,? (how|what)"},
    {
        Kind.PROGRESS: r"\bprogress|\bupdates?\b|already (taken|done)|taken (since|so far)"
        r"|what's happened|\bwhat (did|has|have)\b"
        r"|\bachieved\b|achievements|to date\b|\bcomments?\b|^position|end of year|next steps|^notes?$|so far\b"
        r"|^review( of)? (\w+ )?(\d{4}|q\d)|^(review|evaluation)$|^actions? taken"
    },
    {
        Kind.START: r"^(start|starts|starting|from|commences?|commencement)( date| by| on)?$",
        Kind.END: r"^(end|ends|finish|finishes|to|until)( date| by| on)?$|\bend date",
    },
    {Kind.SUPPORT: r"^(?!.*(\blead|responsib)).*(oversight|\boversee|\bsupport(ing|ed|s)?\b|\bpartners?\b|\bsponsor)"},
    {Kind.MONITORING: r"^monitor(ed|ing)\b"},
    {
        Kind.LEAD: r"\bwho\b|\bleads?\b|\bled by|\bleader\b|responsib|\bowners?\b|ownership|\baccountab|\bofficers?\b"
        r"|\bwhom\b|\bpersons?\b|\bsro\b|\bdirectorate|\bdepartment|\bdept\b|^services?( area)?$|\bteams?$|^people$"
        r"|post ?holder|^managers?$",
        Kind.WHEN: r"\bwhen\b|time[ -]?(scale|frame|table|line)|\btiming|\bdeadline|\bdates?\b|\bdue\b"
        r"|^quarters?$|^years?$|\bperiod|frequency|^time$|^months?$|completion|\bby$",
    },
    {Kind.GOOD: r"\blooks? like\b"},
    {Kind.STATUS: r"^(?!.*\bactions?\b).*\bstatus\b"},
    {Kind.CURRENT: r"^current (position|situation|state)|where (are we|we are) now"},
    {Kind.OBJECTIVE: r"strategic actions?|^key outputs?$"},
    {
        Kind.ACTION: r"(?<!requiring )(?<!areas for )\bactions?\b(?! plans?\b)|\bactivit(y|ies)\b"
        r"|\bwhat we('ll| will) do\b"
    },
    {Kind.RATIONALE: r"^(data|why|rationale|baseline|what the|evidence base)\b|survey said|good practice"},
    {Kind.EVIDENCE: r"^evidence$"},
    {
        Kind.MEASURE: r"\bmeasur(e|es|ing|able|ement)\b|\bindicators?\b|\bkpis?\b|\bevidence|\bcriteri|\bmetrics?\b"
        r"|\bmilestones?\b|\boutputs?\b|\bperformance\b|\bsuccess\b"
    },
    {
        Kind.THEME: r"\bthemes?\b|^sections?\b|\bstrand|\bkey areas?\b|^areas?$|\bcategor|\bwork ?stream|\bdomains?\b"
        r"|\bpillars?\b|^group\b|\bfocus areas?\b|^location",
        Kind.OBJECTIVE: r"\bobjectives?\b|\baims?\b|\bgoals?\b|\bcommitments?\b|\bpriorit(y|ies)\b|\bpromise"
        r"|\bpledge|\brecommendation|\bstandards?\b|\bprinciple|\brequirement|^areas? (for|of)\b|^area/|\baspect"
        r"|\bambition|\bfocus\b|want to achieve|\bwe aim\b",
        Kind.RATIONALE: r"\brationale|\bwhy\b|\bissues?\b|\bdrivers?\b|\bdata\b|\bbackground|\bcontext\b|\breasons?\b"
        r"|\bfindings?\b|\bgaps?\b|\bbarriers?\b|\bchallenges?\b|\bneeds?\b|\bproblem",
    },
    {Kind.OUTCOME: r"\boutcomes?\b|\bimpacts?\b|\bbenefits?\b|\bresults?\b|\bdifference\b"},
    {Kind.TARGET: r"\btargets?\b"},
    {
        Kind.STRATEGY: r"\bstrateg(y|ies)\b|\bapproach|\btasks?\b|\bsteps?\b|^how\b|\bmethods?\b|\binitiatives?\b"
        r"|\bresponse\b|\bdeliverables?\b|\bwhat (will|do|are) we\b|^we will\b"
    },
)
PATTERNS = [[(kind, re.compile(pattern)) for kind, pattern in group.items()] for group in GROUPS]
SPLIT_IN_TWO = frozenset({Kind.START, Kind.END, Kind.SUPPORT})


def plain(words: str) -> str:
    """A heading without capitals, brackets, plural signs and marks at its ends."""
    text = " ".join(words.replace("’", "'").casefold().split())
    text = re.sub(r"(?<=\w)(/s|\(s\)| \(s\))(?!\w)", "s", text)
    without = re.sub(r"\s*\([^()]*\)", "", text)
    return re.sub(r"^(equality)(?=strand)", r"\1 ", (without or text).strip(" .:;?*-–—|\t"))


@lru_cache(maxsize=4096)
def read_heading(words: str) -> HeadingRead | None:
    """What a heading names, None when its words name nothing that a table of actions has.

    A heading of two rows is given as "Timeframe: Start"; its second part decides when it splits the first in two.
    """
    if not is_short(words):
        return None
    text = plain(words)
    if ": " in text:
        last = _find(text.rpartition(": ")[2])
        if last in SPLIT_IN_TWO:
            return HeadingRead(last, True)
    kind = _find(text)
    return HeadingRead(kind, len(text.split()) <= 8) if kind else None


def is_short(words: str) -> bool:
    """Whether words are few enough to be a heading, and no sentence."""
    text = words.strip()
    count = len(text.split())
    if not text or len(text) > LONGEST_HEADING or count > MOST_WORDS or "•" in text:
        return False
    return not (text.endswith((".", ";")) and count > 4)


def _find(text: str) -> Kind | None:
    for group in PATTERNS:
        found = [(match.start(), kind) for kind, pattern in group if (match := pattern.search(text))]
        if found:
            return min(found, key=lambda each: each[0])[1]
    return None
