"""Measures as CSV: the first row is the header, and each row says of which day it is and whether it is exact."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from io import StringIO

from actions.exporting.columns import Value
from actions.exporting.csv_file import cell
from measures.exporting.about import About
from measures.exporting.rows import Column

ABOUT_COLUMNS = ("As known on", "Figures")


def write(columns: Sequence[Column], rows: Iterable[Sequence[Value]], about: About) -> bytes:
    """Return the file; text is inert, dates are 2027-03-31."""
    text = StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([*(column.heading for column in columns), *ABOUT_COLUMNS])
    last = [cell(about.on), cell(about.figures)]
    lines.writerows([*map(cell, row), *last] for row in rows)
    return BOM_UTF8 + text.getvalue().encode()
