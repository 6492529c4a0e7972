"""What a file holds once it is open: tables of words, and the lines that stand above them."""

from dataclasses import dataclass


class Refused(ValueError):  # noqa: N818 (a refusal is no error of the program)
    """A file that is not read. Its words tell a person what is wrong and what to do."""


@dataclass(frozen=True)
class Line:
    """A line of a document outside its tables; ``level`` is 1 to 6 for a heading, 0 for other text."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """One table or sheet: its name, the lines between it and the table before it, and its cells as words.

    Every row has as many cells as the widest. A cell that a merge covers is empty: the words stand in the first
    cell of the merge, and ``covered`` has the (row, column) of the others, counted from 0. Lines within a cell end
    in a line feed; a bullet that a document draws is printed as "• ".
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    above: tuple[Line, ...] = ()
    covered: frozenset[tuple[int, int]] = frozenset()
