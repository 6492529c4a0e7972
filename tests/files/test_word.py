"""Word documents give their tables, and what stands above each."""

import pytest

from plans.files.grids import Line
from plans.files.open import open_file
from tests.files.making import WORD_NS, body_xml, docx, paragraph, table, table_xml, with_part

BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
STYLES = "word/styles.xml"
CONTINUES = ("<w:vMerge/>", "")


def run(inner):
    return f"<w:r>{inner}</w:r>"


def style(id, inner):
    return f'<w:style w:type="paragraph" w:styleId="{id}">{inner}</w:style>'


def grid_of(content):
    (grid,) = open_file("plan.docx", content)
    return grid


def words_of(*runs, properties=""):
    """The words of one paragraph in a cell, beside another cell."""
    return grid_of(body_xml(table_xml([("", paragraph(*runs, properties=properties)), "x"]))).rows[0][0]


def test_tables_come_in_order_with_the_lines_above_each():
    def fill(document):
        document.add_heading("The plan", 0)
        document.add_heading("Goal one", 2)
        document.add_paragraph("We will:")
        table(document, [["a", "b"]])
        document.add_paragraph("first", style="List Bullet")
        table(document, [["c", "d"]])

    first, second = open_file("plan.docx", docx(fill))
    assert first.above == (Line("The plan", 1), Line("Goal one", 2), Line("We will:"))
    assert (first.name, first.rows) == ("Table 1", (("a", "b"),))
    assert second.above == (Line("• first"),)
    assert (second.name, second.rows) == ("Table 2", (("c", "d"),))


