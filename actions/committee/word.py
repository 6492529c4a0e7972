"""A report as a Word document: real headings, header rows that repeat, alternative text, A4, British English."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, RGBColor

from actions.committee.bar_picture import bar_picture
from actions.committee.content import Bar, Part, Report, Section, Table
from actions.committee.looks import BRANDS, MUTED, STATUS_FILLS
from actions.committee.word_styles import TABLE_TEXT, apply_styles
from actions.committee.word_table import printable, word_table
from actions.standing import STATUS_LABELS

SHORT_SIDE, LONG_SIDE, MARGIN, BAR_WIDTH = Mm(210), Mm(297), Mm(20), Mm(170)
LONGEST_PROPERTY = 255


def word_document(report: Report, colour: str) -> bytes:
    """Return a report as the bytes of a .docx; ``colour`` is the name of the council's."""
    writer = _Writer(report, BRANDS[colour])
    writer.write()
    stream = BytesIO()
    writer.document.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes one report into one document."""

    def __init__(self, report: Report, brand: str) -> None:
        self.report, self.brand = report, brand
        self.document = Document()
        apply_styles(self.document, brand)

    def write(self) -> None:
        """Write everything, in its order."""
        _set_properties(self.document.core_properties, self.report)
        self._set_page(self.document.sections[0], is_wide=False)
        self._write_head()
        is_wide = False
        for section in self.report.sections:
            if section.is_wide != is_wide:
                is_wide = section.is_wide
                self._set_page(self.document.add_section(WD_SECTION.NEW_PAGE), is_wide=is_wide)
            self._write_section(section)

    def _set_page(self, page: Any, *, is_wide: bool) -> None:
        sides = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
        self.width = Length(sides[0] - 2 * MARGIN).twips
        page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = sides
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
        page.footer_distance = Mm(10)
        page.footer.is_linked_to_previous = False
        footer = page.footer.paragraphs[0]
        footer.paragraph_format.tab_stops.add_tab_stop(sides[0] - 2 * MARGIN, 2)
        footer.add_run(printable(f"{self.report.made}\tPage "))
        _add_field(footer, "PAGE")
        footer.add_run(" of ")
        _add_field(footer, "NUMPAGES")

    def _write_head(self) -> None:
        for text, style in (
            (self.report.council, "Council"), (self.report.title, "Title"), (self.report.subtitle, "Subtitle")
        ):  # fmt: skip
            self._add(text, style)
        for label, text in self.report.facts:
            paragraph = self.document.add_paragraph(style="Fact")
            paragraph.add_run(printable(f"{label}: ")).bold = True
            paragraph.add_run(printable(text))

    def _add(self, text: str, style: str) -> None:
        self.document.add_paragraph(printable(text), style=style)

    def _write_section(self, section: Section) -> None:
        self.document.add_heading(printable(section.title), level=1)
        for part in section.parts:
            self._write_part(part)

    def _write_part(self, part: Part) -> None:
        if part.title:
            self.document.add_heading(printable(part.title), level=2)
        for words in part.words:
            self._add(words, "Before table" if part.table else "Normal")
        for words in part.bullets:
            self._add(words, "List Bullet")
        for bar in part.bars:
            self._write_bar(bar)
        if part.table:
            if part.table.shows_caption:
                self._add(part.table.caption, "Caption")
            self._write_table(part.table)

    def _write_bar(self, bar: Bar) -> None:
        self._add(bar.label, "Caption")
        paragraph = self.document.add_paragraph(style="Bar")
        picture = paragraph.add_run().add_picture(BytesIO(bar_picture(bar.counts)), width=BAR_WIDTH)
        for side in ("distT", "distB", "distL", "distR"):
            picture._inline.set(side, "0")
        described = picture._inline.docPr
        described.set("descr", printable(bar.in_words))
        described.set("name", f"Bar {described.get('id')}")
        key = self.document.add_paragraph(style="Key")
        for code, number in bar.counts.items():
            sign = key.add_run("□" if code == "withdrawn" else "■")
            sign.font.color.rgb = RGBColor.from_string(MUTED if code == "withdrawn" else STATUS_FILLS[code])
            key.add_run(f"\u00a0{STATUS_LABELS[code]}\u00a0{number:,}    ".replace(" ", "\u00a0", 1))

    def _write_table(self, table: Table) -> None:
        style = self.document.styles[TABLE_TEXT].style_id
        body = self.document.element.body
        body.insert(len(body) - 1, word_table(table, self.width, style, self.brand))  # the last is the page's setting
        self.document.add_paragraph(style="After table")


def _add_field(paragraph: Any, name: str) -> None:
    """Add a number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_properties(properties: Any, report: Report) -> None:
    """Say what the document is, and take out what the library says of itself."""
    now = datetime.now(UTC).replace(tzinfo=None)
    properties.title = printable(f"{report.title}: {report.subtitle}")[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(report.council)[:LONGEST_PROPERTY]
    properties.language, properties.subject = "en-GB", printable(report.made)
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = now
