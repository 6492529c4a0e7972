"""Reads where an action stands from the words of a status, rating or progress column, or of a timescale.

A phrase is read only when it says a status plainly; what tells a story is left to a person. "On track" is a status and
no rating: of two plans that print it, one means amber by it and one green, so no colour is made of it.
"""

import re
from dataclasses import replace
from datetime import date

from actions.readers.period import PlanPeriod
from actions.readers.results import StatusRead
from actions.readers.timescales.read import read_timescale
from actions.readers.warnings import ReadingWarning, WarningCode

LONGEST_CELL = 500
LONGEST_DATE = 40
MANY_YEARS = PlanPeriod(starts_on=date(2000, 1, 1))
SAID: dict[str, str] = {
    "not_started": """not started; not yet started; yet to start; not begun; not commenced; not yet due; not due;
        not due yet; not yet begun; not yet commenced; not yet scheduled; not scheduled; not yet progressed;
        not progressed; no progress; to start; to be started; to commence; planned; scheduled; pending; to do; upcoming;
        future action; none to date; nothing to date""",
    "in_progress": """in progress; underway; under way; ongoing; on going; started; commenced; begun; in train; active;
        progressing; being progressed; in hand; on track; on target; on schedule; ahead of schedule; in development;
        ongoing as planned; on going as planned; progressing as planned; progressing well; continuing; wip;
        partially achieved; partly achieved; partially complete; partly complete; part complete; partially completed;
        partly completed; partially met; partly met; partially done; partially implemented; nearly complete;
        almost complete; mostly complete; substantially complete; near completion; nearing completion; good progress;
        some progress; limited progress; progress made; good progress made; some progress made; underway and ongoing;
        started and ongoing; ongoing and on track; on track and ongoing; annual and ongoing""",
    "on_hold": "on hold; paused; suspended; deferred; postponed; parked; put on hold; stalled; temporarily paused",
    "completed": """completed; complete; done; achieved; finished; delivered; implemented; actioned; concluded; met;
        fully achieved; fully complete; fully completed; fully met; fully implemented; target met; signed off;
        completed in full; complete in full; successfully completed; all complete; all completed""",
    "embedded": """embedded; embedded practice; bau; business as usual; mainstreamed; now business as usual;
        moved to bau; moved to business as usual; part of business as usual; signed off as embedded practice;
        embedded as business as usual; complete and embedded; completed and embedded; embedded and ongoing;
        embedded into business as usual; transferred to bau; ongoing bau; ongoing business as usual""",
    "withdrawn": """withdrawn; cancelled; canceled; superseded; dropped; removed; discontinued; abandoned; deleted;
        no longer required; no longer needed; no longer relevant; no longer applicable; not being pursued;
        not proceeding; not progressing; will not be done; replaced; merged""",
}  # fmt: skip
UNSURE: dict[str, tuple[str, ...]] = {
    "not_started": ("not achieved", "not complete", "not completed", "not met", "not done", "incomplete"),
    "in_progress": (
        *("delayed", "off track", "behind", "behind schedule", "overdue", "slipped", "at risk", "slightly delayed"),
        *("off target", "not on track", "some delay", "new or in progress"),
    ),
}
STATUS_OF = {" ".join(phrase.split()): status for status, list_ in SAID.items() for phrase in list_.split(";")}
UNSURE_OF = {phrase: status for status, phrases in UNSURE.items() for phrase in phrases}
RAG_OF = {"green": "green", "amber": "amber", "yellow": "amber", "red": "red", "g": "green", "a": "amber", "r": "red"}
NOTHING = frozenset(["n/a", "na", "tbc", "tba", "none", "nil", "not applicable", "not stated", "to be confirmed"])
BLUE = frozenset(["blue", "b"])
EMPTY_WORDS = frozenset(
    [
        *["status", "action", "actions", "is", "has", "have", "been", "was", "are", "the", "work", "works", "project"],
        *["programme", "already", "this", "these", "now", "currently", "still", "all", "initial", "it"],
        *["rag", "brag", "rated", "rating", "colour"],
    ]
)
SEPARATORS = re.compile(r"\s+[-–—]+\s+|[:;|/()\[\]\r\n]+|,\s+|\.(?:\s+|$)|(?<=[a-z])[–—](?=\s)")
PERIOD_DONE = re.compile(
    r"\b(?:complete|completed|done|achieved) (?:for|in) th(?:is|e) [a-z ]{0,20}(?:period|year|quarter|cycle|term)"
    r"|\b(?:complete|completed|done|achieved) for 20\d\d\s*[/–-]\s*\d\d(?:\d\d)?\b"
)
SHARE = re.compile(r"(\d{1,3})\s*%(?: (?:complete|completed|done|achieved))?")
DONE_ON = re.compile(
    r"(?:was |has been |have been |now |fully |action )*(?:completed?|done|finished|achieved|delivered|implemented)"
    r"\s*(?:on|in|at|as of|as at|[-–—:,(])?\s+(?P<when>.*\d.*)",
    re.IGNORECASE,
)  # fmt: skip
HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?!\d)")
NOT_BEFORE = r"(?<!not )(?<!not yet )(?<!to be )(?<!once )(?<!when )(?<!will be )(?<!get )(?<!if )(?<!be )(?<!to have )"
BEGUN = re.compile(
    rf"{NOT_BEFORE}\b(?:underway|under way|in progress)\b"
    r"|(?<!to )\b(?:has|have|already|work) (?:commenced|started|begun)\b"
    r"|^\s*(?:commenced|started|begun)\b",
    re.IGNORECASE,
)  # fmt: skip
PLAINLY_DONE = re.compile(r"\s*(?:now |action )?completed?\s*[.!]?\s*", re.IGNORECASE)
THEN_DONE = re.compile(r"(?P<when>.*\d.*?)\s*[-–—,(:]+\s*(?:now )?completed?\s*\)?[.!]?\s*", re.IGNORECASE)


