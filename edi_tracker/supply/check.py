"""Compare every locked package with the known advisories: `python -m edi_tracker.supply.check`, in `make check`.

It needs no network. It fails where an advisory holds that accepted.json does not accept, or no longer; and always
says how old its knowledge is. That alone fails it only when asked: `--max-age 30` (days).
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from edi_tracker.supply.advisories import Accepted, Hit, hits, read_accepted, read_known
from edi_tracker.supply.locked import LOCKED, all_pins

OLD = 30  # days, after which the file is called old


def judge(found: list[Hit], accepted: list[Accepted], on: date) -> tuple[list[str], list[str]]:
    """Sentences about what was found: those that fail the check, and those that somebody should read."""
    failures, notes = [], []
    for hit in found:
        said = f"{' = '.join(hit.names)} holds for {hit.pin.name} {hit.pin.version}: {hit.advisory['summary']}"
        entry = next((entry for entry in accepted if entry.covers(hit, on)), None)
        if entry:
            notes.append(f"Accepted until {_day(entry.until)}: {said} Why: {entry.reason}")
        else:
            failures.append(said)
    failures += [f"{e.advisory} was accepted until {_day(e.until)}: decide again." for e in accepted if e.until < on]
    notes += [
        f"{e.advisory} holds for no locked package: take it out of accepted.json." for e in _idle(accepted, found)
    ]
    return failures, notes


def age(known: dict[str, Any], on: date) -> int:
    """Days since the newest advisory that the file knows: what came after is not in it."""
    return (on - date.fromisoformat(known["known_up_to"])).days


def main(arguments: list[str] | None = None, *, on: date | None = None) -> int:
    """Print what was found; the exit code is 1 where something must be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=LOCKED, help="requirement files (all that are locked)")
    parser.add_argument("--max-age", type=int, metavar="DAYS", help="fail where the known advisories are older")
    options = parser.parse_args(arguments)
    today = on or date.today()
    known, pins = read_known(), all_pins(options.files)
    failures, notes = judge(list(hits(pins, known["advisories"])), read_accepted(), today)
    days = age(known, today)
    print(
        f"{len(pins)} locked packages, {len(known['advisories'])} advisories about them, "
        f"known up to {_day(date.fromisoformat(known['known_up_to']))}: {days} days ago."
    )
    print(f"  Their file holds: {known['covers']}.")
    if options.max_age is not None and days > options.max_age:
        failures.append(f"The known advisories are older than {options.max_age} days. Refresh them: make advisories")
    elif days > OLD:
        notes.append(f"The known advisories are older than {OLD} days. Refresh them: make advisories")
    for note in notes:
        print(f"  {note}")
    for failure in failures:
        print(f"  MUST BE SEEN TO: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _idle(accepted: list[Accepted], found: list[Hit]) -> Iterator[Accepted]:
    named = {(hit.pin.name, name) for hit in found for name in hit.names}
    return (entry for entry in accepted if (entry.package, entry.advisory) not in named)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    sys.exit(main())
