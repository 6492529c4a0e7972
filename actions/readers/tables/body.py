"""Reads the records of one table: goals between the rows, then actions with what stands beside them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.readers.plan_rows import PlanRow
from actions.readers.tables.beside import Beside, Fields
from actions.readers.tables.book import Book
from actions.readers.tables.by_role import ByRole
from actions.readers.tables.cells import CellRead, split_actions, split_list, with_reference
from actions.readers.tables.columns import Role
from actions.readers.tables.goals import Goal, Level, is_generic, is_note, looks_like_title, read_label, read_title
from actions.readers.tables.imprint import is_imprint
from actions.readers.tables.layout import Record, Table
from actions.readers.tables.levels import ACTION, COMMITMENT, THEME, level_of
from actions.readers.tables.place import Place
from actions.readers.warnings import ReadingWarning, WarningCode

PROMISE = (Role.COMMITMENT_REFERENCE, Role.COMMITMENT)
HEADS = (Role.THEME_REFERENCE, Role.THEME, Role.SUBTHEME, Role.OUTCOME, *PROMISE, Role.RATIONALE, Role.SUCCESS)
NOT_HELD = (Role.LEADS, Role.SUPPORTING, Role.TIMESCALE, Role.STARTS, Role.DUE, Role.STATUS, Role.RAG)
SPEAKS = re.compile(r"[^\W\d_]{2}")
MOST_WORDS_OF_A_TITLE = 8  # longer words over merged cells are an action whose other cells are merged downwards


class TableReading:
    """One table on its way into the book. ``place`` is where the reading of the plan stands."""

    def __init__(self, book: Book, table: Table, roles: Sequence[Role], place: Place) -> None:
        self.book, self.table, self.place = book, table, place
        self.roles, self.by_role = list(roles), ByRole(roles)
        self.beside = Beside(self.by_role, is_card=table.layout == "card")
        self.has_promise = bool(self.by_role.columns(*PROMISE))
        self.levels = {column: self._measure_level(column) for column in self.by_role.columns(Role.MEASURE)}
        self.latest_measures: dict[int, str] = {}
        self.numbered_heads = self._numbered_heads()
        book.name_columns(table.headings, roles)

    def go_under(self, goals: Sequence[Goal]) -> None:
        """Begin under the goals that stand over the table; where none does, the reading goes on where it was."""
        if not goals:
            return
        place = Place()
        for goal in goals:
            place = place.under(goal, promises=not self.has_promise)
        same = (place.theme, place.subtheme) == (self.place.theme, self.place.subtheme)
        if not same or place.commitment or place.outcome:
            self._move(place)

    def go_on_from(self, earlier: "TableReading") -> None:
        """Begin where an earlier part of the same table ended: what stood beside its last actions may hold on."""
        self.beside.go_on_from(earlier.beside)
        self.latest_measures = earlier.latest_measures

    def read(self, *, is_last: bool = True) -> None:
        """Read every record of the table, then say which columns were left out.

        After the ``is_last`` part of a table, words that no action brought keep a row of their own.
        """
        for record in self.table.records:
            self.book.turn_to(record.row)
            self._read_record(record)
        if self.place.is_new and is_last:
            self.book.add(self.book.row_at(self.place))
        for column in self.by_role.columns(Role.LEFT_OUT):
            if any(record.cells[column].strip() for record in self.table.records):
                name = f"“{self.table.headings[column]}”" if self.table.headings[column] else f"number {column + 1}"
                self.book.warn(WarningCode.COLUMN_LEFT_OUT, f"{self.book.name}: the column {name} is left out.")

    def _measure_level(self, column: int) -> str:
        return level_of(
            self.table.records,
            column,
            self.by_role.columns(Role.THEME),
            self.by_role.columns(*PROMISE),
            self.by_role.columns(Role.ACTION),
        )

    def _numbered_heads(self) -> frozenset[int]:
        """Rows of a number and words alone, above a row whose number is within theirs ("1" above "1.1"): headings."""
        known = [role for role in Role if role not in (Role.REFERENCE, Role.ACTION, Role.LEFT_OUT)]
        refs = [self.by_role.words(record, Role.REFERENCE).rstrip(".") for record in self.table.records]
        return frozenset(
            record.row
            for record, own, below in zip(self.table.records, refs, refs[1:], strict=False)
            if own and below.startswith(f"{own}.") and not self.by_role.words(record, *known)
        )

    def _read_record(self, record: Record) -> None:
        filled = record.filled()
        texts = [record.cells[column].strip() for column in filled]
        is_above = bool(self.table.header_rows) and record.row < self.table.header_rows[0]
        if self.table.layout == "rows" and self._reads_as_goal(record, texts, is_above):
            return
        if is_above:
            self.book.leave_out("\n".join(texts), "because it stands above the headings of the columns")
        elif self.table.layout == "rows" and is_note(texts[0]):
            self.book.leave_out("\n".join(texts), "because it is a note or a total")
        else:
            self._read_body(record)

    def _reads_as_goal(self, record: Record, texts: Sequence[str], is_above: bool) -> bool:
        goal = self._goal(record, texts, is_above)
        if goal is None:
            return False
        if goal.word and len(texts) == 2:
            self.book.say(self._role_of(goal), goal.word)
        self._move(self.place.under(goal, promises=not self.has_promise))
        return True

    def _role_of(self, goal: Goal) -> Role:
        """What a goal becomes here; the document's word for it is the word of that."""
        if goal.level >= Level.OUTCOME:
            return Role.OUTCOME
        if goal.level == Level.OBJECTIVE and not self.has_promise:
            return Role.COMMITMENT
        return Role.SUBTHEME if self.place.theme and self.place.theme_level < goal.level else Role.THEME

    def _goal(self, record: Record, texts: Sequence[str], is_above: bool) -> Goal | None:
        """The goal that a row prints: a label with its words, or a heading by itself. None for any other row."""
        if record.row in self.numbered_heads and self._has_own_action(record):
            reference, title = self.by_role.words(record, Role.REFERENCE), self.by_role.words(record, Role.ACTION)
            return Goal(Level.UNKNOWN + reference.strip(".").count("."), "", reference, title)
        if len(texts) == 2 and record.filled()[0] == 0:
            return read_label(texts[0], texts[1])
        if len(texts) != 1 or is_note(texts[0]) or not SPEAKS.search(texts[0]):
            return None
        if is_above:
            goal = read_title(texts[0])
            is_named = bool(goal.reference) and not is_generic(texts[0]) and not is_imprint(goal.title)
            return goal if goal.is_labelled or is_named else None
        column = record.filled()[0]
        is_first = column == 0 and self.roles[0] not in (Role.ACTION, *HEADS)
        is_titled = column == 0 and looks_like_title(texts[0])
        is_wide = record.wide and (self.roles[0] is not Role.ACTION or len(texts[0].split()) <= MOST_WORDS_OF_A_TITLE)
        return read_title(texts[0]) if is_wide or is_first or is_titled else None

    def _has_own_action(self, record: Record) -> bool:
        return bool(self.by_role.words(record, Role.ACTION))

    def _move(self, place: Place) -> None:
        self.place = self.book.move(self.place, place)
        self.beside.break_off()

    def _read_body(self, record: Record) -> None:
        self._go_to_theme(record)
        self._go_to_promise(record)
        cell = split_actions(self.by_role.words(record, Role.ACTION))
        if cell.actions:
            self._add_actions(record, cell)
        else:
            self._keep_without_action(record)

    def _go_to_theme(self, record: Record) -> None:
        place = self.place
        reference, theme = self.by_role.words(record, Role.THEME_REFERENCE), self.by_role.words(record, Role.THEME)
        if theme and not reference:
            reference, theme = with_reference(theme)
        is_same = theme in ("", place.theme) and reference in ("", place.theme_reference)
        if not is_same:
            place = Place(theme_reference=reference, theme=theme, theme_level=Level.THEME, is_new=True)
        subtheme = self.by_role.words(record, Role.SUBTHEME)
        if subtheme and subtheme != place.subtheme:
            place = replace(place, subtheme=subtheme, subtheme_level=Level.GOAL, outcome="").with_commitment("", "")
        outcome = self.by_role.words(record, Role.OUTCOME)
        if outcome and outcome != place.outcome:
            place = replace(place, outcome=outcome, is_new=True)
        if place is not self.place:
            self.place = self.book.move(self.place, place)

    def _go_to_promise(self, record: Record) -> None:
        place = self.place
        reference, text = (
            self.by_role.words(record, Role.COMMITMENT_REFERENCE),
            self.by_role.words(record, Role.COMMITMENT),
        )
        if text and not reference and not self.by_role.columns(Role.COMMITMENT_REFERENCE):
            reference, text = self._apart(text)
        if text and not reference and not self._has_own_action(record):
            reference = self.by_role.words(record, Role.REFERENCE)
        is_same = (not text or text == place.commitment) and (not reference or reference == place.commitment_reference)
        if not is_same:
            place = place.with_commitment(reference, text)
        for role, name in ((Role.RATIONALE, "rationale"), (Role.SUCCESS, "success")):
            words, has_column = self.by_role.words(record, role), self.by_role.columns(role)
            is_held = (self.has_promise and is_same and not text) or self.by_role.is_covered(record, role)
            if words or (has_column and not is_held):
                place = replace(place, is_new=place.is_new or bool(words))
                setattr(place, name, words)
        if place is not self.place:
            self.place = self.book.move(self.place, place)

    def _apart(self, text: str) -> tuple[str, str]:
        reference, words = with_reference(text)
        return (reference, words) if any(map(str.isdigit, reference)) else ("", text)

    def _add_actions(self, record: Record, cell: CellRead) -> None:
        """A row for each action of the cell: they share what stands beside it."""
        fields, doubts = self.beside.fields(record)
        if cell.doubt:
            doubts = (*doubts, ReadingWarning(WarningCode.CELL_SPLIT, cell.doubt))
        own = self.by_role.words(record, Role.REFERENCE)
        over = self.by_role.words(record, Role.SUBHEADING)
        for number, action in enumerate(cell.actions):
            reference = own if number == 0 or action.reference else ""
            row = self.book.row_at(
                self.place,
                reference=" ".join(filter(None, [reference, action.reference])),
                subheading="\n".join(filter(None, [over, action.subheading])),
                text=action.text,
                lead_in=cell.lead_in or self.place.lead_in,
                warnings=doubts,
                **(self._shared(fields) if number else fields),
            )
            self.book.add(self._with_measures(row, record, len(cell.actions) > 1) if number == 0 else row)

    def _shared(self, fields: Fields) -> Fields:
        """What the second and further actions of a cell have beside them: printed once, progress told once."""
        shared = fields.copy()
        shared["continues_timescale"] = bool(fields["timescale"] or fields["starts"] or fields["due"])
        shared["continues_leads"] = fields["continues_leads"] or fields["leads_of_commitment"]
        shared["progress"] = ""
        return shared

    def _with_measures(self, row: PlanRow, record: Record, is_shared: bool) -> PlanRow:
        """The row with the measures of its record, each at the level where the table prints it."""
        if not self.by_role.words(record, Role.MEASURE):
            return row
        found: dict[str, list[str]] = {ACTION: [], COMMITMENT: [], THEME: []}
        for column, level in self.levels.items():
            words = record.cells[column].strip()
            if not words or (level != ACTION and words == self.latest_measures.get(column)):
                continue
            self.latest_measures[column] = words
            if level == ACTION and is_shared and self.has_promise:
                level = COMMITMENT
            found[level] += split_list(words)
        return replace(
            row,
            measures=tuple(found[ACTION]),
            commitment_measures=tuple(found[COMMITMENT]),
            theme_measures=tuple(found[THEME]),
        )

    def _keep_without_action(self, record: Record) -> None:
        """A record without an action: its measures hang where it stands; words that need an action are left out."""
        is_kept = self.by_role.words(record, Role.REFERENCE) == self.place.commitment_reference
        named = () if is_kept else (Role.REFERENCE,)
        lost = self.by_role.words(record, *named, Role.SUBHEADING, *NOT_HELD, Role.COMPLETED, Role.PROGRESS)
        if lost:
            self.book.leave_out(lost, "because it prints no action")
        if self.by_role.words(record, Role.MEASURE):
            row = self._with_measures(self.book.row_at(self.place), record, True)
            if self.has_promise or row.commitment:
                row = replace(row, measures=(), commitment_measures=(*row.commitment_measures, *row.measures))
            elif row.measures:
                row = replace(row, measures=(), theme_measures=(*row.theme_measures, *row.measures))
            self.book.add(row)