def read_status(text: str) -> StatusRead:
    """Return where an action stands by the words of a status, rating or progress column, all None when they are empty.

    A completion without a day carries a warning; so do words that say no status, which stay unread. It never raises.
    """
    cell = " ".join(text[:LONGEST_CELL].split())
    if not any(letter.isalnum() for letter in cell) or cell.casefold().strip(" .") in NOTHING:
        return StatusRead(text)
    if PERIOD_DONE.search(cell.casefold()):
        return StatusRead(text, "in_progress", because="Done for this period and still open.")
    done = _done_on(text, cell)
    return done or _by_phrases(text, cell)


def read_completed(text: str) -> StatusRead:
    """Return where an action stands by a column that says when it was completed: a date alone is the day of it."""
    day = _day_of(text[:LONGEST_CELL])
    if day:
        return StatusRead(text, "completed", completed_on=day, because="The date in the column of completions.")
    return read_status(text)


def status_in_timescale(text: str) -> StatusRead:
    """Return the status that plain words in a timescale say; all None, without a warning, when there are none.

    "Underway" and "has commenced" say that work has begun, "Completed January 2016" that it is done. "Ongoing" is a
    timescale, and "Complete by June 2023" a deadline: neither is a status there.
    """
    cell = " ".join(text[:LONGEST_CELL].split())
    if BEGUN.search(cell):
        return StatusRead(text, "in_progress", because="The words say that work has begun.")
    if PLAINLY_DONE.fullmatch(cell) or (len(cell) <= LONGEST_DATE and THEN_DONE.fullmatch(cell)):
        return _needs_date(StatusRead(text, "completed", because="The words say that it is complete."))
    return _done_on(text, cell) or StatusRead(text)


def _done_on(text: str, cell: str) -> StatusRead | None:
    """A completion with its day, if that is all that the cell says."""
    done = DONE_ON.fullmatch(cell)
    day = _day_of(done["when"]) if done else None
    if not day:
        return None
    return StatusRead(text, "completed", completed_on=day, because="Completed, with its date.")


def _day_of(words: str) -> date | None:
    """The day that words give, the last of a month or year; None when they are more than a date or have no year."""
    words = words.strip(" ().,")
    is_deadline = re.match(r"(?:by|until|from)\b", words, re.IGNORECASE)
    if is_deadline or len(words) > LONGEST_DATE or not HAS_YEAR.search(words):
        return None
    read = read_timescale(words, MANY_YEARS)
    is_plain = read.recurrence == "none" and not read.is_ongoing and not read.reviews
    return read.due_on if is_plain else None


def _by_phrases(text: str, cell: str) -> StatusRead:
    """The status and rating of the phrases that a cell is made of; a first plain phrase may be followed by a story."""
    statuses: list[str] = []
    rags: list[str] = []
    unsure = ""
    day = None
    stray = 0
    for place, phrase in enumerate(filter(None, map(str.strip, SEPARATORS.split(cell)))):
        plain = _plain(phrase)
        if not plain:
            continue
        status = _status_of(plain)
        if status:
            statuses.append(status)
            unsure = unsure or (phrase if plain in UNSURE_OF else "")
        elif plain in BLUE:
            statuses.append("completed")
        elif plain in RAG_OF:
            rags.append(RAG_OF[plain])
        elif found := _day_of(phrase):
            day = found
        elif place == 0 or not (statuses or rags):
            return _not_read(text)
        else:
            stray += 1
    if set(statuses) == {"completed", "embedded"}:
        statuses = ["embedded"]
    if len(set(statuses)) > 1 or len(set(rags)) > 1 or not (statuses or rags):
        return _not_read(text)
    return _told(text, statuses, rags, day if not stray else None, unsure)


def _told(text: str, statuses: list[str], rags: list[str], day: date | None, unsure: str) -> StatusRead:
    status, rag = (statuses[0] if statuses else None), (rags[0] if rags else None)
    because = f"Rated {rag}." if rag and not status else "The words say it."
    read = StatusRead(text, status, rag, because=because)
    if status == "completed":
        return replace(read, completed_on=day) if day else _needs_date(read)
    if unsure:
        doubt = f"“{unsure}” does not say whether work has begun: check the status."
        return replace(read, warnings=(ReadingWarning(WarningCode.STATUS_NOT_READ, doubt),))
    return read


def _plain(phrase: str) -> str:
    """The phrase in lower case without the words and marks that say nothing of the status."""
    words = re.findall(r"[\w%’']+", phrase.casefold().replace("-", " "))
    return " ".join(word for word in words if word not in EMPTY_WORDS)


def _status_of(plain: str) -> str | None:
    """The status that a plain phrase says, or a share of the work done: "75% complete"."""
    share = SHARE.fullmatch(plain)
    if share:
        return {0: "not_started", 100: "completed"}.get(int(share[1]), "in_progress") if int(share[1]) <= 100 else None
    return STATUS_OF.get(plain) or UNSURE_OF.get(plain)


def _needs_date(read: StatusRead) -> StatusRead:
    return replace(read, warnings=(ReadingWarning(WarningCode.STATUS_NEEDS_DATE, "Say when it was completed."),))


def _not_read(text: str) -> StatusRead:
    words = f"“{text.strip()[:80]}” does not say plainly where the action stands: choose its status."
    return StatusRead(text, warnings=(ReadingWarning(WarningCode.STATUS_NOT_READ, words),))
