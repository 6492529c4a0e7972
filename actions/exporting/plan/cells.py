"""The values of records as cells of a table, and cells as they are read: text exact, codes in words, lists in lines."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from actions.exporting.columns import Value
from actions.exporting.plan.kinds import Column, Holds

LONGEST = 32_767  # characters in a cell, by Excel's own limit
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
ESCAPED = re.compile(r"\\([\\nr])")
ENDS_OF_LINES = re.compile("\r\n|\n|\r")


class DoesNotFit(ValueError):  # noqa: N818 (what was found, not what went wrong)
    """A plan says more than a table can hold. Its words say what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Download the plan as JSON instead.")


def too_long(what: str) -> DoesNotFit:
    """Say that a text does not fit a cell; ``what`` names what it is a text of."""
    return DoesNotFit(
        f"{what} has a text of more than {LONGEST:,} characters, which is more than a cell of a table can hold."
    )


def cell_of(column: Column, value: Any) -> Value:
    """Return a value as a cell, None where there is nothing to say."""
    if column.is_list:
        lines = [_line(column, one) for one in value]
        return guarded("\n".join(lines)) if any(lines) else None
    if value is None or value == "":
        return None
    if column.holds is Holds.CHOICE:
        return column.choices.get(value, value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return guarded(value) if isinstance(value, str) else value


def lines_of(cell: str) -> list[str]:
    """Return the values of a list that ``cell_of`` wrote in lines."""
    back = {escape[1]: character for character, escape in ESCAPES.items()}
    return [ESCAPED.sub(lambda found: back[found[1]], line) for line in ENDS_OF_LINES.split(cell)]


def guarded(text: str) -> str:
    """Put a backslash before text that is blank, which spreadsheets drop, or has a backslash there itself."""
    return f"\\{text}" if not text.strip() or text.startswith("\\") else text


def unguarded(text: str) -> str:
    """Undo ``guarded``."""
    return text.removeprefix("\\")


def _line(column: Column, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    words = column.choices.get(value, value) if column.holds is Holds.CHOICE else value
    return "".join(ESCAPES.get(character, character) for character in words)


def heading_in_csv(name: str) -> str:
    """Return the heading of a column where all kinds share one header: the name of the column in words."""
    return {"kind": "Type", "rag": "RAG"}.get(name, name.replace("_", " ").capitalize())


def all_columns(kinds: Iterable[Any]) -> list[str]:
    """Return the names of the columns of all kinds, each once."""
    return list(dict.fromkeys(column.name for kind in kinds for column in kind.columns))
