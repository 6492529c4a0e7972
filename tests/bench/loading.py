"""The phases of the load, each told in a line."""

import os
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from actions.models import Action
from plans.audit.verify import verify_all
from plans.models import Council, Membership
from tests.admin.exchange.desk import SimpleUploadedFile
from tests.bench.asking import CSRF
from tests.bench.load import EACH, LIST_ROWS, LONGEST, OFFICERS, PLAN_ROWS, QUICK, busy_in_background
from tests.builders import make_action, make_commitment, make_council, make_plan, make_user
from tests.faults.load import Load, reports, staff
from tests.faults.pages import boxes_of
from tests.faults.serving import served
from tests.importing.other_process import big_file, importing, wait_until_written_next

WORKERS = ("--workers", "4")


def measure(folder: Path) -> bool:
    """Measure every phase on the database at hand, print the figures, and return whether all are good enough."""
    call_command("migrate", verbosity=0)
    council = make_council("Alderford Council")
    officers = staff(council, OFFICERS)
    print(f"{connection.display_name}: {OFFICERS} officers, 4 workers; load of the machine {os.getloadavg()[0]:.1f}")
    with served(*WORKERS) as server:
        load = reports(server, officers, EACH)
        good = told(f"{OFFICERS * EACH:,} reports", load, load.at(0.95) <= QUICK)
        for name, deed in (
            (f"while a plan of {PLAN_ROWS:,} rows is imported", lambda: import_plan(folder, council)),
            (f"while {LIST_ROWS:,} actions are imported in the admin", ListImport(server, council)),
        ):
            goes_on, wait = busy_in_background(deed)
            load = reports(server, officers, 0, while_true=goes_on)
            wait()
            good &= told(name, load, load.at(1.0) <= LONGEST)
    _, problems = verify_all()
    print(f"  history: {len(problems)} problems")
    return good and not problems


def told(name: str, load: Load, is_quick: bool) -> bool:
    """Print what came of a phase, and return whether it was good enough."""
    p50, p95, most = (1000 * load.at(share) for share in (0.5, 0.95, 1.0))
    speed = sum(load.codes.values()) / load.took
    print(f"  {name}: {dict(load.codes)}, {speed:.0f}/s, p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {most:.0f} ms")
    return is_quick and set(load.codes) == {302}


def import_plan(folder: Path, council: Council) -> None:
    """Import a large plan by the command, in a process of its own."""
    path = big_file(folder / "plan.csv", PLAN_ROWS)
    with importing(path, council, "--title", "Equality plan 2026-2029", "--json") as process:
        wait_until_written_next(process)
        started = time.monotonic()
        assert process.wait() == 0, process.stderr.read().decode()
    print(f"  (the plan was written in {time.monotonic() - started:.1f} s)")


class ListImport:
    """The import of a list of actions in the admin: the file, its preview and the confirmation."""

    def __init__(self, server, council: Council) -> None:
        lead = make_user("Edie Equality", council=council, role=Membership.Role.EQUALITY_LEAD)
        commitment = make_commitment(make_plan(council))
        for _ in range(LIST_ROWS):
            make_action(commitment=commitment)
        self.browser, self.commitment = server.browser(lead.email), commitment

    def __call__(self) -> None:
        list_address = "/admin/actions/action/"
        rows = self.browser.get(
            f"{list_address}export/?export-what=action&export-kind=csv&export-rows=all&q={self.commitment.pk}"
        )
        lines = rows.text.splitlines()
        at = lines[0].lstrip("\ufeff").split(",").index("Status")
        changed = [lines[0], *(",".join(_begun(line.split(","), at)) for line in lines[1 : LIST_ROWS + 1])]
        file = SimpleUploadedFile("actions.csv", "\r\n".join(changed).encode())
        sent = {"what": "action", "file": file, "csrfmiddlewaretoken": CSRF}
        preview = self.browser._ask(
            "POST", f"{list_address}import/", encode_multipart(BOUNDARY, sent), {"Content-Type": MULTIPART_CONTENT}
        )
        address, boxes = boxes_of(preview)
        answer = self.browser.post(address, boxes)
        print(f"  (the preview took {preview.seconds:.1f} s, the import {answer.seconds:.1f} s)")
        assert answer.status == 302, answer.text
        assert Action.objects.filter(commitment=self.commitment, status="in_progress").count() == LIST_ROWS


def _begun(cells, at):
    cells[at] = "In progress"
    return cells
