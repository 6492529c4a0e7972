"""Files made to stop the service are refused at once; what is merely large is read, up to a size that is told."""

import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plans.files.checks import MOST_AREA, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from plans.files.grids import Refused
from plans.files.open import open_file, open_pasted
from tests.files.making import (
    DOCUMENT,
    EXCEL_NS,
    SHEET,
    STYLES,
    WORD_NS,
    body_xml,
    cell_xml,
    csv_of,
    docx,
    page,
    sheet_xml,
    table_xml,
    with_part,
    with_shared_texts,
    xlsx,
    xlsx_of,
)

SECONDS = 2  # of the processor, for what is refused
MEGABYTE = "a" * 2**20
WORDS_ROW = '<row><c t="inlineStr"><is><t>Do it</t></is></c></row>'
LAUGHS = "".join(
    f'<!ENTITY {b} "&{a};&{a};&{a};&{a};&{a};&{a};&{a};">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
PARAGRAPH = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"


def styles_of(number):
    return with_part(xlsx(), STYLES, [f"<styleSheet {EXCEL_NS}><cellXfs>", "<xf/>" * number, "</cellXfs></styleSheet>"])


def laughing(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<w:document {WORD_NS}>&i;</w:document>'
    return with_part(docx(), DOCUMENT, [text.encode(encoding)])


def sheets_of(number):
    sheets = "".join(f'<sheet name="{n}" r:id="rId1"/>' for n in range(number))
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<workbook {EXCEL_NS} xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'
    return with_part(sheet_xml('<row r="9000"><c r="BH9000"><v>1</v></c></row>'), "xl/workbook.xml", [book])


def merges_of(number):
    return sheet_xml(
        '<row r="9000"><c r="BH9000"><v>1</v></c></row>',
        after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * number + "</mergeCells>",
    )


BOMBS = {
    "3 million rows.xlsx": lambda: sheet_xml(*[WORDS_ROW * 1000] * 3000),
    "a cell of 200 MB.xlsx": lambda: sheet_xml('<row><c t="inlineStr"><is><t>', *[MEGABYTE] * 200),
    "a cell of 45 MB.xlsx": lambda: sheet_xml("<row><c t='str'><v>", *[MEGABYTE] * 45, "</v></c></row>"),
    "the last cell.xlsx": lambda: sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "100,000 rows.xlsx": lambda: sheet_xml(*[WORDS_ROW * 1000] * 100),
    "a million blank rows.xlsx": lambda: sheet_xml(*["<row/>" * 1000] * 1000),
    "a million blank cells in a row.xlsx": lambda: sheet_xml("<row>", "<c/>" * 1_250_000, "</row>"),
    "a tag without an end.xlsx": lambda: sheet_xml('<row r="', *[MEGABYTE] * 45),
    "half a million styles.xlsx": lambda: styles_of(500_000),
    "many far merges.xlsx": lambda: merges_of(19_000),
    "more merges.xlsx": lambda: merges_of(50_000),
    "the same sheet often.xlsx": lambda: sheets_of(290),
    "more sheets.xlsx": lambda: sheets_of(5000),
    "a long text used often.xlsx": lambda: shared_often(),
    "rows within rows.xlsx": lambda: sheet_xml("<row>" * 1_100_000),
    "laughs.docx": lambda: laughing("utf-8"),
    "laughs in UTF-16.docx": lambda: laughing("utf-16"),
    "100,000 rows.docx": lambda: body_xml("<w:tbl>", *[f"<w:tr>{cell_xml('a')}</w:tr>"] * 100_000, "</w:tbl>"),
    "a row of 10,000 cells.docx": lambda: body_xml(table_xml(["a"] * 10_000)),
    "300,000 paragraphs.docx": lambda: body_xml(PARAGRAPH * 300_000),
    "a paragraph of 45 MB.docx": lambda: body_xml("<w:p><w:r><w:t>", *[MEGABYTE] * 45, "</w:t></w:r></w:p>"),
    "tables within tables.docx": lambda: body_xml("<w:tbl><w:tr><w:tc>" * 200_000),
    "5,000 tables.docx": lambda: body_xml("<w:tbl/>" * 5000),
    "100,000 rows.html": lambda: page("<table>", *["<tr><td>a<td>b"] * 100_000),
    "deep.html": lambda: page("<div>" * 100_000),
    "deep tables.html": lambda: page("<table><tr><td>" * 100_000),
    "a million tags.html": lambda: page("<b>" * 1_000_000),
    "wide.html": lambda: page("<table><tr>", "<td>a" * 2000),
    "wide and tall.html": lambda: page("<table>", "<tr><td colspan=60 rowspan=60000>a" * 5000),
    "tall and blank.html": lambda: page(*["<table><tr><td rowspan=60000>a", "<tr>" * 9000, "<td>b</table>"] * 80),
    "100,000 rows.csv": lambda: b"1,Do it\n" * 100_000,
    "a line of commas.csv": lambda: b"," * 4_000_000 + b"a",
    "a million blank lines.csv": lambda: b"\n" * 1_000_000 + b"a",
    "a cell without an end.csv": lambda: b'a,"' + b"b\n" * 1_000_000,
    "a long cell.csv": lambda: csv_of([["a", "b" * 40_000]]),
}  # fmt: skip


def shared_often():
    cells = '<c t="s"><v>0</v></c>' * 60
    return with_part(with_shared_texts(f"<si><t>{'a' * 32_000}</t></si>"), SHEET, [
        f"<worksheet {EXCEL_NS}><sheetData>", *[f"<row>{cells}</row>"] * 2000, "</sheetData></worksheet>",
    ])  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name):
    content = BOMBS[name]()
    assert len(content) < 5 * 2**20
    began = time.process_time()
    with pytest.raises(Refused):
        open_file(name, content)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("method", [ZIP_LZMA, ZIP_BZIP2])
def test_a_package_is_unpacked_only_in_the_way_that_office_packs(method):
    made = BytesIO()
    with ZipFile(BytesIO(xlsx())) as package, ZipFile(made, "w", method) as into:
        for name in package.namelist():
            into.writestr(name, package.read(name))
    with pytest.raises(Refused, match="damaged"):
        open_file("plan.xlsx", made.getvalue())


def test_a_package_of_very_many_parts_is_refused():
    made = BytesIO(xlsx())
    with ZipFile(made, "a") as into:
        for number in range(2100):
            into.writestr(f"xl/{number}.xml", "")
    with pytest.raises(Refused, match="2,000 parts"):
        open_file("plan.xlsx", made.getvalue())


def test_a_package_that_lies_about_its_sizes_is_refused():
    content = bytearray(xlsx_of([["a"]]))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")
    with pytest.raises(Refused):
        open_file("plan.xlsx", bytes(content))


def rows_of(number, columns=12):
    return [[f"{row}.{column} do it" for column in range(columns)] for row in range(number)]


@pytest.mark.parametrize(
    ("name", "made_of"),
    [
        ("plan.xlsx", xlsx_of), ("plan.csv", csv_of), ("plan.docx", lambda rows: body_xml(table_xml(*rows))),
        ("plan.html", lambda rows: page("<table>", *("<tr>" + "".join(f"<td>{c}</td>" for c in row) for row in rows))),
    ],
)  # fmt: skip
def test_a_plan_of_5000_rows_is_read(name, made_of):
    rows = rows_of(5000)
    (grid,) = open_file(name, made_of([["heading"] * 12, *rows]))
    assert grid.rows[1:] == tuple(map(tuple, rows))


def test_a_table_as_wide_as_is_allowed_is_read_and_a_wider_one_refused():
    assert len(open_file("plan.csv", csv_of(rows_of(2, MOST_COLUMNS)))[0].rows[0]) == MOST_COLUMNS
    wide = rows_of(2, MOST_COLUMNS + 1)
    for name, content in [("a.csv", csv_of(wide)), ("a.xlsx", xlsx_of(wide)), ("a.docx", body_xml(table_xml(*wide)))]:
        with pytest.raises(Refused, match=r"60 columns|far away"):
            open_file(name, content)


def test_the_limits_leave_room_for_a_plan():
    assert MOST_ROWS * 12 < MOST_CELLS < MOST_AREA


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(
    st.sampled_from([".xlsx", ".docx", ".csv", ".html", ".xls", ".doc", ".pdf", ".txt", ""]),
    st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode(errors="replace")),
    st.sampled_from([b"", b"PK\x03\x04", b"<table><tr><td>", b"\xff\xfe", b"{\\rtf", b"a,b\n"]),
)
def test_any_bytes_are_read_or_refused(ending, content, before):
    try:
        grids = open_file(f"plan{ending}", before + content)
    except Refused:
        return
    assert grids
    for grid in grids:
        assert len({len(row) for row in grid.rows}) == 1


