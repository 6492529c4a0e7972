"""Text in spreadsheets: inert, and the very same when it is read back.

A cell that begins with = or one of its like is run as a formula by Excel and LibreOffice when a CSV file is opened.
A workbook says itself which cells are text, but its XML cannot hold every character.
"""

import re

UNSEEN = r"\s\x00-\x1f\x7f\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069"
RUNS = re.compile(rf"'*(?:[\t\r\n]|[{UNSEEN}]*[=+\-@＝＋－＠])")
CANNOT_BE_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def might_run(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, perhaps after taking an apostrophe off."""
    return RUNS.match(text) is not None


def to_csv(text: str) -> str:
    """Put an apostrophe before text that might run, which makes spreadsheets show it as it is."""
    return f"'{text}" if might_run(text) else text


def from_csv(text: str) -> str:
    """Undo ``to_csv``."""
    return text[1:] if text.startswith("'") and might_run(text) else text


def to_xlsx(text: str) -> str:
    """Write what XML cannot hold as Excel does: _x000D_ for a carriage return."""
    return CANNOT_BE_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_xlsx(text: str) -> str:
    """Undo ``to_xlsx``."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
