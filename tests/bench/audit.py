"""What the audit costs, and how long it takes to prove it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median
from time import perf_counter

from django.core.management import call_command
from django.db import connection, transaction

from actions.models import Action
from plans.audit import triggers
from plans.audit.seals import seal_all
from plans.audit.verify import verify_all
from plans.models import User
from tests.builders import make_action, make_commitment

ROUNDS, TIMES = 20, 25
ACTIONS, CHANGES = 2_000, 50
MOST_TIMES_AS_LONG, MOST_SECONDS = 2.5, 5.0

words = map(str, count())


def measure() -> bool:
    """Print each figure beside what is needed; return whether all are good enough."""
    call_command("migrate", verbosity=0)
    rows = make_history()
    officer = User.objects.create_superuser("officer@example.org", name="Officer")

    def report(action: Action) -> None:
        action.report(by=officer, status="in_progress", summary=next(words))

    return all([measure_verifying(rows), measure_cost("save()", save), measure_cost("report()", report)])


def make_history() -> int:
    """Write a hundred thousand history rows; return how many there are of everything."""
    commitment = make_commitment()
    with transaction.atomic():
        Action.objects.bulk_create(
            Action(commitment=commitment, position=n, text="Do what was promised. " * 5) for n in range(1, ACTIONS + 1)
        )
        for turn in range(1, CHANGES):
            Action.objects.update(current_text=f"Do it, as reworded for the {turn}th time. " * 3)
    seal_all()
    return ACTIONS * CHANGES


def measure_verifying(rows: int) -> bool:
    """Time what ``manage.py verify_history`` does: the best of three, as other programs may slow one of them."""
    took = []
    for _ in range(3):
        started = perf_counter()
        checked, problems = verify_all()
        took.append(perf_counter() - started)
        assert checked >= rows
        assert problems == []
    name = f"verify_history of {checked:,} history rows and their seals"
    return say(name, f"{min(took):.1f} s", f"{MOST_SECONDS} s", min(took) <= MOST_SECONDS)


def measure_cost(name: str, write: Callable[[Action], None]) -> bool:
    """Compare a write with the audit to the same write without, in turns, so that a busy machine slows both."""
    with_audit, without = [], []
    for _ in range(ROUNDS):
        with_audit += timed(write)
        with unaudited():
            without += timed(write)
    times, long = median(with_audit) / median(without), f"{median(with_audit) * 1000:.1f} ms"
    figure = f"{times:.1f} times as long as without ({long})"
    return say(f"{name} with audit", figure, f"{MOST_TIMES_AS_LONG} times", times <= MOST_TIMES_AS_LONG)


@contextmanager
def unaudited() -> Iterator[None]:
    """No triggers, and on PostgreSQL no word of who writes either."""
    triggers.remove()
    wrappers, connection.execute_wrappers = connection.execute_wrappers, []
    yield
    connection.execute_wrappers = wrappers
    triggers.install()


def timed(write: Callable[[Action], None]) -> list[float]:
    """Write a new action many times; return how long each took, without the first few."""
    action, took = make_action(), []
    for _ in range(TIMES):
        started = perf_counter()
        write(action)
        took.append(perf_counter() - started)
    return took[5:]


def save(action: Action) -> None:
    action.current_text = next(words)
    action.save()


def say(what: str, figure: str, needed: str, enough: bool) -> bool:
    """Print one line."""
    verdict = "" if enough else ", TOO SLOW"
    print(f"{connection.display_name}: {what}: {figure}; needed: at most {needed}{verdict}", flush=True)
    return enough
