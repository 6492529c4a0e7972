"""Word documents (.docx), opened with care and read bit by bit."""

import re
from dataclasses import dataclass
from zipfile import ZipFile

from plans.files.checks import MOST_STYLES, NOT_WHOLE, TOO_MUCH, Room, open_package
from plans.files.document import Document
from plans.files.grids import Grid, Refused
from plans.files.package import main_part, open_part, relations
from plans.files.xml_stream import Attributes, attribute, walk

HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
MOST_ANCESTORS = 20
# Deleted and moved text, pictures and text boxes, and what looks were before a tracked change.
LEFT_OUT = {
    "del", "moveFrom", "drawing", "pict", "object", "Fallback", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
    "tcPrChange",
}  # fmt: skip
SYMBOLS = {"F0FC": "✓", "F0FB": "✗", "F0B7": "•", "F0A7": "•"}  # ticks, crosses and bullets of Wingdings and Symbol
OFF = ("0", "false", "off")


@dataclass
class Style:
    """What a style of paragraphs says of them: None where it leaves that to the style it is based on."""

    level: int | None = None
    is_item: bool | None = None
    based_on: str = ""


def word_grids(content: bytes) -> tuple[Grid, ...]:
    """The tables of a document, in their order; raise ``Refused`` for a file that should not be read."""
    room = Room()
    document = Document(room)
    try:
        with open_package(content) as package:
            path = main_part(package)
            reader = _DocumentReader(document, _styles(package, path))
            with open_part(package, path) as source:
                walk(source, reader.begins, reader.ends, reader.words, LEFT_OUT)
    except ValueError as error:
        raise error if isinstance(error, Refused) else Refused(NOT_WHOLE) from error
    return document.tables()


def _styles(package: ZipFile, main: str) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    last = Style()

    def begin_style(attributes: Attributes) -> None:
        nonlocal last
        last = styles[attribute(attributes, "styleId")] = Style()
        if len(styles) > MOST_STYLES:
            raise Refused(TOO_MUCH)

    def take_name(attributes: Attributes) -> None:
        name = attribute(attributes, "val")
        heading = HEADING.fullmatch(name)
        if heading or name.lower() == "title":
            last.level = int(heading[1]) if heading else 1

    def take_based_on(attributes: Attributes) -> None:
        last.based_on = attribute(attributes, "val")

    def take_level(attributes: Attributes) -> None:
        if last.level is None:
            last.level = _level(attributes)

    def take_numbering(attributes: Attributes) -> None:
        last.is_item = attribute(attributes, "val") != "0"

    begins = {
        "style": begin_style, "name": take_name, "basedOn": take_based_on, "outlineLvl": take_level,
        "numId": take_numbering,
    }  # fmt: skip
    for relation in relations(package, main):
        if relation.kind == "styles":
            with open_part(package, relation.path) as source:
                walk(source, begins)
    return styles


def _level(attributes: Attributes) -> int:
    """The level of a heading, 0 for plain text; Word counts from 0, and 9 is plain text."""
    outline = attribute(attributes, "val")
    return int(outline) + 1 if outline in ("0", "1", "2", "3", "4", "5") else 0


