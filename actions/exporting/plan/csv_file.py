"""A whole plan as CSV: a row for each thing that it says, of which the first column names the kind."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable
from io import StringIO
from typing import Any

from actions.exporting.csv_file import cell as in_csv
from actions.exporting.plan.about import About
from actions.exporting.plan.cells import LONGEST, all_columns, cell_of, heading_in_csv, too_long
from actions.exporting.plan.kinds import FACTS, KINDS
from actions.exporting.plan.outline import Record

ABOUT = "About"
ORDER = ("number", "part_of", "name", "reference", "title", "text")  # what most rows have comes first
NAMES = list(dict.fromkeys([*ORDER, *all_columns(KINDS.values())]))
HEADINGS = ["Kind", *map(heading_in_csv, NAMES)]


def write(records: Iterable[Record], about: About) -> bytes:
    """Return the file; raise ``DoesNotFit`` rather than write what a spreadsheet would cut."""
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows(_row(record) for record in records)
    rows.writerows(_line(ABOUT, {"name": name, "text": in_csv(words)}) for name, words in about.lines())
    return BOM_UTF8 + text.getvalue().encode()


def _row(record: Record) -> list[Any]:
    if record.kind == "Plan":
        name = record.values["name"]
        cells = {"name": name, "text": in_csv(cell_of(FACTS[name], record.values["text"]))}
    else:
        columns = KINDS[record.kind].columns
        cells = {column.name: in_csv(cell_of(column, record.values[column.name])) for column in columns}
    if max(len(str(cell)) for cell in cells.values()) > LONGEST:
        raise too_long(record.name if "number" in record.values else f"One {record.kind.lower()} of the plan")
    return _line(record.kind, cells)


def _line(kind: str, cells: dict[str, Any]) -> list[Any]:
    return [kind, *(cells.get(name) for name in NAMES)]
