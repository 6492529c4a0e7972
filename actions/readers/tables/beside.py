"""What stands beside an action: leads, times, status. What a blank cell means is decided here."""

from typing import TypedDict

from actions.readers.tables.by_role import ByRole
from actions.readers.tables.columns import Role
from actions.readers.tables.layout import Record
from actions.readers.warnings import ReadingWarning, WarningCode

PEOPLE = (Role.LEADS, Role.SUPPORTING)
TIMES = (Role.TIMESCALE, Role.STARTS, Role.DUE)
OF_EACH = (Role.STATUS, Role.RAG, Role.COMPLETED)  # a merged cell says these of each action beside it
IDENTITY = (Role.REFERENCE, Role.COMMITMENT_REFERENCE, Role.COMMITMENT)


class Fields(TypedDict):
    """The fields of a PlanRow that are printed beside the action."""

    leads: str
    supporting: str
    continues_leads: bool
    leads_of_commitment: bool
    timescale: str
    starts: str
    due: str
    continues_timescale: bool
    status: str
    rag: str
    completed: str
    progress: str


class Beside:
    """Reads the cells beside the actions of one table, row after row."""

    def __init__(self, by_role: ByRole, *, is_card: bool) -> None:
        self.by_role, self.is_card = by_role, is_card
        self.last: dict[Role, str] = {}
        self.follows_row = False

    def break_off(self) -> None:
        """Nothing above holds on: a heading came between."""
        self.last = {}
        self.follows_row = False

    def go_on_from(self, earlier: "Beside") -> None:
        """What an earlier part of the table said last still stands above the first row."""
        self.last, self.follows_row = earlier.last, earlier.follows_row

    def fields(self, record: Record) -> tuple[Fields, tuple[ReadingWarning, ...]]:
        """What is printed beside the actions of a record, or holds on from above, and what is doubtful in it.

        A merge says that the words above hold on. A blank cell says so only in a row that has no words but its
        action, under a row that is named by a reference or a commitment: such a row continues that one. Any other
        blank cell says nothing.
        """
        goes_on = self._goes_on(record)
        held = {role: self._held(record, role, goes_on) for role in (*PEOPLE, *TIMES, *OF_EACH)}
        own = {role: self.by_role.words(record, role) for role in (*PEOPLE, *TIMES, *OF_EACH)}
        said = {role: own[role] or held[role] for role in own}
        self.last, self.follows_row = said, True
        fields = Fields(
            leads=said[Role.LEADS],
            supporting=said[Role.SUPPORTING],
            continues_leads=_continues(own, held, PEOPLE),
            leads_of_commitment=self.is_card and bool(said[Role.LEADS]),
            timescale=said[Role.TIMESCALE],
            starts=said[Role.STARTS],
            due=said[Role.DUE],
            continues_timescale=_continues(own, held, TIMES),
            status=said[Role.STATUS],
            rag=said[Role.RAG],
            completed=said[Role.COMPLETED],
            progress=self.by_role.words(record, Role.PROGRESS),
        )
        return fields, _doubts(fields) if goes_on else ()

    def _goes_on(self, record: Record) -> bool:
        """Whether the row has no words but its action and so continues the row above."""
        known = self.by_role.columns(*[role for role in Role if role not in (Role.ACTION, Role.LEFT_OUT)])
        named = self.by_role.columns(*IDENTITY)
        return self.follows_row and bool(named) and not any(record.cells[column].strip() for column in known)

    def _held(self, record: Record, role: Role, goes_on: bool) -> str:
        holds = self.by_role.is_covered(record, role) or (goes_on and role not in OF_EACH)
        return self.last.get(role, "") if holds else ""


def _continues(own: dict[Role, str], held: dict[Role, str], roles: tuple[Role, ...]) -> bool:
    return any(held[role] for role in roles) and not any(own[role] for role in roles)


def _doubts(fields: Fields) -> tuple[ReadingWarning, ...]:
    doubts = []
    if fields["continues_leads"]:
        words = "The row has no words but its action, so the lead of the row above was taken to hold on."
        doubts.append(ReadingWarning(WarningCode.LEADS_DOUBTFUL, words))
    if fields["continues_timescale"]:
        words = "The row has no words but its action, so the timescale of the row above was taken to hold on."
        doubts.append(ReadingWarning(WarningCode.TIMESCALE_DOUBTFUL, words))
    return tuple(doubts)
