"""Which table is the plan, and which column is what."""

from collections import defaultdict
from collections.abc import Sequence

from actions.readers.tables.cells import holds_several
from actions.readers.tables.columns import ColumnGuess, Role, TableGuess
from actions.readers.tables.continuing import lay_out_all
from actions.readers.tables.headings import plain
from actions.readers.tables.judging import Column, judge
from actions.readers.tables.layout import Table
from actions.readers.tables.looks import CELLS_LOOKED_AT, Look, look_of
from actions.readers.tables.other_tables import why_no_plan
from actions.readers.tables.outline import outline_columns
from plans.files.grids import Grid

SAMPLES = 3
SPEAKS_FOR_A_PLAN = frozenset(Role) - {Role.ACTION, Role.LEFT_OUT, Role.SUBHEADING, Role.RAG}


def guess_tables(grids: Sequence[Grid]) -> tuple[TableGuess, ...]:
    """What each grid seems to be, in their order. Grids with the same headings are judged as one table."""
    tables = lay_out_all(grids)
    alike: dict[tuple[str, ...], list[Table]] = defaultdict(list)
    for table in tables:
        alike[_alike(table)].append(table)
    judged = {key: judged_columns(found) for key, found in alike.items()}
    guesses: list[TableGuess] = []
    for index, (grid, table) in enumerate(zip(grids, tables, strict=True)):
        begun = None if table.goes_on_from is None else guesses[table.goes_on_from]
        guesses.append(_guess(index, grid, table, judged[_alike(table)], begun))
    return tuple(guesses)


def _alike(table: Table) -> tuple[str, ...]:
    return (table.layout, *map(plain, table.headings)) if any(table.headings) else (str(id(table)),)


def judged_columns(tables: Sequence[Table]) -> tuple[Column, ...]:
    """The columns that all these tables share, with their roles. Tables must have the same headings."""
    first = tables[0]
    if first.layout == "outline":
        return outline_columns(tables)
    records = [record for table in tables for record in table.records]
    records = ([record for record in records if len(record.filled()) > 2] or records)[: CELLS_LOOKED_AT * 2]
    looks = [look_of([record.cells[index] for record in records]) for index in range(len(first.headings))]
    columns = _judged(first.headings, looks, frozenset(), is_card=first.layout == "card")
    action = next((each.index for each in columns if each.role is Role.ACTION), None)
    if action is None:
        return columns
    groups = frozenset(index for index in range(len(looks)) if _stands_for_several(tables, index, action))
    return _judged(first.headings, looks, groups, is_card=first.layout == "card")


def _judged(
    headings: Sequence[str], looks: Sequence[Look], groups: frozenset[int], *, is_card: bool
) -> tuple[Column, ...]:
    columns = tuple(
        Column(index, heading, look, index in groups)
        for index, (heading, look) in enumerate(zip(headings, looks, strict=True))
    )
    judge(columns)
    for column in columns:
        if is_card and not column.heading.strip():
            column.give(Role.LEFT_OUT, "It stands under no label.", sure=False)
    return columns


def _stands_for_several(tables: Sequence[Table], column: int, action: int) -> bool:
    """Whether the words of a column stand once for several actions: blank beside actions, or beside many in a cell."""
    records = [record for table in tables for record in table.records if record.cells[action].strip()]
    records = records[:CELLS_LOOKED_AT]
    named = [record for record in records if record.cells[column].strip()]
    if tables[0].layout == "card":
        return any(holds_several(record.cells[action]) for record in named)
    return bool(named) and (len(records) - len(named)) * 4 >= len(records)


def _guess(index: int, grid: Grid, table: Table, columns: Sequence[Column], begun: TableGuess | None) -> TableGuess:
    """What one grid seems to be; ``begun`` is the guess of the table that it goes on with, None for one by itself."""
    action = next((each for each in columns if each.role is Role.ACTION), None)
    rows = sum(1 for record in table.records if action and record.cells[action.index].strip())
    is_plan, because = _judgement(grid, table, columns, rows)
    if begun and begun.is_plan:
        is_plan, because = True, f"It goes on from {begun.name}."
    return TableGuess(
        index,
        grid.name,
        is_plan,
        because,
        "card" if table.layout == "card" else "rows",
        table.header_rows[-1] if table.header_rows else None,
        tuple(_column_guess(table, column) for column in columns),
        rows,
    )


def _judgement(grid: Grid, table: Table, columns: Sequence[Column], rows: int) -> tuple[bool, str]:
    """Whether a table is the plan, and why; ``rows`` have words in its column of actions."""
    reason = why_no_plan(grid, table, columns)
    if reason is None and not any(each.role is Role.ACTION for each in columns):
        reason = "It has no column of actions."
    elif reason is None and not rows:
        reason = "Its column of actions is empty."
    elif reason is None and not _speaks_for_a_plan(columns):
        reason = "It says neither who leads nor when, nor what the actions belong to."
    return reason is None, reason or "It has a column of actions with more beside it."


def _speaks_for_a_plan(columns: Sequence[Column]) -> bool:
    found = {each.role for each in columns} & SPEAKS_FOR_A_PLAN
    if not any(each.heading.strip() for each in columns):
        return bool(found & {Role.LEADS, Role.TIMESCALE}) and len(found) > 1
    return bool(found)


def _column_guess(table: Table, column: Column) -> ColumnGuess:
    cells = (record.cells[column.index].strip() for record in table.records)
    samples = tuple(dict.fromkeys(cell for cell in cells if cell))[:SAMPLES]
    role = column.role or Role.LEFT_OUT
    is_sure = column.is_sure or (role is Role.LEFT_OUT and column.look is Look.EMPTY)
    return ColumnGuess(column.index, column.heading, role, is_sure, column.because, samples)
