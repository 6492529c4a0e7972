"""What the process for one size of the nation does: builds it, then measures whatever it is told to."""

import json
import sys
from functools import cached_property
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management import call_command

from plans.models import Council
from tests.bench import nation, pages
from tests.bench.audit import unaudited
from tests.bench.files import FILES, forget_peak, peak

BY_HAND_TURNS, BY_HAND_TIMES = 8, 4


def serve(size: str, words: str) -> None:
    """Do what each line of standard input says; answer it with a line."""
    server = Server(size, words)
    for line in sys.stdin:
        deed, *details = line.split()
        print(json.dumps(getattr(server, deed)(*details)), flush=True)


class Server:
    """The deeds that the lines name."""

    def __init__(self, size: str, words: str) -> None:
        self.size, self.wanted = size, pages.chosen(words)

    @cached_property
    def places(self) -> pages.Places:
        return pages.Places()

    def build(self) -> float:
        """Make the nation, unless it is there already; return how many seconds that took."""
        started = perf_counter()
        call_command("migrate", verbosity=0)
        if not Council.objects.exists():
            nation.build_size(self.size)
        return perf_counter() - started

    def begin(self) -> dict[str, Any]:
        return pages.first_turn(self.places, self.wanted)

    def turn(self) -> dict[str, Any]:
        return pages.turn(self.places, self.wanted)

    def by_hand(self) -> float:
        """How many times as long a report takes as a raw write that keeps the history by hand, without triggers."""
        reported, written = [], []
        for _ in range(BY_HAND_TURNS):
            reported += [pages.report(self.places).cpu for _ in range(BY_HAND_TIMES)][1:]
            with unaudited():
                written += [pages.raw_write_with_history(self.places).cpu for _ in range(BY_HAND_TIMES)][1:]
        return median(reported) / median(written)

    def make_file(self, number: str) -> dict[str, float]:
        """Ask for one of ``files.FILES``; return how long it took, how much memory, and how large it is."""
        file, ask = FILES[int(number)], self.places.superuser.get
        ask(file.small)
        before = forget_peak()
        answer = ask(file.address)
        took = {"status": answer.status, "cpu": answer.cpu / 1000, "clock": answer.clock / 1000, "bytes": answer.size}
        return took | {"more": peak() - before, "peak": peak()}
