"""What the reading of the tables has gathered so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.readers.plan_rows import PlanRow
from actions.readers.tables.columns import Role
from actions.readers.tables.place import Place
from actions.readers.warnings import ReadingWarning, WarningCode

WORD_FIELDS = {
    Role.THEME: "theme_word",
    Role.SUBTHEME: "subtheme_word",
    Role.OUTCOME: "outcome_word",
    Role.COMMITMENT: "commitment_word",
    Role.RATIONALE: "rationale_word",
    Role.SUCCESS: "success_word",
    Role.ACTION: "action_word",
    Role.LEADS: "lead_word",
    Role.TIMESCALE: "timescale_word",
    Role.MEASURE: "measure_word",
}


@dataclass
class Book:
    """The rows, measures, words and warnings of a plan, and the table that is being read."""

    rows: list[PlanRow] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    warnings: list[ReadingWarning] = field(default_factory=list)
    table: int = 0
    name: str = ""
    row: int = 0
    number: int = 0

    def begin(self, table: int, name: str) -> None:
        """Turn to another table."""
        self.table, self.name, self.row, self.number = table + 1, name, 0, 0

    def turn_to(self, row: int) -> None:
        """Turn to a row of the table, counted from 0."""
        if row + 1 != self.row:
            self.row, self.number = row + 1, 0

    def row_at(self, place: Place, **more: Any) -> PlanRow:
        """A new row that stands at a place of the plan, with further fields; it counts once ``add`` has it."""
        self.number += 1
        return place.row(f"{self.table}.{self.row}.{self.number}", f"{self.name}, row {self.row}", **more)

    def add(self, row: PlanRow) -> None:
        """Keep a row."""
        self.rows.append(row)

    def move(self, place: Place, later: Place) -> Place:
        """Go from one place to a later one, keeping a row for words of the first that no action has brought."""
        if place.loses(later):
            self.add(self.row_at(place))
            later = replace(later, is_new=True)
        return later

    def warn(self, code: WarningCode, words: str) -> None:
        """Note something that the officer should know of the whole."""
        self.warnings.append(ReadingWarning(code, words))

    def leave_out(self, words: str, reason: str) -> None:
        """Note words of a row that go nowhere."""
        said = " | ".join(piece.strip() for piece in words.split("\n") if piece.strip())
        self.warn(WarningCode.ROW_LEFT_OUT, f"{self.name}, row {self.row} is left out, {reason}: {said}")

    def say(self, role: Role, word: str) -> None:
        """Note the document's own word for something; the first one stands."""
        name, word = WORD_FIELDS.get(role), " ".join(word.split()).strip(" :")
        if name and word:
            self.words.setdefault(name, word)

    def name_columns(self, headings: Sequence[str], roles: Sequence[Role]) -> None:
        """Note the headings of columns as the document's words."""
        for heading, role in zip(headings, roles, strict=True):
            self.say(role, heading)
