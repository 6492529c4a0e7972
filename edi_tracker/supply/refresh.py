"""Write advisories.json again from OSV's advisories: `python -m edi_tracker.supply.refresh FROM`, `make advisories`.

FROM is a folder of OSV files, a zip of them, or an address to fetch such a zip from. OSV publishes all advisories
about Python packages, the PyPA's and GitHub's among them, at the address below; it needs no account.
https://google.github.io/osv.dev/data/ describes it. Without a network: fetch the zip elsewhere and name it.
"""

import argparse
import io
import json
import sys
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from edi_tracker.supply.advisories import KNOWN, hits
from edi_tracker.supply.locked import LOCKED, all_pins

PUBLISHED_AT = "https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip"
SOURCE = "OSV (osv.dev): the PyPA Advisory Database and the GitHub Advisory Database, both CC-BY-4.0"
LONGEST_SUMMARY = 160


def osv_files(place: str) -> Iterator[dict[str, Any]]:
    """Every advisory of a folder, a zip, or a zip behind an https address; OSError where there is none."""
    if place.startswith("https://"):
        with urllib.request.urlopen(place, timeout=60) as answer:
            yield from _zipped(io.BytesIO(answer.read()))
    elif Path(place).is_dir():
        for path in sorted(Path(place).rglob("*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))
    else:
        yield from _zipped(place)


def about(packages: set[str], entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the file is to hold: the advisories about these packages, and the newest day that all entries name."""
    kept, newest = [], ""
    for entry in entries:
        newest = max(newest, entry["modified"])
        if "withdrawn" not in entry:
            kept += [_cut(entry, affected) for affected in entry.get("affected", []) if _is_ours(affected, packages)]
    if not newest:
        raise ValueError("There is no advisory in it.")
    return {
        "source": SOURCE,
        "covers": "every advisory about the locked packages that had not been withdrawn",
        "taken_on": datetime.now(UTC).date().isoformat(),
        "known_up_to": date.fromisoformat(newest[:10]).isoformat(),
        "advisories": sorted(kept, key=lambda advisory: (advisory["package"], advisory["published"], advisory["id"])),
    }


def as_text(known: dict[str, Any]) -> str:
    """The file's text: one advisory a line, so that two versions of it compare well."""
    head = {name: value for name, value in known.items() if name != "advisories"}
    lines = ",\n".join(json.dumps(advisory, ensure_ascii=False) for advisory in known["advisories"])
    return f'{json.dumps(head, indent=1, ensure_ascii=False)[:-2]},\n "advisories": [\n{lines}\n]\n}}\n'


def main(arguments: list[str] | None = None, *, path: Path = KNOWN) -> int:
    """Write the file and say what it holds; it stays as it was where the advisories cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", nargs="?", default=PUBLISHED_AT, metavar="FROM")
    place = parser.parse_args(arguments).place
    try:
        pins = all_pins(LOCKED)
        known = about({pin.name for pin in pins}, osv_files(place))
        held = list(hits(pins, known["advisories"]))  # a version that cannot be read is found now, not by the check
    except (OSError, ValueError, zipfile.BadZipFile) as fault:
        print(f"No advisories could be read from {place}: {fault}", file=sys.stderr)
        return 1
    path.write_text(as_text(known), encoding="utf-8")
    print(
        f"{len(known['advisories'])} advisories about the locked packages, known up to {known['known_up_to']}; "
        f"{len(held)} of them hold."
    )
    return 0


def _zipped(file: Any) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield json.loads(archive.read(name))


def _is_ours(affected: dict[str, Any], packages: set[str]) -> bool:
    package = affected.get("package", {})
    return package.get("ecosystem") == "PyPI" and canonicalize_name(package["name"]) in packages


def _cut(entry: dict[str, Any], affected: dict[str, Any]) -> dict[str, Any]:
    """What we ask of an advisory; single versions only where no range of versions says the same in short."""
    ranges = [r["events"] for r in affected.get("ranges", []) if r["type"] == "ECOSYSTEM"]
    return {
        "id": entry["id"],
        "aliases": sorted(entry.get("aliases", [])),
        "package": canonicalize_name(affected["package"]["name"]),
        "ranges": [[event for event in events if event] for events in ranges],
        "versions": [] if ranges else affected.get("versions", []),
        "published": entry.get("published", entry["modified"])[:10],
        "modified": entry["modified"][:10],
        "summary": _line(entry.get("summary") or entry.get("details", "")),
    }


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUMMARY else line[: LONGEST_SUMMARY - 2].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    sys.exit(main())
