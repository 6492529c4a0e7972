"""What kind of file it is: its content says so, its name only where the content says nothing."""

from enum import StrEnum
from io import BytesIO
from zipfile import ZipFile

from plans.files.checks import BROKEN, NOT_WHOLE
from plans.files.grids import Refused


class Kind(StrEnum):
    """The kinds that are read."""

    WORD = "word"
    SPREADSHEET = "spreadsheet"
    WEB_PAGE = "web page"
    TEXT = "text"


CHOOSE = "Choose a Word document (.docx), an Excel workbook (.xlsx), a CSV file (.csv) or a web page (.html)."
IN_WORD = "Open it in Word, save it as a Word document (.docx) and choose the new file."
IN_EXCEL = "Open it in Excel, save it as an Excel workbook (.xlsx) and choose the new file."
PDF = f"This is a PDF, which does not say what is a table. {IN_WORD} Or copy its table into Excel and choose that file."
PICTURE = f"This is a picture. Type or copy the plan into a table in Word or Excel. {CHOOSE}"
OLD_WORD = f"This is an old Word document (.doc). {IN_WORD}"
OLD_EXCEL = f"This is an old Excel workbook (.xls). {IN_EXCEL}"
RICH_TEXT = f"This is a rich text file (.rtf). {IN_WORD}"
LIBRE_OFFICE = (
    "This is a LibreOffice file (.odt or .ods). Open it in LibreOffice, save it as a Word document (.docx) or an Excel "
    "workbook (.xlsx) and choose the new file."
)
SLIDES = f"This is a PowerPoint file. Copy its tables into a Word document. {CHOOSE}"
LOCKED = "This file is locked with a password. Open it, take the password off, save it and choose it again."
ARCHIVE = f"This is a zip file. Take the plan out of it first. {CHOOSE}"
ARCHIVED_PAGE = (
    "This is a web archive (.mht). Open it in Excel or Word, save it as .xlsx or .docx and choose the new file."
)

BEGINNINGS = {
    b"{\\rtf": RICH_TEXT, b"\x89PNG": PICTURE, b"\xff\xd8\xff": PICTURE, b"GIF8": PICTURE, b"II*\0": PICTURE,
    b"MM\0*": PICTURE, b"RIFF": PICTURE, b"MIME-Version:": ARCHIVED_PAGE,
}  # fmt: skip
ENDINGS = {
    ".pdf": PDF, ".rtf": RICH_TEXT, ".odt": LIBRE_OFFICE, ".ods": LIBRE_OFFICE, ".doc": OLD_WORD, ".xls": OLD_EXCEL,
    ".xlsb": OLD_EXCEL, ".ppt": SLIDES, ".pptx": SLIDES, ".png": PICTURE, ".jpg": PICTURE, ".jpeg": PICTURE,
    ".gif": PICTURE, ".tif": PICTURE, ".tiff": PICTURE, ".webp": PICTURE, ".zip": ARCHIVE, ".mht": ARCHIVED_PAGE,
    ".docx": f"This file is called .docx but is not a Word document. {IN_WORD}",
    ".xlsx": f"This file is called .xlsx but is not an Excel workbook. {IN_EXCEL}",
}  # fmt: skip
OF_TEXT = ("", ".csv", ".tsv", ".tab", ".txt", ".xls")  # some programs call a text with tabs .xls
OF_PAGES = (".html", ".htm", ".xhtml")
PAGE_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<div")
LOOKED_AT = 4096  # bytes
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")


def kind_of(ending: str, content: bytes) -> Kind:
    """The kind of a file by its content and by the ending of its name (".csv"); raise ``Refused`` for other kinds."""
    if content.startswith(ZIPPED):
        return _kind_of_package(content)
    if content.startswith(OLD_OFFICE):
        raise Refused(_old_office(ending, content))
    if b"%PDF-" in content[:1024]:
        raise Refused(PDF)
    for beginning, sentence in BEGINNINGS.items():
        if content.startswith(beginning):
            raise Refused(sentence)
    if ending in OF_PAGES or _is_page(content):
        return Kind.WEB_PAGE
    if _is_office_xml(content):
        raise Refused(f"This is an XML file of Excel or Word. {IN_EXCEL}")
    if ending not in OF_TEXT:
        raise Refused(ENDINGS.get(ending, f"Files that end in “{ending[:20]}” are not read. {CHOOSE}"))
    return Kind.TEXT


def _kind_of_package(content: bytes) -> Kind:
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except BROKEN as error:
        raise Refused(NOT_WHOLE) from error
    folders = {name.partition("/")[0] for name in names}
    if "xl/workbook.bin" in names:
        raise Refused(OLD_EXCEL.replace(".xls)", ".xlsb)"))
    if "[Content_Types].xml" in names and "word" in folders:
        return Kind.WORD
    if "[Content_Types].xml" in names and "xl" in folders:
        return Kind.SPREADSHEET
    raise Refused(SLIDES if "ppt" in folders else LIBRE_OFFICE if "mimetype" in names else ARCHIVE)


def _old_office(ending: str, content: bytes) -> str:
    """What to do with a file of Office before 2007, in which a newer one with a password is wrapped too."""
    for name, sentence in {"EncryptedPackage": LOCKED, "WordDocument": OLD_WORD, "Workbook": OLD_EXCEL}.items():
        if name.encode("utf-16-le") in content:
            return sentence
    return ENDINGS.get(ending, f"This is an old Office file. {CHOOSE}")


def _is_page(content: bytes) -> bool:
    some = _beginning(content)
    return some.startswith(PAGE_TAGS) or (some.startswith((b"<?xml", b"<!--")) and b"<html" in some)


def _is_office_xml(content: bytes) -> bool:
    some = _beginning(content)
    return some.startswith(b"<?xml") and (b"microsoft" in some or b"mso-application" in some)


def _beginning(content: bytes) -> bytes:
    """The first words in lower case, of UTF-16 too."""
    return content[:LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
