"""Many officers who report at once through a real server, and what they had to wait."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from actions.models import Action
from plans.models import Council
from tests.builders import make_action, make_commitment, make_lead, make_plan, make_theme, make_user, name_lead


@dataclass
class Load:
    """What came of it: the status codes, and the seconds that each report took."""

    codes: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0

    def at(self, share):
        """The seconds within which this share of the reports was answered."""
        return sorted(self.seconds)[min(int(len(self.seconds) * share), len(self.seconds) - 1)]


def staff(council: Council, number: int) -> list[tuple[str, int]]:
    """Make so many officers, each with an action of their own; return their addresses and their actions' ids."""
    commitment = make_commitment(theme=make_theme(make_plan(council)))
    made = []
    for _ in range(number):
        officer, action = make_user(council=council), make_action(commitment=commitment)
        name_lead(action, make_lead(council, holder=officer))
        made.append((officer.email, action.pk))
    return made


def reports(server, officers, each: int, while_true=None) -> Load:
    """Let every officer report ``each`` times, all at once, or for as long as ``while_true`` says; count it all."""
    load, lock = Load(), threading.Lock()
    browsers = [(server.browser(email), pk) for email, pk in officers]
    start = threading.Barrier(len(browsers))

    def report(browser, pk):
        start.wait()
        done = 0
        while while_true() if while_true else done < each:
            answer = one_report(browser, pk, done)
            done += 1
            with lock:
                load.codes[answer.status] += 1
                load.seconds.append(answer.seconds)

    started = time.monotonic()
    with ThreadPoolExecutor(len(browsers)) as pool:
        for waited in [pool.submit(report, *one) for one in browsers]:
            waited.result()
    load.took = time.monotonic() - started
    return load


def one_report(browser, pk, number):
    """Open the page of an action, and report on it; the time is that of the report alone."""
    address = f"/actions/{pk}/report/"
    token = browser.form(address)["revision"]
    said = {"status": "in_progress", "rag": "green", "summary": f"Report {number}", "revision": token}
    return browser.post(address, said)


def reports_of(officers) -> int:
    """How many reports are stored on the officers' actions."""
    return sum(action.updates.count() for action in Action.objects.filter(pk__in=[pk for _, pk in officers]))
