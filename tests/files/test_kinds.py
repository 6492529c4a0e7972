"""What a file is shows in its content; what is not read is refused with what to do about it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from plans.files.grids import Refused
from plans.files.kinds import CHOOSE, Kind, kind_of
from plans.files.open import open_file
from tests.files.making import csv_of, docx, page, table, with_part, xlsx, xlsx_of

OLD = bytes.fromhex("d0cf11e0a1b11ae1")
TABLE = b"<table><tr><td>a</td><td>b</td></tr></table>"


def zipped(*names):
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return made.getvalue()


def utf16(words):
    return words.encode("utf-16-le")


@pytest.mark.parametrize(
    ("ending", "content", "kind"),
    [
        (".docx", docx(), Kind.WORD), (".xlsx", docx(), Kind.WORD), (".csv", xlsx(), Kind.SPREADSHEET),
        (".html", b"words", Kind.WEB_PAGE), (".htm", b"", Kind.WEB_PAGE), (".xls", TABLE, Kind.WEB_PAGE),
        (".doc", b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", Kind.WEB_PAGE), (".csv", b"<HTML>", Kind.WEB_PAGE),
        (".xls", b"<?xml version='1.0'?><!DOCTYPE html><html>", Kind.WEB_PAGE), (".txt", b"a,b", Kind.TEXT),
        ("", b"a\tb", Kind.TEXT), (".xls", b"a\tb", Kind.TEXT), (".csv", b"<5 days,b", Kind.TEXT),
        (".html", "\ufeff<html>".encode("utf-16"), Kind.WEB_PAGE),
    ],
)  # fmt: skip
def test_the_kind_is_that_of_the_content(ending, content, kind):
    assert kind_of(ending, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 x", "This is a PDF"), ("a.docx", b"\n%PDF-1.4", "This is a PDF"),
        ("a.pdf", b"words", "This is a PDF"), ("a.doc", OLD + utf16("WordDocument"), "old Word document"),
        ("a.doc", b"words", "old Word document"), ("a.xls", OLD + utf16("Workbook"), "old Excel workbook"),
        ("a.xlsx", OLD + utf16("EncryptedPackage"), "locked with a password"), ("a.rtf", b"{\\rtf1 x", "rich text"),
        ("a.odt", zipped("mimetype", "content.xml"), "LibreOffice"), ("a.xlsx", zipped("mimetype"), "LibreOffice"),
        ("a.png", b"\x89PNG x", "picture"), ("a.csv", b"\xff\xd8\xff x", "picture"), ("a.jpg", b"x", "picture"),
        ("a.docx", b"words", "is not a Word document"), ("a.xlsx", b"words", "is not an Excel workbook"),
        ("a.docx", b"PK\x03\x04 words", "damaged"), ("a.zip", zipped("plan.csv"), "zip file"),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/slides/1.xml"), "PowerPoint"), ("a.json", b"{}", "“.json”"),
        ("a.xlsb", zipped("[Content_Types].xml", "xl/workbook.bin"), "old Excel workbook"),
        ("a.mht", b"MIME-Version: 1.0", "web archive"), ("a.doc", b"MIME-Version: 1.0", "web archive"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML file of Excel"),
        ("a.xml", b'<?xml version="1.0"?><plan/>', "“.xml”"), ("a.csv", b"", "empty"), ("a.html", b" \n\t ", "empty"),
        ("a.docx", zipped("[Content_Types].xml", "word/x"), "damaged"), ("a.csv", b"a," * 3_000_000, "than 5 MB"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "damaged"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_what_to_do(name, content, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        open_file(name, content)
    says_what_to_do = ("Open", "Choose", "choose", "Save", "save", "Take", "Type", "Delete", "Copy")
    assert str(refused.value).endswith(".")
    assert any(word in str(refused.value) for word in says_what_to_do)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx()), ("a.xlsx", xlsx()), ("a.html", page("<p>Only words.")), ("a.csv", b",,\n, ,\n"),
        ("a.docx", docx(lambda document: document.add_paragraph("Only words."))), ("a.html", b"<table></table>"),
    ],
)  # fmt: skip
def test_a_file_without_a_table_is_refused_with_what_to_do(name, content):
    with pytest.raises(Refused, match="There is no table in this file.*copy it into a table"):
        open_file(name, content)


@pytest.mark.parametrize(
    "name",
    ["plan.xlsx", "Plan (final) v2.XLSX", "plan", "../../etc/plan.docx", "a\0b.csv", "план.pdf", "", ".", "C:\\a.x"],
)
def test_what_a_file_is_called_matters_only_where_its_content_says_nothing(name):
    assert open_file(name, xlsx_of([["a", "b"]]))[0].rows == (("a", "b"),)
    assert open_file(name, docx(lambda document: table(document, [["a", "b"]])))[0].rows == (("a", "b"),)


def test_macros_are_refused_whatever_the_file_is_called():
    for content in (
        with_part(xlsx_of([["a"]]), "xl/vbaProject.bin", [b"x"]),
        with_part(docx(), "word/vbaProject.bin", [b"x"]),
        with_part(
            xlsx_of([["a"]]), "[Content_Types].xml", ["<Types>application/vnd.ms-excel.sheet.macroEnabled.main</Types>"]
        ),
    ):
        for name in ("plan.xlsm", "plan.xlsx", "plan.docx"):
            with pytest.raises(Refused, match="without macros"):
                open_file(name, content)


def test_the_kinds_that_are_read_are_named_to_who_brings_another():
    with pytest.raises(Refused) as refused:
        open_file("plan.key", csv_of([["a", "b"]]))
    assert CHOOSE in str(refused.value)
    assert all(ending in CHOOSE for ending in (".docx", ".xlsx", ".csv", ".html"))
