"""What the audit costs: a save with and without triggers, and checking a long history."""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection, transaction

from actions.models import Action
from plans.audit import triggers
from plans.audit.context import audit
from plans.audit.records import TRACKED
from plans.audit.verify import verify
from tests.builders import make_action, make_commitment, make_council, make_lead, make_plan, make_user, name_lead

ROUNDS = 9
SAVES = 200
HISTORY_ROWS = 100_000


def seconds(work: Callable[[], object]) -> float:
    """Time one run of some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def save_many(action: Action) -> None:
    """Save an action again and again, each time in a transaction of its own and with another wording."""
    for number in range(SAVES):
        action.current_text = f"Wording {number} {time.perf_counter()}"
        with transaction.atomic():
            action.save()


def audited_save_ratio() -> tuple[float, float, float]:
    """Return the median milliseconds of a save without and with audit, and the ratio of the medians, interleaved."""
    action = make_action()
    save_many(action)
    without, audited = [], []
    for _ in range(ROUNDS):
        triggers.remove()
        without.append(seconds(lambda: save_many(action)))
        triggers.install()
        audited.append(seconds(lambda: save_many(action)))
    plain, full = median(without) / SAVES * 1000, median(audited) / SAVES * 1000
    return plain, full, full / plain


def report_milliseconds() -> float:
    """Return the median milliseconds of a whole report through the one door."""
    council = make_council()
    officer = make_user(council=council)
    action = make_action(commitment=make_commitment(make_plan(council)))
    name_lead(action, make_lead(council, holder=officer))
    times = [seconds(lambda: action.report(by=officer, status="in_progress", summary="On we go.")) for _ in range(60)]
    return median(times) * 1000


def grow_history() -> None:
    """Make 100,000 history rows: 10,000 actions, each changed nine times, by statements over all of them."""
    commitment = make_commitment()
    Action.objects.bulk_create(
        [Action(commitment=commitment, position=n, text=f"Thing {n}") for n in range(1, HISTORY_ROWS // 10 + 1)],
        batch_size=500,
    )
    with audit(reason="Growing"):
        for number in range(9):
            Action.objects.filter(commitment=commitment).update(current_text=f"Wording {number}")


def verify_seconds() -> tuple[int, float, int]:
    """Return how many history rows were checked, in how many seconds, and how many problems there were."""
    started = time.perf_counter()
    results = [verify(model) for model in TRACKED.values()]
    taken = time.perf_counter() - started
    return sum(rows for rows, _ in results), taken, sum(len(problems) for _, problems in results)


def report() -> None:
    """Print the figures of this database, each with its bound."""
    plain, full, ratio = audited_save_ratio()
    print(f"{connection.vendor}: a save {plain:.2f} ms, with audit {full:.2f} ms: ratio {ratio:.2f} (at most 2.5)")
    print(f"{connection.vendor}: a report through the one door {report_milliseconds():.2f} ms")
    grow_history()
    rows, taken, problems = verify_seconds()
    print(f"{connection.vendor}: {rows:,} history rows checked in {taken:.2f} s (at most 5), {problems} problems")
