"""The Word document, read back: headings, tables, properties, pages, and words that XML cannot hold."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from actions.committee.bar_picture import HEIGHT, WIDTH, bar_picture
from actions.committee.content import Cell, Column, Line, Part, Report, Section, Table
from actions.committee.looks import BRANDS, STATUS_FILLS, STATUS_TAGS
from actions.committee.word import word_document
from actions.status import Status
from tests.committee.stage import AUGUST, MAY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def written(stage):
    """A report with everything in it, as bytes."""
    done, late = stage.action(text="Finish"), stage.action(text="Late", due_on=MAY)
    stage.report(done, status="completed", summary="First.\n\nSecond.", evidence="https://example.org/a")
    stage.report(late, status="in_progress", rag="red", reason="Why.")
    return word_document(stage.made(said=True), "teal")


@pytest.fixture
def document(written):
    return Document(BytesIO(written))


def simple(*rows: list[Cell], columns=2) -> Report:
    """A report with one table."""
    table = Table("A caption", [Column("A", 60), Column("B", 40, is_numeric=True)][:columns], list(rows))
    return Report(
        "Title", "Council", "Subtitle", [("Fact", "so")], [Section("s", "Section", [Part(table=table)])], "Made"
    )


def read(report):
    return Document(BytesIO(word_document(report, "blue")))


def headings(document):
    return [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]


def test_its_headings_stand_in_order_and_none_is_empty(document):
    found = headings(document)
    assert found[0] == ("Title", "Our plan")
    assert [text for style, text in found if style == "Heading 1"] == [
        "Summary", "Status and ratings", "Exceptions", "Completed in the period", "Due in the next period",
        "Not updated", "You said, we did", "How the figures are counted", "Annex: every action",
    ]  # fmt: skip
    assert all(text for _, text in found)
    levels = [1 if style == "Heading 1" else 2 for style, _ in found[1:]]
    assert levels[0] == 1


def test_every_table_repeats_its_header_row_and_keeps_its_rows_whole(document):
    assert len(document.tables) >= 7
    for table in document.tables:
        first, *others = table._tbl.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert [row for row in others if row.find(f"{W}trPr/{W}tblHeader") is not None] == []
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))
        assert all(cell.text for cell in table.rows[0].cells)


def test_every_table_has_a_name_and_widths_that_fit_the_page(document):
    for table in document.tables:
        assert table._tbl.find(f"{W}tblPr/{W}tblCaption").get(qn("w:val"))
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(f"{W}gridCol")]
        assert 9600 < sum(widths) <= 9638 or 14500 < sum(widths) <= 14570


def test_pictures_say_in_words_what_they_show(document):
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [
        "At the end of 30 June 2024: 2 actions, 2 not started.",
        "At the end of 30 September 2024: 2 actions, 1 in progress and 1 completed.",
    ]


def test_its_properties_name_title_language_and_council(document):
    properties = document.core_properties
    assert properties.title == "Our plan: Committee report: July to September 2024"
    assert (properties.author, properties.last_modified_by) == ("Alderford Council", "Alderford Council")
    assert properties.language == "en-GB"
    assert properties.comments == ""


def test_its_text_is_tagged_as_british_english(document):
    language = document.styles.element.find(f".//{W}rPrDefault//{W}lang")
    assert language.get(qn("w:val")) == "en-GB"


def test_its_pages_are_a4_and_the_annex_lies_on_its_side(document):
    upright, annex = document.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    assert annex.orientation == WD_ORIENT.LANDSCAPE


def test_each_foot_counts_pages_and_says_when_it_was_made(document):
    for section in document.sections:
        [foot] = section.footer.paragraphs
        assert "as at 30 September 2024" in foot.text
        fields = [field.get(qn("w:instr")) for field in foot._p.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_it_holds_no_macro_and_leads_nowhere(written):
    with zipfile.ZipFile(BytesIO(written)) as archive:
        assert [name for name in archive.namelist() if "vba" in name.lower()] == []
        links = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
    assert 'TargetMode="External"' not in links
    assert "hyperlink" not in links


def test_web_addresses_stand_as_text_and_line_breaks_stay(document):
    told = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("https://example.org/a" in text for text in told)
    assert any("First.\n\nSecond." in text for text in told)


def test_a_table_of_fewer_columns_is_as_wide():
    [column] = read(simple([[Line("a")]], columns=1)).tables[0]._tbl.iter(f"{W}gridCol")
    assert int(column.get(qn("w:w"))) > 9600


def test_a_row_of_one_cell_spans_the_table():
    table = read(simple([[Line("Heads")]], [[Line("a")], [Line("1")]])).tables[0]
    spans = [span.get(qn("w:val")) for span in table._tbl.iter(f"{W}gridSpan")]
    assert spans == ["2"]


def test_an_empty_cell_is_still_a_paragraph():
    table = read(simple([[Line("a")], []])).tables[0]
    assert table.rows[1].cells[1].text == ""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bell\x07 and null\x00", "bell\ufffd and null\ufffd"),
        ("half \ud800 a pair", "half \ufffd a pair"),
        ("<b>&amp;\"'", "<b>&amp;\"'"),
        ("😀 ﷽ \ufffe", "😀 ﷽ \ufffd"),
        ("a\r\nb\x0bc", "a\nb\ufffdc"),
    ],
)
def test_words_that_xml_cannot_hold_do_not_break_it(typed, written):
    report = simple([[Line(typed)], [Line("1")]])
    assert read(report).tables[0].rows[1].cells[0].text == written
    named = Report(typed, typed, typed, [(typed, typed)], [Section("s", typed, [Part(typed, [typed])])], typed)
    assert len(read(named).paragraphs) > 3


def test_a_very_long_title_fits_the_properties():
    report = Report("T" * 300, "C" * 300, "S", [], [], "M")
    assert len(read(report).core_properties.title) == 255


def test_a_bar_is_a_picture_of_its_shares():
    picture = bar_picture({"in_progress": 1, "completed": 1})
    assert picture.startswith(b"\x89PNG")
    assert f"{WIDTH}x{HEIGHT}" == "1700x70"
    assert bytes.fromhex(STATUS_FILLS["completed"]) in picture


def test_a_bar_of_very_many_has_room_for_the_one():
    assert bar_picture({"in_progress": 99_999, "completed": 1, "withdrawn": 1}).startswith(b"\x89PNG")


def test_every_status_has_its_looks():
    assert set(STATUS_FILLS) == set(STATUS_TAGS) == set(Status.values)


def test_colours_agree_with_the_stylesheet():
    css = Path(settings.BASE_DIR, "static/css/edi.css").read_text(encoding="utf-8").lower()
    for name, colour in BRANDS.items():
        assert f"--brand: #{colour.lower()}" in css, name
    for status, colour in STATUS_FILLS.items():
        [found] = re.findall(rf"\.edi-bar__seg--{status.replace('_', '-')} {{ fill: #([0-9a-f]+)", css)
        assert colour.lower() in (found, "".join(2 * digit for digit in found)), status


def test_a_thousand_rows_are_all_written():
    row = [[Line("An action of some length", before="1.1")], [Line("Completed " + str(AUGUST))]]
    assert len(read(simple(*[row] * 1000)).tables[0]._tbl.tr_lst) == 1001
