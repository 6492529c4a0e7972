"""A whole plan as an Excel workbook: a sheet for each kind of thing, with headings in the plan's own words.

The first row of a sheet is hidden and names its columns for the import. A column without a name there repeats words of
another sheet for whoever reads the workbook, and is not read back.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from actions.exporting import xlsx_file
from actions.exporting.columns import Value
from actions.exporting.plan.about import About
from actions.exporting.plan.cells import DoesNotFit, cell_of, too_long
from actions.exporting.plan.kinds import FACTS, KINDS, Column, Holds, Kind
from actions.exporting.plan.outline import Record
from plans.files.checks import LAST_ROW

ABOUT_SHEET = "About this file"
OWN_WORDS = {
    ("Theme", "title"): "theme_word",
    ("Theme", "outcome"): "outcome_word",
    ("Commitment", "text"): "commitment_word",
    ("Commitment", "rationale"): "rationale_word",
    ("Commitment", "success"): "success_word",
    ("Action", "text"): "action_word",
    ("Action", "leads"): "lead_word",
    ("Action", "timescale"): "timescale_word",
    ("Timescale", "text"): "timescale_word",
    ("Measure", "text"): "measure_word",
}
"""Which of the plan's own words is the heading of a column."""
ALONGSIDE: dict[str, tuple[tuple[str, str], ...]] = {
    "Commitment": (("Theme", "title"),),
    "Action": (("Theme", "title"), ("Commitment", "text"), ("Timescale", "text")),
    "Reading": (("Measure", "name"),),
}
"""The words that are repeated at the end of the rows of a kind: of which other kind, and which of its columns."""
MOST_ROWS = LAST_ROW - 2  # of one kind
LONG = {"text", "current_text", "rationale", "success", "outcome", "overview_text", "words", "definition"}


def write(records: Sequence[Record], about: About) -> bytes:
    """Return the file; raise ``DoesNotFit`` rather than cut a text, or write more than is read back."""
    book, into = Workbook(write_only=True), BytesIO()
    try:
        _fill(book, records, about)
    finally:
        book.save(into)  # which also closes and removes the sheets' own temporary files
    return into.getvalue()


def _fill(book: Workbook, records: Sequence[Record], about: About) -> None:
    facts = {record.values["name"]: record.values["text"] for record in records if record.kind == "Plan"}
    named = {record.name: record for record in records if "number" in record.values}
    for kind in KINDS.values():
        found = [record for record in records if record.kind == kind.name]
        if len(found) > MOST_ROWS:
            raise DoesNotFit(f"The plan has more than {MOST_ROWS:,} {kind.plural.lower()}, too many for a workbook.")
        if kind.name == "Plan":
            _plan_sheet(book, found)
        else:
            _sheet(book, kind, found, Words(facts, named))
    described = xlsx_file.Sheet(book, ABOUT_SHEET, xlsx_file.ABOUT_WIDTHS)
    for line in about.lines():
        described.append(line)


class Words:
    """Finds the words of a plan that stand on another sheet."""

    def __init__(self, facts: Mapping[str, Any], named: Mapping[str, Record]) -> None:
        self.facts, self.named = facts, named

    def heading(self, kind: Kind, column: Column) -> str:
        """The plan's own word for a column, or ours."""
        own = OWN_WORDS.get((kind.name, column.name), "")
        return str(self.facts.get(own) or column.heading)

    def heading_alongside(self, kind: str, name: str) -> str:
        """The heading of a column that only repeats words."""
        return f"{self.heading(KINDS[kind], KINDS[kind].column(name))} (see {KINDS[kind].plural})"

    def alongside(self, record: Record, kind: str, name: str) -> str:
        """The words of the record of that kind that a record is part of or refers to; "" for none."""
        if kind == "Timescale":
            found = self.named.get(f"Timescale {record.values['timescale']}")
        else:
            found = self.named.get(record.values["part_of"])
            while found and found.kind != kind:
                found = self.named.get(found.values["part_of"])
        return found.values[name] if found else ""


def _plan_sheet(book: Workbook, records: Sequence[Record]) -> None:
    sheet = _begin(book, "Plan", ["name", "", "text"], ["Name", "What", "Value"], [20, 30, 90])
    for record in records:
        name, value = record.values["name"], record.values["text"]
        _append(sheet, [name, FACTS[name].heading, cell_of(FACTS[name], value)], "The plan")


def _sheet(book: Workbook, kind: Kind, records: Sequence[Record], words: Words) -> None:
    alongside = ALONGSIDE.get(kind.name, ())
    names = [column.name for column in kind.columns] + [""] * len(alongside)
    headings = [words.heading(kind, column) for column in kind.columns]
    headings += [words.heading_alongside(*other) for other in alongside]
    sheet = _begin(book, kind.plural, names, headings, [*map(_width, kind.columns), *[40] * len(alongside)])
    for record in records:
        cells = [cell_of(column, record.values[column.name]) for column in kind.columns]
        cells += [words.alongside(record, *other) or None for other in alongside]
        what = record.name if "number" in record.values else f"A reading of {record.values['part_of']}"
        _append(sheet, cells, what)
    last = get_column_letter(len(names))
    sheet.sheet.auto_filter.ref = f"A2:{last}{max(sheet.number, 2)}"


def _begin(book: Workbook, title: str, names: list, headings: list, widths: list) -> xlsx_file.Sheet:
    sheet = xlsx_file.Sheet(book, title, widths)
    sheet.sheet.row_dimensions[1].hidden = True
    sheet.sheet.freeze_panes = "A3"
    sheet.sheet.print_title_rows = "2:2"
    sheet.append([name or None for name in names])
    sheet.append(headings, bold=True)
    return sheet


def _append(sheet: xlsx_file.Sheet, cells: Sequence[Value], what: str) -> None:
    try:
        sheet.append(cells)
    except xlsx_file.TooLong as found:
        raise too_long(what) from found


def _width(column: Column) -> int:
    if column.name in LONG:
        return 60
    return 30 if column.holds is Holds.TEXT and column.name not in ("reference", "part_of") else 15
