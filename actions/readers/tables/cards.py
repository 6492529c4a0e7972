"""Vertical cards: a label with its words beside it, below it, or after a colon."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actions.readers.tables.headings import Kind, is_short, plain, read_heading
from actions.readers.tables.layout import Record, Table
from plans.files.grids import Grid

FEWEST_KINDS = 3
MOST_WORDS_OF_A_LABEL = 8
DOES = frozenset({Kind.ACTION, Kind.STRATEGY})


class Labelled(NamedTuple):
    """A label with its words, and the row where they stand; ``is_more`` when the label stood further up."""

    row: int
    label: str
    words: str
    is_more: bool = False


def laid_out_in_cards(grid: Grid) -> Table | None:
    """The grid read as cards, each a record with a cell for each label; None when it is not made of cards."""
    if not grid.rows or len(grid.rows[0]) < 1:
        return None
    labelled = list(_labelled(grid))
    kinds = {read.kind for each in labelled if (read := read_heading(each.label))}
    if len(kinds) < FEWEST_KINDS or not kinds & DOES:
        return None
    filled = sum(1 for cells in grid.rows if any(cell.strip() for cell in cells))
    if len(labelled) * 3 < filled:
        return None
    labels = tuple(dict.fromkeys(_key(each.label) for each in labelled))
    headings = {_key(each.label): each.label.strip() for each in reversed(labelled)}
    return Table("card", (), tuple(headings[label] for label in labels), tuple(_records(labelled, labels)))


def _key(label: str) -> str:
    return plain(label) or label.strip()


def _labelled(grid: Grid) -> Iterator[Labelled]:
    """Each label with its words; words that no label holds come with the label above them."""
    repeated = _repeated(grid)
    waiting: str | None = None
    last = ""
    for row, cells in enumerate(grid.rows):
        filled = [column for column, cell in enumerate(cells) if cell.strip()]
        if not filled:
            continue
        first, rest = cells[filled[0]], "\n".join(cells[column] for column in filled[1:])
        alone = len(filled) == 1
        label, after = _label_and_words(first, alone=alone)
        awaited = waiting is not None and alone and plain(first) not in repeated
        if awaited or label is None or filled[0] != 0:
            words = "\n".join(filter(None, [first, rest]))
            yield Labelled(row, waiting or last, words, waiting is None)
            waiting = None
            continue
        if waiting is not None:
            yield Labelled(row, waiting, "")
        last, waiting = label, None
        words = "\n".join(filter(None, [after, rest]))
        if words:
            yield Labelled(row, label, words)
        else:
            waiting = label
    if waiting is not None:
        yield Labelled(len(grid.rows) - 1, waiting, "")


def _repeated(grid: Grid) -> set[str]:
    """What stands in the first column more than once: labels, not words."""
    seen: set[str] = set()
    twice: set[str] = set()
    for cells in grid.rows:
        key = plain(cells[0])
        (twice if key in seen else seen).add(key)
    return twice - {""}


def _label_and_words(cell: str, *, alone: bool) -> tuple[str | None, str]:
    """The label that a cell begins with, and its words after the colon; (None, …) when it holds no label."""
    before, colon, after = cell.partition(":")
    if alone and colon and after.strip() and not after.strip().endswith("?") and _is_label(before):
        return before, after.strip()
    if _is_label(cell) or (is_short(cell) and read_heading(cell)):
        return cell, ""
    return None, cell


def _is_label(text: str) -> bool:
    read = read_heading(text)
    return read is not None and read.is_sure and len(text.split()) <= MOST_WORDS_OF_A_LABEL


def _records(labelled: Sequence[Labelled], labels: Sequence[str]) -> Iterator[Record]:
    """A record for each card; a label that comes again within a card begins a further record of that card."""
    place = {label: number for number, label in enumerate(labels)}
    cells: dict[int, str] = {}
    start, held, latest = 0, frozenset[int](), -1
    for row, label, words, is_more in labelled:
        column = place[_key(label)]
        if column in cells and column == latest and is_more:
            cells[column] = f"{cells[column]}\n{words}"
            continue
        if column in cells:
            yield Record(start, tuple(cells.get(each, "") for each in range(len(labels))), held - set(cells))
            held = frozenset() if column == 0 else frozenset(range(column))
            cells = {}
        if not cells:
            start = row
        cells[column] = words
        latest = column
    yield Record(start, tuple(cells.get(each, "") for each in range(len(labels))), held - set(cells))
