"""XML read bit by bit, with nothing kept: the memory that it takes does not grow with the file."""

from collections.abc import Callable, Collection, Mapping
from typing import IO, Any
from xml.parsers import expat

from plans.files.checks import AT_ONCE, DECLARES, NOT_WHOLE
from plans.files.grids import Refused

LONGEST_TAG = 2**20  # bytes: expat reads an unfinished tag again from its start with every bit

Attributes = dict[str, str]
Begins = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]


def walk(
    source: IO[bytes],
    begins: Begins,
    ends: Ends | None = None,
    words: Callable[[str], None] | None = None,
    left_out: Collection[str] = (),
) -> None:
    """Call what is given for an element's name, without its namespace, as it begins and ends, and for words.

    Nothing is called for what stands within elements that are left out. Raise ``Refused`` for what is not XML
    or declares a DTD.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declaration
    _Calls(begins, ends or {}, words, left_out).attach(parser)
    fed = 0
    try:
        while some := source.read(AT_ONCE):
            parser.Parse(some, False)
            fed += len(some)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise Refused(NOT_WHOLE)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise Refused(NOT_WHOLE) from error


def attribute(attributes: Attributes, name: str) -> str:
    """The attribute of that name in whatever namespace, "" where there is none."""
    for key, value in attributes.items():
        if key == name or key.endswith(f" {name}"):
            return value
    return ""


class _Calls:
    """Finds what to call by an element's full name; the names of a file are few, so each is taken apart once."""

    def __init__(
        self, begins: Begins, ends: Ends, words: Callable[[str], None] | None, left_out: Collection[str]
    ) -> None:
        self.begins, self.ends, self.words, self.left_out = begins, ends, words, left_out
        self.known: dict[str, tuple[Callable[[Attributes], None] | None, Callable[[], None] | None, bool]] = {}
        self.depth_left_out = 0

    def attach(self, parser: Any) -> None:
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        if self.words:
            parser.CharacterDataHandler = self._words

    def _begin(self, name: str, attributes: Attributes) -> None:
        begin, _, is_left_out = self.known.get(name) or self._learn(name)
        if begin and not self.depth_left_out:
            begin(attributes)
        if is_left_out:
            self.depth_left_out += 1

    def _end(self, name: str) -> None:
        _, end, is_left_out = self.known[name]
        if is_left_out:
            self.depth_left_out -= 1
        if end and not self.depth_left_out:
            end()

    def _words(self, some: str) -> None:
        if self.words and not self.depth_left_out:
            self.words(some)

    def _learn(self, name: str) -> tuple[Callable[[Attributes], None] | None, Callable[[], None] | None, bool]:
        local = name[name.rfind(" ") + 1 :]
        self.known[name] = self.begins.get(local), self.ends.get(local), local in self.left_out
        return self.known[name]


def _refuse_declaration(*_: object) -> None:
    raise Refused(DECLARES)
