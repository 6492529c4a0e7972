"""The tables of real words of published plans that lie beside the tests, with a person's reading of each."""

import csv
from pathlib import Path


def rows_of(name):
    """The rows of a table by its name; a line break within a cell is written as backslash and n."""
    path = Path(__file__).with_name(f"{name}.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if "text" in row:
            row["text"] = row["text"].replace("\\n", "\n")
    return rows
