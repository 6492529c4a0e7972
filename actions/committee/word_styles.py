"""The styles of a report's Word document: one typeface, British English, headings in the council's colour."""

from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from actions.committee.looks import FONT, INK, MUTED

TABLE_TEXT = "Table text"
BRAND = "brand"
LANGUAGE = "en-GB"


class _Style(NamedTuple):
    """Size, weight and colour of a style, and the space around it, in points."""

    size: float
    before: float
    after: float
    colour: str = INK
    is_bold: bool = False
    keeps_with_next: bool = False


STYLES: dict[str, _Style] = {
    "Normal": _Style(11, 0, 6),
    "Before table": _Style(11, 0, 6, keeps_with_next=True),
    "Council": _Style(12, 0, 4, MUTED),
    "Title": _Style(22, 0, 4, BRAND, is_bold=True),
    "Subtitle": _Style(15, 0, 10, INK),
    "Fact": _Style(10.5, 0, 2),
    "Heading 1": _Style(17, 18, 5, BRAND, is_bold=True, keeps_with_next=True),
    "Heading 2": _Style(13, 14, 5, INK, is_bold=True, keeps_with_next=True),
    "Caption": _Style(10.5, 8, 4, INK, is_bold=True, keeps_with_next=True),
    "List Bullet": _Style(11, 0, 3),
    "Bar": _Style(9, 0, 2, keeps_with_next=True),
    "Key": _Style(9, 0, 6),
    TABLE_TEXT: _Style(9, 0, 1),
    "After table": _Style(4, 0, 2),
    "Footer": _Style(8.5, 0, 0, MUTED),
}


def apply_styles(document: Any, brand: str) -> None:
    """Give a new document its styles and its language."""
    for name, style in STYLES.items():
        _apply(_named(document, name), style, brand)
    _speak_british(document.styles.element)
    _leave_compatibility_mode(document.settings.element)


def _named(document: Any, name: str) -> Any:
    try:
        return document.styles[name]
    except KeyError:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        return made


def _apply(style: Any, look: _Style, brand: str) -> None:
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    for found in [*style.element.iter(qn("w:pBdr"), qn("w:tabs"))]:
        found.getparent().remove(found)
    style.font.name, style.font.size = FONT, Pt(look.size)
    style.font.bold, style.font.italic = look.is_bold, False
    style.font.color.rgb = RGBColor.from_string(brand if look.colour == BRAND else look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(look.before), Pt(look.after), look.keeps_with_next
    form.line_spacing, form.widow_control = 1.1, True


def _speak_british(styles: Any) -> None:
    """Tag every text as British English, so that it is read aloud and checked as such."""
    default = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = default.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        default.append(language)
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), LANGUAGE)


def _leave_compatibility_mode(settings: Any) -> None:
    """Let Word open the document as one of today, not as one of 2010."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
