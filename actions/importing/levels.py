"""The rows of one level of a plan that an import changes, and those that it adds: checked at once, written later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

from actions.importing.refusals import checked
from actions.importing.writing import create

Row = TypeVar("Row", bound=Model)


class Level(Generic[Row]):
    """Rows of one model; ``what`` is their name in a refusal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.changed: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        self.new: list[Row] = []

    def change(self, row: Row, words: Mapping[str, Any], **links: Any) -> Row:
        """Change the words that differ, and all links given; the rest is not saved, as others may write it."""
        values = {name: value for name, value in words.items() if getattr(row, name) != value} | links
        for name, value in values.items():
            setattr(row, name, value)
        if values:
            checked([row], self.what)
            self.changed[tuple(values)].append(row)
        return row

    def add(self, row: Row) -> Row:
        """Add a new row."""
        checked([row], self.what)
        self.new.append(row)
        return row

    def write(self) -> None:
        """Write all; the same values write no history."""
        for names, rows in self.changed.items():
            update(rows, names)
        create(self.new)


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of saved rows of one model, each row by its id.

    ``bulk_update`` would word a case for each row, which takes longer than the writing does, while others wait.
    """
    meta: Any = rows[0]._meta
    fields, quoted = [meta.get_field(name) for name in names], connection.ops.quote_name
    settings = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quoted(meta.db_table)} SET {settings} WHERE {quoted(meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[*(_stored(row, field) for field in fields), row.pk] for row in rows])


def _stored(row: Model, field: Any) -> Any:
    """What the database keeps of a field; of a link, the id of a row that may have been saved only just now."""
    value = getattr(row, field.name)
    return field.get_db_prep_save(value.pk if isinstance(value, Model) else value, connection)


class Places:
    """The next free place under each row that others hang in, of which some may not be saved yet."""

    def __init__(self, rows: Iterable[Any], under: str) -> None:
        self.last: dict[int | str, int] = {}
        for row in rows:
            pk = getattr(row, under)
            self.last[pk] = max(self.last.get(pk, 0), row.position)

    def next(self, above: Model) -> int:
        """Return the place after the last one under this row."""
        key = above.pk or f"new {id(above)}"
        self.last[key] = self.last.get(key, 0) + 1
        return self.last[key]