class _DocumentReader:
    def __init__(self, document: Document, styles: dict[str, Style]) -> None:
        self.document, self.styles = document, styles
        self.style, self.direct = "", Style()  # of the paragraph that is being read
        self.across, self.is_covered = 1, False  # of the cell
        self.row_is_deleted = self.run_is_hidden = self.in_run = self.in_text = self.in_row_properties = False
        self.begins = {
            "p": self._begin_paragraph, "pStyle": self._take_style, "outlineLvl": self._take_level,
            "numId": self._take_numbering, "r": self._begin_run, "vanish": self._take_hiding, "t": self._begin_text,
            "br": self._take_break, "cr": self._take_break, "tab": self._take_tab, "ptab": self._take_tab,
            "noBreakHyphen": self._take_hyphen, "sym": self._take_symbol, "tbl": self._begin_table,
            "tr": self._begin_row, "trPr": self._begin_row_properties, "del": self._take_deletion,
            "gridBefore": self._take_cells_before, "tc": self._begin_cell, "gridSpan": self._take_span,
            "vMerge": self._take_merge, "hMerge": self._take_merge,
        }  # fmt: skip
        self.ends = {
            "p": self._end_paragraph, "r": self._end_run, "t": self._end_text, "trPr": self._end_row_properties,
            "tc": self._end_cell, "tr": self._end_row, "tbl": self.document.end_table,
        }  # fmt: skip

    def words(self, some: str) -> None:
        """Take words, of which those in texts are printed."""
        if self.in_text:
            self._write(some)

    def _write(self, some: str) -> None:
        if self.in_run and not self.run_is_hidden:
            self.document.write(some)

    def _begin_paragraph(self, _: Attributes) -> None:
        self.style = ""
        self.direct.level = self.direct.is_item = None

    def _take_style(self, attributes: Attributes) -> None:
        self.style = attribute(attributes, "val")

    def _take_level(self, attributes: Attributes) -> None:
        self.direct.level = _level(attributes)

    def _take_numbering(self, attributes: Attributes) -> None:
        self.direct.is_item = attribute(attributes, "val") != "0"

    def _end_paragraph(self) -> None:
        if self.document.pieces:
            level = self._found("level") or 0
            self.document.end_block(level, is_item=bool(self._found("is_item")) and not level)

    def _found(self, name: str) -> int | bool | None:
        """What the paragraph says itself, or the nearest of the styles that its own is based on."""
        style, then = self.direct, self.style
        for _ in range(MOST_ANCESTORS):
            found: int | bool | None = getattr(style, name)
            if found is not None or then not in self.styles:
                return found
            style, then = self.styles[then], self.styles[then].based_on
        return None

    def _begin_run(self, _: Attributes) -> None:
        self.in_run, self.run_is_hidden = True, False

    def _end_run(self) -> None:
        self.in_run = False

    def _take_hiding(self, attributes: Attributes) -> None:
        self.run_is_hidden = self.in_run and attribute(attributes, "val") not in OFF

    def _begin_text(self, _: Attributes) -> None:
        self.in_text = True

    def _end_text(self) -> None:
        self.in_text = False

    def _take_break(self, _: Attributes) -> None:
        self._write("\n")

    def _take_tab(self, _: Attributes) -> None:
        self._write(" ")

    def _take_hyphen(self, _: Attributes) -> None:
        self._write("-")

    def _take_symbol(self, attributes: Attributes) -> None:
        self._write(SYMBOLS.get(attribute(attributes, "char").upper(), ""))

    def _begin_table(self, _: Attributes) -> None:
        self.document.begin_table()

    def _begin_row(self, _: Attributes) -> None:
        self.document.begin_row()
        if self._is_outer():
            self.row_is_deleted = False

    def _begin_row_properties(self, _: Attributes) -> None:
        self.in_row_properties = self._is_outer()

    def _end_row_properties(self) -> None:
        self.in_row_properties = False

    def _take_deletion(self, _: Attributes) -> None:
        self.row_is_deleted = self.row_is_deleted or self.in_row_properties

    def _take_cells_before(self, attributes: Attributes) -> None:
        self.document.skip_cells(int(attribute(attributes, "val")))

    def _end_row(self) -> None:
        self.document.end_row(is_left_out=self.row_is_deleted)

    def _begin_cell(self, _: Attributes) -> None:
        self.document.begin_cell()
        if self._is_outer():
            self.across, self.is_covered = 1, False

    def _take_span(self, attributes: Attributes) -> None:
        if self._is_outer():
            self.across = max(int(attribute(attributes, "val")), 1)

    def _take_merge(self, attributes: Attributes) -> None:
        if self._is_outer():
            self.is_covered = attribute(attributes, "val") != "restart"

    def _end_cell(self) -> None:
        self.document.end_cell(self.across, is_covered=self.is_covered)

    def _is_outer(self) -> bool:
        """Whether this table stands in no other: of one that does, only the words count."""
        return self.document.depth == 1
