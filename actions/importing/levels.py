"""The rows of one level of a plan that an import changes, and those that it adds: checked at once, written later."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.db.models import Model

from actions.importing.refusals import checked
from actions.importing.writing import BATCH, create

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
        """Write all, in few queries; the same values write no history."""
        for names, rows in self.changed.items():
            type(rows[0])._default_manager.bulk_update(rows, names, batch_size=BATCH)
        create(self.new)


class Places:
    """The next free place under each row that others hang in, of which some may not be saved yet."""

    def __init__(self, rows: Sequence[Any], under: str) -> None:
        self.last: dict[int | str, int] = {}
        for row in rows:
            pk = getattr(row, under)
            self.last[pk] = max(self.last.get(pk, 0), row.position)

    def next(self, above: Model) -> int:
        """Return the place after the last one under this row."""
        key = above.pk or f"new {id(above)}"
        self.last[key] = self.last.get(key, 0) + 1
        return self.last[key]
