"""Readings in a line of words, and the plans in which the tests read."""

import csv
import re
from datetime import date
from pathlib import Path

from actions.readers.period import PlanPeriod
from actions.readers.timescales.read import read_timescale

COUNCIL = PlanPeriod(date(2023, 4, 1), date(2027, 3, 31), 4)
ONE_YEAR = PlanPeriod(date(2023, 4, 1), date(2024, 3, 31), 4)
NO_END = PlanPeriod(date(2020, 10, 1), None, 4)
SCHOOL = PlanPeriod(date(2023, 9, 1), date(2027, 8, 31), 9)
UNIVERSITY = PlanPeriod(date(2023, 8, 1), date(2028, 7, 31), 8)
CALENDAR = PlanPeriod(date(2023, 1, 1), date(2026, 12, 31), 4)
PUBLISHED, UNSEEN = (
    Path(__file__).parent.parent / name for name in ("timescales.tsv", "timescales_unseen.tsv")
)  # fmt: skip
# The words of the data for how often, by the codes of the model.
CODES = {
    "biannual": "six_monthly", "every 2 years": "two_yearly", "every 3 years": "three_yearly",
    "every 4 years": "four_yearly",
}  # fmt: skip


def told(reading):
    """A reading in a line: "2023-04-01..2024-03-31 annual ongoing review 2025-01-31 (month)"."""
    days = f"{reading.starts_on or ''}..{reading.due_on or ''}"
    parts = [
        days if days != ".." else "",
        "" if reading.recurrence == "none" else reading.recurrence,
        "ongoing" if reading.is_ongoing else "",
        *(f"review {day}" for day in reading.reviews),
        f"({reading.certainty})",
    ]
    return " ".join(filter(None, parts))


def read(text, period=COUNCIL):
    """What is read from the words, in a line."""
    return told(read_timescale(text, period))


def doubts(text, period=COUNCIL):
    """The sentences of the warnings."""
    return [warning.words for warning in read_timescale(text, period).warnings]


def codes(text, period=COUNCIL):
    """The codes of the warnings."""
    return [warning.code.value for warning in read_timescale(text, period).warnings]


def rows_of(path):
    """The rows of a data file, each as a dictionary."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def period_of(row):
    """The plan of a row; the month with which its year begins is given or follows from what body it is."""
    return PlanPeriod(
        date.fromisoformat(row["context_plan_start"]),
        date.fromisoformat(row["context_plan_end"]) if row["context_plan_end"] else None,
        int(row.get("year_start") or year_start_of(row["source"])),
    )


def year_start_of(source):
    """August for universities, September for schools and colleges, April for all others."""
    if re.search(r"university|\bUCL\b|Sanger", source, re.IGNORECASE):
        return 8
    is_school = re.search(r"\bschool\b|academy|\bcollege\b(?! of policing)", source, re.IGNORECASE)
    return 9 if is_school else 4


def expected_of(row):
    """The reading that a row gives, in a line."""
    recurrence = CODES.get(row["recurrence"], row["recurrence"])
    days = f"{row['start']}..{row['end']}"
    parts = [
        days if days != ".." else "",
        "" if recurrence == "none" else recurrence,
        "ongoing" if row["ongoing"] == "yes" else "",
        *(f"review {day.strip()}" for day in row["reviews"].split(",") if day.strip()),
        f"({row['certainty']})",
    ]
    return " ".join(filter(None, parts))
