"""The cells of a record by the role of their columns."""

from collections import defaultdict
from collections.abc import Sequence

from actions.readers.tables.columns import Role
from actions.readers.tables.layout import Record


class ByRole:
    """Which columns have which role; several columns may share one, and their words then stand below each other."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._columns: dict[Role, list[int]] = defaultdict(list)
        for column, role in enumerate(roles):
            self._columns[role].append(column)
        self._known: dict[tuple[Role, ...], list[int]] = {}

    def columns(self, *roles: Role) -> list[int]:
        """The columns that have one of these roles, in the order of the roles."""
        if roles not in self._known:
            self._known[roles] = [column for role in roles for column in self._columns.get(role, [])]
        return self._known[roles]

    def words(self, record: Record, *roles: Role) -> str:
        """The words of the record in the columns of these roles, "" when there are none."""
        columns = self.columns(*roles)
        if len(columns) == 1:
            return record.cells[columns[0]].strip()
        cells = [record.cells[column].strip() for column in columns]
        return "\n".join([cell for cell in cells if cell])

    def is_covered(self, record: Record, *roles: Role) -> bool:
        """Whether merges cover all columns of these roles, so that the words above hold on."""
        columns = self.columns(*roles)
        return bool(columns) and all(column in record.covered for column in columns)
