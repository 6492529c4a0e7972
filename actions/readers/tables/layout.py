"""How a grid is laid out: the rows that head its columns, and the records beneath them."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.readers.tables.goals import read_label
from actions.readers.tables.headings import Kind, is_short, plain, read_heading
from plans.files.grids import Grid

ROWS_BEFORE_HEADER = 40
FEWEST_WORDS_OF_A_GOAL = 4
OUTLINE = ("heading 1", "heading 2", "heading 3", "text", "list item")


@dataclass(frozen=True)
class Record:
    """One printed row, or one card: its place in the grid from 0, its cells by column, and which of them merges cover.

    ``covered`` cells hold what stands above them, or to the left where one cell seems to be ``wide`` over the row.
    """

    row: int
    cells: tuple[str, ...]
    covered: frozenset[int] = frozenset()
    wide: bool = False

    def filled(self) -> list[int]:
        """The columns that have words."""
        return [column for column, cell in enumerate(self.cells) if cell.strip()]


@dataclass(frozen=True)
class Table:
    """A grid that was looked through: "rows", "card" or "outline", its headings, and its records in their order.

    Rows that repeat the header are not records; rows above it are. ``goes_on_from`` is the place of the grid whose
    columns this one goes on with, without a header of its own; None for a table that stands by itself.
    """

    layout: str
    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    records: tuple[Record, ...]
    goes_on_from: int | None = None


def laid_out_in_rows(grid: Grid) -> Table:
    """The grid read as rows under a header; without one, its headings are empty."""
    header = find_header(grid)
    headings = _headings(grid, header)
    heads = [_plain_row(grid.rows[row]) for row in header]
    layout = "outline" if tuple(map(plain, headings)) == OUTLINE else "rows"
    return Table(layout, header, headings, _records(grid, header, heads))


def continued(grid: Grid, before: Table, begun: int, *, without: Sequence[int]) -> Table:
    """The grid read as further rows of the table before, which began at the grid ``begun``; ``without`` are headers."""
    records = _records(grid, without, [_plain_row(before.headings)])
    return Table("rows", (), before.headings, records, begun)


def _records(grid: Grid, header: Sequence[int], heads: Sequence[Sequence[str]]) -> tuple[Record, ...]:
    return tuple(
        _record(grid, row)
        for row, cells in enumerate(grid.rows)
        if row not in header and any(cell.strip() for cell in cells) and not _repeats(cells, heads)
    )


def find_header(grid: Grid) -> tuple[int, ...]:
    """The rows that head the columns: none, one, or two where the second splits a heading of the first."""
    for row in range(min(len(grid.rows), ROWS_BEFORE_HEADER)):
        if tuple(map(plain, grid.rows[row])) == OUTLINE:
            return (row,)
        if _is_header(grid.rows[row]) and not _is_goal(grid.rows[row]):
            below = row + 1
            if below < len(grid.rows) and _splits(grid, row):
                return (row, below)
            return (row,)
    return ()


def _is_header(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    reads = [read for cell in filled if (read := read_heading(cell))]
    kinds = {read.kind for read in reads if read.kind is not Kind.LEFT_OUT}
    if len(reads) < 2 or not any(read.is_sure for read in reads):
        return False
    if len(kinds) < 2 and not (all(read.is_sure for read in reads) and len(reads) == len(filled) == len(set(filled))):
        return False
    return len(reads) * 2 >= len(filled) and all(map(is_short, filled))


def _is_goal(cells: Sequence[str]) -> bool:
    """Whether a row prints a goal beside its label ("Goal" | "Work with partners to …"), the rest of it blank."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) != 2 or len(cells) < 3 or len(filled[1].split()) < FEWEST_WORDS_OF_A_GOAL:
        return False
    return read_label(filled[0], filled[1]) is not None


def _splits(grid: Grid, row: int) -> bool:
    """Whether the row below only says what the headings of this row are split into."""
    top, below = grid.rows[row], grid.rows[row + 1]
    filled = [column for column, cell in enumerate(below) if cell.strip()]
    if not filled or len(filled) == len(below) or below[0].strip() or not all(is_short(below[c]) for c in filled):
        return False
    if not all(len(below[column].split()) <= 4 for column in filled):
        return False
    split = [column for column in filled if not top[column].strip()]
    return bool(split) and all(
        top[column].strip() == "" or (column + 1 < len(top) and column + 1 in split) for column in filled
    )


def _headings(grid: Grid, header: tuple[int, ...]) -> tuple[str, ...]:
    if not header:
        return tuple("" for _ in (grid.rows[0] if grid.rows else ()))
    top = [" ".join(cell.split()) for cell in grid.rows[header[0]]]
    if len(header) == 1:
        return tuple(top)
    below = [" ".join(cell.split()) for cell in grid.rows[header[1]]]
    for column in range(1, len(top)):
        if not top[column] and below[column]:
            top[column] = top[column - 1]
    return tuple(f"{first}: {second}" if second else first for first, second in zip(top, below, strict=True))


def _plain_row(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()).casefold() for cell in cells]


def _repeats(cells: Sequence[str], heads: Sequence[Sequence[str]]) -> bool:
    here = _plain_row(cells)
    for head in heads:
        named = sum(1 for cell in head if cell)
        same = sum(1 for mine, theirs in zip(here, head, strict=True) if mine and mine == theirs)
        if same * 3 >= named * 2 and all(not mine or mine == theirs for mine, theirs in zip(here, head, strict=True)):
            return True
    return False


def _record(grid: Grid, row: int) -> Record:
    cells = grid.rows[row]
    covered = frozenset(column for column in range(len(cells)) if (row, column) in grid.covered)
    filled = [column for column, cell in enumerate(cells) if cell.strip()]
    wide = filled == [0] and 1 in covered and len(covered) * 2 >= len(cells)
    return Record(row, cells, covered - set(filled), wide)
