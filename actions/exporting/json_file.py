"""A list of actions as JSON: what the list is, the actions, and last their number, which shows that it is whole."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from actions.exporting.about import About
from actions.exporting.columns import COLUMNS
from actions.exporting.rows import rows
from actions.standing import Standing

ROWS_AT_ONCE = 100


def stream(standings: Iterable[Standing], about: About) -> Iterator[bytes]:
    """Yield the file bit by bit; a gap is null, a date is 2027-03-31, text is as it is."""
    yield f'{{"about": {_json(described(about))},\n"actions": ['.encode()
    names = [column.name for column in COLUMNS]
    found = (dict(zip(names, values, strict=True)) for values in rows(standings, with_revisions=not about.is_past))
    number, comma = 0, ""
    while some := list(islice(found, ROWS_AT_ONCE)):
        yield (comma + ",".join(f"\n{_json(row)}" for row in some)).encode()
        number, comma = number + len(some), ","
    yield f'\n],\n"number_of_actions": {number}}}\n'.encode()


def described(about: About) -> dict[str, Any]:
    """What the file says of itself."""
    return {
        "title": about.title,
        "as_at": about.on,
        "filters": dict(about.filters),
        "sorted_by": about.sorted_by,
        "made_at": about.made_at,
        "address": about.address,
        "notes": about.notes,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: date | datetime) -> str:
    return value.isoformat()
