"""Where the measures of a table hang: at the action, the commitment or the theme."""

from collections import defaultdict
from collections.abc import Sequence

from actions.readers.tables.layout import Record

ACTION, COMMITMENT, THEME = "action", "commitment", "theme"


def level_of(
    records: Sequence[Record], column: int, theme: Sequence[int], commitment: Sequence[int], action: Sequence[int]
) -> str:
    """The level at which a column of measures is printed once, given the columns of theme, commitment and action."""
    rows = [record for record in records if any(record.cells[each].strip() for each in action)]
    for level, columns in ((THEME, theme), (COMMITMENT, commitment)):
        if columns and _is_printed_once(rows, column, columns):
            return level
    return ACTION


def _is_printed_once(rows: Sequence[Record], column: int, columns: Sequence[int]) -> bool:
    """Whether each group has its measures in its first row, or the same in all, and some group has several rows."""
    groups: dict[int, list[str]] = defaultdict(list)
    number, latest = 0, ""
    for record in rows:
        name = " ".join(record.cells[each].strip() for each in columns).strip()
        if name and name != latest:
            number, latest = number + 1, name
        groups[number].append(record.cells[column].strip())
    once = all(not any(cell and cell != cells[0] for cell in cells[1:]) for cells in groups.values())
    several = [cells for cells in groups.values() if len(cells) > 1 and cells[0]]
    return once and bool(several)
