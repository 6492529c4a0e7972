"""Measures as JSON: what the file is, its rows, and last their number, which shows that it is whole."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from actions.exporting.columns import Value
from measures.exporting.about import About
from measures.exporting.rows import Column


def write(columns: Sequence[Column], rows: Iterable[Sequence[Value]], about: About) -> bytes:
    """Return the file; a gap is null, a date is 2027-03-31, text is as it is."""
    names = [column.name for column in columns]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    described = {
        "title": about.title,
        "as_at": about.on,
        "figures": about.figures,
        "made_at": about.made_at,
        "address": about.address,
        "notes": about.notes,
    }
    whole = {"about": described, "measures": found, "number_of_rows": len(found)}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_iso).encode() + b"\n"


def _iso(value: date) -> str:
    return value.isoformat()
