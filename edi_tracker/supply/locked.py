"""The locked packages, as pip reads them from requirements.txt and requirements-dev.txt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOUSE = Path(__file__).resolve().parent.parent.parent
INSTALLED = HOUSE / "requirements.txt"  # on a server
LOCKED = [INSTALLED, HOUSE / "requirements-dev.txt"]
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
WANTED_BY = re.compile(r"#\s+(?:via\s+)?([A-Za-z0-9][\w.-]*)")


@dataclass(frozen=True)
class Pin:
    """One package at one version, the SHA-256 of each file it may be installed from, and who asks for it."""

    name: str
    version: Version
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def pins_of(path: Path) -> list[Pin]:
    """Read a requirement file; ValueError where a line does not pin one version or brings no hash."""
    return [_pin(block) for block in _blocks(path.read_text(encoding="utf-8").splitlines())]


def all_pins(paths: Iterable[Path]) -> list[Pin]:
    """The pins of several files, each package and version once, in order of name."""
    found = {(pin.name, pin.version): pin for path in reversed(list(paths)) for pin in pins_of(path)}
    return [found[key] for key in sorted(found)]


def _blocks(lines: Iterable[str]) -> list[str]:
    """One text for each package: its line, and the hashes and comments that follow it."""
    blocks: list[str] = []
    for line in lines:
        if line[:1].strip() and not line.startswith("#"):
            blocks.append(line)
        elif blocks:
            blocks[-1] += "\n" + line
    return blocks


def _pin(block: str) -> Pin:
    requirement = Requirement(block.split("\n")[0].split("--hash")[0].rstrip(" \\"))
    exact = [part.version for part in requirement.specifier if part.operator == "==" and "*" not in part.version]
    hashes = tuple(HASH.findall(block))
    if len(exact) != 1 or len(requirement.specifier) != 1:
        raise ValueError(f"{requirement} does not pin one version.")
    if not hashes:
        raise ValueError(f"{requirement} has no hash.")
    wanted_by = [found[1] for line in block.split("\n") if (found := WANTED_BY.search(line)) and found[1] != "via"]
    return Pin(canonicalize_name(requirement.name), Version(exact[0]), hashes, tuple(wanted_by))
