"""A document or web page as it is read from its beginning to its end: its tables, and the lines between them."""

from plans.files.checks import LAST_ROW, MOST_COLUMNS, SPLIT_IT, Room
from plans.files.grids import Grid, Line, Refused
from plans.files.outline import BULLET, TYPED_BULLET, Outline

TOO_WIDE = f"This file has a table of more than {MOST_COLUMNS} columns. {SPLIT_IT}"
MOST_BLANK_COLUMNS = 1_000


class Document:
    """Takes words, and where blocks, cells, rows and tables begin and end; a table within a cell is words of the cell.

    A block is a paragraph, a heading or a list item. Words that stand in no block are one, too.
    """

    def __init__(self, room: Room) -> None:
        self.room, self.outline = room, Outline()
        self.grids: list[Grid] = []
        self.above: list[Line] = []
        self.pieces: list[str] = []
        self.table: Table | None = None
        self.depth = 0
        self.cell: list[str] | None = None  # the blocks of the cell that is being read

    def write(self, words: str) -> None:
        """Add words to the block that is being read; a line feed begins another line of it."""
        self.pieces.append(words)

    def end_block(self, level: int = 0, *, is_item: bool = False) -> bool:
        """End a block: a heading of that level, a list item or a paragraph. Say whether it had words."""
        if not self.pieces:
            return False
        lines = (line.strip() for line in "".join(self.pieces).split("\n"))
        text = "\n".join(line for line in lines if line)
        self.pieces.clear()
        if not text:
            return False
        typed = TYPED_BULLET.match(text)
        if typed or is_item:
            text, is_item = BULLET + text[typed.end() if typed else 0 :].strip(), True
        if self.cell is not None:
            self.cell.append(text)
        else:
            self._take_line(Line(text, 0 if is_item else level), is_item=is_item)
        return True

    def begin_table(self) -> None:
        """Begin a table, or one within a cell of another."""
        self.end_block()
        self.depth += 1
        if self.depth == 1:
            self.table = Table()
            self.room.begin_table()

    def begin_row(self) -> None:
        """Begin a row."""
        self.end_block()
        if self.depth == 1 and self.table:
            self.table.begin_row()

    def begin_cell(self) -> None:
        """Begin a cell, or a caption."""
        self.end_block()
        if self.depth == 1:
            self.cell = []

    def end_cell(self, across: int = 1, down: int = 1, *, is_covered: bool = False) -> None:
        """End a cell that spans so many columns and rows; one that is covered by a cell above has no words."""
        self.end_block()
        if self.depth == 1 and self.table and self.cell is not None:
            self.table.put("\n".join(self.cell), across, down, is_covered=is_covered)
            self.cell = None

    def skip_cells(self, number: int) -> None:
        """Leave so many columns blank."""
        if self.depth == 1 and self.table:
            self.table.column += number

    def end_caption(self) -> None:
        """End a caption: it names the table."""
        self.end_block()
        if self.depth == 1 and self.table and self.cell is not None:
            self.table.name = " ".join(self.cell)
            self.cell = None

    def end_row(self, *, is_left_out: bool = False) -> None:
        """End a row; one that is left out was deleted by a change that the document still keeps."""
        self.end_block()
        if self.depth == 1 and self.table:
            if is_left_out:
                self.table.drop_row()
            else:
                self.table.check_row(self.room)

    def end_table(self) -> None:
        """End a table, and keep it if it has words."""
        self.end_block()
        self.depth = max(self.depth - 1, 0)
        if self.depth or not self.table:
            return
        grid = self.table.grid(self.room, f"Table {len(self.grids) + 1}", tuple(self.above))
        if grid:
            self.grids.append(grid)
            self.above = []
        self.table = self.cell = None

    def tables(self) -> tuple[Grid, ...]:
        """All tables; with none that has rows and columns, the headings and lists as one."""
        self.end_block()
        if not any(len(grid.rows) > 1 and len(grid.rows[0]) > 1 for grid in self.grids):
            outline = self.outline.grid()
            return (*self.grids, outline) if outline else tuple(self.grids)
        return tuple(self.grids)

    def _take_line(self, line: Line, *, is_item: bool) -> None:
        self.room.take_line(line.text)
        self.above.append(line)
        self.outline.take(line, is_item=is_item)


class Table:
    """A table that is being read: each cell stands in the first column that no cell above still covers."""

    def __init__(self) -> None:
        self.name = ""
        self.rows: list[dict[int, str]] = []
        self.covered: set[tuple[int, int]] = set()
        self.column = 0
        self.now: set[int] = set()  # the columns of this row that are covered from above
        self.still: dict[int, int] = {}  # how many rows more each column is covered

    def begin_row(self) -> None:
        if len(self.rows) >= LAST_ROW:
            raise Refused(f"This file has a table of more than {LAST_ROW:,} rows. {SPLIT_IT}")
        self.rows.append({})
        self.column = 0
        row = len(self.rows) - 1
        self.covered.update((row, column) for column in self.still)
        self.now = set(self.still)
        self.still = {column: more - 1 for column, more in self.still.items() if more > 1}

    def put(self, words: str, across: int, down: int, *, is_covered: bool) -> None:
        if not self.rows:
            self.begin_row()
        while self.column in self.now:
            self.column += 1
        first, after = self.column, self.column + across
        self.column = after
        if first >= MOST_COLUMNS:
            if words or first >= MOST_BLANK_COLUMNS:
                raise Refused(TOO_WIDE)
            return
        row, columns = len(self.rows) - 1, range(first, min(after, MOST_COLUMNS))
        self.covered.update((row, column) for column in columns if column > first or is_covered)
        if not is_covered:
            self.rows[row][first] = words
        if down > 1:
            self.still.update((column, down - 1) for column in columns)

    def drop_row(self) -> None:
        row = len(self.rows) - 1
        self.covered = {place for place in self.covered if place[0] != row}
        del self.rows[row]

    def check_row(self, room: Room) -> None:
        if self.rows:
            room.take_row(self.rows[-1].values())

    def grid(self, room: Room, name: str, above: tuple[Line, ...]) -> Grid | None:
        """The rows up to the last that has words, each as wide as the widest; None where there are none."""
        filled = [(row, column) for row, cells in enumerate(self.rows) for column, words in cells.items() if words]
        if not filled:
            return None
        height, width = max(row for row, _ in filled) + 1, max(column for _, column in filled) + 1
        room.take_area(height, width)
        rows = tuple(tuple(cells.get(column, "") for column in range(width)) for cells in self.rows[:height])
        covered = frozenset((row, column) for row, column in self.covered if row < height and column < width)
        return Grid(self.name or name, rows, above, covered)
