"""Known advisories about the locked packages: kept in a file, so that they can be asked without a network.

The file's entries have the form of OSV 1.7 (https://ossf.github.io/osv-schema/), cut to what is asked of them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from packaging.version import Version

from edi_tracker.supply.locked import Pin

FOLDER = Path(__file__).resolve().parent
KNOWN = FOLDER / "advisories.json"
ACCEPTED = FOLDER / "accepted.json"


@dataclass(frozen=True)
class Hit:
    """An advisory that holds for a locked package."""

    pin: Pin
    advisory: dict[str, Any]

    @property
    def names(self) -> list[str]:
        """What the advisory is called: its own number first, then those of other databases."""
        return [self.advisory["id"], *self.advisory["aliases"]]


@dataclass(frozen=True)
class Accepted:
    """An advisory that we live with for a while, and why."""

    package: str
    advisory: str
    reason: str
    until: date

    def covers(self, hit: Hit, on: date) -> bool:
        return self.package == hit.pin.name and self.advisory in hit.names and on <= self.until


def read_known(path: Path = KNOWN) -> dict[str, Any]:
    """The whole file: `advisories`, `known_up_to` (the newest of them), `taken_on`, `source` and `covers`."""
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def read_accepted(path: Path = ACCEPTED) -> list[Accepted]:
    entries = json.loads(path.read_text(encoding="utf-8"))
    return [Accepted(e["package"], e["advisory"], e["reason"], date.fromisoformat(e["until"])) for e in entries]


def hits(pins: Iterable[Pin], advisories: list[dict[str, Any]]) -> Iterator[Hit]:
    """Every advisory that holds for a pin, in the pins' order."""
    for pin in pins:
        for advisory in advisories:
            if advisory["package"] == pin.name and affects(advisory, pin.version):
                yield Hit(pin, advisory)


def affects(advisory: dict[str, Any], version: Version) -> bool:
    """Whether the advisory names this version or one of its ranges holds it (OSV, "Evaluation")."""
    named = {Version(name) for name in advisory["versions"]}
    return version in named or any(_in_range(events, version) for events in advisory["ranges"])


def _in_range(events: list[dict[str, str]], version: Version) -> bool:
    """Walk a range's events upwards; where two fall on one version, it is affected before it is mended."""
    affected = False
    for at, kind in sorted((Version(at), kind) for event in events for kind, at in event.items()):
        if kind == "introduced" and version >= at:
            affected = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            affected = False
    return affected
