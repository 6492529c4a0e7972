"""Tables that a page break or a copy to the web made of one: a later one goes on with the columns of the first."""

from collections.abc import Iterator, Sequence

from actions.readers.tables.cards import laid_out_in_cards
from actions.readers.tables.headings import plain
from actions.readers.tables.layout import Record, Table, continued, laid_out_in_rows
from actions.readers.tables.looks import CELLS_LOOKED_AT, Look, look_of
from actions.readers.tables.other_tables import signs_or_lists_versions
from plans.files.grids import Grid

TEXTS = (Look.SENTENCES, Look.WORDS)
FEWEST_WORDS = 4  # of a cell, on the average, that may say what will be done


def lay_out_all(grids: Sequence[Grid]) -> tuple[Table, ...]:
    """Each grid laid out, in their order; ``goes_on_from`` tells where the table began that a grid goes on with."""
    return tuple(_laid_out(grids))


def lay_out(grid: Grid) -> Table:
    """One grid by itself: as rows under a header, else as cards, else as rows without a header."""
    rows = laid_out_in_rows(grid)
    if rows.header_rows:
        return rows
    return laid_out_in_cards(grid) or rows


def _laid_out(grids: Sequence[Grid]) -> Iterator[Table]:
    before: Table | None = None
    for index, grid in enumerate(grids):
        table = lay_out(grid)
        if before and _goes_on(grid, table, before):
            begun = index - 1 if before.goes_on_from is None else before.goes_on_from
            table = continued(grid, before, begun, without=table.header_rows)
        yield table
        before = table


def _goes_on(grid: Grid, table: Table, before: Table) -> bool:
    """Whether rows of the table before stand here: nothing between, as many columns, no header, cells alike.

    Or the header comes again further down, below rows that need one: a new heading of the plan began there.
    """
    if table.layout != "rows" or before.layout != "rows" or not any(before.headings):
        return False
    if len(table.headings) != len(before.headings) or any(line.text.strip() for line in grid.above):
        return False
    if not table.header_rows:
        return not signs_or_lists_versions(grid) and _looks_alike(table.records, before.records)
    over = [record for record in table.records if record.row < table.header_rows[0] and len(record.filled()) > 2]
    return bool(over) and list(map(plain, table.headings)) == list(map(plain, before.headings))


def _looks_alike(here: Sequence[Record], before: Sequence[Record]) -> bool:
    """Whether at least half of the columns with words here look as before, and the wordiest has sentences here too.

    A header that stands alone in the table before says nothing of looks.
    """
    if not here or not before:
        return bool(here)
    columns, theirs = _columns(here), _columns(before)
    wordiest = max(range(len(theirs)), key=lambda column: _words(theirs[column]))
    filled = sum(1 for cell in columns[wordiest] if cell.strip())
    if not filled or _words(columns[wordiest]) < filled * FEWEST_WORDS:
        return False
    looks = [(look_of(mine), look_of(old)) for mine, old in zip(columns, theirs, strict=True)]
    pairs = [(mine, old) for mine, old in looks if mine is not Look.EMPTY]
    alike = [mine for mine, old in pairs if mine is old or (mine in TEXTS and old in TEXTS)]
    return len(alike) * 2 >= len(pairs)


def _columns(records: Sequence[Record]) -> list[tuple[str, ...]]:
    full = [record.cells for record in records if len(record.filled()) > 2] or [record.cells for record in records]
    return list(zip(*full[: CELLS_LOOKED_AT * 2], strict=True))


def _words(cells: Sequence[str]) -> int:
    return sum(len(cell.split()) for cell in cells)
