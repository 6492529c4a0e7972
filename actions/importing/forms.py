"""What an import asks of a file: its tables, its columns, and leads that may be known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import Truncator

from actions.importing.answers import Answers
from actions.readers.tables.columns import ROLE_LABELS, ColumnGuess, Role, TableGuess
from plans.form_fields import CheckboxesWithHints, EdiForm, use_plain_words

CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class TablesForm(EdiForm):
    """Which tables of the file are the plan."""

    tables = forms.TypedMultipleChoiceField(
        label="Which of these hold the plan’s actions?",
        coerce=int,
        widget=CheckboxesWithHints,
        error_messages={"required": "Choose the table that holds the plan’s actions"},
    )

    def __init__(self, data: Any = None, *, guesses: Sequence[TableGuess], said: Answers) -> None:
        chosen = said.tables
        if chosen is None:
            chosen = [table.index for table in guesses if table.is_plan]
        super().__init__(data, initial={"tables": chosen})
        field = self.fields["tables"]
        field.choices = [(table.index, table.name) for table in guesses]
        field.widget.hints = {str(table.index): _about_table(table) for table in guesses}


def _about_table(table: TableGuess) -> str:
    """What helps to tell a table from others: its size, its headings, and what it seems to be."""
    headings = [column.heading for column in table.columns if column.heading]
    begins = " ".join(column.samples[0] for column in table.columns if column.samples)
    told = f"Headings: {', '.join(headings)}." if headings else f"It begins: “{Truncator(begins).words(12)}”."
    size = f"{table.number_of_rows:,} row{'' if table.number_of_rows == 1 else 's'}."
    return " ".join(filter(None, [size, told, table.because]))


@dataclass(frozen=True)
class SameColumns:
    """Tables whose columns have the same headings and seem to be the same: they are asked about once."""

    tables: tuple[TableGuess, ...]
    boxes: tuple[tuple[ColumnGuess, forms.BoundField], ...]

    @property
    def name(self) -> str:
        """The name of the first, and how many more there are."""
        more = len(self.tables) - 1
        others = f" and {more} more with the same headings" if more else ""
        return f"{self.tables[0].name}{others}"


class ColumnsForm(EdiForm):
    """What each column of the chosen tables is."""

    def __init__(self, data: Any = None, *, guesses: Sequence[TableGuess], said: Answers) -> None:
        super().__init__(data)
        self.alike: dict[tuple, list[TableGuess]] = {}
        for table in guesses:
            key = (table.layout, *((column.heading, column.role) for column in table.columns))
            self.alike.setdefault(key, []).append(table)
        for first, *_ in self.alike.values():
            roles = said.columns.get(first.index) or [column.role for column in first.columns]
            for place, (column, role) in enumerate(zip(first.columns, roles, strict=False)):
                self.fields[_box(first, place)] = self._field(column, role)

    def _field(self, column: ColumnGuess, role: Role) -> forms.Field:
        called = f"“{column.heading}”" if column.heading else f"column {column.index + 1}, which has no heading"
        label = f"What is in {called}?"
        field = forms.TypedChoiceField(label=label, coerce=Role, choices=CHOICES, initial=role)
        use_plain_words(field, label)
        return field

    @property
    def groups(self) -> list[SameColumns]:
        """The tables that are asked about together, each column with its box."""
        return [
            SameColumns(
                tuple(tables),
                tuple((column, self[_box(tables[0], place)]) for place, column in enumerate(tables[0].columns)),
            )
            for tables in self.alike.values()
        ]

    def clean(self) -> dict[str, Any]:
        """One column has to hold the actions."""
        said = super().clean() or self.cleaned_data
        if not self.errors and Role.ACTION not in said.values():
            self.add_error(next(iter(self.fields)), "Say which column holds the actions: choose “Action” for it")
        return said

    @property
    def columns(self) -> dict[int, list[Role]]:
        """The checked roles of the columns of every chosen table, by its index."""
        return {
            table.index: [self.cleaned_data[_box(tables[0], place)] for place in range(len(table.columns))]
            for tables in self.alike.values()
            for table in tables
        }


def _box(table: TableGuess, place: int) -> str:
    return f"column-{table.index}-{place}"


class SameLeadsForm(EdiForm):
    """Whether leads that the file names are leads that the council has already, under another spelling.

    Each is taken for a lead of its own until somebody says otherwise. What was said stays on the page, to be changed.
    """

    OWN = ""

    def __init__(self, data: Any = None, *, resembling: Sequence[tuple[str, Sequence[str]]], said: Answers) -> None:
        super().__init__(data)
        asked = {printed: [name] for printed, name in said.same_as.items()} | dict(resembling)
        self.printed = list(asked)
        for place, (printed, known) in enumerate(asked.items()):
            same = [(name, f"The same as “{name}”") for name in known]
            self.fields[_question(place)] = forms.ChoiceField(
                label=f"“{printed}”",
                required=False,
                choices=[(self.OWN, "A lead of its own"), *same],
                initial=said.same_as.get(printed, self.OWN),
                widget=forms.RadioSelect,
            )
            use_plain_words(self.fields[_question(place)], f"“{printed}”")

    @property
    def same_as(self) -> dict[str, str]:
        """The checked answers: which lead of the council a printed one is; leads of their own are left out."""
        chosen = {printed: self.cleaned_data[_question(place)] for place, printed in enumerate(self.printed)}
        return {printed: name for printed, name in chosen.items() if name}


def _question(place: int) -> str:
    return f"lead-{place}"
