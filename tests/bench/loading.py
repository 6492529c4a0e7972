"""The phases of the load, each told in a line."""

import os
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils.text import slugify

from plans.audit.verify import verify_all
from plans.models import Council
from tests.bench.load import LONGEST, QUICK, Size, busy_in_background
from tests.bench.load_lists import ListImport, lists
from tests.builders import make_council
from tests.faults.load import Load, reports, staff
from tests.faults.serving import served
from tests.importing.other_process import big_file, importing, wait_until_written_next

WORKERS = ("--timeout", "60", "--workers", "4")  # as long as in use
TITLE = "Equality plan 2026-2029"
LINE = "{:<44}{:>8}{:>7}{:>8}{:>8}{:>9}{:>7}  {}"
HEADINGS = ("while officers report", "reports", "/s", "p50 ms", "p95 ms", "longest", "most", "of the import")


def measure(folder: Path, size: Size) -> bool:
    """Measure every phase on the database at hand, print the figures, and return whether all are good enough."""
    call_command("migrate", verbosity=0)
    council = make_council("Alderford Council")
    officers = staff(council, size.officers)
    brought = lists(council, size.rows)
    print(f"\n{connection.display_name}: {size.officers} officers, {WORKERS[-1]} workers; "
          f"load of the machine {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(LINE.format(*HEADINGS))
    with served(*WORKERS) as server:
        load = reports(server, officers, size.each)
        good = told("nothing else", load, "", p95=load.at(0.95))
        deeds = {
            f"a plan of {size.plan_rows:,} rows is imported": lambda: import_plan(folder, council, size.plan_rows),
            "a newer version of it, every row changed": lambda: import_newer(folder, council, size.plan_rows),
        }
        deeds |= {f"{size.rows:,} {one.name}": ListImport(server, one) for one in brought}
        for name, deed in deeds.items():
            goes_on, wait = busy_in_background(deed)
            load = reports(server, officers, 0, while_true=goes_on)
            good &= told(name, load, wait())
    _, problems = verify_all()
    print(f"history: {len(problems)} problems")
    return good and not problems


def told(name: str, load: Load, remark: str, p95: float | None = None) -> bool:
    """Print what came of a phase, and return whether it was good enough: the 95th report, else the longest."""
    measured, most = (load.at(1.0), LONGEST) if p95 is None else (p95, QUICK)
    good = measured <= most and set(load.codes) == {302}
    times = [f"{1000 * load.at(share):.0f}" for share in (0.5, 0.95, 1.0)]
    answered = sum(load.codes.values())
    codes = "" if set(load.codes) == {302} else f"{dict(load.codes)} "
    remark = f"{remark}{'' if good else ' NOT GOOD ENOUGH '}{codes}"
    print(LINE.format(name, answered, f"{answered / load.took:.0f}", *times, f"{1000 * most:.0f}", remark), flush=True)
    return good


def import_plan(folder: Path, council: Council, rows: int) -> str:
    """Import a large plan by the command, in a process of its own; return how long the writing took."""
    return written(big_file(folder / "plan.csv", rows), council, "--title", TITLE)


def import_newer(folder: Path, council: Council, rows: int) -> str:
    """Import a newer version of the large plan, in which every action has other words; return as for the first."""
    path = big_file(folder / "plan.csv", rows)
    path.write_text(path.read_text(encoding="utf-8").replace("lives or works here", "comes here"), encoding="utf-8")
    return written(path, council, "--newer-of", slugify(TITLE))


def written(path: Path, council: Council, *options: str) -> str:
    """Import a file and say how long it took after the file was read."""
    with importing(path, council, *options, "--json") as process:
        wait_until_written_next(process)
        started = time.monotonic()
        assert process.wait() == 0, process.stderr.read().decode()
    return f"written in {time.monotonic() - started:.1f} s"
