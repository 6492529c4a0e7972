"""The files that are measured: how long each takes to make, and how much memory."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import connection

from tests.bench.worker import Worker

LINE = "{:<54}{:>10}{:>10}{:>8}{:>10}{:>8}{:>10}{:>8}{:>10}  {}"
HEADINGS = ("clock s", "CPU s", "most", "MB more", "most", "MB peak", "most", "kB")
MB, INFINITY = 1024, float("inf")
OF_A_THOUSAND = {"most_seconds": 3, "most_peak": 200}
REPORT, WORD = "/reports/committee/", "/reports/committee.docx"
QUARTER = date.today() - timedelta(days=92), date.today() - timedelta(days=1)
ASKED = "plan=1&starts={}&ends={}&audience=committee&said=1".format(*QUARTER)


@dataclass(frozen=True)
class File:
    """A file that a superuser asks for, and what is needed of it; ``small`` takes what any such file takes."""

    name: str
    size: str
    address: str
    small: str
    most_seconds: float | None = None
    most_more: float | None = None
    most_peak: float | None = None


def export(kind: str, size: str, **needs: float) -> File:
    """The export of every action there is."""
    actions = {"1k": "1,000", "nation": "100,000"}[size]
    address = f"/actions/export.{kind}"
    return File(f"{kind.upper()} of {actions} actions", size, address, f"{address}?q=nothing+has+these+words", **needs)


FILES = [
    export("csv", "1k", **OF_A_THOUSAND),
    export("xlsx", "1k", **OF_A_THOUSAND),
    export("json", "1k", **OF_A_THOUSAND),
    File("Committee report of 1,000 actions, page", "one-plan", f"{REPORT}?{ASKED}", REPORT, **OF_A_THOUSAND),
    File("Committee report of 1,000 actions, Word", "one-plan", f"{WORD}?{ASKED}", REPORT, **OF_A_THOUSAND),
    export("csv", "nation", most_more=32),
    export("json", "nation"),
]


def measure(sizes: list[str]) -> bool:
    """Make each file in a process of its own; print what it took, and return whether all are good enough."""
    print("\n" + LINE.format(f"{connection.display_name}, files", *HEADINGS, "").rstrip())
    wanted = [number for number, file in enumerate(FILES) if file.size in [*sizes, "one-plan"]]
    return all([say(FILES[number], made(number)) for number in wanted])


def made(number: int) -> dict[str, float]:
    """What it took to make a file."""
    worker = Worker(FILES[number].size, "")
    worker.tell("build")
    took = worker.tell(f"make_file {number}")
    worker.end()
    return took


def say(file: File, took: dict[str, float]) -> bool:
    """Print one line. Seconds fail nobody, as a machine may be slow; memory does."""
    checks = {
        f"ANSWERED {took['status']}": took["status"] != 200,
        "TOO MUCH MEMORY": took["more"] > (file.most_more or INFINITY) or took["peak"] > (file.most_peak or INFINITY),
    }
    problems = [problem for problem, is_so in checks.items() if is_so]
    remarks = problems + (["slow"] if took["cpu"] > (file.most_seconds or INFINITY) else [])
    seconds = f"{took['clock']:.1f}", f"{took['cpu']:.1f}", file.most_seconds or ""
    memory = f"{took['more']:.0f}", file.most_more or "", f"{took['peak']:.0f}", file.most_peak or ""
    line = LINE.format(file.name, *seconds, *memory, f"{took['bytes'] / 1000:,.0f}", ", ".join(remarks))
    print(line.rstrip(), flush=True)
    return not problems


def forget_peak() -> float:
    """Let Linux count this process's peak of memory anew; return what it holds now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def peak() -> float:
    """The most memory that this process held at once since, in MB."""
    return _status("VmHWM")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / MB for line in lines if line.startswith(name))
