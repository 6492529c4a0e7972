"""The parts of an Excel workbook, read bit by bit: its sheets' names, its texts, and how its numbers are shown.

openpyxl builds an object for each style, text and name of a file before it tells of any sheet, which a small file can
make very many; its tables of number formats and its reading of dates are used.
"""

from dataclasses import dataclass
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS

from plans.files.checks import MOST_STYLES, MOST_TABLES, TOO_MUCH
from plans.files.grids import Refused
from plans.files.package import main_part, open_part, relations
from plans.files.shown import GENERAL
from plans.files.texts import from_xlsx
from plans.files.xml_stream import Attributes, attribute, walk


@dataclass(frozen=True)
class Workbook:
    """What the sheets' cells refer to, and where each sheet that can be seen is kept: (name, path)."""

    sheets: tuple[tuple[str, str], ...]
    texts: list[str]
    formats: list[str]
    counts_from_1904: bool


def read_workbook(package: ZipFile) -> Workbook:
    """Read all of a workbook but its cells."""
    main = main_part(package)
    related = relations(package, main)
    paths = {relation.id: relation.path for relation in related if relation.kind == "worksheet"}
    sheets, counts_from_1904 = _sheets(package, main)
    kinds = {relation.kind: relation.path for relation in related}
    return Workbook(
        tuple((name, paths[id]) for name, id in sheets if id in paths),
        _texts(package, kinds["sharedStrings"]) if "sharedStrings" in kinds else [],
        _formats(package, kinds["styles"]) if "styles" in kinds else [],
        counts_from_1904,
    )


def _sheets(package: ZipFile, path: str) -> tuple[list[tuple[str, str]], bool]:
    """The name and the relation of each sheet that can be seen, and whether days are counted from 1904."""
    seen: list[tuple[str, str]] = []
    from_1904: list[bool] = []

    def begin_sheet(attributes: Attributes) -> None:
        if attribute(attributes, "state") in ("", "visible"):
            seen.append((attribute(attributes, "name"), attribute(attributes, "id")))
        if len(seen) > MOST_TABLES:
            raise Refused(TOO_MUCH)

    def begin_properties(attributes: Attributes) -> None:
        from_1904.append(attribute(attributes, "date1904") in ("1", "true"))

    with open_part(package, path) as source:
        walk(source, {"sheet": begin_sheet, "workbookPr": begin_properties})
    return seen, any(from_1904)


def _texts(package: ZipFile, path: str) -> list[str]:
    """The texts that cells share, whole whatever their looks, without the small print above Asian letters (rPh)."""
    texts: list[str] = []
    pieces: list[str] = []
    kept: list[str] = []

    def begin_part(_: Attributes) -> None:
        pieces.clear()

    def end_part() -> None:
        kept.extend(pieces)

    def end_text() -> None:
        texts.append(from_xlsx("".join(kept)))
        kept.clear()

    with open_part(package, path) as source:
        walk(source, {"t": begin_part}, {"t": end_part, "si": end_text}, pieces.append, left_out=("rPh",))
    return texts


def _formats(package: ZipFile, path: str) -> list[str]:
    """The number format of each style, in the order in which cells name them."""
    codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    used: list[str] = []

    def begin_format(attributes: Attributes) -> None:
        codes[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")

    def begin_style(attributes: Attributes) -> None:
        used.append(attribute(attributes, "numFmtId"))
        if len(used) > MOST_STYLES:
            raise Refused(TOO_MUCH)

    with open_part(package, path) as source:  # the formats of named styles (cellStyleXfs) are not those of cells
        walk(source, {"numFmt": begin_format, "xf": begin_style}, left_out=("cellStyleXfs", "dxfs"))
    return [codes.get(number, GENERAL) for number in used]
