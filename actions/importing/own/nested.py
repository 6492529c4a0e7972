"""The records of a plan that was written as JSON."""

import json
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from actions.exporting.plan.json_file import children_of
from actions.exporting.plan.kinds import FACTS, Kind
from actions.exporting.plan.outline import Record
from plans.files.grids import Refused

BROKEN = "This file is damaged: it is not whole JSON. Download the plan again and choose that file."


def json_records(text: str) -> Iterator[Record]:
    """Yield the records of a JSON file; raise ``Refused`` for what is not whole or no plan of ours."""
    file = loaded(text)
    children = [kind.plural.lower() for kind in children_of("")]
    _check_names(file, ["about", "plan", *children], "The file")
    yield from _facts(file["plan"])
    yield from _children(file, "", "", "")


def loaded(text: str) -> dict[str, Any]:
    """Return the object that the text is, which begins as one."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except Refused:
        raise
    except (ValueError, RecursionError) as error:
        raise Refused(BROKEN) from error


def _refuse(constant: str) -> None:
    raise Refused(f"This file has a number that is none, {constant}.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Refused("This file says something twice of one thing. Download the plan again and change that file.")
    return made


def _facts(plan: Any) -> Iterator[Record]:
    _check_names(plan, [*(name for name in FACTS if name != "partner"), "partners"], "“plan”")
    partners = _list(plan, "partners", "“plan”")
    for name, value in [*plan.items(), *(("partner", partner) for partner in partners)]:
        if name != "partners":
            yield Record("Plan", {"name": name, "text": value}, "Plan", {"text": name})


def _children(holder: dict[str, Any], kind: str, part_of: str, where: str) -> Iterator[Record]:
    for child in children_of(kind):
        for place, one in enumerate(_list(holder, child.plural.lower(), where or "The file"), 1):
            here = f"{where}, {child.name.lower()} {place:,}" if where else f"{child.name} {place:,}"
            yield _record(child, one, part_of, here)
            yield from _children(one, child.name, f"{child.name} {one.get('number')}", here)


def _record(kind: Kind, said: Any, part_of: str, where: str) -> Record:
    columns = [column.name for column in kind.columns]
    in_lists = {column for lists in kind.together.values() for column in lists.values()} - {*kind.together}
    children = [child.plural.lower() for child in children_of(kind.name)]
    own = [name for name in columns if name not in in_lists and name != "part_of"]
    _check_names(said, own + children, where, may_lack=[column.name for column in kind.columns if column.is_new])
    values = {name: said[name] for name in own if name in said} | {"part_of": part_of}
    for name, lists in kind.together.items():
        values |= _apart(_list(said, name, where), lists, f"{where}, “{name}”")
    return Record(kind.name, {name: values[name] for name in columns if name in values}, where, {})


def _apart(objects: list[Any], lists: Any, where: str) -> dict[str, list[Any]]:
    """A list of objects as a list for each of their names."""
    for one in objects:
        _check_names(one, list(lists), where)
    return {column: [one[name] for one in objects] for name, column in lists.items()}


def _list(holder: dict[str, Any], name: str, where: str) -> list[Any]:
    if not isinstance(holder[name], list):
        raise Refused(f"{where}, “{name}”: give a list.")
    return holder[name]


def _check_names(said: Any, names: list[str], where: str, *, may_lack: Collection[str] = ()) -> None:
    if not isinstance(said, dict):
        raise Refused(f"{where}: give an object with names and values.")
    if missing := [name for name in names if name not in said and name not in may_lack]:
        raise Refused(f"{where} lacks “{missing[0]}”.")
    if unknown := [name for name in said if name not in names]:
        raise Refused(f"{where} has “{unknown[0][:40]}”, which no plan has.")