def test_headings_are_known_by_the_styles_that_theirs_are_based_on():
    styles = [
        style("berschrift2", '<w:name w:val="heading 2"/>'),
        style("Ours", '<w:name w:val="Ours"/><w:basedOn w:val="berschrift2"/>'),
        style("Own", '<w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("Loop", '<w:name w:val="Loop"/><w:basedOn w:val="Loop"/>'),
    ]
    headings = [paragraph(name, properties=f'<w:pStyle w:val="{name}"/>') for name in ("Ours", "Own", "Loop", "None")]
    direct = paragraph("Direct", properties='<w:outlineLvl w:val="0"/>')
    plain = paragraph("Plain", properties='<w:pStyle w:val="Ours"/><w:outlineLvl w:val="9"/>')
    content = with_part(
        body_xml(*headings, direct, plain, table_xml(["a", "b"])),
        STYLES,
        [f"<w:styles {WORD_NS}>", *styles, "</w:styles>"],
    )
    assert [line.level for line in grid_of(content).above] == [2, 3, 0, 0, 1, 0]


def test_merged_cells_have_their_words_once():
    wide = ('<w:gridSpan w:val="2"/>', "wide")
    tall = ('<w:vMerge w:val="restart"/>', "tall")
    grid = grid_of(body_xml(table_xml([wide, "a"], [tall, "b", "c"], [CONTINUES, "d", "e"])))
    assert grid.rows == (("wide", "", "a"), ("tall", "b", "c"), ("", "d", "e"))
    assert grid.covered == {(0, 1), (2, 0)}


def test_cells_that_word_itself_merged_read_the_same():
    def fill(document):
        made = table(document, [["a", "", ""], ["b", "c", ""], ["", "", ""]])
        made.cell(0, 0).merge(made.cell(0, 2))
        made.cell(1, 1).merge(made.cell(2, 2))
        made.cell(2, 0).text = "last"

    grid = grid_of(docx(fill))
    assert grid.rows == (("a", ""), ("b", "c"), ("last", ""))
    assert grid.covered == {(0, 1), (2, 1)}


def test_a_row_that_begins_further_right_keeps_its_columns():
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>b2</w:t></w:r></w:p></w:tc></w:tr>'
    content = body_xml(table_xml(["a1", "b1"]).replace("</w:tbl>", f"{late}</w:tbl>"))
    assert grid_of(content).rows == (("a1", "b1"), ("", "b2"))
    assert grid_of(content).covered == frozenset()


def test_bullets_and_numbers_that_word_draws_are_printed_as_bullets():
    def fill(document):
        cell = table(document, [["We will", "x"]]).cell(0, 0)
        for style in ("List Bullet", "List Number", "List Bullet 2"):
            cell.add_paragraph(style, style=style)

    assert grid_of(docx(fill)).rows[0][0] == "We will\n• List Bullet\n• List Number\n• List Bullet 2"
    assert words_of("direct", properties=BULLET) == "• direct"
    taken_off = '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    assert words_of("taken off", properties=taken_off) == "taken off"
    assert words_of("·  typed") == "• typed"


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (["one", run("<w:br/>"), "two"], "one\ntwo"),
        (["one", run("<w:tab/>"), "two"], "one two"),
        (["co", run("<w:noBreakHyphen/>"), "op"], "co-op"),
        ([run('<w:sym w:font="Wingdings" w:char="F0FC"/>'), " done"], "✓ done"),
        (["keeps  two   spaces "], "keeps  two   spaces"),
        (["a", "<w:ins><w:r><w:t> new</w:t></w:r></w:ins>"], "a new"),
        (["a", "<w:del><w:r><w:delText> old</w:delText></w:r></w:del>", " b"], "a b"),
        (["a", "<w:moveFrom><w:r><w:t> here</w:t></w:r></w:moveFrom>"], "a"),
        (["see ", "<w:hyperlink><w:r><w:t>our page</w:t></w:r></w:hyperlink>"], "see our page"),
        ([run("<w:instrText>DATE</w:instrText>"), "<w:fldSimple><w:r><w:t>2027</w:t></w:r></w:fldSimple>"], "2027"),
        (["<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>"], "chosen"),
        ([run("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>"), "seen"], "seen"),
        ([run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>not hidden</w:t>')], "not hidden"),
        ([run("<w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict>"), "a"], "a"),
    ],
)
def test_words_are_those_that_a_reader_sees(runs, words):
    assert words_of(*runs) == words


def test_how_a_paragraph_looked_before_a_tracked_change_does_not_count():
    change = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    assert grid_of(body_xml(paragraph("plain", properties=change), table_xml(["a", "b"]))).above == (Line("plain"),)


def test_a_row_that_was_deleted_is_left_out():
    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
    content = body_xml(table_xml(["a", "b"], ["c", "d"]).replace("<w:tbl>", f"<w:tbl>{deleted}"))
    assert grid_of(content).rows == (("a", "b"), ("c", "d"))


def test_a_table_within_a_cell_is_words_of_the_cell():
    inner = paragraph("outer") + table_xml([('<w:gridSpan w:val="9"/>', "one"), "two"], [CONTINUES, "four"])
    grid = grid_of(body_xml(table_xml([("", inner), "x"])))
    assert grid.rows == (("outer\none\ntwo\nfour", "x"),)
    assert grid.covered == frozenset()


def test_headers_and_footers_are_left_out():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "Draft"
        table(document, [["a", "b"]])

    assert grid_of(docx(fill)).above == ()


def test_an_empty_table_is_none_and_keeps_what_stands_above_it_for_the_next():
    content = body_xml(paragraph("Goal"), table_xml(["", " "]), table_xml(["a", "b"]))
    assert grid_of(content).above == (Line("Goal"),)


def test_headings_and_lists_are_a_grid_where_there_is_no_table():
    def fill(document):
        document.add_heading("Theme", 1)
        document.add_paragraph("We will:")
        for words in ("one", "two", "three"):
            document.add_paragraph(words, style="List Bullet")

    grid = grid_of(docx(fill))
    assert grid.name == "Headings and lists"
    assert [row[4] for row in grid.rows[1:]] == ["one", "two", "three"]
