"""The parts of a .docx or .xlsx, found by the relations that the package itself states."""

import posixpath
from typing import IO, NamedTuple
from zipfile import ZipFile

from plans.files.checks import NOT_WHOLE
from plans.files.grids import Refused
from plans.files.xml_stream import Attributes, attribute, walk


class Relation(NamedTuple):
    """A part that another one names: by its id there, the last word of its type ("worksheet"), and its path."""

    id: str
    kind: str
    path: str


def relations(package: ZipFile, part: str) -> tuple[Relation, ...]:
    """The parts that a part names, none where it names none; the package itself is the part ""."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[Relation] = []

    def begin(attributes: Attributes) -> None:
        if attribute(attributes, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attribute(attributes, "Target")))
            kind = attribute(attributes, "Type").rpartition("/")[2]
            found.append(Relation(attribute(attributes, "Id"), kind, target.lstrip("/")))

    if path in package.namelist():
        with package.open(path) as source:
            walk(source, {"Relationship": begin})
    return tuple(found)


def main_part(package: ZipFile) -> str:
    """The path of the document or workbook itself; raise ``Refused`` where the package has none."""
    for relation in relations(package, ""):
        if relation.kind == "officeDocument" and relation.path in package.namelist():
            return relation.path
    raise Refused(NOT_WHOLE)


def open_part(package: ZipFile, path: str) -> IO[bytes]:
    """Open a part for reading; raise ``Refused`` where it is missing."""
    if path not in package.namelist():
        raise Refused(NOT_WHOLE)
    return package.open(path)
