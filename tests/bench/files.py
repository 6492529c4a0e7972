"""The files that are measured: how long each takes to make, and how much memory."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.bench.worker import Worker

LINE = "{:<54}{:>10}{:>8}{:>10}{:>8}{:>10}{:>8}{:>10}  {}"
HEADINGS = ("seconds", "most", "MB more", "most", "MB peak", "most", "kB")
MB = 1024


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
    export("csv", "1k", most_seconds=3, most_peak=200),
    export("xlsx", "1k", most_seconds=3, most_peak=200),
    export("json", "1k", most_seconds=3, most_peak=200),
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
    """Print one line."""
    checks = {
        f"ANSWERED {took['status']}": took["status"] != 200,
        "TOO SLOW": took["seconds"] > (file.most_seconds or took["seconds"]),
        "TOO MUCH MEMORY": took["more"] > (file.most_more or took["more"])
        or took["peak"] > (file.most_peak or took["peak"]),
    }
    problems = [problem for problem, is_so in checks.items() if is_so]
    figures = (
        f"{took['seconds']:.1f}", file.most_seconds or "", f"{took['more']:.0f}", file.most_more or "",
        f"{took['peak']:.0f}", file.most_peak or "", f"{took['bytes'] / 1000:,.0f}",
    )  # fmt: skip
    print(LINE.format(file.name, *figures, ", ".join(problems)).rstrip(), flush=True)
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
