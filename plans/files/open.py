"""Opening a file that a person brought: as tables of words, or refused with a sentence that says what to do."""

from pathlib import PurePath

from plans.files.checks import check_size
from plans.files.comma_separated import text_grid
from plans.files.encodings import decode
from plans.files.grids import Grid, Refused
from plans.files.kinds import Kind, kind_of
from plans.files.listed import listed
from plans.files.spreadsheet import spreadsheet_grids
from plans.files.web_page import page_grids
from plans.files.word import word_grids

NO_TABLE = (
    "There is no table in this file, and no list under headings. If the plan is a picture or stands in text boxes, "
    "copy it into a table in Word or Excel, save that and choose it."
)
PASTED = "Pasted table"


def open_file(name: str, content: bytes) -> tuple[Grid, ...]:
    """The tables of a file, at least one, in its order; raise ``Refused`` for a file that is not read."""
    check_size(content)
    path = PurePath(name)
    match kind_of(path.suffix.lower(), content):
        case Kind.WORD:
            grids = word_grids(content)
        case Kind.SPREADSHEET:
            grids = listed(spreadsheet_grids(content))
        case Kind.WEB_PAGE:
            grids = page_grids(content)
        case Kind.TEXT:
            grids = _text_grids(path.stem, decode(content))
    if not grids:
        raise Refused(NO_TABLE)
    return grids


def open_pasted(text: str) -> tuple[Grid, ...]:
    """The table that a person pasted, with tabs between its cells or as CSV; raise ``Refused`` where there is none."""
    if not text.strip():
        raise Refused("Paste the table of the plan.")
    check_size(text.encode(errors="replace"))
    return _text_grids(PASTED, text)


def _text_grids(name: str, text: str) -> tuple[Grid, ...]:
    grid = text_grid(name, text)
    return listed((grid,)) if grid else ()
