"""Makes the files that a person could bring, good and hostile ones."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = "word/document.xml"
EXCEL_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORD_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def xlsx(fill=lambda sheet: None, *, book=None):
    """The bytes of a workbook whose first sheet, "Plan", was filled."""
    book = book or Workbook()
    book.active.title = "Plan"
    fill(book.active)
    return saved(book)


def xlsx_of(rows):
    """A workbook of rows of values."""

    def fill(sheet):
        for row in rows:
            sheet.append(row)

    return xlsx(fill)


def docx(fill=lambda document: None):
    """The bytes of a Word document that was filled."""
    document = Document()
    fill(document)
    return saved(document)


def saved(made):
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def table(document, rows):
    """Add a table of words to a Word document."""
    made = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    return made


def with_part(content, path, pieces: Iterable[str | bytes]):
    """The same package with one part put in, or in the place of another."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w", ZIP_DEFLATED) as into:
        for name in package.namelist():
            if name != path:
                into.writestr(name, package.read(name))
        with into.open(path, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece.encode() if isinstance(piece, str) else piece)
    return made.getvalue()


def sheet_xml(*pieces, after=""):
    """A workbook whose sheet holds the rows that are written in XML."""
    head = f'<?xml version="1.0"?><worksheet {EXCEL_NS}><sheetData>'
    return with_part(xlsx(), SHEET, [head, *pieces, "</sheetData>", after, "</worksheet>"])


def with_shared_texts(*texts):
    """A workbook as Excel writes it: the cells of its only row name texts, each given as XML, that sheets share."""
    cells = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(len(texts)))
    book = with_part(sheet_xml(f"<row>{cells}</row>"), STRINGS, [f"<sst {EXCEL_NS}>", *texts, "</sst>"])
    with ZipFile(BytesIO(book)) as package:
        relations = package.read(RELATIONS).decode()
    shared = f'<Relationship Type="{TYPES}/sharedStrings" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    return with_part(book, RELATIONS, [relations.replace("</Relationships>", shared)])


def body_xml(*pieces):
    """A Word document whose body is written in XML."""
    return with_part(docx(), DOCUMENT, [f"<w:document {WORD_NS}><w:body>", *pieces, "</w:body></w:document>"])


def paragraph(*runs, properties=""):
    """A paragraph in XML."""
    texts = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{texts}</w:p>"


def table_xml(*rows):
    """A table in XML: its rows are lists of cells, a cell is words or (properties, words)."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell_xml, row))}</w:tr>" for row in rows) + "</w:tbl>"


def cell_xml(cell):
    properties, words = cell if isinstance(cell, tuple) else ("", cell)
    content = words if words.startswith("<") else paragraph(words)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def page(*pieces):
    """A web page in UTF-8."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(pieces)}</body></html>'.encode()


def csv_of(rows, between=","):
    return "".join(between.join(row) + "\r\n" for row in rows).encode()
