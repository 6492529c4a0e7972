"""What is refused before it is read: files too large, too long or too wide, and packages that are not plain ones.

A small file can unpack to gigabytes, so what counts is what comes out of it, not what it says of itself.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BrokenDeflation  # noqa: N812 (an error by another library's name)

from plans.files.grids import Refused

LARGEST = 5 * 2**20  # bytes of a file
LARGEST_UNPACKED = 50 * 2**20  # bytes of all that is packed in it
MOST_PARTS = 2_000
MOST_ELEMENTS = 1_200_000  # of XML: a Word table of 5,000 rows and 12 columns has two thirds as many
MOST_ROWS = 5_100  # a plan of 5,000 rows and its headings
LAST_ROW = 10_000  # counting those with nothing in them
MOST_COLUMNS = 60
MOST_CELLS = MOST_ROWS * 30  # that hold something, in all tables together
MOST_AREA = LAST_ROW * MOST_COLUMNS  # cells with nothing in them too, of all tables together
MOST_TABLES = 300
MOST_LINES = 20_000  # outside the tables
MOST_STYLES = 70_000  # Excel itself has no more
LONGEST_CELL = 32_767  # characters, by Excel's own limit
MOST_CHARACTERS = 10_000_000  # of all cells together: one long text can be used by many cells
AT_ONCE = 2**16
NOT_TEXT = re.compile("[\0\ud800-\udfff]")  # what no database holds
CONTENT_TYPES = "[Content_Types].xml"
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
BROKEN = (BadZipFile, BrokenDeflation, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)

NOT_WHOLE = (
    "This file is damaged and cannot be read. Open it in the program that made it, save it again and choose the new "
    "file."
)
SPLIT_IT = "Delete what is not the plan, or split the plan over several files."
MACROS = "This file has macros. Save it as .xlsx or .docx without macros and choose the new file."
NO_TEXT = (
    "This file has characters that no text has (NUL). Open it in the program that made it, save it again and choose "
    "the new file."
)
DECLARES = "This file declares things that a plan never needs (a DTD). Copy the plan to a new file and choose that."
TOO_MUCH = f"This file holds more than a plan can be. {SPLIT_IT}"


def check_size(content: bytes) -> None:
    """Raise ``Refused`` for a file that is empty, or larger than 5 MB."""
    if not content.strip():
        raise Refused("This file is empty. Choose the file that holds the plan.")
    if len(content) > LARGEST:
        raise Refused(
            "This file is larger than 5 MB. Delete its pictures and what is not the plan, then choose it again."
        )


def open_package(content: bytes) -> ZipFile:
    """Open a .docx or .xlsx and check all that is in it; raise ``Refused`` for one that should not be read."""
    try:
        package = ZipFile(BytesIO(content))
        parts = package.infolist()
        _check_parts(parts)
        _check_unpacked(package, parts)
        if b"macroenabled" in package.read(CONTENT_TYPES).lower():
            raise Refused(MACROS)
    except Refused:
        raise
    except BROKEN as error:
        raise Refused(NOT_WHOLE) from error
    return package


def _check_parts(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Refused(
            f"This file is packed from more than {MOST_PARTS:,} parts. Copy the plan to a new file and choose that."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("This file is locked with a password. Save it without a password and choose it again.")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise Refused(NOT_WHOLE)
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise Refused(MACROS)


def _check_unpacked(package: ZipFile, parts: Iterable[ZipInfo]) -> None:
    """Unpack every part once, keep nothing, and trust no size that the file states."""
    total = elements = 0
    for part in parts:
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        before = b""
        with package.open(part) as source:
            while some := source.read(AT_ONCE):
                total += len(some)
                if total > LARGEST_UNPACKED:
                    raise Refused("This file unpacks to more than 50 MB. Copy the plan to a new file and choose that.")
                if is_xml:
                    plain = some.replace(b"\0", b"")  # so that UTF-16 is found too
                    elements += plain.count(b"<") - plain.count(b"</")
                    _check_xml(before + plain, elements)
                    before = plain[-20:]


def _check_xml(some: bytes, elements: int) -> None:
    if any(declaration in some for declaration in DECLARATIONS):
        raise Refused(DECLARES)
    if elements > MOST_ELEMENTS:
        raise Refused(TOO_MUCH)


class Room:
    """Counts what is read from one file, and raises ``Refused`` where it is more than a plan can be."""

    last_row = LAST_ROW

    def __init__(self) -> None:
        self.tables = self.rows = self.area = self.cells = self.characters = self.lines = 0

    def begin_table(self) -> None:
        """Count another table, and its rows."""
        self.tables, self.rows = self.tables + 1, 0
        if self.tables > MOST_TABLES:
            raise Refused(f"This file has more than {MOST_TABLES} tables or sheets. {SPLIT_IT}")

    def take_row(self, cells: Iterable[str]) -> None:
        """Count a row that holds something, with its words."""
        words = [cell for cell in cells if cell]
        if not words:
            return
        self.rows += 1
        self.cells += len(words)
        self.characters += sum(map(len, words))
        self._check(words)

    def take_area(self, height: int, width: int) -> None:
        """Count all cells of a table, as many in each row."""
        self.area += height * width
        if self.area > MOST_AREA:
            raise Refused(TOO_MUCH)

    def take_line(self, words: str) -> None:
        """Count a line outside the tables."""
        self.lines += 1
        self.characters += len(words)
        self._check([words])

    def _check(self, words: list[str]) -> None:
        if any(map(NOT_TEXT.search, words)):
            raise Refused(NO_TEXT)
        if self.rows > MOST_ROWS:
            raise Refused(f"This file has a table of more than 5,000 rows. {SPLIT_IT}")
        if self.cells > MOST_CELLS or self.lines > MOST_LINES or self.characters > MOST_CHARACTERS:
            raise Refused(TOO_MUCH)
        if max(map(len, words)) > LONGEST_CELL:
            raise Refused(
                f"This file has a cell or paragraph of more than {LONGEST_CELL:,} characters. It begins "
                f"“{max(words, key=len)[:40]}”. Shorten it, or put its words in several rows."
            )
