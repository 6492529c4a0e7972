"""The cells of one sheet of a workbook, read bit by bit."""

from dataclasses import dataclass
from datetime import datetime, time
from math import isfinite
from typing import IO, NamedTuple

from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from plans.files.checks import MOST_AREA, MOST_COLUMNS, TOO_MUCH, Room
from plans.files.grids import Refused
from plans.files.shown import GENERAL, Value, parts_of_date, shows_date, shows_duration
from plans.files.texts import from_xlsx
from plans.files.workbook import Workbook
from plans.files.xml_stream import Attributes, walk

MOST_BLANK_ROWS = 200_000  # that have no words but a height or a colour
MOST_MERGES = 20_000
NUMERALS = "0123456789"


class Cell(NamedTuple):
    """What a cell holds, and the code of the format that shows it."""

    value: Value
    number_format: str = GENERAL


NOTHING = Cell(None)


@dataclass(frozen=True)
class Cells:
    """The cells of a sheet that hold something, by (row, column) counted from 0, and what merges cover of them."""

    name: str
    found: dict[tuple[int, int], Cell]
    height: int
    width: int
    covered: frozenset[tuple[int, int]]

    def rows(self) -> list[list[Cell]]:
        """All rows from the first, each as wide as the widest."""
        rows = [[NOTHING] * self.width for _ in range(self.height)]
        for (row, column), cell in self.found.items():
            rows[row][column] = cell
        return rows


def read_cells(source: IO[bytes], name: str, workbook: Workbook, room: Room) -> Cells:
    """Read the sheet; raise ``Refused`` for one too large."""
    reader = _SheetReader(name, workbook, room)
    room.begin_table()
    walk(source, reader.begins, reader.ends, reader.words, left_out=("rPh",))
    return reader.cells()


class _SheetReader:
    def __init__(self, name: str, workbook: Workbook, room: Room) -> None:
        self.name, self.workbook, self.room = name, workbook, room
        self.epoch = MAC_EPOCH if workbook.counts_from_1904 else WINDOWS_EPOCH
        self.found: dict[tuple[int, int], Cell] = {}
        self.merges: list[str] = []
        self.row = self.column = -1
        self.rows_begun = 0
        self.in_row: dict[int, Cell] = {}
        self.attributes: Attributes = {}  # of the cell that is being read
        self.pieces: list[str] = []
        self.is_read = False
        self.begins = {
            "row": self._begin_row, "c": self._begin_cell, "v": self._begin_words, "t": self._begin_words,
            "mergeCell": self._take_merge,
        }  # fmt: skip
        self.ends = {"row": self._end_row, "c": self._end_cell, "v": self._end_words, "t": self._end_words}

    def words(self, some: str) -> None:
        """Take words, of which those in values and texts are a cell's."""
        if self.is_read:
            self.pieces.append(some)

    def cells(self) -> Cells:
        """All cells that were read."""
        height = max((row for row, _ in self.found), default=-1) + 1
        width = max((column for _, column in self.found), default=-1) + 1
        self.room.take_area(height, width)
        return Cells(self.name, self.found, height, width, self._covered(height, width))

    def _begin_row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.column = -1
        self.rows_begun += 1
        if self.rows_begun > MOST_BLANK_ROWS:
            raise Refused(TOO_MUCH)

    def _begin_cell(self, attributes: Attributes) -> None:
        self.attributes = attributes
        reference = attributes.get("r")
        self.column = column_index_from_string(reference.rstrip(NUMERALS)) - 1 if reference else self.column + 1
        self.pieces.clear()

    def _begin_words(self, _: Attributes) -> None:
        self.is_read = True

    def _end_words(self) -> None:
        self.is_read = False

    def _take_merge(self, attributes: Attributes) -> None:
        self.merges.append(attributes.get("ref", ""))
        if len(self.merges) > MOST_MERGES:
            raise Refused(TOO_MUCH)

    def _end_cell(self) -> None:
        if not self.pieces:
            return
        text, attributes = "".join(self.pieces), self.attributes
        style = int(attributes.get("s", 0))
        code = self.workbook.formats[style] if style < len(self.workbook.formats) else GENERAL
        value = self._value(attributes.get("t", "n"), text, code)
        if isinstance(value, str) and not value.strip():
            return
        if self.column >= MOST_COLUMNS or not 0 <= self.row < self.room.last_row:
            raise Refused(
                f"The sheet “{self.name}” has something in row {self.row + 1:,}, column {self.column + 1:,}, far away "
                "from where a plan can be. Delete it, save the file and choose it again."
            )
        self.in_row[self.column] = Cell(value, code)

    def _end_row(self) -> None:
        if not self.in_row:
            return
        self.room.take_row(str(cell.value) for cell in self.in_row.values())
        self.found.update(((self.row, column), cell) for column, cell in self.in_row.items())
        self.in_row = {}

    def _value(self, kind: str, text: str, code: str) -> Value:
        if kind == "s":
            return self.workbook.texts[int(text)]
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "n":
            return _number(text, code, self.epoch)
        if kind == "d":
            return _plain(datetime.fromisoformat(text), code)
        return from_xlsx(text)

    def _covered(self, height: int, width: int) -> frozenset[tuple[int, int]]:
        covered: set[tuple[int, int]] = set()
        room = MOST_AREA
        for reference in self.merges:
            left, top, right, bottom = range_boundaries(reference)
            rows, columns = range(top - 1, min(bottom, height)), range(left - 1, min(right, width))
            room -= len(rows) * len(columns) + 1
            if room < 0:
                raise Refused(TOO_MUCH)
            covered.update((row, column) for row in rows for column in columns)
            covered.discard((top - 1, left - 1))
        return frozenset(covered)


def _number(text: str, code: str, epoch: datetime) -> Value:
    """The number, or the date, time or duration that its format shows it as; text that is no number as it is."""
    number = float(text)
    if not isfinite(number):
        return text
    if shows_date(code):
        try:
            return _plain(from_excel(number, epoch, timedelta=shows_duration(code)), code)
        except (OverflowError, ValueError):
            pass  # beyond what a date can be: Excel shows ####, we the number
    return int(number) if number.is_integer() else number


def _plain(moment: Value, code: str) -> Value:
    """A date, unless a time of day is there or shown."""
    if isinstance(moment, datetime) and moment.time() == time() and not set(parts_of_date(code)) & set("hs"):
        return moment.date()
    return moment
