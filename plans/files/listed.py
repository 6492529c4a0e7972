"""A sheet that holds a plan as headings and lists, one below the other: read as a document without tables is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plans.files.grids import Grid, Line
from plans.files.outline import BULLET, NAME, TYPED_BULLET, Outline

MOST_WORDS_OF_A_HEADING = 12
NUMBERED = re.compile(r"\d+[.)]\s")  # "1. Leadership" is a heading; "1.1 - staff know …" is what stands above a list
NUMBERED_WITHIN = re.compile(r"\d+\.\d")
ENDS_WORDS = (".", ":", ",", ";", "?", "!")


def listed(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The grids, each as headings and lists where it is no table but holds those; any other as it is."""
    read = [(grid, _outline(grid)) for grid in grids]
    name = NAME if len(grids) == 1 else f"{NAME}, {{}}"
    return tuple(replace(found, name=name.format(grid.name)) if found else grid for grid, found in read)


def _outline(grid: Grid) -> Grid | None:
    """The lines of a grid in an outline, None where a row has several cells or few bullets stand in it.

    Where sections are numbered, a first line without a number is the title of all.
    """
    if any(len([cell for cell in cells if cell.strip()]) > 1 for cells in grid.rows):
        return None
    lines = list(_lines(grid))
    times = Counter(lines)
    has_title = any(map(NUMBERED.match, lines)) and not NUMBERED.match(lines[0]) and _level(lines[0], 1) == 1
    outline = Outline()
    for place, line in enumerate(lines):
        bullet = TYPED_BULLET.match(line)
        if bullet:
            outline.take(Line(BULLET + line[bullet.end() :]), is_item=True)
        else:
            level = _level(line, times[line])
            is_below = has_title and place > 0 and level > 0
            outline.take(Line(line, level + 1 if is_below else level), is_item=False)
    return outline.grid()


def _lines(grid: Grid) -> Iterator[str]:
    for cells in grid.rows:
        yield from (line for cell in cells for piece in cell.split("\n") if (line := piece.strip()))


def _level(line: str, times: int) -> int:
    """The level of a heading, 0 for other text. One that comes again ("Activities") stands below the others."""
    if line.endswith(ENDS_WORDS) or NUMBERED_WITHIN.match(line) or len(line.split()) > MOST_WORDS_OF_A_HEADING:
        return 0
    return 1 if times == 1 or NUMBERED.match(line) else 2
