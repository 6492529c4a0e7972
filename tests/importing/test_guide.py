"""The guide to importing says what each warning means, and its examples of timescales are true."""

import re
from datetime import date
from pathlib import Path

import pytest

from actions.readers.period import PlanPeriod
from actions.readers.timescales.read import read_timescale
from actions.readers.warnings import WarningCode

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
PLAN = PlanPeriod(date(2026, 4, 1), date(2029, 3, 31))


def test_the_guide_explains_every_warning_and_no_other():
    section = GUIDE.split("## What each warning means")[1].split("## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)) == {code.value for code in WarningCode}


@pytest.mark.parametrize(
    ("words", "starts_on", "due_on"),
    [
        ("March 2027", None, date(2027, 3, 31)),
        ("by the end of March 2027", None, date(2027, 3, 31)),
        ("May/June 2027", date(2027, 5, 1), date(2027, 6, 30)),
        ("Q2 2027/28", date(2027, 7, 1), date(2027, 9, 30)),
        ("From April 2027", date(2027, 4, 1), None),
        ("Starting May 2027", date(2027, 5, 1), None),
        ("31 August (annually)", None, None),
        ("April 2027 Reviewed October 2027", None, date(2027, 4, 30)),
        ("2027/28", date(2027, 4, 1), date(2028, 3, 31)),
        ("Year 2", date(2027, 4, 1), date(2028, 3, 31)),
        ("12-18 months", date(2026, 4, 1), date(2027, 9, 30)),
        ("Underway", None, None),
        ("To be confirmed", None, None),
        ("within three months of approval", None, None),
    ],
)
def test_an_example_of_the_guide_is_read_as_it_says(words, starts_on, due_on):
    assert words.casefold() in GUIDE.casefold()
    read = read_timescale(words, PLAN)
    assert (read.starts_on, read.due_on) == (starts_on, due_on)
