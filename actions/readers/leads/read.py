"""Reads who leads from the words of a cell: each lead in order, its role and kind, and what a person should check."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actions.readers.leads.cells import is_placeholder, stretches_of
from actions.readers.leads.known import KnownLeads, known_leads
from actions.readers.leads.shapes import Shape, kind_of, shape_of
from actions.readers.leads.splitting import split
from actions.readers.results import KnownLead, LeadRead, LeadsRead
from actions.readers.warnings import ReadingWarning, WarningCode

PERSON, TITLE, POST = Shape.PERSON, Shape.TITLE, Shape.POST
LONGEST_CELL = 600
MANY_WORDS = 14
LONGEST_LEAD = 300


def read_leads(text: str, known: Sequence[KnownLead] = (), *, role: str = "joint") -> LeadsRead:
    """Return the leads that a cell names, in order; ``role`` is theirs unless the words say that they support.

    Placeholders ("TBC") name nobody. A cell that as a whole is a known lead is not split. Doubtful cuts are made or
    left by the likelier reading, with a warning. It never raises.
    """
    cell = _printable(text[:LONGEST_CELL])
    leads = known_leads(tuple(known))
    if is_placeholder(cell):
        return LeadsRead(text, because="No lead is named." if cell.strip() else "")
    doubts: list[str] = []
    found: list[LeadRead] = []
    if leads.called(cell):
        found = [_lead(_trimmed(" ".join(cell.split())), role, leads)]
    else:
        for stretch in stretches_of(cell, role):
            names, unsure = split(stretch.words, lambda words: leads.called(words) is not None)
            doubts += unsure
            found += [_lead(name, stretch.role, leads) for name in map(_trimmed, names) if not is_placeholder(name)]
    found = _each_once(found)
    doubts += [*_doubts_of_posts(found), *_doubts_of_length(text, found)]
    return LeadsRead(text, tuple(found), _because(found), (*_warnings(doubts), *_resemblances(found)))


def compared(read: LeadsRead, known: KnownLeads) -> LeadsRead:
    """Return the same leads, cut as they were, looked up among more known leads."""
    found = [
        replace(
            lead,
            known_as=known.called(lead.published_as),
            resembles=tuple(dict.fromkeys((*lead.resembles, *known.resembling(lead.published_as)))),
        )
        if lead.known_as is None
        else lead
        for lead in read.leads
    ]
    found = [replace(lead, resembles=()) if lead.known_as else lead for lead in found]
    others = tuple(one for one in read.warnings if one.code != WarningCode.LEAD_RESEMBLES)
    return replace(read, leads=tuple(found), warnings=(*others, *_resemblances(found)))


def _printable(text: str) -> str:
    """The text with control characters and characters that nobody sees as spaces, line breaks kept."""
    return "".join(letter if letter.isprintable() or letter in "\n\r\t\v\f\x85\u2028\u2029" else " " for letter in text)


def _trimmed(name: str) -> str:
    """The name without the marks that end a sentence or a list, and without the small word that led to it."""
    name = name.strip(" ,:;.–—-")
    for small in ("the ", "and ", "& "):
        name = name.removeprefix(small)
    return name


def _lead(name: str, role: str, leads: KnownLeads) -> LeadRead:
    called = leads.called(name)
    resembles = () if called else leads.resembling(name)
    return LeadRead(name, role, kind_of(name), called, resembles)


def _each_once(found: list[LeadRead]) -> list[LeadRead]:
    """The leads, one named twice only where it first stands."""
    first: dict[str, LeadRead] = {}
    for lead in found:
        first.setdefault(lead.known_as or lead.published_as.casefold(), lead)
    return list(first.values())


def _doubts_of_posts(found: list[LeadRead]) -> list[str]:
    """A doubt for each person next to a post, as it may be that person's."""
    return [
        f"Check whether “{lead.published_as}” and “{after.published_as}” are one lead: a person and their post."
        for lead, after in pairwise(found)
        if {shape_of(lead.published_as), shape_of(after.published_as)} in ({PERSON, TITLE}, {PERSON, POST})
    ]


def _doubts_of_length(text: str, found: list[LeadRead]) -> list[str]:
    doubts = [
        f"Check whether “{lead.published_as[:80]}…” names a lead: it has many words."
        for lead in found
        if len(lead.published_as.split()) > MANY_WORDS or len(lead.published_as) > LONGEST_LEAD
    ]
    if len(text) > LONGEST_CELL:
        doubts.append(f"Only the first {LONGEST_CELL} characters were read: add any lead that stands after them.")
    return doubts


def _because(found: list[LeadRead]) -> str:
    if not found:
        return "No lead is named."
    supporting = sum(lead.role == "supporting" for lead in found)
    joint = len(found) - supporting
    told = [f"{joint} lead{'s' if joint > 1 else ''}"] if joint else []
    told += [f"{supporting} supporting"] if supporting else []
    return ", ".join(told)


def _warnings(doubts: list[str]) -> tuple[ReadingWarning, ...]:
    return tuple(ReadingWarning(WarningCode.LEADS_DOUBTFUL, words) for words in dict.fromkeys(doubts))


def _resemblances(found: list[LeadRead]) -> tuple[ReadingWarning, ...]:
    return tuple(
        ReadingWarning(
            WarningCode.LEAD_RESEMBLES,
            f"Say whether “{lead.published_as}” is {' or '.join(f'“{name}”' for name in lead.resembles)}.",
        )
        for lead in found
        if lead.resembles
    )
