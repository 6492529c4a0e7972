"""What is counted while a file is read, and where it ends."""

from io import BytesIO

import pytest

from plans.files.checks import (
    LARGEST,
    LAST_ROW,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_ROWS,
    Room,
    check_size,
    open_package,
)
from plans.files.comma_separated import text_grid
from plans.files.grids import Refused
from plans.files.open import open_file
from plans.files.package import main_part, open_part, relations
from plans.files.spreadsheet import spreadsheet_grids
from plans.files.xml_stream import attribute, walk
from tests.files.making import docx, sheet_xml, with_part, xlsx


def test_a_file_of_five_megabytes_is_read_and_a_larger_one_refused():
    check_size(b"a" * LARGEST)
    with pytest.raises(Refused, match="larger than 5 MB"):
        check_size(b"a" * (LARGEST + 1))


def test_rows_without_words_are_not_counted():
    room = Room()
    for _ in range(MOST_ROWS * 2):
        room.take_row(["", ""])
    assert room.rows == 0


def test_each_table_has_its_own_rows():
    room = Room()
    for _ in range(3):
        room.begin_table()
        for _ in range(MOST_ROWS):
            room.take_row(["a"])
    with pytest.raises(Refused, match="more than 5,000 rows"):
        room.take_row(["a"])


class LongRoom(Room):
    """Room for a table that is longer than a plan."""

    last_row = LAST_ROW + 1


def test_whoever_brings_a_longer_table_brings_its_room():
    text = "a\n" + "\n" * (LAST_ROW - 1) + "b\n"
    assert len(text_grid("", text, LongRoom()).rows) == LAST_ROW + 1
    with pytest.raises(Refused, match="more than 10,000 rows"):
        text_grid("", text)


def test_a_workbook_may_have_more_room_too():
    content = sheet_xml(f'<row r="{LAST_ROW + 1}"><c r="A{LAST_ROW + 1}"><v>1</v></c></row>')
    assert len(spreadsheet_grids(content, LongRoom())[0].rows) == LAST_ROW + 1
    with pytest.raises(Refused, match="far away"):
        spreadsheet_grids(content)


def test_all_tables_together_have_a_number_of_cells_and_characters():
    for row, most in [(["a"] * 1000, MOST_CELLS // 1000), (["a" * 30_000], MOST_CHARACTERS // 30_000)]:
        room = Room()
        for _ in range(most):
            room.begin_table()
            room.tables = 0
            room.take_row(row)
        with pytest.raises(Refused, match="more than a plan"):
            room.take_row(row)


def test_a_cell_is_as_long_as_excel_lets_it_be():
    Room().take_row(["a" * LONGEST_CELL])
    with pytest.raises(Refused, match=r"begins “bbb.*Shorten it"):
        Room().take_row(["a", "b" * (LONGEST_CELL + 1)])


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_database_holds_is_refused(text):
    with pytest.raises(Refused, match="NUL"):
        Room().take_row([text])
    with pytest.raises(Refused, match="NUL"):
        Room().take_line(text)


@pytest.mark.parametrize("escaped", ["_x0000_", "_xD800_"])
def test_a_workbook_cannot_smuggle_it_in(escaped):
    content = sheet_xml(f'<row><c t="str"><v>a{escaped}</v></c></row>')
    with pytest.raises(Refused, match="NUL"):
        open_file("plan.xlsx", content)


@pytest.mark.parametrize("declaration", ["<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!ENTITY a 'b'>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_declaration_is_refused_wherever_it_stands(declaration, encoding):
    for before in ("", " " * 65_530, " " * 65_536):
        part = f"{before}{declaration}<x/>".encode(encoding)
        with pytest.raises(Refused, match="DTD"):
            open_package(with_part(xlsx(), "docProps/custom.xml", [part]))


def test_pictures_are_not_searched_for_declarations():
    open_package(with_part(docx(), "word/media/image1.png", ["<!DOCTYPE x>" + "<" * 2_000_000]))


def test_relations_are_followed_from_the_folder_of_their_part():
    package = open_package(xlsx())
    assert main_part(package) == "xl/workbook.xml"
    assert ("worksheet", "xl/worksheets/sheet1.xml") in [
        relation[1:] for relation in relations(package, "xl/workbook.xml")
    ]
    assert relations(package, "docProps/app.xml") == ()


@pytest.mark.parametrize("target", ["../../etc/passwd", "/etc/passwd", "http://example.com/x", "", "xl/none.xml"])
def test_a_relation_leads_to_no_place_outside_the_package(target):
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    part = f'<Relationships><Relationship Id="a" Type="{kind}" Target="{target}"/></Relationships>'
    package = open_package(with_part(xlsx(), "_rels/.rels", [part]))
    with pytest.raises(Refused, match="damaged"):
        main_part(package)
    with pytest.raises(Refused, match="damaged"):
        open_part(package, target)


def walked(xml, left_out=()):
    """The names and words that are told of, in order."""
    told = []
    begins = {name: (lambda attributes, name=name: told.append((name, attribute(attributes, "v")))) for name in "abc"}
    ends = {name: (lambda name=name: told.append(f"/{name}")) for name in "abc"}
    walk(BytesIO(xml.encode()), begins, ends, told.append, left_out)
    return told


def test_xml_is_told_of_by_names_without_their_namespaces():
    assert walked('<a xmlns="u" xmlns:p="w" p:v="1">x<p:b v="2"/>y<d>z</d></a>') == [
        ("a", "1"), "x", ("b", "2"), "/b", "y", "z", "/a",
    ]  # fmt: skip


def test_what_is_left_out_is_not_told_of():
    assert walked("<a>x<b>no<a><b>no</b></a>no</b><c/></a>", left_out=("b",)) == [
        ("a", ""), "x", ("b", ""), "/b", ("c", ""), "/c", "/a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "xml",
    ["", "words", "<a>", "<a></b>", "<a>&b;</a>", "<!DOCTYPE a><a/>", "<?xml encoding='utf-9'?><a/>"],
)
def test_what_is_not_plain_xml_is_refused(xml):
    with pytest.raises(Refused):
        walked(xml)
