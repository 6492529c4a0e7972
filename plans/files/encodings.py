"""The letters of a text file: UTF-8, UTF-16 and the cp1252 that Excel writes on Windows."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from plans.files.checks import NO_TEXT
from plans.files.grids import Refused

DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{3,20})""", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes
NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-15": "iso-8859-15",
}
NAMES |= {f"windows-{page}": f"cp{page}" for page in range(1250, 1259)}
SAVE_AS_UTF8 = "Open it in the program that made it, save it as “CSV UTF-8” and choose the new file."


def decode(content: bytes) -> str:
    """The text of a file, by its first bytes or by what fits; raise ``Refused`` for what is not text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise Refused(f"This file is not text that can be read. {SAVE_AS_UTF8}")
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise Refused(NO_TEXT)
    return text


def decode_page(content: bytes) -> str:
    """The text of a web page, by its first bytes, by what it declares or by what fits."""
    declared = DECLARED.search(content[:DECLARED_WITHIN])
    encoding = NAMES.get(declared[1].decode().lower()) if declared else None
    if encoding is None or content.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        return decode(content)
    try:
        return decode(content.decode(encoding).encode())
    except UnicodeDecodeError:
        return decode(content)


def _encodings(content: bytes) -> tuple[str, ...]:
    """What the file may be in, the likeliest first."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    if content.startswith(BOM_UTF8):
        return ("utf-8-sig",)
    some = content[:4000]
    if len(content) % 2 == 0 and some.count(0) > len(some) // 4:  # every other byte of plain words is nought
        return ("utf-16-be",) if some[::2].count(0) > some[1::2].count(0) else ("utf-16-le",)
    return ("utf-8", "cp1252")
