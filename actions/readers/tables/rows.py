"""From the chosen tables to the rows of the plan: every word goes into a row or into a warning."""

from collections import Counter
from collections.abc import Mapping, Sequence

from actions.readers.plan_rows import PlanRows
from actions.readers.tables.body import TableReading
from actions.readers.tables.book import Book
from actions.readers.tables.columns import Role
from actions.readers.tables.continuing import lay_out_all
from actions.readers.tables.goals import Headings
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.layout import Table
from actions.readers.tables.outline import read_outline
from actions.readers.tables.place import Place
from actions.readers.warnings import WarningCode
from plans.files.grids import Grid


def read_rows(grids: Sequence[Grid], chosen: Mapping[int, Sequence[Role]]) -> PlanRows:
    """The rows of the grids chosen by their index, with the role of each of their columns as the officer settled it.

    The roles are in the order of ``TableGuess.columns``; columns beyond those given are left out. Never raises.
    """
    book = Book()
    headings = Headings([line for grid in grids for line in grid.above])
    tables = lay_out_all(grids)
    place, reading = Place(), None
    for index, (grid, table) in enumerate(zip(grids, tables, strict=True)):
        headings.pass_by(grid.above)
        if index not in chosen:
            continue
        roles = [*chosen[index], *[Role.LEFT_OUT] * len(table.headings)][: len(table.headings)]
        book.begin(index, grid.name)
        if table.layout == "outline":
            read_outline(book, table, roles)
            continue
        earlier, reading = reading, TableReading(book, table, roles, place)
        if earlier and table.goes_on_from in chosen:
            reading.go_on_from(earlier)
        else:
            reading.go_under(headings.over_table())
        reading.read(is_last=not _goes_on(tables, index + 1, chosen))
        place = reading.place
    _warn_of_tables(book, grids, chosen)
    _warn_of_references(book)
    return PlanRows(tuple(book.rows), tuple(book.measures), tuple(book.words.items()), tuple(book.warnings))


def _goes_on(tables: Sequence[Table], index: int, chosen: Mapping[int, Sequence[Role]]) -> bool:
    """Whether the table at an index is chosen and goes on with one that is."""
    return index in chosen and tables[index].goes_on_from in chosen


def _warn_of_tables(book: Book, grids: Sequence[Grid], chosen: Mapping[int, Sequence[Role]]) -> None:
    if len(chosen) >= len(grids):
        return
    for guess in [guess for guess in guess_tables(grids) if guess.index not in chosen]:
        reason = "You left it out." if guess.is_plan else guess.because
        book.warn(WarningCode.TABLE_LEFT_OUT, f"{guess.name} is left out. {reason}")


def _warn_of_references(book: Book) -> None:
    """Letters come again under each commitment; a number should stand once in a plan."""
    found = Counter(row.reference for row in book.rows if "." in row.reference.strip(".") or row.reference.isdigit())
    for reference, times in found.items():
        if times > 1:
            book.warn(WarningCode.REFERENCE_REPEATS, f"The reference {reference} stands at {times} actions.")
