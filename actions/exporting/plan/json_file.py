"""A whole plan as JSON: each thing within the thing that it is part of."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from actions.exporting.plan.about import About
from actions.exporting.plan.kinds import KINDS, Kind
from actions.exporting.plan.outline import Record


def write(records: Sequence[Record], about: About) -> bytes:
    """Return the file; a gap is null or empty, a date is 2027-03-31, text and codes are as they are."""
    file: dict[str, Any] = {"about": described(about), "plan": {"partners": []}}
    file |= {kind.plural.lower(): [] for kind in children_of("")}
    made = [(record, object_of(KINDS[record.kind], record)) for record in records if record.kind != "Plan"]
    holders = {"": file} | {record.name: one for record, one in made if "number" in record.values}
    for record, one in made:
        holders[record.values.get("part_of", "")][KINDS[record.kind].plural.lower()].append(one)
    for record in records:
        if record.kind == "Plan":
            _state(file["plan"], **record.values)
    return json.dumps(file, ensure_ascii=False, indent=1, default=_plain).encode() + b"\n"


def described(about: About) -> dict[str, Any]:
    """What the file says of itself."""
    return {"title": about.title, "made_at": about.made_at, "address": about.address, "notes": about.notes}


def children_of(parent: str) -> list[Kind]:
    """The kinds of which there is a list in each object of a kind; "" is the plan itself."""
    return [child for child in KINDS.values() if parent in child.parents]


def object_of(kind: Kind, record: Record) -> dict[str, Any]:
    """Return a record with room for what is part of it."""
    in_lists = {column for lists in kind.together.values() for column in lists.values()}
    made = {name: value for name, value in record.values.items() if name not in in_lists and name != "part_of"}
    for name, lists in kind.together.items():
        values = zip(*(record.values[column] for column in lists.values()), strict=True)
        made[name] = [dict(zip(lists, together, strict=True)) for together in values]
    return made | {child.plural.lower(): [] for child in children_of(kind.name)}


def _state(plan: dict[str, Any], name: str, text: Any) -> None:
    if name == "partner":
        plan["partners"].append(text)
    else:
        plan[name] = text


def _plain(value: date | Decimal) -> str | int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat()
