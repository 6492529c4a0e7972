"""A stacked bar as a small PNG picture: plain rectangles, so that no library for pictures is needed."""

import struct
import zlib
from collections.abc import Mapping

from actions.committee.looks import EDGE, STATUS_FILLS

WIDTH, HEIGHT, GAP = 1700, 70, 4


def bar_picture(counts: Mapping[str, int]) -> bytes:
    """Draw a bar, split by status as the counts are, in their order."""
    codes, total = list(counts), sum(counts.values())
    palette = bytes.fromhex("".join(["FFFFFF", EDGE, *(STATUS_FILLS[code] for code in codes)]))
    row, so_far, start = bytearray(), 0, 0
    for place, code in enumerate(codes):
        so_far += counts[code]
        end = round(so_far * WIDTH / total)
        gap = min(GAP, end - start) if so_far < total else 0
        row += bytes([place + 2]) * (end - start - gap) + bytes([0]) * gap
        start = end
    edge = bytes([1])
    row = bytearray(edge * 2) + row[2:-2] + edge * 2
    lines = [edge * WIDTH] * 2 + [bytes(row)] * (HEIGHT - 4) + [edge * WIDTH] * 2
    pixels = b"".join(b"\x00" + line for line in lines)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