@settings(max_examples=100, deadline=None, phases=[Phase.generate])
@given(st.sampled_from(["xlsx", "docx"]), st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_a_damaged_package_is_read_or_refused(ending, place, some):
    whole = GOOD[ending]
    place %= len(whole)
    try:
        open_file(f"plan.{ending}", whole[:place] + some + whole[place + len(some) :])
    except Refused:
        return


@settings(max_examples=100, deadline=None, phases=[Phase.generate])
@given(st.sampled_from(["xlsx", "docx"]), st.data())
def test_a_package_with_damaged_xml_is_read_or_refused(ending, data):
    path = SHEET if ending == "xlsx" else DOCUMENT
    with ZipFile(BytesIO(GOOD[ending])) as package:
        xml = package.read(path).decode()
    place = data.draw(st.integers(0, len(xml)))
    some = data.draw(
        st.sampled_from(["", "<", ">", "x", '"', "-1", "99999999999", "</w:tc>", "<w:tbl>", "\0", "&amp;"])
    )
    length = data.draw(st.integers(0, 9))
    try:
        assert open_file("plan", with_part(GOOD[ending], path, [xml[:place] + some + xml[place + length :]]))
    except Refused:
        return


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(st.lists(st.sampled_from([*"ab\t,;|\"'\n\r=\0", "é", "\ud800", "sep=;\n", "\ufeff"]), max_size=40).map("".join))
def test_anything_pasted_is_read_or_refused(text):
    try:
        assert all(grid.rows for grid in open_pasted(text))
    except Refused:
        return


GOOD = {"xlsx": xlsx_of(rows_of(3)), "docx": body_xml(table_xml(*rows_of(3)))}
