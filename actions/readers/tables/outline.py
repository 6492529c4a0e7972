"""A plan that a document prints as headings and lists, as one grid: headings, the text above a list, its items."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.readers.tables.book import Book
from actions.readers.tables.by_role import ByRole
from actions.readers.tables.cells import split_actions, with_reference
from actions.readers.tables.columns import Role
from actions.readers.tables.goals import is_generic
from actions.readers.tables.headings import plain
from actions.readers.tables.judging import Column
from actions.readers.tables.layout import Record, Table
from actions.readers.tables.looks import look_of
from actions.readers.tables.place import Place
from actions.readers.warnings import WarningCode

MEASURES = re.compile(r"^(success )?measures?\b|^how .*\b(measure|success|know|monitor)|\bindicators?\b|^kpis?\b")
PROMISES = re.compile(r"^(our |key |equality )?(outputs?|objectives?|aims?|commitments?|outcomes?)$")
DOES = re.compile(
    r"^(our |key |specific )?(actions?|activit(y|ies))$|^(what )?(we will|we'll)( do)?$|^actions? we will\b"
)
MEASURED, PROMISED, ACTIONS = "measures", "commitments", "actions"
LONGEST_LEAD_IN = 8
HEADING_ROLES = (Role.THEME, Role.SUBTHEME)


def outline_columns(tables: Sequence[Table]) -> tuple[Column, ...]:
    """The columns of an outline with their roles: headings are themes unless they only say what a list holds."""
    records = [record for table in tables for record in table.records]
    columns = [
        Column(index, heading, look_of([record.cells[index] for record in records]))
        for index, heading in enumerate(tables[0].headings)
    ]
    left = list(HEADING_ROLES)
    for column in columns[:3]:
        words = {record.cells[column.index] for record in records} - {""}
        if left and any(not is_generic(each) and not says_what_follows(each) for each in words):
            column.give(left.pop(0), "These headings stand over the lists.", sure=False)
        elif any(map(says_what_follows, words)):
            column.give(Role.SUBHEADING, "These headings say what the list below them holds.", sure=False)
        else:
            column.give(Role.LEFT_OUT, "These headings name the document.", sure=not words)
    columns[3].give(Role.COMMITMENT, "It stands above a list.", sure=False)
    columns[4].give(Role.ACTION, "The items of lists are what will be done.", sure=True)
    return tuple(columns)


def says_what_follows(heading: str) -> bool:
    """Whether a heading only says what the list below it holds ("Measures", "Key output", "Activities")."""
    text = plain(heading)
    return any(pattern.search(text) for pattern in (MEASURES, PROMISES, DOES))


def read_outline(book: Book, table: Table, roles: Sequence[Role]) -> None:
    """Read the items of an outline into the book, each under its headings and the text above its list."""
    reading = _OutlineReading(book, ByRole(roles), table)
    for record in table.records:
        book.turn_to(record.row)
        if record.row < table.header_rows[0]:
            book.leave_out("\n".join(record.cells), "because it stands above the headings of the columns")
        else:
            reading.read(record)
    reading.finish(table)


class _OutlineReading:
    """The items of one outline on their way into the book."""

    def __init__(self, book: Book, by_role: ByRole, table: Table) -> None:
        self.book, self.by_role, self.place = book, by_role, Place()
        self.headings = [column for column in by_role.columns(*Role) if plain(table.headings[column])[:7] == "heading"]
        self.names_lists = any(DOES.search(plain(self._split(cell)[1])) for cell in self._heading_cells(table))
        acting = [record for record in table.records if self._holds(record) == ACTIONS]
        self.promised = dict(self._promise(record)[:2] for record in acting)
        self.said: set[str] = set()
        self.latest: Record | None = None

    def read(self, record: Record) -> None:
        """One item. A record without headings and text goes on with those above it."""
        item = self.by_role.words(record, Role.ACTION, Role.MEASURE)
        if self.latest and record.filled() == self.by_role.columns(Role.ACTION):
            cells = list(self.latest.cells)
            cells[record.filled()[0]] = item
            record = replace(record, cells=tuple(cells))
        self.latest = record
        heading, holds = self._under(record), self._holds(record)
        if holds == MEASURED:
            self._keep_measure(record, item, heading)
        elif holds == PROMISED:
            self._keep_promise(item, heading)
        elif holds == ACTIONS:
            self._keep_action(record, item, heading)
        else:
            text = self.by_role.words(record, Role.COMMITMENT)
            self._leave_out_once(text, "because its list stands under no heading of actions")
            self._leave_out_once(item, "because it stands under no heading of actions")

    def _holds(self, record: Record) -> str:
        """What the list of a record holds, by the heading over it and by the words themselves; "" for no part of it."""
        said = [self._split(record.cells[column])[1] for column in self.headings]
        heading = plain(next((words for words in reversed(said) if words), ""))
        item = self.by_role.words(record, Role.ACTION)
        if not item or MEASURES.search(heading):
            return MEASURED
        if PROMISES.search(heading) and with_reference(item)[0] and not self._promise(record)[1]:
            return PROMISED
        is_named = DOES.search(heading) or PROMISES.search(heading)
        return ACTIONS if is_named or not self.names_lists else ""

    def finish(self, table: Table) -> None:
        """Bring what no item brought, and say which columns were left out."""
        if self.place.is_new:
            self.book.add(self.book.row_at(self.place))
        for column in self.by_role.columns(Role.LEFT_OUT):
            if any(record.cells[column].strip() for record in table.records):
                words = f"{self.book.name}: the column “{table.headings[column]}” is left out."
                self.book.warn(WarningCode.COLUMN_LEFT_OUT, words)

    def _heading_cells(self, table: Table) -> list[str]:
        return [record.cells[column] for record in table.records for column in self.headings]

    def _split(self, heading: str) -> tuple[str, str]:
        """A heading in two: what it is called, and what it says of the list below it ("Activities")."""
        above, _, last = heading.strip().rpartition(" – ")
        return (above, last) if says_what_follows(last) else (heading.strip(), "")

    def _under(self, record: Record) -> str:
        """Go under the headings of a record. The heading that only says what the list holds comes back."""
        themes: list[tuple[str, str]] = []
        holds = ""
        for column in sorted(set(self.headings) - set(self.by_role.columns(Role.LEFT_OUT))):
            words, said = self._split(record.cells[column])
            holds = said or holds
            if words and is_generic(words):
                self._leave_out_once(words, "because it names the document")
            elif words:
                themes.append(with_reference(words))
        self._go_to([*themes, ("", ""), ("", "")])
        return holds

    def _go_to(self, themes: Sequence[tuple[str, str]]) -> None:
        (reference, theme), (sub_reference, subtheme) = themes[0], themes[1]
        if (theme, subtheme) == (self.place.theme, self.place.subtheme):
            return
        place = Place(reference, theme, 1, sub_reference, subtheme, 2, is_new=bool(theme))
        self.place = self.book.move(self.place, place)

    def _promise(self, record: Record) -> tuple[str, str, str]:
        """The commitment that the text above a list prints: its reference, its words and what leads into the list."""
        lines = [line.strip() for line in self.by_role.words(record, Role.COMMITMENT).split("\n") if line.strip()]
        lead_in = ""
        if lines and lines[-1].endswith(":"):
            if len(lines[-1].split()) > LONGEST_LEAD_IN:
                lines = lines[-1:]
            elif len(lines) > 1 or len(lines[-1].split()) <= 3:
                lead_in = lines.pop()
        return (*with_reference("\n".join(lines)), lead_in)

    def _keep_measure(self, record: Record, item: str, heading: str) -> None:
        self.book.say(Role.MEASURE, heading)
        text = self.by_role.words(record, Role.COMMITMENT)
        if text.endswith(":") and not self.place.theme:
            self.book.words.setdefault("measures_lead_in", text)
        else:
            self._keep_text_above(text, heading)
        if self.place.theme:
            theme = self.book.move(self.place, self.place.with_commitment("", ""))
            self.book.add(self.book.row_at(theme, theme_measures=(item,)))
            self.place = replace(self.place, is_new=False)
        else:
            self.book.measures.append(item)

    def _keep_text_above(self, text: str, heading: str) -> None:
        """Text that stands above a list and is not about it: commitments by their references, else left out."""
        for line in filter(None, map(str.strip, text.split("\n"))):
            if any(map(str.isdigit, with_reference(line)[0])):
                self._keep_promise(line, heading)
            else:
                self._leave_out_once(line, "because it stands above a list and says nothing of its items")

    def _keep_promise(self, item: str, heading: str) -> None:
        """A commitment in a list of commitments: an overview, when the plan prints it again with its actions."""
        reference, text = with_reference(item)
        if reference not in self.promised:
            self.place = self.book.move(self.place, self.place.with_commitment(reference, text))
        elif text != self.promised[reference]:
            self._leave_out_once(item, "because the plan prints this again, in other words, with its actions")

    def _keep_action(self, record: Record, item: str, heading: str) -> None:
        reference, text, lead_in = self._promise(record)
        for line in self.by_role.words(record, Role.COMMITMENT).split("\n"):
            if line.strip() not in f"{reference} {text} {lead_in}" and not with_reference(line)[0]:
                self._leave_out_once(line.strip(), "because it stands above a list and says nothing of its items")
        if (reference, text) != (self.place.commitment_reference, self.place.commitment):
            place = replace(self.place.with_commitment(reference, text), lead_in=lead_in)
            self.place = self.book.move(self.place, place)
        elif lead_in != self.place.lead_in:
            self.place = replace(self.place, lead_in=lead_in)
        for role, name in ((Role.RATIONALE, "rationale"), (Role.SUCCESS, "success"), (Role.OUTCOME, "outcome")):
            words = self.by_role.words(record, role)
            if words:
                setattr(self.place, name, words)
        if DOES.search(plain(heading)):
            self.book.say(Role.ACTION, heading)
        subheading = "" if not heading or says_what_follows(heading) else heading
        for each in split_actions(item).actions:
            row = self.book.row_at(self.place)
            self.book.add(replace(row, reference=each.reference, text=each.text, subheading=subheading))

    def _leave_out_once(self, words: str, reason: str) -> None:
        if words and words not in self.said:
            self.said.add(words)
            self.book.leave_out(words, reason)
