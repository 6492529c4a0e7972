"""What the tests of the import share: sheets as people fill them in, and the way from a file to the readings."""

import csv
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.importing.changes import changes_of
from measures.importing.sheet import read_sheet
from measures.models import Reading
from plans.audit.records import history_of

HEADINGS = [
    "Measure",
    "Date",
    "Breakdown by",
    "Group",
    "Value",
    "How many",
    "Of how many",
    "In words",
    "Note",
    "Source",
]


def table(*rows, headings=("Measure", "Date", "Value")):
    """The bytes of a CSV file with these headings and rows."""
    text = StringIO(newline="")
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode()


def compared(plan, *rows, headings=("Measure", "Date", "Value")):
    """What a file with these rows would do."""
    return changes_of(plan, read_sheet("readings.csv", table(*rows, headings=headings)))


def refusals(changes):
    """The refusals as row, column and sentence."""
    return [(one.number, one.column, one.sentence) for one in changes.refusals]


def history():
    return history_of(Reading)._base_manager.order_by("history_id")


def address(plan, name="reading-import", **more):
    return reverse(name, kwargs={"council": plan.council.slug, "plan": plan.slug} | more)


def bring(browser, plan, content, name="readings.csv"):
    """Choose a file and see what it would do."""
    content = content.encode() if isinstance(content, str) else content
    return browser.post(address(plan), {"file": SimpleUploadedFile(name, content)})


def confirm(browser, plan, page, **said):
    """Confirm what a page shows."""
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("upload", "revision")} | said
    return browser.post(address(plan, "reading-import-do"), sent, follow=True)
