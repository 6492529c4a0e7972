"""Small documents that councils might bring."""

from datetime import date

from actions.importing.answers import Answers
from plans.files.grids import Grid

HEADINGS = ("Ref", "Theme", "Action", "Lead", "Timescale", "Status")
STARTS, ENDS = date(2026, 4, 1), date(2029, 3, 31)


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> tuple[Grid, ...]:
    """A file with one table; a row that is short is filled up with empty cells."""
    width = len(headings)
    return (Grid("Actions", (headings, *(row + ("",) * (width - len(row)) for row in rows))),)


def answers(**said) -> Answers:
    """What a person says of a file, with a title and a period."""
    return Answers(**{"title": "Equality plan", "starts_on": STARTS, "ends_on": ENDS} | said)


TRAIN = ("1.1", "Our people", "Train every manager", "Head of HR", "March 2027", "")
PUBLISH = ("1.2", "Our people", "Publish the pay gap", "Chief Executive", "Q2 2027/28", "Underway")
LISTEN = ("2.1", "Our residents", "Listen to residents", "Policy Officer", "Ongoing", "")
