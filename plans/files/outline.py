"""A document that prints its plan as headings and lists, seen as a table."""

import re

from plans.files.grids import Grid, Line

NAME = "Headings and lists"
COLUMNS = ("Heading 1", "Heading 2", "Heading 3", "Text", "List item")
FEWEST_ITEMS = 3
BULLET = "• "
TYPED_BULLET = re.compile(r"[•·▪●◦‣∙\uf0b7\uf0a7]\s*")


class Outline:
    """Takes the lines of a document as they come, and keeps each list item with what stands above it."""

    def __init__(self) -> None:
        self.items: list[tuple[dict[int, str], str, str]] = []
        self.title: Line | None = None
        self.headings: dict[int, str] = {}
        self.texts: list[str] = []
        self.texts_are_used = False

    def take(self, line: Line, *, is_item: bool) -> None:
        """Take the next line."""
        if line.level:
            self._take_heading(line)
        elif is_item:
            self.items.append((dict(self.headings), "\n".join(self.texts), line.text.removeprefix(BULLET)))
            self.texts_are_used = True
        else:
            self._drop_used()
            self.texts.append(line.text)

    def grid(self) -> Grid | None:
        """A row for each list item, None where there are too few to be a plan.

        A heading above all others is the document's own and stands above the grid. Of more than three levels of
        headings the lowest share a column.
        """
        if len(self.items) < FEWEST_ITEMS:
            return None
        title = self._title()
        levels = sorted({level for headings, _, _ in self.items for level in headings} - {title.level if title else 0})
        rows = ((*_columns(headings, levels), text, item) for headings, text, item in self.items)
        return Grid(NAME, (COLUMNS, *rows), above=(title,) if title else ())

    def _take_heading(self, line: Line) -> None:
        """A heading no deeper than that of the paragraphs above it, such as "Activities", leaves them standing."""
        self._drop_used()
        deepest = max(self.headings, default=0)
        if not self.items and not self.headings:
            self.title = line
        if line.level < deepest or (self.title and deepest == self.title.level):
            self.texts.clear()
        self.headings = {level: words for level, words in self.headings.items() if level < line.level}
        self.headings[line.level] = line.text
        if self.title and line.level <= self.title.level and line is not self.title:
            self.title = None

    def _drop_used(self) -> None:
        if self.texts_are_used:
            self.texts.clear()
            self.texts_are_used = False

    def _title(self) -> Line | None:
        """The one heading of the highest level, where others stand below it."""
        has_deeper = self.title and any(max(headings, default=0) > self.title.level for headings, _, _ in self.items)
        return self.title if has_deeper else None


def _columns(headings: dict[int, str], levels: list[int]) -> tuple[str, str, str]:
    places: list[list[str]] = [[], [], []]
    for place, level in enumerate(levels):
        if level in headings:
            places[min(place, 2)].append(headings[level])
    first, second, third = (" – ".join(words) for words in places)
    return first, second, third
