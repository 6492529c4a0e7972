"""From the chosen tables to the rows of the plan: every word goes into a row or into a warning."""

from collections import Counter
from collections.abc import Mapping, Sequence

from actions.readers.plan_rows import PlanRows
from actions.readers.tables.body import TableReading
from actions.readers.tables.book import Book
from actions.readers.tables.columns import Role
from actions.readers.tables.goals import Headings
from actions.readers.tables.guess import guess_tables, lay_out
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
    place = Place()
    for index, grid in enumerate(grids):
        headings.pass_by(grid.above)
        if index not in chosen:
            continue
        table = lay_out(grid)
        roles = [*chosen[index], *[Role.LEFT_OUT] * len(table.headings)][: len(table.headings)]
        book.begin(index, grid.name)
        if table.layout == "outline":
            read_outline(book, table, roles)
            continue
        reading = TableReading(book, table, roles, place)
        reading.go_under(headings.over_table())
        reading.read()
        place = reading.place
    _warn_of_tables(book, grids, chosen)
    _warn_of_references(book)
    return PlanRows(tuple(book.rows), tuple(book.measures), tuple(book.words.items()), tuple(book.warnings))


def _warn_of_tables(book: Book, grids: Sequence[Grid], chosen: Mapping[int, Sequence[Role]]) -> None:
    others = [index for index in range(len(grids)) if index not in chosen]
    for guess in guess_tables([grids[index] for index in others]):
        reason = "You left it out." if guess.is_plan else guess.because
        book.warn(WarningCode.TABLE_LEFT_OUT, f"{guess.name} is left out. {reason}")


def _warn_of_references(book: Book) -> None:
    """Letters come again under each commitment; a number should stand once in a plan."""
    found = Counter(row.reference for row in book.rows if "." in row.reference.strip(".") or row.reference.isdigit())
    for reference, times in found.items():
        if times > 1:
            book.warn(WarningCode.REFERENCE_REPEATS, f"The reference {reference} stands at {times} actions.")
