"""Compares pages with the yardsticks and with themselves at another size, and prints one table."""

from statistics import median
from typing import Any

from django.db import connection

from tests.bench.pages import Page, chosen
from tests.bench.worker import Worker

HEADINGS = ("CPU ms", "server", "clock", "most", "ratio", "most", "growth", "most", "queries", "kB")
LINE = "{:<54}{:>22}{:>8}{:>8}{:>6}{:>8}{:>6}{:>8}{:>6}{:>9}{:>7}  {}"


class Figures:
    """What was measured at each size, the smallest first."""

    def __init__(self, sizes: list[str], words: str, turns: int) -> None:
        self.sizes = sizes
        workers = [Worker(size, words) for size in sizes]
        for worker in workers:
            print(f"{connection.display_name}: {worker.size} actions built in {worker.tell('build'):.0f} s", flush=True)
        self.fixed = [worker.tell("begin") for worker in workers]
        self.turns = [[worker.tell("turn") for worker in workers] for _ in range(turns)]
        self.by_hand = 0 if words else workers[0].tell("by_hand")
        for worker in workers:
            worker.end()

    def middle(self, page: Page, size: int, what: str = "cpu") -> float:
        """The median of what a page took at a size, in milliseconds."""
        return median(turn[size][page.name][what] for turn in self.turns)

    def ratio(self, page: Page) -> float:
        """How many times as long as its yardstick a page takes at the largest size."""
        return median(turn[-1][page.name]["cpu"] / turn[-1][page.beside]["cpu"] for turn in self.turns)

    def growth(self, page: Page) -> float:
        """How many times as long a page takes at the largest size as at the smallest."""
        return median(turn[-1][page.name]["cpu"] / turn[0][page.name]["cpu"] for turn in self.turns)

    def each(self, page: Page, what: str) -> list[Any]:
        """What does not change from turn to turn, at each size."""
        return [fixed[page.name][what] for fixed in self.fixed]


def measure(sizes: list[str], words: str, turns: int) -> bool:
    """Print every figure beside what is needed; return whether all are good enough."""
    figures, pages = Figures(sizes, words, turns), chosen(words)
    title = f"{connection.display_name}, {' / '.join(sizes)} actions, medians of {turns} turns"
    print("\n" + LINE.format(title, *HEADINGS, "").rstrip())
    good = all([say(page, figures) for page in pages])
    if figures.by_hand:
        print(f"a status report, beside a raw write of row and history without triggers: {figures.by_hand:.2f} times")
    return good


def say(page: Page, figures: Figures) -> bool:
    """Print one line."""
    problems = problems_of(page, figures)
    remark = ", ".join(problems) or (is_slow(page, figures) and "slow by the clock") or ""
    took = " / ".join(f"{figures.middle(page, size):.1f}" for size in range(len(figures.sizes)))
    compares = len(figures.sizes) > 1
    print(
        LINE.format(
            page.name,
            took,
            f"{figures.middle(page, -1, 'server'):.1f}" if connection.vendor == "postgresql" else "",
            f"{figures.middle(page, -1, 'clock'):.1f}",
            page.most_clock or "",
            f"{figures.ratio(page):.2f}",
            page.most or "",
            f"{figures.growth(page):.2f}" if compares else "",
            page.growth or "",
            "/".join(map(str, dict.fromkeys(figures.each(page, "queries")))),
            f"{figures.each(page, 'bytes')[-1] / 1000:.1f}",
            remark,
        ).rstrip(),
        flush=True,
    )
    return not problems


def problems_of(page: Page, figures: Figures) -> list[str]:
    """Say in which ways a page is not good enough."""
    queries, statuses = figures.each(page, "queries"), set(figures.each(page, "status"))
    checks = {
        f"ANSWERED {statuses}, NOT {page.status}": statuses != {page.status},
        "TOO SLOW": page.most is not None and figures.ratio(page) > page.most,
        "GROWS": page.growth is not None and figures.growth(page) > page.growth,
        "TOO MANY QUERIES": page.most_queries is not None and max(queries) > page.most_queries,
        "QUERIES GROW": len(set(queries)) > 1,
    }
    return [problem for problem, is_so in checks.items() if is_so]


def is_slow(page: Page, figures: Figures) -> bool:
    """Whether a page takes too long with PostgreSQL, on this machine as busy as it now is."""
    return connection.vendor == "postgresql" and figures.middle(page, -1, "clock") > (page.most_clock or float("inf"))
