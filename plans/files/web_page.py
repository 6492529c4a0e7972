"""Web pages (.html), opened with care: nothing is fetched, and nothing of them runs."""

import re
from collections import Counter
from typing import Any

from lxml import etree

from plans.files.checks import TOO_MUCH, Room, check_size
from plans.files.document import Document
from plans.files.encodings import decode_page
from plans.files.grids import Grid, Refused

MOST_TAGS = 400_000  # a table of 5,000 rows and 12 columns has a third to two thirds as many, beginnings and ends
BLANKS = re.compile(r"[ \t\r\n\f]+")
NOT_SEEN = {
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea",
    "nav", "footer",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul",
    *HEADINGS,
}  # fmt: skip
TABLES = {"table", "tr", "td", "th", "caption"}
MOST_DOWN = 65_534  # rows that a cell can span, by the standard of HTML


def page_grids(content: bytes) -> tuple[Grid, ...]:
    """The tables of a web page, in their order; raise ``Refused`` for a file that should not be read."""
    check_size(content)
    text = decode_page(content)
    if text.count("<") > MOST_TAGS:
        raise Refused(TOO_MUCH)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        raise Refused("This web page cannot be read. Copy its table to an Excel file and choose that.") from error
    if root is None or any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused(TOO_MUCH)
    document = Document(Room())
    _PageReader(document, root).read()
    return document.tables()


class _PageReader:
    def __init__(self, document: Document, root: Any) -> None:
        self.document, self.root = document, root
        cells = Counter(next(cell.iterancestors("table"), None) for cell in root.iter("td", "th"))
        self.layouts = {
            table for table in root.iter("table") if cells[table] <= 1 or table.get("role") in ("presentation", "none")
        }
        self.within: list[bool] = []  # for each table around: whether it only lays out the page
        self.ends_blank = True
        self.begins_item = False  # of a list item that has several blocks the first has the bullet

    def read(self) -> None:
        """Hand on the page from its beginning to its end, or its main part where it says which that is."""
        main = next(self.root.iter("main"), None)
        walker = etree.iterwalk(self.root if main is None else main, events=("start", "end"))
        for event, element in walker:
            is_seen = element.tag not in NOT_SEEN and element.get("hidden") is None
            if event == "start" and is_seen:
                self._begin(element)
            elif event == "start":
                walker.skip_subtree()
            else:
                if is_seen:
                    self._end(element)
                self._write(element.tail)

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag in TABLES:
            tag = self._begin_in_table(tag, element)
        if tag in BLOCKS:
            self._end_block()
            self.begins_item = self.begins_item or tag == "li"
        elif tag == "br":
            self.document.write("\n")
            self.ends_blank = True
        self._write(element.text)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in TABLES:
            tag = self._end_in_table(tag, element)
        if tag in BLOCKS:
            self._end_block(HEADINGS.get(tag, 0))
            self.begins_item = self.begins_item and tag != "li"

    def _begin_in_table(self, tag: str, element: Any) -> str:
        """Begin a part of a table; say as what else its tag is to be taken: a block, in a table that only lays out."""
        if tag == "table":
            self.within.append(element in self.layouts)
        if not self.within or self.within[-1]:
            return "div"
        if tag == "table":
            self.document.begin_table()
        elif tag == "tr":
            self.document.begin_row()
        else:
            self.document.begin_cell()
        self.ends_blank = True
        return ""

    def _end_in_table(self, tag: str, element: Any) -> str:
        lays_out = not self.within or self.within[-1]
        if tag == "table":
            self.within.pop()
        if lays_out:
            return "div"
        if tag == "table":
            self.document.end_table()
        elif tag == "tr":
            self.document.end_row()
        elif tag == "caption":
            self.document.end_caption()
        else:
            self.document.end_cell(_span(element, "colspan"), _span(element, "rowspan"))
        self.ends_blank = True
        return ""

    def _write(self, text: str | None) -> None:
        if not text:
            return
        words = BLANKS.sub(" ", text)
        if self.ends_blank:
            words = words.lstrip(" ")
        if words:
            self.document.write(words)
            self.ends_blank = words.endswith(" ")

    def _end_block(self, level: int = 0) -> None:
        if self.document.end_block(level, is_item=self.begins_item and not level):
            self.begins_item = False
        self.ends_blank = True


def _span(element: Any, name: str) -> int:
    """How many columns or rows a cell spans; to the end of the table where it says 0, one where it says nothing."""
    value = (element.get(name) or "1").strip()
    number = int(value) if value.isdecimal() and len(value) < 6 else 1
    return min(number or MOST_DOWN, MOST_DOWN)
